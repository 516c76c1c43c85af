// Effect sizes, their tests and intervals against scipy and, where the files are there, statsmodels' and scipy's figures on public data.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { wilson } from "../../../engine/metrics/interval.js";
import { falseDiscovery } from "../../../engine/metrics/false-discovery.js";
import {
  contingency,
  fisherExact,
  noncentralChiSquareCdf,
} from "../../../models/estimators/contingency-table.js";
import { crossValidatedAuc } from "../../../models/estimators/cross-validated-auc.js";
import { meanDifference, moments } from "../../../models/estimators/mean-difference.js";
import { noncentralTCdf } from "../../../models/estimators/noncentral-t.js";
import { random } from "../../../models/estimators/random.js";
import { rankDifference } from "../../../models/estimators/rank-difference.js";
import { lift, shareRatio } from "../../../models/estimators/share-ratio.js";
import { readFlatFile } from "../../../models/read-flat-file.js";
import { benchmarkFile, isThere, needsBenchmark } from "../benchmark-file.js";

const a = [1.2, 3.4, 2.2, 5.1, 4.4, 3.3, 2.8];
const b = [0.4, 1.1, 2.2, 1.9, 0.8, 1.3, 2.5, 1.7, 0.2];

interface Drivers {
  welch: Record<string, number | string | number[]>[];
  chi_square: {
    column: string;
    table: Record<string, Record<string, number>>;
    chi2: number;
    df: number;
    p: number;
    cramers_v: number;
    cramers_v_bias_corrected: number;
    wilson95: Record<string, [number, number]>;
  }[];
  adjusted_p_welch?: { bh: number[] };
}
const sets = [
  { name: "ibm", data: "data/ibm_hr_attrition.csv", target: "Attrition", positive: "Yes" },
  { name: "managers", data: "data/pad/managers.csv", target: "performance_group", positive: "Top" },
  { name: "salespeople", data: "data/pad/salespeople.csv", target: "promoted", positive: "1" },
];

const close = (found: number, expected: unknown): void =>
  expect(Math.abs(found - (expected as number)) / Math.max(1, Math.abs(expected as number))).toBeLessThan(
    1e-6,
  );

