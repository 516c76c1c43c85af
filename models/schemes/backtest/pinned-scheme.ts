// A scheme and a version → the scheme as if that version had been in force all along: what a back-test replays.
import type { Scheme, SchemeVersion } from "../scheme-schema.js";
import { schemeErrors as fail } from "../scheme-errors.js";

/** The version that was in force in each period, instead of one for all. */
export const asInForce = "in-force";

/** The latest by its first month where none is named. Errors: scheme_version_unknown. */
export function pinnedScheme(scheme: Scheme, version?: string): { scheme: Scheme; version: string | null } {
  if (version === asInForce) return { scheme, version: null };
  const latest = [...scheme.versions].sort((a, b) => (a.effective_from < b.effective_from ? 1 : -1))[0]!;
  const found = version === undefined ? latest : scheme.versions.find((one) => one.version === version);
  if (!found)
    throw fail.scheme_version_unknown({
      scheme: scheme.id,
      found: version!.slice(0, 40),
      known: [...scheme.versions.map((one) => one.version), asInForce],
    });
  const { mid_period: _, ...always } = found;
  const pinned: SchemeVersion = { ...always, effective_from: "1900-01" };
  return { scheme: { ...scheme, versions: [pinned] }, version: found.version };
}
