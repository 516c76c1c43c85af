// A scheme's file ↔ the journal: when a text was first seen, when it was put in force and by whom, and what changed since.
import { appendJournal, readJournal, type Workspace } from "../../engine/index.js";
import { readsEverybody, type Reader } from "../../engine/metrics/reader.js";
import { withLock } from "../../engine/workspace-lock.js";
import { schemeErrors as fail } from "./scheme-errors.js";
import { hashOf, schemeNamed, schemesOf, type SchemeFile } from "./scheme-files.js";

type Store = Pick<Workspace, "path" | "dir">;

export interface SchemeStanding {
  /** Journal's day of the last adoption of any text of this scheme; null: never put in force. */
  adoptedAt: string | null;
  adoptedBy: string | null;
  /** The text in force is the text on file. */
  isInForce: boolean;
  /** The text on file was first seen then; null: not yet. */
  seenAt: string | null;
  /** Texts of this scheme that the journal knows. */
  texts: number;
  /** Versions that had begun before this text was put in force: their beginning was scored by rules not known then. */
  retroactive: string[];
}

export function schemeStanding(
  store: Store,
  { scheme, hash }: Pick<SchemeFile, "scheme" | "hash">,
): SchemeStanding {
  const lines = readJournal(store).lines.filter(
    ({ kind, scheme: id }) => (kind === "scheme_changed" || kind === "scheme_adopted") && id === scheme.id,
  );
  const adoptions = lines.filter(({ kind }) => kind === "scheme_adopted");
  const last = adoptions.at(-1);
  const own = adoptions.find(({ content }) => content === hash);
  // versions that an adopted text had before, unchanged, were known then
  const known = (version: string): boolean =>
    adoptions.some(
      (line) =>
        String(line.at).slice(0, 7) < effectiveFrom(scheme, version) &&
        (line.versions as Record<string, string> | undefined)?.[version] === versionMark(scheme, version),
    );
  return {
    adoptedAt: last?.at ?? null,
    adoptedBy: last ? String(last.by_user) : null,
    isInForce: last !== undefined && last.content === hash,
    seenAt: lines.find(({ content }) => content === hash)?.at ?? null,
    texts: new Set(lines.map(({ content }) => content)).size,
    retroactive: own
      ? scheme.versions
          .map(({ version }) => version)
          .filter((version) => effectiveFrom(scheme, version) < own.at.slice(0, 7) && !known(version))
      : [],
  };
}

type Versions = SchemeFile["scheme"];
const effectiveFrom = ({ versions }: Versions, name: string): string =>
  versions.find(({ version }) => version === name)!.effective_from;
const versionMark = ({ versions }: Versions, name: string): string =>
  hashOf(JSON.stringify(versions.find(({ version }) => version === name)));

/** A line for every text of the company's own that the journal does not know yet. */
export function noteSchemes(store: Store, now: Date): void {
  const lines = readJournal(store).lines;
  for (const { scheme, hash, isOwn } of schemesOf(store).found) {
    if (!isOwn) continue;
    const last = lines.findLast(
      (line) =>
        (line.kind === "scheme_changed" || line.kind === "scheme_adopted") && line.scheme === scheme.id,
    );
    if (last?.content === hash) continue;
    appendJournal(
      store,
      { kind: "scheme_changed", scheme: scheme.id, content: hash, before: last?.content ?? null },
      now,
    );
  }
}

/** Puts the text on file in force; nothing is written where it is already. Errors: scheme_write_refused, scheme_is_shipped, scheme_unknown, scheme_invalid. */
export function adoptScheme(
  store: Store,
  id: string,
  { reader, now }: { reader: Reader; now: Date },
): SchemeStanding {
  mayWriteSchemes(reader);
  const file = schemeNamed(store, id);
  if (!file.isOwn) throw fail.scheme_is_shipped({ id });
  const { scheme, hash } = file;
  const versions = Object.fromEntries(
    scheme.versions.map(({ version }) => [version, versionMark(scheme, version)]),
  );
  return withLock(store.path(".ledger.lock"), () => {
    const standing = schemeStanding(store, file);
    // said twice, or by two at once: it is in force since the first time
    if (standing.isInForce) return standing;
    appendJournal(
      store,
      { kind: "scheme_adopted", scheme: id, content: hash, versions, by_user: reader.id },
      now,
    );
    return schemeStanding(store, file);
  });
}

/** Errors: scheme_write_refused. */
export function mayWriteSchemes(reader: Reader): void {
  if (!readsEverybody(reader)) throw fail.scheme_write_refused({ reader: reader.id });
}
