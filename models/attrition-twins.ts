// Person-months → employee numbers that stand for one person: the same facts, to the last digit, in nearly every month that they
// share. They count as one person in folds and intervals, and are named so that somebody can mend the source.
import type { AttritionRow } from "./attrition-row.js";

export interface SamePerson {
  /** Employee number that all count as, and the others. */
  id: string;
  others: string[];
  /** Months in which they are alike, of those in which both are there. */
  alike: number;
  months: number;
}

const leastMonths = 6;
const leastShare = 0.9;

export function findSamePeople(rows: readonly AttritionRow[]): SamePerson[] {
  const byMonth = new Map<string, Map<string, string[]>>();
  const monthsOf = new Map<string, Set<string>>();
  for (const row of rows) {
    let months = monthsOf.get(row.employee_id);
    if (!months) monthsOf.set(row.employee_id, (months = new Set()));
    months.add(row.month);
    const key = tellingKey(row);
    if (key === undefined) continue;
    let keys = byMonth.get(row.month);
    if (!keys) byMonth.set(row.month, (keys = new Map()));
    const ids = keys.get(key);
    if (ids) ids.push(row.employee_id);
    else keys.set(key, [row.employee_id]);
  }
  const alike = new Map<string, { a: string; b: string; months: number }>();
  for (const keys of byMonth.values())
    for (const ids of keys.values()) {
      // Facts that many share tell nobody apart.
      if (ids.length < 2 || ids.length > 4) continue;
      ids.forEach((a, i) => {
        for (const b of ids.slice(i + 1)) {
          const [first, second] = a < b ? [a, b] : [b, a];
          const pair = `${first}\u0001${second}`;
          const seen = alike.get(pair);
          if (seen) seen.months++;
          else alike.set(pair, { a: first, b: second, months: 1 });
        }
      });
    }
  const groups: SamePerson[] = [];
  for (const { a, b, months } of [...alike.values()].sort((x, y) => (x.a + x.b < y.a + y.b ? -1 : 1))) {
    const common = [...monthsOf.get(a)!].filter((month) => monthsOf.get(b)!.has(month)).length;
    if (months < leastMonths || months < leastShare * common) continue;
    const group = groups.find(({ id, others }) => [id, ...others].some((one) => one === a || one === b));
    if (!group) groups.push({ id: a, others: [b], alike: months, months: common });
    else
      for (const one of [a, b]) if (one !== group.id && !group.others.includes(one)) group.others.push(one);
  }
  return groups;
}

/** Measured facts of the month; undefined where there are too few to tell two people apart. */
function tellingKey(row: AttritionRow): string | undefined {
  const measured = [
    row.overtime_hours_3m,
    row.review_last,
    row.revenue_gap_6m,
    row.survey_last,
    row.absent_days_3m,
    row.late_days_3m,
    row.training_hours_12m,
  ];
  if (measured.filter((value) => value !== null && value !== 0 && !Number.isInteger(value)).length < 2)
    return undefined;
  return [row.tenure_months, row.job, row.site, row.level, ...measured].join("|");
}

/** Employee number → the one that it counts as. */
export const sameAs = (people: readonly SamePerson[]): Map<string, string> =>
  new Map(people.flatMap(({ id, others }) => others.map((other) => [other, id] as const)));
