// A checked text → schemes/<id>.yml of the workspace, whole or not at all, with its journal line.
import { existsSync, readFileSync } from "node:fs";
import { appendJournal, loadCatalogue, type Workspace } from "../../engine/index.js";
import type { Reader } from "../../engine/metrics/reader.js";
import { writeWhole } from "../write-file.js";
import { mayWriteSchemes } from "./adopt-scheme.js";
import { schemeErrors as fail } from "./scheme-errors.js";
import { checkSchemeText, hashOf, schemeFolder, schemeNamed, type SchemeFile } from "./scheme-files.js";

/**
 * `expected`: hash of the text that the writer began from (null: a new file); another one on file now is not overwritten.
 * Errors: scheme_write_refused, scheme_changed_meanwhile, and the first broken rule as scheme_invalid.
 */
export function writeScheme(
  store: Pick<Workspace, "path" | "dir">,
  id: string,
  text: string,
  { reader, now, expected }: { reader: Reader; now: Date; expected?: string | null },
): SchemeFile {
  mayWriteSchemes(reader);
  // the name is checked before it becomes a path: it must be the id of a scheme that holds
  const { problems, hash } = checkSchemeText(text, {
    file: `${id}.yml`,
    catalogue: loadCatalogue(store.dir),
  });
  if (problems[0]) throw problems[0];
  const file = store.path(schemeFolder, `${id}.yml`);
  const found = existsSync(file) ? hashOf(readFileSync(file, "utf8")) : null;
  if (expected !== undefined && found !== expected && found !== hash)
    throw fail.scheme_changed_meanwhile({ id });
  if (found !== hash) {
    writeWhole(file, text);
    appendJournal(
      store,
      { kind: "scheme_changed", scheme: id, content: hash, before: found, by_user: reader.id },
      now,
    );
  }
  return schemeNamed(store, id);
}
