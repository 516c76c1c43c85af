// Person-months and people → the arrays of a panel: who, when, how much, with what weight; and the sums of the phases.
import { ratioError } from "../../engine/metrics/interval.js";
import { estimate, type Estimate } from "../estimators/estimate.js";
import type { Panel } from "../estimators/difference-in-differences.js";
import type { ProgrammePerson } from "./programme-people.js";
import type { PersonMonth } from "./programme-rows.js";

export interface PanelRow extends PersonMonth {
  person: ProgrammePerson;
}

/** Rows of people in either group. */
export function panelRows(rows: readonly PersonMonth[], people: readonly ProgrammePerson[]): PanelRow[] {
  const byId = new Map(people.map((person) => [person.employee, person]));
  return rows.flatMap((row) => {
    const person = byId.get(row.employee);
    return person ? [{ ...row, person }] : [];
  });
}

/**
 * Units are people, or the two groups where the outcome ends a person's months (an effect per person would use the outcome
 * itself). Clusters are people.
 */
export function toPanel(rows: readonly PanelRow[], byGroup: boolean): Panel {
  const [person, time] = [numbering<string>(), numbering<number>()];
  const n = rows.length;
  const panel = {
    unit: new Int32Array(n),
    time: new Int32Array(n),
    cluster: new Int32Array(n),
    y: new Float64Array(n),
    weight: new Float64Array(n),
  };
  rows.forEach((row, i) => {
    panel.cluster[i] = person(row.employee);
    panel.unit[i] = byGroup ? (row.person.group === "treated" ? 0 : 1) : panel.cluster[i]!;
    panel.time[i] = time(row.month);
    panel.y[i] = row.y / row.x;
    panel.weight[i] = row.x;
  });
  return panel;
}

/** Key → 0, 1, 2, … in the order of coming. */
function numbering<K>(): (key: K) => number {
  const known = new Map<K, number>();
  return (key) => {
    let id = known.get(key);
    if (id === undefined) known.set(key, (id = known.size));
    return id;
  };
}

export interface GroupMean {
  value: number;
  low: number;
  high: number;
  people: number;
  /** Σ of the numerator: events, where the outcome counts events. */
  events: number;
  exposure: number;
}

interface Sums {
  y: number;
  x: number;
}

const perPerson = (rows: readonly PanelRow[]): Map<string, Sums> => {
  const people = new Map<string, Sums>();
  for (const { employee, y, x } of rows) {
    const own = people.get(employee);
    if (own) {
      own.y += y;
      own.x += x;
    } else people.set(employee, { y, x });
  }
  return people;
};

/** Σy ÷ Σx with the person as the cluster; null without rows. */
export function groupMean(rows: readonly PanelRow[]): GroupMean | null {
  const people = [...perPerson(rows).values()];
  if (people.length === 0) return null;
  const total = { people: people.length, y: 0, x: 0, yy: 0, xy: 0, xx: 0 };
  for (const { y, x } of people) {
    total.y += y;
    total.x += x;
    total.yy += y * y;
    total.xy += x * y;
    total.xx += x * x;
  }
  const { value, low, high } = estimate(total.y / total.x, ratioError(total), people.length - 1);
  return { value, low, high, people: people.length, events: total.y, exposure: total.x };
}

const sum = (people: Map<string, Sums>, key: keyof Sums): number =>
  [...people.values()].reduce((s, own) => s + own[key], 0);

/** Change of Σy ÷ Σx from one set of rows to the other, people who are in both counted as the same. */
export function changeOf(before: readonly PanelRow[], after: readonly PanelRow[]): Estimate | null {
  const [a, b] = [perPerson(before), perPerson(after)];
  const [xa, xb] = [sum(a, "x"), sum(b, "x")];
  if (a.size < 2 || b.size < 2) return null;
  const [ra, rb] = [sum(a, "y") / xa, sum(b, "y") / xb];
  const everyone = new Set([...a.keys(), ...b.keys()]);
  let squares = 0;
  for (const id of everyone) {
    const [p, q] = [a.get(id) ?? { y: 0, x: 0 }, b.get(id) ?? { y: 0, x: 0 }];
    squares += ((q.y - rb * q.x) / xb - (p.y - ra * p.x) / xa) ** 2;
  }
  const n = everyone.size;
  return estimate(rb - ra, Math.sqrt((squares * n) / (n - 1)), n - 1);
}

/** Month → Σy ÷ Σx. */
export function monthlyMeans(rows: readonly PanelRow[]): Map<number, number> {
  const months = new Map<number, Sums>();
  for (const { month, y, x } of rows) {
    const own = months.get(month);
    if (own) {
      own.y += y;
      own.x += x;
    } else months.set(month, { y, x });
  }
  return new Map([...months].sort((p, q) => p[0] - q[0]).map(([month, { y, x }]) => [month, y / x]));
}