describe("effect sizes", () => {
  it("equals scipy on a small example", () => {
    const { t, freedom, p, differenceLimits, gLimits, cohensD } = meanDifference(moments(a), moments(b));
    // stats.ttest_ind(a, b, equal_var=False) and its confidence_interval()
    expect(t).toBeCloseTo(3.3082513477179516, 12);
    expect(freedom).toBeCloseTo(9.368722788056198, 10);
    expect(p).toBeCloseTo(0.008624952420082689, 12);
    expect(differenceLimits.low).toBeCloseTo(0.5943122012727258, 6);
    expect(cohensD).toBeCloseTo(1.7736874829247788, 12);
    // optimize.brentq(lambda l: stats.nct.cdf(t, 14, l) - share, -10, 20) * sqrt(1/7 + 1/9)
    expect(gLimits.low).toBeCloseTo(0.5689313311380826, 7);
    expect(gLimits.high).toBeCloseTo(2.934567087710134, 7);
    // stats.mannwhitneyu(a, b, method="asymptotic")
    const ranks = rankDifference(a, b);
    expect(ranks.u).toBe(56.5);
    expect(ranks.p).toBeCloseTo(0.00945182904439218, 12);
    // stats.fisher_exact([[12, 3], [5, 9]])
    expect(fisherExact(12, 3, 5, 9)).toBeCloseTo(0.02532768703367614, 10);
    // brentq on stats.ncx2.cdf
    expect(contingency([[12, 3], [5, 9], [4, 4]]).limits.high).toBeCloseTo(0.7361558540946744, 8); // prettier-ignore
  });

  it("has the noncentral distributions of scipy, also where a series would underflow", () => {
    // stats.nct.cdf(t, df, nc)
    expect(noncentralTCdf(2.1, 20, 1.3)).toBeCloseTo(0.7687009972344473, 8);
    expect(noncentralTCdf(27.7, 348, 26)).toBeCloseTo(0.876924155687513, 8);
    expect(noncentralTCdf(-4.4, 80, -3)).toBeCloseTo(0.09511870662665574, 8);
    expect(noncentralTCdf(0.5, 5, 0)).toBeCloseTo(0.6808505641795355, 7);
    // stats.ncx2.cdf([3, 20, 89], [1, 4, 2], [2, 10, 60])
    expect(noncentralChiSquareCdf(3, 1, 2)).toBeCloseTo(0.62386895, 7);
    expect(noncentralChiSquareCdf(89, 2, 60)).toBeCloseTo(0.94839512, 7);
  });

  it("covers the true AUC at the nominal rate, and answers where all values are on one side", () => {
    // Two normals a distance of 0.8 apart: AUC = Φ(0.8/√2).
    const rng = random(11);
    const truth = 0.7142;
    let covered = 0;
    for (let run = 0; run < 300; run++) {
      const { limits } = rankDifference(
        Array.from({ length: 40 }, () => 0.8 + rng.normal()),
        Array.from({ length: 60 }, () => rng.normal()),
      );
      if (limits.low <= truth && truth <= limits.high) covered++;
    }
    expect(covered / 300).toBeGreaterThan(0.91);
    expect(covered / 300).toBeLessThan(0.985);
    const apart = rankDifference([5, 6, 7, 8, 9], [1, 2, 3, 4]);
    expect(apart.auc).toBe(1);
    expect(apart.limits.high).toBe(1);
    expect(apart.limits.low).toBeGreaterThan(0.4);
    expect(apart.limits.low).toBeLessThan(0.9);
  });

  it("covers true ratios and lifts at the nominal rate", () => {
    const rng = random(5);
    let [ratios, lifts] = [0, 0];
    const runs = 400;
    for (let run = 0; run < runs; run++) {
      const count = (n: number, p: number) =>
        Array.from({ length: n }, () => rng.uniform() < p).filter(Boolean).length;
      const found = shareRatio(count(80, 0.2), 80, count(120, 0.3), 120);
      if (found.low <= 2 / 3 && 2 / 3 <= found.high) ratios++;
      let [both, trait, event] = [0, 0, 0];
      for (let i = 0; i < 250; i++) {
        const has = rng.uniform() < 0.3;
        const is = rng.uniform() < (has ? 0.4 : 0.1);
        both += has && is ? 1 : 0;
        trait += has ? 1 : 0;
        event += is ? 1 : 0;
      }
      // P(event | trait) ÷ P(event) = 0.4 ÷ (0.3 · 0.4 + 0.7 · 0.1).
      const of = lift(both, trait, event, 250);
      if (of.low <= 0.4 / 0.19 && 0.4 / 0.19 <= of.high) lifts++;
    }
    for (const share of [ratios / runs, lifts / runs]) {
      expect(share).toBeGreaterThan(0.925);
      expect(share).toBeLessThan(0.98);
    }
    expect(shareRatio(0, 20, 5, 20)).toMatchObject({ ratio: 0, low: 0 });
    expect(shareRatio(5, 20, 0, 20).high).toBe(Infinity);
  });

  it("averages AUC over folds without comparing scores of different folds", () => {
    // Fold 1's scores are shifted by 100: within each fold the order is perfect.
    const y = [1, 0, 1, 0, 0, 1, 0, 1, 0, 0];
    const fold = [0, 0, 0, 0, 0, 1, 1, 1, 1, 1];
    const score = [0.9, 0.1, 0.8, 0.3, 0.2, 100.9, 100.2, 100.7, 100.1, 100.3];
    const { auc, folds } = crossValidatedAuc(y, score, fold, 2);
    expect(auc).toBe(1);
    expect(folds).toBe(2);
    expect(rankDifference(score.filter((_, i) => y[i]), score.filter((_, i) => !y[i])).auc).toBeLessThan(0.8); // prettier-ignore
  });

  const present = sets.every(({ name, data }) => isThere(`reference/drivers/${name}_drivers.json`, data));
  it.skipIf(!present).each(sets)(
    `equals the reference of $name to 1e-6 ${present ? "" : needsBenchmark}`,
    ({ name, data, target, positive }) => {
      const file = `reference/drivers/${name}_drivers.json`;
      const reference = JSON.parse(readFileSync(benchmarkFile(file), "utf8")) as Drivers;
      const { header, records } = readFlatFile(benchmarkFile(data));
      const complete = records.filter((record) => !record.some((cell) => cell === "NA"));
      const at = (column: string) => header.indexOf(column);
      const isTop = (record: string[]) => record[at(target)] === positive;
      const p: number[] = [];
      for (const known of reference.welch) {
        const values = (top: boolean) =>
          complete
            .filter((record) => isTop(record) === top)
            .map((record) => Number(record[at(known.column as string)]));
        const [first, second] = [values(true), values(false)];
        const means = meanDifference(moments(first), moments(second));
        const ranks = rankDifference(first, second);
        p.push(means.p);
        close(means.t, known.welch_t);
        close(means.freedom, known.welch_df);
        close(means.p, known.welch_p);
        close(means.cohensD, known.cohens_d_pooled);
        close(means.hedgesG, known.hedges_g);
        close(means.differenceLimits.low, (known.diff_ci95 as number[])[0]);
        close(ranks.u, known.mannwhitney_u1);
        close(ranks.p, known.mannwhitney_p_cc);
        close(ranks.auc, known.auc_column);
        expect(means.p / (known.welch_p as number)).toBeCloseTo(1, 6);
        expect(ranks.p / (known.mannwhitney_p_cc as number)).toBeCloseTo(1, 6);
      }
      for (const known of reference.chi_square ?? []) {
        const levels = Object.keys(known.table);
        const counts = levels.map((level) => {
          const rows = complete.filter((record) => record[at(known.column)] === level);
          return [rows.filter((record) => !isTop(record)).length, rows.filter(isTop).length];
        });
        const found = contingency(counts);
        close(found.chiSquare, known.chi2);
        close(found.p / known.p, 1);
        expect(found.freedom).toBe(known.df);
        close(found.cramersV, known.cramers_v);
        close(found.cramersVCorrected, known.cramers_v_bias_corrected);
        levels.forEach((level, i) => {
          const limits = wilson(counts[i][1], counts[i][0] + counts[i][1]);
          close(limits.low, known.wilson95[level][0]);
          close(limits.high, known.wilson95[level][1]);
        });
      }
      falseDiscovery(p).forEach((q, i) => {
        if (reference.adjusted_p_welch) close(q, reference.adjusted_p_welch.bh[i]);
      });
    },
  );
});
