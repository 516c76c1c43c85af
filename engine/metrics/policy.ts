// Tree + reader → the tree this reader may ask: rows by the organisation as of their month, columns by role, and for readers
// of groups released cells only. The only place where rights become conditions; emitters do what the tree says.
import { createHash } from "node:crypto";
import type { ReleaseBook } from "../disclosure/release-book.js";
import type { CacheFacts } from "./cache-facts.js";
import type { MetricCache } from "./cache-facts.js";
import type { Catalogue } from "./catalogue.js";
import { columnsOf } from "./emit-duckdb-sums.js";
import type { Frame } from "./frame.js";
import { metricError } from "./metric-errors.js";
import type { MetricQuerySpec } from "./metric-query.js";
import type { Reader } from "./reader.js";
import { releasedFacts, ReleasedSession } from "./released-session.js";
import { releasesOf } from "./releases-of.js";
import type { Predicate, QueryTree } from "./tree.js";

export interface Policy {
  reader: Reader;
  /** Smallest group that a reader without person-level rights may see. */
  k: number;
  /** What readers of groups look up; undefined for exact readers. */
  edition?: string;
}

/** Rows a reader may read at all: conditions on a row as it was in its month. */
export function rowScope(reader: Reader): Predicate[] {
  requirePurpose(reader, undefined);
  const scope: Predicate[] = [];
  if (reader.scope !== undefined)
    scope.push({ kind: "within_unit", units: [reader.scope], orNull: false, negated: false });
  if (reader.manages !== undefined)
    scope.push({ kind: "managed_by", employee: reader.manages, past: reader.past ?? "own_months" });
  return scope;
}

/** Applied to every tree of an exact reader before it is emitted: the question's, its total's and each comparison's. */
export function applyPolicy(tree: QueryTree, { reader }: Policy, catalogue: Catalogue): QueryTree {
  // no tree of a reader of groups comes here: they have their own session
  if (reader.rights !== "person") throw new Error("a reader of groups has no exact numbers");
  refuseHidden(tree, reader, catalogue);
  return { ...tree, scope: rowScope(reader), release: { kind: "exact" }, grid: false };
}

/**
 * How a reader of groups is answered; undefined for readers with person-level rights on what is asked (the policy's reader
 * is then the exact reader of that part).
 */
export async function release(
  cache: MetricCache,
  facts: CacheFacts,
  policy: Policy,
  catalogue: Catalogue,
  now: Date,
  question: Pick<MetricQuerySpec, "where">,
): Promise<{ session: ReleasedSession; facts: CacheFacts; book: ReleaseBook } | undefined> {
  if (policy.reader.rights === "person") return undefined;
  const { book, attributes } = await releasesOf(cache, catalogue, now);
  const exact = exactReader(question, policy.reader, book);
  if (exact) {
    policy.reader = exact;
    return undefined;
  }
  const closed = releasedFacts(facts, book);
  const session = new ReleasedSession(cache.database, closed, catalogue, policy, { book, attributes });
  return { session, facts: closed, book };
}

/**
 * A reader of groups with person-level rights on a unit is an exact reader of it where the question names that unit or units
 * below it; rows outside of it are never read so.
 */
function exactReader(
  { where }: Pick<MetricQuerySpec, "where">,
  reader: Reader,
  book: ReleaseBook,
): Reader | undefined {
  const { person } = reader;
  if (person === undefined) return undefined;
  const last = [...book.months.values()].at(-1);
  const isOwn = (unit: unknown): boolean =>
    unit === person || (typeof unit === "string" && (last?.units.get(unit)?.path.includes(person) ?? false));
  const namesOwn = (where ?? []).some(
    ({ field, op, value }) =>
      field === "org_unit" && (op === "=" || op === "in") && [value].flat().every(isOwn),
  );
  return namesOwn ? { ...reader, rights: "person", scope: person, person: undefined } : undefined;
}

