// One number, person by person: each employee's part of its numerator and denominator in one state of the data.
import type { Database } from "../database.js";
import { personDimension } from "../metrics/person-dimension.js";
import type { QueryTree } from "../metrics/tree.js";
import { isTerm } from "../metrics/tree.js";
import { emitDuckdb } from "../metrics/emit-duckdb.js";

/** value = y ÷ x, x in the unit of the metric's denominator (person-years where it is annualised). */
export interface PersonSums {
  people: ReadonlyMap<string, { y: number; x: number }>;
  /** Part of the denominator that is nobody's: 1 for plain sums, the calendar's months for averages over months. */
  months: number;
}

/** `tree` asks for one measure in total, exactly. */
export async function personSums(database: Database, tree: QueryTree): Promise<PersonSums> {
  const [node] = tree.measures;
  if (!node) throw new Error("one measure expected");
  const { sql, params } = emitDuckdb({
    ...tree,
    measures: [{ ...node, byPerson: false, contributors: undefined }],
    dimensions: [personDimension],
    grid: false,
  });
  const rows = await database.rows<{ d0: string; m0_y: number | null; m0_x?: number | null }>(sql, params);
  const hasTerm = isTerm(node.denominator);
  const people = new Map(
    rows.map((row) => [row.d0, { y: row.m0_y ?? 0, x: hasTerm ? (row.m0_x ?? 0) / node.per : 0 }]),
  );
  const [period] = tree.periods;
  return {
    people,
    months: hasTerm ? 0 : node.denominator === "months" ? period.to - period.from + 1 : 1,
  };
}

export interface Parts {
  /** Effect of each person whose sums differ, in the metric's unit. */
  people: Map<string, number>;
  /** Effect of the denominator that is nobody's: a further month came into the period. */
  months: number;
}

/**
 * Splits v(b) − v(a), v = Y ÷ X, over people so that the parts add up: with X̄ and R̄ the means of both states' X and v,
 * v(b) − v(a) = (ΔY − R̄·ΔX) ÷ X̄, which is linear in each person's Δy and Δx (Bennet 1920; the Shapley value of the two
 * factors Y and 1 ÷ X where people are few is the same to second order). No order of people is involved.
 */
export function splitDifference(a: PersonSums, b: PersonSums): Parts {
  const [then, now] = [totals(a), totals(b)];
  const meanX = (then.x + now.x) / 2;
  const meanR = (ratio(then) + ratio(now)) / 2;
  const people = new Map<string, number>();
  if (meanX === 0) return { people, months: 0 };
  const effect = (dy: number, dx: number): number => (dy - meanR * dx) / meanX;
  for (const id of new Set([...a.people.keys(), ...b.people.keys()])) {
    const [p, q] = [a.people.get(id) ?? nothing, b.people.get(id) ?? nothing];
    const own = effect(q.y - p.y, q.x - p.x);
    if (own !== 0) people.set(id, own);
  }
  return { people, months: effect(0, b.months - a.months) };
}

const nothing = { y: 0, x: 0 };

/** Value of a state; 0 where there is nothing to divide by. */
export const valueOf = (sums: PersonSums): number => ratio(totals(sums));

const ratio = ({ y, x }: { y: number; x: number }): number => (x === 0 ? 0 : y / x);

function totals({ people, months }: PersonSums): { y: number; x: number } {
  let [y, x] = [0, months];
  for (const own of people.values()) {
    y += own.y;
    x += own.x;
  }
  return { y, x };
}
