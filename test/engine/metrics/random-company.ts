// Seed → a company of a few people over about a year and a half, with gaps, moves, small groups and missing facts.
import { allSources, monthsFrom, type Fixture, type FixtureRow } from "./month-fixture.js";

export function randomCompany(seed: number): Fixture {
  const random = generator(seed);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)];
  const chance = (p: number): boolean => random() < p;
  const hundredths = (most: number): number => Math.round(random() * most * 100) / 100;

  const months = monthsFrom("2023-11", 13 + Math.floor(random() * 8));
  const paths: (string[] | null)[] = [["C"], ["C", "A"], ["C", "A", "A1"], ["C", "B"], null];
  const employeeMonths: FixtureRow[] = [];
  const hires: FixtureRow[] = [];
  const observedFrom = pick([0, 0, 3, 99]);

  const people = 2 + Math.floor(random() * 16);
  for (let p = 0; p < people; p++) {
    const employee_id = `E${p}`;
    const first = chance(0.5) ? 0 : Math.floor(random() * months.length);
    const last = chance(0.6) ? months.length : first + 1 + Math.floor(random() * 6);
    const person = {
      gender: pick(["female", "male", null]),
      level: pick([1, 2, 3, null]),
      site: pick(["北京", "Berlin", null]),
    };
    let path = pick(paths);
    for (let i = first; i < Math.min(last, months.length); i++) {
      const isMove = i > first && chance(0.1);
      if (isMove) path = pick(paths);
      const isExit = i === last - 1;
      const average = isExit || i === first ? hundredths(0.98) + 0.01 : 1;
      const kind = isExit ? pick(["voluntary", "involuntary", "other"]) : "";
      const isHire = i === first && first > 0;
      const dimensions: FixtureRow = {
        ...person,
        org_unit_id: path?.[path.length - 1] ?? null,
        org_path: path,
        department: path?.[1] ?? path?.[0] ?? null,
        job_family: pick(["sales", "service"]),
      };
      const facts: FixtureRow = {};
      if (chance(0.7))
        Object.assign(facts, {
          attendance_days: Math.floor(random() * 23),
          absent_days: Math.floor(random() * 4),
          overtime_hours: hundredths(30),
        });
      if (chance(0.3)) facts.training_hours = hundredths(16);
      if (chance(0.3)) Object.assign(facts, { review_score: 1 + hundredths(4), review_count: pick([1, 2]) });
      if (chance(0.4)) {
        const revenue = pick([0, hundredths(100_000)]);
        Object.assign(facts, {
          revenue,
          new_customer_revenue: Math.round(revenue * random() * 100) / 100,
          big_client_revenue: chance(0.2) ? null : Math.round(revenue * random() * 100) / 100,
        });
      }
      Object.assign(facts, otherFacts({ random, chance, hundredths, pick }));
      if (isExit && kind === "voluntary" && chance(0.7))
        Object.assign(facts, { is_reviewed_voluntary_exit: true, is_regretted_exit: chance(0.5) });
      employeeMonths.push({
        employee_id,
        month: months[i],
        headcount_end: isExit ? 0 : 1,
        fte: chance(0.1) ? average / 2 : average,
        is_exit_within_365_days: isExit && i - first < 12,
        headcount_average: average,
        exit_exposure: i >= observedFrom ? average : 0,
        is_hire: isHire,
        is_voluntary_exit: kind === "voluntary",
        is_involuntary_exit: kind === "involuntary",
        is_other_exit: kind === "other",
        is_transfer_in: isMove,
        is_promotion: chance(0.05),
        tenure_months: 30 * i + hundredths(10),
        tenure_band: pick(["<1y", "1-3y"]),
        ...dimensions,
        ...facts,
      });
      if (isHire) {
        const followed_90_days = i + 3 < months.length;
        const followed_365_days = i + 12 < months.length;
        hires.push({
          employee_id,
          month: months[i],
          ...dimensions,
          followed_90_days,
          followed_365_days,
          left_within_90_days: followed_90_days ? last - first <= 3 : null,
          left_within_365_days: followed_365_days ? last - first <= 12 : null,
        });
      }
    }
  }
  if (chance(0.3)) comeBack(employeeMonths, months, pick);
  if (employeeMonths.length === 0 || !employeeMonths.some((row) => row.month === months[0]))
    employeeMonths.push({ employee_id: "E-first", month: months[0], headcount_end: 1, headcount_average: 1 });
  return {
    months,
    employeeMonths,
    hires,
    sources: chance(0.2) ? allSources.filter(() => chance(0.7)) : allSources,
    k: pick([2, 3, 5]),
    fiscalYearStart: pick([1, 1, 4, 6]),
  };
}

