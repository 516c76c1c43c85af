// Fitted hazard → plain comparisons: how many times more often people leave, with interval, and whether chance explains it.
import type { Bilingual } from "../engine/locale.js";
import { attritionInputs } from "./attrition-inputs.js";
import type { AttritionRow } from "./attrition-row.js";
import type { Hazard } from "./attrition-hazard.js";
import { chiSquareTail } from "./estimators/chi-square.js";
import { falseDiscovery } from "../engine/metrics/false-discovery.js";
import { cholesky, choleskySolve, quadraticForm } from "./estimators/linear-algebra.js";
import { normalQuantile, twoSidedP } from "./estimators/normal-distribution.js";

export interface Driver {
  /** Input, and the level for a category: "department=Sales". */
  id: string;
  input: string;
  label: Bilingual;
  contrast: Bilingual;
  /** Monthly rate of leaving relative to the comparison, others equal (odds ratio of a rare monthly event). */
  rateRatio: number;
  /** 95 % Wald interval; persons, not person-months, count as independent. */
  low: number;
  high: number;
  p: number;
  /**
   * Smallest false-discovery rate at which it would be called real. Inputs are compared first, a category by one joint test
   * (Benjamini & Hochberg 1995); levels only within a category found real, at the rate left for it (Benjamini & Bogomolov 2014).
   */
  q: number;
  beyondChance: boolean;
  /** A category's levels together: Wald χ² that all leave equally often; the same on each of its levels. */
  group?: { chiSquare: number; degrees: number; p: number; q: number; beyondChance: boolean };
  /** Yes/no inputs and levels: exits and person-months on that side. */
  exits?: number;
  months?: number;
}

const z95 = normalQuantile(0.975);
const discoveryRate = 0.05;

export function driversOf(hazard: Hazard, rows: readonly AttritionRow[]): Driver[] {
  const { coding, coefficients } = hazard;
  const covariance = Float64Array.from(hazard.covariance);
  const families: Family[] = [];
  const driver = (
    part: Pick<Driver, "id" | "input" | "label" | "contrast" | "exits" | "months">,
    contrast: Float64Array,
  ): Driver | undefined => {
    const estimate = dot(contrast, coefficients);
    const error = Math.sqrt(Math.max(0, quadraticForm(contrast, covariance, contrast)));
    if (!(error > 0)) return undefined;
    return {
      ...part,
      rateRatio: Math.exp(estimate),
      low: Math.exp(estimate - z95 * error),
      high: Math.exp(estimate + z95 * error),
      p: twoSidedP(estimate / error),
      q: 1,
      beyondChance: false,
    };
  };
  for (const coded of coding.inputs) {
    const input = attritionInputs.find((candidate) => candidate.id === coded.id)!;
    const vector = () => new Float64Array(coding.columns);
    if (coded.kind === "category") {
      const total = coded.levels.reduce((sum, l) => sum + l.share, 0);
      const contrasts = coded.levels.map((level) => {
        const contrast = vector();
        for (const other of coded.levels) contrast[other.column] -= other.share / total;
        contrast[level.column] += 1;
        return contrast;
      });
      const members = coded.levels.flatMap((level, k) => {
        const one = driver(
          {
            id: `${coded.id}=${level.level}`,
            input: coded.id,
            label: input.label,
            contrast: {
              en: input.contrast.en.replace("{level}", () => level.level),
              zh: input.contrast.zh.replace("{level}", () => level.level),
            },
            ...tally(rows, (row) => input.read(row) === level.level),
          },
          contrasts[k],
        );
        return one ? [one] : [];
      });
      // The contrasts add up to nothing: all but the last say everything.
      const joint = waldTest(contrasts.slice(0, -1), coefficients, covariance);
      if (members.length > 0) families.push({ members, joint, p: joint.p });
      continue;
    }
    const contrast = vector();
    contrast[coded.column] = coded.kind === "number" ? coded.step / coded.sd : 1;
    const counts = coded.kind === "flag" ? tally(rows, (row) => input.read(row) === 1) : {};
    const one = driver(
      { id: coded.id, input: coded.id, label: input.label, contrast: input.contrast, ...counts },
      contrast,
    );
    if (one) families.push({ members: [one], p: one.p });
  }
  return judged(families);
}

/** A yes/no or a number alone, or the levels of a category with their joint test. */
interface Family {
  members: Driver[];
  joint?: { chiSquare: number; degrees: number; p: number };
  p: number;
}

/** Inputs in the order of their evidence, levels under each other. */
function judged(families: Family[]): Driver[] {
  const q = falseDiscovery(families.map((family) => family.p));
  const found = q.filter((value) => value <= discoveryRate).length;
  families.forEach(({ members, joint }, i) => {
    const beyondChance = q[i] <= discoveryRate;
    if (!joint) {
      members[0].q = q[i];
      members[0].beyondChance = beyondChance;
      return;
    }
    // Only `found` of the families are looked into: their levels share the rate that these stand for.
    const within = falseDiscovery(members.map((d) => d.p));
    const stricter = families.length / Math.max(1, found);
    members.forEach((driver, k) => {
      driver.group = { ...joint, q: q[i], beyondChance };
      driver.q = Math.max(q[i], Math.min(1, within[k] * stricter));
      driver.beyondChance = beyondChance && driver.q <= discoveryRate;
    });
    members.sort((a, b) => a.p - b.p);
  });
  return families.sort((a, b) => a.p - b.p).flatMap(({ members }) => members);
}

/** χ² = (Lβ)ᵀ (L V Lᵀ)⁻¹ (Lβ). */
function waldTest(
  contrasts: readonly Float64Array[],
  coefficients: readonly number[],
  covariance: Float64Array,
): { chiSquare: number; degrees: number; p: number } {
  const k = contrasts.length;
  const estimates = contrasts.map((contrast) => dot(contrast, coefficients));
  const variances = new Float64Array(k * k);
  contrasts.forEach((a, i) => {
    contrasts.forEach((b, j) => (variances[i * k + j] = quadraticForm(a, covariance, b)));
  });
  const decomposed = cholesky(variances, k);
  const degrees = k - decomposed.aliased.length;
  const chiSquare = dot(estimates, choleskySolve(decomposed, estimates));
  return { chiSquare, degrees, p: degrees > 0 ? chiSquareTail(chiSquare, degrees) : 1 };
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j] * b[j];
  return sum;
}

function tally(
  rows: readonly AttritionRow[],
  belongs: (row: AttritionRow) => boolean,
): { exits: number; months: number } {
  let exits = 0;
  let months = 0;
  for (const row of rows) {
    if (!belongs(row)) continue;
    months++;
    exits += row.is_exit_next_month ?? 0;
  }
  return { exits, months };
}
