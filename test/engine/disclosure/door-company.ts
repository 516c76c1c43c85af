// A company of 24 months in memory, behind the real door: people join, leave and move; pay, overtime and a yes/no fact.
import { cacheOf, monthsFrom, type FixtureRow } from "../metrics/month-fixture.js";
import { randomFrom, randomMembers } from "./random-membership.js";

export const doorMonths = monthsFrom("2024-01", 24);

export interface DoorCompany {
  rows: FixtureRow[];
  months: string[];
}

/** Pay lasts (a change of it in one month in forty), overtime is new each month; one person in twelve earns ten times more. */
export function doorCompany(people: number, seed: number): DoorCompany {
  const random = randomFrom(seed * 31 + 5);
  const rows: FixtureRow[] = [];
  for (const [number, member] of randomMembers(people, seed).entries()) {
    const first = random() < 0.15 ? Math.floor(random() * 20) : 0;
    const last = random() < 0.12 ? first + 2 + Math.floor(random() * (22 - first)) : doorMonths.length - 1;
    let pay = Math.round(8000 + 2500 * Number(member.values[2]) + 4000 * random());
    if (number % 12 === 7) pay *= 10;
    for (const [m, month] of doorMonths.entries()) {
      if (m < first || m > last) continue;
      if (random() < 0.025) pay = Math.round(pay * 1.08);
      const [division, department, team] = member.names;
      const path = member.orgPath!;
      rows.push({
        employee_id: member.id,
        month,
        division,
        department,
        team,
        org_unit_id: path.at(-1),
        org_path: [...path],
        gender: String(member.values[0]),
        tenure_band: String(member.values[1]),
        level: Number(member.values[2]),
        age_band: String(member.values[3]),
        job_family: String(member.values[4]),
        site: String(member.values[5]),
        headcount_end: m === last && last < doorMonths.length - 1 ? 0 : 1,
        headcount_average: 1,
        exit_exposure: 1,
        is_hire: m === first && first > 0,
        is_voluntary_exit: m === last && last < doorMonths.length - 1,
        attendance_days: 21,
        overtime_hours: Math.round(30 * random() * random() * 10) / 10,
        base_pay: pay,
        review_score: m % 12 === 11 ? 1 + Math.floor(random() * 5) : null,
        review_count: m % 12 === 11 ? 1 : null,
      });
    }
  }
  return { rows, months: doorMonths };
}

export const openDoor = ({ rows, months }: DoorCompany) => cacheOf({ months, employeeMonths: rows });