interface Chance {
  random(): number;
  chance(p: number): boolean;
  hundredths(most: number): number;
  pick<T>(values: readonly T[]): T;
}

/** Each source speaks of a month or is silent; what it says is whole in itself (won ≤ closed, passed ≤ taken). */
function otherFacts({ random, chance, hundredths, pick }: Chance): FixtureRow {
  const upTo = (most: number): number => Math.floor(random() * (most + 1));
  const facts: FixtureRow = {};
  const source = (p: number, columns: () => FixtureRow): void => {
    if (chance(p)) Object.assign(facts, columns());
  };
  const part = (whole: string, of: string, most: number): FixtureRow => {
    const all = upTo(most);
    return { [whole]: all, [of]: upTo(all) };
  };
  source(0.6, () => ({
    planned_hours: pick([0, 80, 168]),
    worked_hours: hundredths(200),
    leave_days: upTo(2),
    absence_spells: pick([0, 0, 0, 1, 2]),
    absence_spell_days: upTo(5),
  }));
  source(0.5, () => ({ night_hours: hundredths(9), core_time_days: upTo(20), late_days: upTo(4) }));
  source(0.2, () => ({ customer_contact_hours: hundredths(60) }));
  source(0.2, () => ({ direct_reports: upTo(8) }));
  source(0.4, () => part("courses_ended", "courses_done", 3));
  source(0.2, () => ({ courses_completed: upTo(2) }));
  source(0.2, () => ({
    ...part("exams_taken", "exams_passed", 3),
    exam_score: pick([null, hundredths(100)]),
  }));
  source(0.1, () => ({ coaching_hours: hundredths(5), coaching_sessions: upTo(3) }));
  source(0.3, () => ({ kpi_attainment: hundredths(150), kpi_count: upTo(5) }));
  source(0.1, () => ({ competency_score: hundredths(100), competency_count: 1 + upTo(8) }));
  source(0.1, () => ({ survey_score: 1 + hundredths(4), survey_count: 1 + upTo(4) }));
  source(0.2, () => ({
    ...part("suggestions", "suggestions_adopted", 3),
    suggestion_saving: hundredths(900),
  }));
  source(0.8, () => ({
    base_pay: 3000 + hundredths(20_000),
    pay_ratio: pick([null, 0.5 + hundredths(1)]),
    is_raise: chance(0.1),
  }));
  source(0.3, () => ({
    ...part("leads_due_24h", "leads_answered_24h", 5),
    ...part("leads_closed", "leads_won", 6),
  }));
  source(0.3, () => ({
    ...part("orders", "repeat_orders", 4),
    order_amount: pick([null, hundredths(9000)]),
    new_customers: upTo(2),
    ...part("customers_due", "customers_repurchased", 3),
    ...part("customers_base", "customers_kept", 9),
  }));
  source(0.2, () => ({ feedback_score: hundredths(100), ...part("feedback_count", "satisfied_count", 4) }));
  source(0.2, () => ({
    ...part("tickets_due_1h", "tickets_answered_1h", 4),
    tickets_answered: upTo(3),
    ticket_response_hours: hundredths(9),
  }));
  return facts;
}

/** A leaver is employed again in the last months: stability must not count the gap. */
function comeBack(rows: FixtureRow[], months: string[], pick: Chance["pick"]): void {
  const leavers = rows.filter((row) => row.headcount_end === 0);
  if (leavers.length === 0) return;
  const leaver = pick(leavers);
  const month = months[months.length - 1];
  if (rows.some((row) => row.employee_id === leaver.employee_id && row.month === month)) return;
  const again: FixtureRow = { ...leaver, month, headcount_end: 1, is_hire: true };
  for (const flag of ["is_voluntary_exit", "is_involuntary_exit", "is_other_exit", "is_exit_within_365_days"])
    again[flag] = false;
  delete again.is_reviewed_voluntary_exit;
  delete again.is_regretted_exit;
  rows.push(again);
}

/** mulberry32. */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