/** Columns that the reader's role hides, used as a breakdown, as a filter or inside a metric. */
export function refuseHidden(tree: QueryTree, reader: Reader, catalogue: Catalogue): void {
  const hidden = new Set(reader.hide);
  if (hidden.size > 0) {
    for (const { metric } of tree.measures)
      if (hidden.has(metric.id)) throw metricError.field_hidden({ field: metric.id });
    const columns = new Map([...catalogue.dimensions.values()].map(({ column, id }) => [column, id]));
    for (const node of tree.measures)
      for (const column of columnsOf(node))
        if (hidden.has(columns.get(column) ?? column))
          throw metricError.field_hidden({ field: columns.get(column) ?? column });
    for (const { definition } of tree.dimensions)
      if (hidden.has(definition.id)) throw metricError.field_hidden({ field: definition.id });
    for (const filter of tree.filters)
      if ("column" in filter && hidden.has(columns.get(filter.column) ?? filter.column))
        throw metricError.field_hidden({ field: columns.get(filter.column) ?? filter.column });
  }
  // a filter on a masked attribute would tell which pseudonym is which value
  const pseudonymous = new Set(reader.mask);
  for (const { definition } of tree.dimensions)
    if (pseudonymous.has(definition.id) && definition.type === "number")
      throw metricError.field_hidden({ field: definition.id });
  for (const filter of tree.filters) {
    const dimension = [...catalogue.dimensions.values()].find(
      ({ column, id }) => pseudonymous.has(id) && "column" in filter && column === filter.column,
    );
    if (dimension) throw metricError.field_hidden({ field: dimension.id });
  }
}

/** Exact numbers only with a purpose, where the policy asks for one. */
export function requirePurpose(reader: Reader, accepted: readonly string[] | undefined): void {
  if (reader.rights !== "person" || !reader.needsPurpose) return;
  const purpose = reader.purpose?.trim();
  const list = [...(accepted ?? [])];
  if (!purpose) throw metricError.purpose_required({ accepted: list, count: list.length });
  if (accepted && !accepted.includes(purpose))
    throw metricError.purpose_unknown({ purpose: purpose.slice(0, 80), accepted: list });
}

/** A value of a masked attribute → its pseudonym, the same in every answer of this reader. */
export const pseudonym = (reader: Reader, field: string, value: string | number): string =>
  `${field}-${createHash("sha256")
    .update(JSON.stringify([reader.id, field, value]))
    .digest("hex")
    .slice(0, 8)}`;

/** A value of a dimension as this reader is shown it: its pseudonym where the dimension is masked. */
export const shownValue = <V extends string | number | null>(
  reader: Reader,
  field: string,
  value: V,
): V | string => (value !== null && reader.mask?.includes(field) ? pseudonym(reader, field, value) : value);

/** The frame with pseudonyms in the place of masked values; before rows are put in order, so that order tells nothing. */
export function masked(frame: Frame, tree: QueryTree, reader: Reader): Frame {
  if (!reader.mask) return frame;
  const keys = tree.dimensions.map(({ definition: { id } }, i) =>
    frame.keys[i].map((value) => shownValue(reader, id, value)),
  );
  return { ...frame, keys };
}

/** Same fingerprint = same rights: part of every receipt and of every cache key. */
export function policyFingerprint({ reader, k, edition }: Policy, catalogue: Catalogue): string {
  const hidden = [...catalogue.dimensions.values()]
    .filter((d) => d.disclosure === "protected")
    .map((d) => d.id);
  const { rights, scope = null, person, manages, past, hide, mask } = reader;
  const rule = {
    rights,
    scope,
    ...(manages === undefined ? {} : { manages, past }),
    ...(hide ? { hide } : {}),
    ...(mask ? { mask, reader: reader.id } : {}),
    ...(rights === "group"
      ? { k, hidden: hidden.sort(), edition: edition ?? null, person: person ?? null }
      : {}),
  };
  return createHash("sha256").update(JSON.stringify(rule)).digest("hex").slice(0, 16);
}
