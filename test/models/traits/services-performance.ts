// Seed → the whole services demo, in memory: what queries/traits-performance.sql and -behaviour.sql (visits) give of its files, whose
// numbers these are to ten digits. Hires, exits, promotions, moves and raters are those of the company, not of a table drawn for the test.
import { firstDay, isoDay, lastDay, monthOf } from "../../../datasets/companies/calendar.js";
import { historyEnd } from "../../../datasets/companies/company.js";
import { assignmentOn, employedWithin, type Person } from "../../../datasets/companies/person.js";
import { ServicesSimulation } from "../../../datasets/companies/services-simulation.js";
import type { PerformanceRow } from "../../../models/traits/performance-score.js";

export interface ServicesPerformance {
  performance: PerformanceRow[];
  people: ReadonlyMap<string, Person>;
  /** Visits a month beside those of the peers, and the standard error; of people with six months or more. */
  visits: ReadonlyMap<string, { value: number; error: number }>;
}

/** Where somebody was at the end of the quarter's last month. */
type Spell = Pick<PerformanceRow, "department" | "job_family" | "tenure_months">;

interface VisitMonth {
  peers: string;
  amount: number;
  /** Share of the month employed. */
  base: number;
}

const months = 42;

export function servicesPerformance(seed: number, { people = 320 } = {}): ServicesPerformance {
  const to = monthOf(historyEnd);
  const simulation = new ServicesSimulation(`services:${seed}`, to - months + 1, to, people / 320);
  const { workforce } = simulation;
  const spells = new Map<string, Spell>();
  const reviews: { id: string; quarter: number; rater: string; score: number }[] = [];
  const revenue = new Map<string, { id: string; quarter: number; total: number; months: number }>();
  const visits = new Map<string, VisitMonth[]>();
  for (const facts of simulation.months()) {
    const { month } = facts;
    const quarter = Math.floor(month / 3);
    const departmentOf = departments(workforce.organisation);
    for (const person of workforce.people) {
      const days = employedWithin(person, firstDay(month), lastDay(month));
      if (!days) continue;
      const job = assignmentOn(person, days[1]);
      spells.set(`${person.id}|${quarter}`, {
        department: departmentOf(job.unit),
        job_family: job.family,
        tenure_months: (days[1] - person.hired) / 30.4375,
      });
    }
    for (const { employee, rater, score } of facts.reviews)
      reviews.push({ id: employee, quarter, rater, score });
    for (const { person, row } of facts.sales) {
      const [from, until] = employedWithin(person, firstDay(month), lastDay(month))!;
      const base = (until - from + 1) / (lastDay(month) - firstDay(month) + 1);
      const seen = visits.get(person.id) ?? [];
      visits.set(person.id, seen);
      seen.push({ peers: `${assignmentOn(person, until).family}|${month}`, amount: row.visits, base });
      if (base < 1) continue;
      const key = `${person.id}|${quarter}`;
      const sum = revenue.get(key) ?? { id: person.id, quarter, total: 0, months: 0 };
      revenue.set(key, { ...sum, total: sum.total + row.revenue, months: sum.months + 1 });
    }
  }
  const rowOf = (
    id: string,
    quarter: number,
    measured: Pick<PerformanceRow, "measure" | "rater_id" | "value">,
  ) => ({
    employee_id: id,
    quarter: isoDay(firstDay(3 * quarter)),
    ...measured,
    ...spells.get(`${id}|${quarter}`)!,
  });
  return {
    performance: [
      ...reviews.map(({ id, quarter, rater, score }) =>
        rowOf(id, quarter, { measure: "review", rater_id: rater, value: score }),
      ),
      ...[...revenue.values()]
        .filter((sum) => sum.months >= 2 && sum.total > 0)
        .map(({ id, quarter, total, months: count }) =>
          rowOf(id, quarter, { measure: "revenue", rater_id: null, value: Math.log(total / count) }),
        ),
    ],
    people: new Map(workforce.people.map((person) => [person.id, person])),
    visits: besidePeers(visits),
  };
}

/** Unit → name of the department as of today: the third level, or the unit itself above it. */
function departments(
  organisation: ServicesSimulation["workforce"]["organisation"],
): (unit: string) => string {
  const known = new Map<string, string>();
  return (unit) => {
    if (!known.has(unit)) {
      const path = organisation.pathOf(unit).toReversed();
      known.set(unit, organisation.current(path[2] ?? unit).name);
    }
    return known.get(unit)!;
  };
}

/** Own rate minus that of the peers in the same months, plus the company's. */
function besidePeers(
  visits: ReadonlyMap<string, VisitMonth[]>,
): Map<string, { value: number; error: number }> {
  const all = [...visits.values()].flat();
  const sumOf = (list: readonly VisitMonth[], what: "amount" | "base") =>
    list.reduce((sum, one) => sum + one[what], 0);
  const rates = new Map<string, { amount: number; base: number }>();
  for (const { peers, amount, base } of all) {
    const sum = rates.get(peers) ?? { amount: 0, base: 0 };
    rates.set(peers, { amount: sum.amount + amount, base: sum.base + base });
  }
  const company = sumOf(all, "amount") / sumOf(all, "base");
  return new Map(
    [...visits].flatMap(([id, seen]) => {
      const n = seen.length;
      if (n < 6) return [];
      const more = seen.map(
        ({ peers, amount, base }) => amount - (base * rates.get(peers)!.amount) / rates.get(peers)!.base,
      );
      const bases = sumOf(seen, "base");
      const own = more.reduce((sum, v) => sum + v, 0) / bases;
      const squares = more.reduce((sum, v, i) => sum + (v - seen[i].base * own) ** 2, 0);
      return [[id, { value: own + company, error: Math.sqrt((n / (n - 1)) * squares) / bases }] as const];
    }),
  );
}
