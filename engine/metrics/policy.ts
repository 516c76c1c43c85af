// Tree + reader → the tree this reader may ask: scope put in, protected attributes refused, small groups withheld.
// The only place where rights become conditions; emitters do what the tree says, so every dialect gets the same.
import { createHash } from "node:crypto";
import type { Catalogue } from "./catalogue.js";
import { metricError } from "./metric-errors.js";
import type { Reader } from "./reader.js";
import type { Predicate, QueryTree } from "./tree.js";

export interface Policy {
  reader: Reader;
  /** Smallest group that a reader without person-level rights may see. */
  k: number;
}

/** Applied to every tree before it is emitted: the question's, its total's and each comparison's. */
export function applyPolicy(tree: QueryTree, policy: Policy, catalogue: Catalogue): QueryTree {
  const { reader, k } = policy;
  const scope: Predicate[] =
    reader.scope === undefined
      ? []
      : [{ kind: "within_unit", units: [reader.scope], orNull: false, negated: false }];
  if (reader.rights === "person") return { ...tree, scope, release: { kind: "exact" }, grid: false };
  refuseProtected(tree, catalogue);
  return release({ ...tree, scope }, k);
}

/**
 * The release step: which cells of a checked tree may be read by a reader of groups, and how exactly. Today a floor on
 * the people behind each cell; released cells with declared rounding take this place.
 */
function release(tree: QueryTree, k: number): QueryTree {
  return { ...tree, release: { kind: "at_least", k }, grid: true };
}

function refuseProtected(tree: QueryTree, catalogue: Catalogue): void {
  const hidden = new Map(
    [...catalogue.dimensions.values()]
      .filter((d) => d.disclosure === "protected")
      .map((d) => [d.column, d.id]),
  );
  for (const { column, definition } of tree.dimensions)
    if (hidden.has(column)) throw metricError.protected_dimension({ field: definition.id });
  for (const filter of tree.filters)
    if ("column" in filter && hidden.has(filter.column))
      throw metricError.protected_dimension({ field: hidden.get(filter.column)! });
}

/** Same fingerprint = same rights: part of every receipt and of every cache key. */
export function policyFingerprint({ reader, k }: Policy, catalogue: Catalogue): string {
  const hidden = [...catalogue.dimensions.values()]
    .filter((d) => d.disclosure === "protected")
    .map((d) => d.id);
  const rule = {
    rights: reader.rights,
    scope: reader.scope ?? null,
    ...(reader.rights === "group" ? { k, hidden: hidden.sort() } : {}),
  };
  return createHash("sha256").update(JSON.stringify(rule)).digest("hex").slice(0, 16);
}
