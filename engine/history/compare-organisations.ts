// Two organisations → unit by unit what one has and the other has not: added, removed, moved, renamed, and the heads in each.
import type { Database } from "../database.js";
import { answer } from "../metrics/answer.js";
import { cacheFacts, type MetricCache } from "../metrics/cache-facts.js";
import { metricError } from "../metrics/metric-errors.js";
import { monthNumber, monthText } from "../metrics/period.js";
import type { Reader } from "../metrics/reader.js";
import { organisationNamed, type Organisation } from "../organisation/organisation.js";
import { inTreeOrder, unitTree, type UnitNode } from "../organisation/unit-tree.js";
import { resultRows } from "../result-rows.js";

export type UnitChange = "added" | "removed" | "merged" | "moved" | "renamed";

export interface UnitSide {
  name: string;
  parent: string | null;
  parentName: string | null;
  /** People placed in the unit itself at the end of the side's month; null = not to be seen by this reader. */
  heads: number | null;
  /** The same with every unit below it; null when any of them is not to be seen. */
  headsBelow: number | null;
}

export interface ComparedUnit {
  unit: string;
  depth: number;
  a: UnitSide | null;
  b: UnitSide | null;
  changes: UnitChange[];
  /** The unit that a draft merged it into. */
  into: string | null;
}

export interface OrganisationSide {
  /** As asked: a day, a month, latest, draft:NAME. */
  text: string;
  day: string;
  draft: string | null;
  /** Month at whose end heads are counted, YYYY-MM. */
  month: string;
  units: number;
  heads: number | null;
}

export interface OrganisationComparison {
  a: OrganisationSide;
  b: OrganisationSide;
  units: ComparedUnit[];
  counts: Record<UnitChange, number>;
}

export async function compareOrganisations(
  cache: MetricCache & { database: Database },
  texts: { a: string; b: string },
  { reader, now }: { reader: Reader; now: Date },
): Promise<OrganisationComparison> {
  const facts = await cacheFacts(cache);
  if (!facts.history) throw metricError.history_empty();
  const last = monthText(facts.history.to);
  const side = async (text: string): Promise<Side> => {
    const organisation = organisationNamed(cache.workspace, text, last);
    const wanted = monthNumber(organisation.day.slice(0, 7));
    const month = monthText(Math.min(Math.max(wanted, facts.history!.from), facts.history!.to));
    const tree = await unitTree(cache.database, organisation);
    const heads = await headsOf(cache, { text, organisation, month, reader, now });
    return { text, organisation, month, tree, ...withBelow(tree, heads) };
  };
  const [a, b] = [await side(texts.a), await side(texts.b)];
  const units = compare(a, b);
  const counts = { added: 0, removed: 0, merged: 0, moved: 0, renamed: 0 };
  for (const { changes } of units) for (const change of changes) counts[change]++;
  return { a: described(a), b: described(b), units, counts };
}

interface Side {
  text: string;
  organisation: Organisation;
  month: string;
  tree: UnitNode[];
  heads: ReadonlyMap<string, number | null>;
  below: ReadonlyMap<string, number | null>;
  all: number | null;
}

/** Heads per unit through the ordinary door. Readers of groups see released cells of the month's own organisation, or none. */
async function headsOf(
  cache: MetricCache,
  {
    text,
    organisation,
    month,
    reader,
    now,
  }: Omit<Side, "tree" | "heads" | "below" | "all"> & {
    reader: Reader;
    now: Date;
  },
): Promise<Map<string, number | null> | null> {
  const isReader = reader.rights === "person";
  if (!isReader && organisation.draft) return null;
  const question = {
    metrics: ["headcount"],
    by: ["org_unit"],
    from: month,
    to: month,
    ...(isReader ? { asOf: { org: text } } : {}),
  };
  const result = await answer(cache, question, { reader, now });
  return new Map(
    resultRows(result.table, result.columns)
      .filter((row) => row.org_unit !== null)
      .map((row) => [String(row.org_unit), row.headcount as number | null]),
  );
}

function withBelow(
  tree: readonly UnitNode[],
  known: ReadonlyMap<string, number | null> | null,
): Pick<Side, "heads" | "below" | "all"> {
  const heads = new Map(
    tree.map(({ unit }) => [unit, known === null ? null : known.has(unit) ? known.get(unit)! : 0]),
  );
  const below = new Map<string, number | null>();
  for (const { unit, parent } of [...tree].reverse()) {
    const own = add(heads.get(unit) ?? null, below.has(unit) ? below.get(unit)! : 0);
    below.set(unit, own);
    if (parent !== null) below.set(parent, add(below.has(parent) ? below.get(parent)! : 0, own));
  }
  const roots = tree.filter((u) => u.parent === null).map((u) => below.get(u.unit) ?? null);
  return { heads, below, all: roots.reduce(add, 0) };
}

const add = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a + b);

function compare(a: Side, b: Side): ComparedUnit[] {
  const [before, after] = [a, b].map((s) => new Map(s.tree.map((u) => [u.unit, u])));
  const merged = new Map(b.organisation.draft?.change.merged.map((m) => [m.unit, m.into]));
  const union = [...b.tree, ...a.tree.filter((u) => !after!.has(u.unit))];
  return inTreeOrder(union).map(({ unit, depth }) => {
    const [x, y] = [before!.get(unit), after!.get(unit)];
    const changes: UnitChange[] = [];
    if (!x) changes.push("added");
    if (!y) changes.push(merged.has(unit) ? "merged" : "removed");
    if (x && y && x.parent !== y.parent) changes.push("moved");
    if (x && y && x.name !== y.name) changes.push("renamed");
    return { unit, depth, a: sideOf(x, a), b: sideOf(y, b), changes, into: merged.get(unit) ?? null };
  });
}

function sideOf(node: UnitNode | undefined, side: Side): UnitSide | null {
  if (!node) return null;
  const { unit, name, parent } = node;
  return {
    name,
    parent,
    parentName: side.tree.find((u) => u.unit === parent)?.name ?? null,
    heads: side.heads.get(unit) ?? null,
    headsBelow: side.below.get(unit) ?? null,
  };
}

const described = ({ text, organisation, month, tree, all }: Side): OrganisationSide => ({
  text,
  day: organisation.day,
  draft: organisation.draft?.name ?? null,
  month,
  units: tree.length,
  heads: all,
});
