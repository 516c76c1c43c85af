// Metric and reader → the tree of company, divisions, departments, teams and people as they stand now, each with its months.
// Units are recast on today's members, so that everything adds up in every month; what people who have since left brought is one
// leaf of its own, which also stands for those yet to come.
import { loadCatalogue } from "../../engine/index.js";
import { personValues } from "../../engine/metrics/person-values.js";
import { readsEverybody } from "../../engine/metrics/reader.js";
import { querySql } from "../../queries/index.js";
import type { ModelContext } from "../model-context.js";
import { modelErrors } from "../model-errors.js";
import { monthNumber, monthText } from "../month.js";
import type { HierarchyNode } from "./hierarchy.js";

export interface HierarchySeries {
  nodes: HierarchyNode[];
  /** First month; one value per month from it on. */
  from: string;
  to: string;
}

interface PlacedPerson {
  employee_id: string;
  division: string | null;
  department: string | null;
  team: string | null;
}

const levels = ["division", "department", "team"] as const;
export const leftOrToCome = "left_or_to_come";

/** Errors: fit_needs_person_rights, metric_unknown_for_target. `until`: last month, "YYYY-MM". */
export async function hierarchySeries(
  { cache, workspace, reader }: ModelContext,
  question: { metric: string; until: string },
): Promise<HierarchySeries> {
  if (!readsEverybody(reader)) throw modelErrors.fit_needs_person_rights({ reader: reader.id });
  const catalogue = loadCatalogue(workspace.dir);
  if (catalogue.metrics.get(question.metric)?.formula.kind !== "sum")
    throw modelErrors.metric_unknown_for_target({
      metric: question.metric,
      known: [...catalogue.metrics.values()].filter((m) => m.formula.kind === "sum").map((m) => m.id),
    });
  const from = cache.history.from.slice(0, 7);
  const first = monthNumber(from);
  const length = monthNumber(question.until) - first + 1;
  const current = { database: cache.database, snapshot: cache.snapshot, workspace };
  const values = await personValues(
    current,
    { metrics: [question.metric], by: "month", from, to: question.until },
    { reader },
  );
  const people = await cache.database.rows<PlacedPerson>(querySql("target-person"));
  const placed = new Map(people.map((person) => [person.employee_id, person]));
  const byPerson = new Map<string, Float64Array>();
  const left = new Float64Array(length);
  for (const { employee, period, value } of values) {
    const at = monthNumber(period) - first;
    if (value === null || at < 0 || at >= length) continue;
    let own: Float64Array = left;
    if (placed.has(employee)) {
      own = byPerson.get(employee) ?? new Float64Array(length);
      byPerson.set(employee, own);
    }
    own[at] += value;
  }
  // Those without a single value (no sales role) have no part in the figure.
  const counted = people.filter(({ employee_id }) => byPerson.get(employee_id)?.some((v) => v !== 0));
  const nodes: HierarchyNode[] = [
    { name: "", level: "company", parent: -1, values: new Float64Array(length) },
  ];
  const places = new Map<string, number>([["", 0]]);
  for (const [depth, level] of levels.entries())
    for (const person of counted) {
      const path = pathOf(person, depth + 1);
      if (person[level] === null || places.has(path)) continue;
      if (isTheUnitAbove(person, depth, counted)) {
        places.set(path, parentOf(person, depth, places));
        continue;
      }
      places.set(path, nodes.length);
      nodes.push({
        name: person[level],
        level,
        parent: parentOf(person, depth, places),
        values: new Float64Array(length),
      });
    }
  for (const person of counted)
    nodes.push({
      name: person.employee_id,
      level: "person",
      parent: parentOf(person, levels.length, places),
      values: byPerson.get(person.employee_id)!,
    });
  nodes.push({ name: leftOrToCome, level: leftOrToCome, parent: 0, values: left });
  for (let i = nodes.length - 1; i > 0; i--) {
    const above = nodes[nodes[i].parent].values;
    nodes[i].values.forEach((v, t) => (above[t] += v));
  }
  return { nodes, from, to: monthText(first + length - 1) };
}

const pathOf = (person: PlacedPerson, depth: number): string =>
  levels
    .slice(0, depth)
    .map((level) => person[level] ?? "")
    .join("\u0000");

/** A firm without divisions: its department stands in all three columns, and is one unit, not three inside one another. */
function isTheUnitAbove(person: PlacedPerson, depth: number, people: readonly PlacedPerson[]): boolean {
  if (depth === 0) return false;
  const [above, own] = [levels[depth - 1]!, levels[depth]!];
  const path = pathOf(person, depth);
  return person[own] === person[above] && people.every((one) => pathOf(one, depth) !== path || one[own] === person[own]); // prettier-ignore
}

/** The nearest unit above that has a name. */
function parentOf(person: PlacedPerson, depth: number, places: ReadonlyMap<string, number>): number {
  for (let above = depth; above > 0; above--) {
    const found = person[levels[above - 1]] === null ? undefined : places.get(pathOf(person, above));
    if (found !== undefined) return found;
  }
  return 0;
}
