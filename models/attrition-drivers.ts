// Fitted hazard → plain comparisons: how many times more often people leave, with interval, and whether chance explains it.
import type { Bilingual } from "../engine/locale.js";
import { attritionInputs, type AttritionRow } from "./attrition-inputs.js";
import type { Hazard } from "./attrition-hazard.js";
import { falseDiscovery } from "./estimators/false-discovery.js";
import { quadraticForm } from "./estimators/linear-algebra.js";
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
  /** Smallest false-discovery rate at which it would be called real (Benjamini–Hochberg over all drivers). */
  q: number;
  beyondChance: boolean;
  /** Yes/no inputs and levels: exits and person-months on that side. */
  exits?: number;
  months?: number;
}

const z95 = normalQuantile(0.975);
const discoveryRate = 0.05;

export function driversOf(hazard: Hazard, rows: readonly AttritionRow[]): Driver[] {
  const { coding, coefficients } = hazard;
  const covariance = Float64Array.from(hazard.covariance);
  const drivers: Driver[] = [];
  const add = (
    part: Pick<Driver, "id" | "input" | "label" | "contrast" | "exits" | "months">,
    contrast: Float64Array,
  ) => {
    let estimate = 0;
    for (let j = 0; j < contrast.length; j++) estimate += contrast[j] * coefficients[j];
    const error = Math.sqrt(Math.max(0, quadraticForm(contrast, covariance, contrast)));
    if (!(error > 0)) return;
    drivers.push({
      ...part,
      rateRatio: Math.exp(estimate),
      low: Math.exp(estimate - z95 * error),
      high: Math.exp(estimate + z95 * error),
      p: twoSidedP(estimate / error),
      q: 1,
      beyondChance: false,
    });
  };
  for (const coded of coding.inputs) {
    const input = attritionInputs.find((candidate) => candidate.id === coded.id)!;
    const vector = () => new Float64Array(coding.columns);
    if (coded.kind === "category") {
      const total = coded.levels.reduce((sum, l) => sum + l.share, 0);
      for (const level of coded.levels) {
        const contrast = vector();
        for (const other of coded.levels) contrast[other.column] -= other.share / total;
        contrast[level.column] += 1;
        add(
          {
            id: `${coded.id}=${level.level}`,
            input: coded.id,
            label: input.label,
            contrast: {
              en: input.contrast.en.replace("{level}", level.level),
              zh: input.contrast.zh.replace("{level}", level.level),
            },
            ...tally(rows, (row) => input.read(row) === level.level),
          },
          contrast,
        );
      }
      continue;
    }
    const contrast = vector();
    contrast[coded.column] = coded.kind === "number" ? coded.step / coded.sd : 1;
    const counts = coded.kind === "flag" ? tally(rows, (row) => input.read(row) === 1) : {};
    add({ id: coded.id, input: coded.id, label: input.label, contrast: input.contrast, ...counts }, contrast);
  }
  falseDiscovery(drivers.map((d) => d.p)).forEach((q, i) => {
    drivers[i].q = q;
    drivers[i].beyondChance = q <= discoveryRate;
  });
  return drivers.sort((a, b) => a.p - b.p);
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
