// "service-sales@2" → a scheme and one of its versions; without a version, the last one.
import type { Workspace } from "../../engine/index.js";
import { schemeErrors as fail } from "./scheme-errors.js";
import { schemeNamed } from "./scheme-files.js";
import type { Scheme, SchemeVersion } from "./scheme-schema.js";

/** Errors: scheme_unknown, scheme_invalid, scheme_version_unknown. */
export function versionNamed(
  store: Pick<Workspace, "path" | "dir"> | null,
  text: string,
): { scheme: Scheme; version: SchemeVersion } {
  const at = text.indexOf("@");
  const { scheme } = schemeNamed(store, at < 0 ? text : text.slice(0, at));
  if (at < 0) return { scheme, version: scheme.versions.at(-1)! };
  const name = text.slice(at + 1);
  const version = scheme.versions.find((one) => one.version === name);
  if (!version)
    throw fail.scheme_version_unknown({
      scheme: scheme.id,
      found: name.slice(0, 20),
      known: scheme.versions.map((one) => one.version),
    });
  return { scheme, version };
}
