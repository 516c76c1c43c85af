// Seed and planted effects → what the traits queries would give: quarterly reviews, behaviour, people.
import { random } from "../../../models/estimators/random.js";
import type { PerformanceRow } from "../../../models/traits/performance-score.js";
import type { TraitsInput } from "../../../models/traits/traits-model.js";

export interface PlantedPerformers {
  people: number;
  quarters: number;
  /** Score points: standard deviation between persons beside the traits, between raters, of one quarter. */
  person: number;
  rater: number;
  quarter: number;
  /** Score points per standard deviation of early starts, and for people who were referred. */
  early?: number;
  referred?: number;
}

export const merits = new WeakMap<TraitsInput, Map<string, number>>();

export function simulatePerformers(seed: number, plan: PlantedPerformers): TraitsInput {
  const rng = random(seed);
  const raters = Array.from({ length: 12 }, () => plan.rater * rng.normal());
  const input = { performance: [] as PerformanceRow[], behaviour: [] as TraitsInput["behaviour"][number][], people: [] as TraitsInput["people"][number][] }; // prettier-ignore
  const merit = new Map<string, number>();
  for (let i = 0; i < plan.people; i++) {
    const id = `E${String(i).padStart(4, "0")}`;
    const job_family = i % 3 === 0 ? "Sales" : "Service";
    const early = rng.normal();
    const isReferred = rng.uniform() < 0.25;
    const lasting =
      plan.person * rng.normal() + (plan.early ?? 0) * early + (isReferred ? (plan.referred ?? 0) : 0);
    merit.set(id, lasting);
    const others = ["overtime", "training_hours", "coaching", "late_days", "core_time", "contact_hours"];
    input.behaviour.push(
      { employee_id: id, behaviour: "early_starts", value: 0.3 + 0.1 * early, error: null },
      ...others.map((behaviour) => ({ employee_id: id, behaviour, value: rng.normal(), error: null })),
    );
    input.people.push({
      employee_id: id,
      job_family,
      recruitment_source: isReferred ? "referral" : rng.uniform() < 0.5 ? "campus" : "agency",
      education: rng.uniform() < 0.5 ? "BA" : "MA",
      gender: rng.uniform() < 0.5 ? "female" : "male",
      age_band: rng.uniform() < 0.5 ? "25-34" : "35-44",
      months: 3 * plan.quarters,
    });
    for (let q = 0; q < plan.quarters; q++) {
      const rater = (i + (q >= 4 ? 5 : 0)) % 12;
      input.performance.push({
        employee_id: id,
        quarter: `${2023 + Math.floor(q / 4)}-${String(1 + 3 * (q % 4)).padStart(2, "0")}-01`,
        measure: "review",
        rater_id: `R${rater}`,
        value:
          75 +
          lasting +
          raters[rater] +
          0.4 * q +
          (job_family === "Sales" ? 6 : 0) +
          plan.quarter * rng.normal(),
        department: job_family,
        job_family,
        tenure_months: 12 + 3 * q,
      });
    }
  }
  merits.set(input, merit);
  return input;
}
