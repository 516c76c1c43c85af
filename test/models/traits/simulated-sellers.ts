// Seed → what the traits queries give of the sellers of the services demo, without the company around them: quarterly reviews by
// drawn raters, months of visits, who was referred or holds a master's degree; whoever misses two reviews running leaves more often.
// Effects are those of datasets/companies/services-plan.ts.
import { reviews, sales, workforce } from "../../../datasets/companies/services-plan.js";
import { random, type Random } from "../../../models/estimators/random.js";
import type { PerformanceRow } from "../../../models/traits/performance-score.js";

export interface Sellers {
  performance: PerformanceRow[];
  /** Per person: mean visits a month and its standard error over the months seen. */
  visits: Map<string, { value: number; error: number }>;
  isReferred: Set<string>;
  hasMaster: Set<string>;
}

export const planted = {
  /** Per standard deviation of the habit; visits grow with exp(0.25 · habit), whose line explains all but 1.5 % of its spread. */
  visiting: reviews.visiting * (0.25 / Math.sqrt(Math.exp(0.25 ** 2) - 1)),
  referred: reviews.skill * workforce.traits.source.内部推荐!,
  master: reviews.skill * workforce.traits.education.硕士!,
};

export interface SellersPlan {
  people: number;
  /** A month, of a seller of average habit; the demo's 18 unless told. */
  visits?: number;
  /** Quarters in which somebody may have been there; everybody joins in one of the first two thirds. */
  quarters?: number;
}

export function simulateSellers(
  seed: number,
  { people, visits = sales.visits, quarters = 14 }: SellersPlan,
): Sellers {
  const rng = random(seed);
  const found: Sellers = { performance: [], visits: new Map(), isReferred: new Set(), hasMaster: new Set() };
  const leniency = Array.from({ length: Math.ceil(people / 8) }, () => reviews.leniency * rng.normal());
  for (let i = 0; i < people; i++) {
    const id = `E${i}`;
    const isReferred = rng.uniform() < workforce.sources.内部推荐!;
    const hasMaster = rng.uniform() < workforce.education.硕士!;
    if (isReferred) found.isReferred.add(id);
    if (hasMaster) found.hasMaster.add(id);
    const habit = rng.normal();
    const score =
      reviews.mean +
      reviews.skill * rng.normal() +
      reviews.visiting * habit +
      (isReferred ? planted.referred : 0) +
      (hasMaster ? planted.master : 0);
    const from = rng.integer(Math.ceil((2 * quarters) / 3));
    const counts: number[] = [];
    let [missed, rater] = [0, rng.integer(leniency.length)];
    for (let q = from; q < quarters && rng.uniform() > (missed >= 2 ? 0.2 : 0.06); q++) {
      for (let month = 0; month < 3; month++) counts.push(poisson(rng, visits * Math.exp(0.25 * habit)));
      if (rng.uniform() < 0.08) rater = rng.integer(leniency.length);
      const value = Math.min(100, score + leniency[rater] + reviews.noise * rng.normal());
      missed = value < 70 ? missed + 1 : 0;
      found.performance.push({
        employee_id: id,
        quarter: `${2023 + Math.floor(q / 4)}-${String(1 + 3 * (q % 4)).padStart(2, "0")}-01`,
        measure: "review",
        rater_id: `R${rater}`,
        value: Math.round(10 * value) / 10,
        department: `S${1 + (i % 4)}`,
        job_family: "销售",
        tenure_months: 3 * (q - from) + 2,
      });
    }
    if (counts.length < 6) continue;
    const mean = counts.reduce((sum, n) => sum + n, 0) / counts.length;
    const squares = counts.reduce((sum, n) => sum + (n - mean) ** 2, 0);
    found.visits.set(id, { value: mean, error: Math.sqrt(squares / (counts.length - 1) / counts.length) });
  }
  return found;
}

/** By products of uniforms (Knuth). */
function poisson(rng: Random, mean: number): number {
  const limit = Math.exp(-mean);
  let [count, product] = [0, rng.uniform()];
  while (product > limit) {
    count++;
    product *= rng.uniform();
  }
  return count;
}
