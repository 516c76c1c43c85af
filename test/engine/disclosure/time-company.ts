// A company over two years in which people join, leave, move and are promoted while their pay and a yes/no fact stay as they
// are: the worst case for what is published again and again.
import { monthsFrom, cacheOf, type FixtureRow } from "../metrics/month-fixture.js";
import type { MetricCache } from "../../../engine/metrics/cache-facts.js";
import { randomFrom, randomMembers } from "./random-membership.js";

export interface TimePerson {
  id: string;
  pay: number;
  /** Ten times what others earn. */
  isOutlier: boolean;
  /** A fact that lasts: true in every month. */
  fact: boolean;
  /** Stands in other cells at the end of the last year than at its beginning. */
  isChanger: boolean;
}

export interface TimeCompany {
  months: string[];
  people: TimePerson[];
  rows: FixtureRow[];
}

const tenures = ["<1y", "1-3y", "3-5y", "5-10y", "10y+"];

/** `months`: 24 from 2024-01 on when left out. Changes happen in the last twelve. */
export function timeCompany(size: number, seed: number, months = monthsFrom("2024-01", 24)): TimeCompany {
  const random = randomFrom(seed * 77 + 3);
  const members = randomMembers(size, seed);
  const teams = members.filter(({ orgPath }) => orgPath!.length === 4);
  const lastYear = months.findIndex((month) => month >= "2025-01");
  const someMonth = (): number => lastYear + Math.floor(random() * (months.length - lastYear));
  const people: TimePerson[] = [];
  const rows: FixtureRow[] = [];
  for (const [number, member] of members.entries()) {
    const level = Number(member.values[2]);
    const isOutlier = number % 25 === 13;
    const pay = Math.round((8000 + 2500 * level + 4000 * random()) * (isOutlier ? 10 : 1));
    const isInTeam = member.orgPath!.length === 4;
    const first = random() < 0.08 ? someMonth() : 0;
    const last = random() < 0.08 ? Math.max(first, someMonth() - 1) : months.length - 1;
    const moves = isInTeam && random() < 0.12 ? someMonth() : Infinity;
    const promoted = isInTeam && random() < 0.06 ? someMonth() : Infinity;
    const ages = random() < 0.25 ? someMonth() : Infinity;
    const to = teams[Math.floor(random() * teams.length)] ?? member;
    const fact = random() < 0.35;
    const changes = [moves, promoted, ages].some((month) => month < months.length);
    people.push({
      id: member.id,
      pay,
      isOutlier,
      fact,
      isChanger: changes || first > 0 || last < months.length - 1,
    });
    for (let m = first; m <= last; m++) {
      const { orgPath, names } = m >= moves ? to : member;
      const tenure = tenures.indexOf(String(member.values[1])) + Number(m >= ages);
      const isExit = m === last && last < months.length - 1;
      rows.push({
        employee_id: member.id,
        month: months[m],
        division: names[0],
        department: names[1],
        team: names[2],
        org_unit_id: orgPath!.at(-1),
        org_path: [...orgPath!],
        gender: String(member.values[0]),
        tenure_band: tenures[Math.min(tenure, 4)],
        level: level + Number(m >= promoted),
        age_band: String(member.values[3]),
        job_family: String(member.values[4]),
        site: String(member.values[5]),
        headcount_end: isExit ? 0 : 1,
        headcount_average: 1,
        exit_exposure: 1,
        is_hire: m === first && first > 0,
        is_voluntary_exit: isExit,
        attendance_days: 21,
        overtime_hours: Math.round(pay / 1000),
        base_pay: pay,
        is_raise: fact,
      });
    }
  }
  return { months, people, rows };
}

export const openTimeCompany = ({ months, rows }: TimeCompany, k: number): Promise<MetricCache> =>
  cacheOf({ months, employeeMonths: rows, k });
