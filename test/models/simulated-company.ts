// Seed and planted rate ratios → person-months as the training query would give them, with exits drawn from that hazard.
import { random } from "../../models/estimators/random.js";
import type { AttritionRow } from "../../models/attrition-row.js";
import { monthText } from "../../models/month.js";

export interface Planted {
  people: number;
  months: number;
  /** Monthly rate of leaving with every fact at zero. */
  baseline: number;
  /** Log rate ratios. */
  firstYear?: number;
  per10Overtime?: number;
  managerChange?: number;
  training?: number;
  /** Plus where overtime and training are both above or both below their middle, minus where they differ: no sum of curves has it. */
  clash?: number;
}

const firstMonth = 2023 * 12;

/** A leaver's seat is filled anew the month after. */
export function simulateCompany(seed: number, planted: Planted): AttritionRow[] {
  const rng = random(seed);
  const rows: AttritionRow[] = [];
  let number = 0;
  const hire = () => ({
    id: `E${String(++number).padStart(5, "0")}`,
    overtime: Math.max(0, 12 + 8 * rng.normal()),
    review: 75 + 8 * rng.normal(),
    training: Math.max(0, 14 + 8 * rng.normal()),
    department: `D${rng.integer(5)}`,
    level: 1 + rng.integer(5),
    managerChanged: -100,
    tenure: 0,
  });
  for (let seat = 0; seat < planted.people; seat++) {
    let person = { ...hire(), tenure: rng.uniform() * 90 };
    for (let m = 0; m < planted.months; m++) {
      if (rng.uniform() < 0.03) person.managerChanged = m;
      person.tenure += 1;
      const overtime = Math.max(0, person.overtime + 2 * rng.normal());
      const changed = m - person.managerChanged < 6 ? 1 : 0;
      const log =
        Math.log(planted.baseline) +
        (planted.firstYear ?? 0) * (person.tenure < 12 ? 1 : 0) +
        (planted.per10Overtime ?? 0) * (overtime / 10) +
        (planted.managerChange ?? 0) * changed +
        (planted.training ?? 0) * (person.training >= 16 ? 1 : 0) +
        (planted.clash ?? 0) * (overtime > 12 === person.training > 14 ? 1 : -1);
      const leaves = rng.uniform() < 1 - Math.exp(-Math.exp(log));
      rows.push({
        employee_id: person.id,
        month: `${monthText(firstMonth + m)}-01`,
        division: "Company",
        department: person.department,
        team: person.department,
        job: "Clerk",
        job_family: person.department < "D3" ? "Service" : "Sales",
        site: person.level > 2 ? "Shanghai" : "Suzhou",
        tier: null,
        level: person.level,
        recruitment_source: null,
        employment_type: "full_time",
        org_path: `C/${person.department}`,
        tenure_months: person.tenure,
        overtime_hours_3m: overtime,
        absent_days_3m: rng.uniform() < 0.3 ? rng.uniform() : 0,
        late_days_3m: 0,
        review_last: person.tenure > 6 ? person.review : null,
        review_change: person.tenure > 12 ? 3 * rng.normal() : null,
        is_low_twice: person.review < 68 ? 1 : 0,
        training_hours_12m: person.training,
        revenue_gap_6m: null,
        survey_last: null,
        is_manager_change_6m: changed,
        is_move_12m: rng.uniform() < 0.05 ? 1 : 0,
        is_promotion_12m: rng.uniform() < 0.08 ? 1 : 0,
        is_exit_next_month: m === planted.months - 1 ? null : leaves ? 1 : 0,
      });
      if (leaves) person = hire();
    }
  }
  return rows;
}
