// The wild cluster bootstrap: equal to refitting every one of the 2^G draws (statsmodels, and plain least squares here); honest with
// few teams where the sandwich is not.
import { describe, expect, it } from "vitest";
import { twoWayFixedEffects, type Panel } from "../../../models/estimators/difference-in-differences.js";
import { estimate } from "../../../models/estimators/estimate.js";
import { clusterCovariance, leastSquares } from "../../../models/estimators/least-squares.js";
import { random } from "../../../models/estimators/random.js";
import { wildClusterBootstrap } from "../../../models/estimators/wild-cluster-bootstrap.js";

interface Example {
  panel: Panel;
  d: Float64Array;
}

/** 6 teams of 2 people over 4 periods with holes; three teams treated in the last two. */
function example({ isWeighted = false, byGroup = false } = {}): Example {
  const rows: number[][] = [];
  for (let u = 0; u < 12; u++)
    for (let t = 0; t < 4; t++) {
      const g = Math.floor(u / 2);
      if ((u * 7 + t * 5) % 11 === 0) continue;
      const y =
        ((u * 37 + t * 53 + u * t * 29) % 17) / 4 +
        (g < 3 && t >= 2 ? 1.5 : 0) +
        ((g * 13) % 7) * (t >= 2 ? 1 : 0) * 0.3;
      rows.push([byGroup ? Number(g >= 3) : u, t, g, y, isWeighted ? 1 + ((u + t) % 3) : 1, g < 3 && t >= 2 ? 1 : 0]); // prettier-ignore
    }
  const ints = (at: number): Int32Array => Int32Array.from(rows, (row) => row[at]!);
  const floats = (at: number): Float64Array => Float64Array.from(rows, (row) => row[at]!);
  return {
    panel: { unit: ints(0), time: ints(1), cluster: ints(2), y: floats(3), weight: floats(4) },
    d: floats(5),
  };
}

/** Each of the 2^G draws refitted on all dummies: no shortcut shared with the estimator. */
function slowly({ panel, d }: Example, b0: number): number {
  const { unit, time, cluster, y, weight } = panel;
  const n = y.length;
  const [units, times, clusters] = [unit, time, cluster].map((ids) => Math.max(...ids) + 1) as [number, number, number]; // prettier-ignore
  const width = units + times;
  const full = new Float64Array(n * width);
  const bare = new Float64Array(n * (width - 1));
  for (let i = 0; i < n; i++) {
    full[i * width] = d[i]!;
    full[i * width + 1 + unit[i]!] = bare[i * (width - 1) + unit[i]!] = 1;
    if (time[i]! > 0) full[i * width + units + time[i]!] = bare[i * (width - 1) + units - 1 + time[i]!] = 1;
  }
  const t = (outcome: Float64Array): number => {
    const fit = leastSquares(full, width, outcome, weight);
    const v = clusterCovariance(fit, full, width, cluster, clusters, width, weight);
    return Math.abs((fit.coefficients[0]! - b0) / Math.sqrt(v[0]!));
  };
  const { residuals } = leastSquares(bare, width - 1, y.map((v, i) => v - b0 * d[i]!), weight); // prettier-ignore
  const observed = t(y);
  let beyond = 0;
  for (let draw = 0; draw < 2 ** clusters; draw++)
    if (t(y.map((v, i) => v - residuals[i]! + ((draw >> cluster[i]!) & 1 ? 1 : -1) * residuals[i]!)) >= observed * (1 - 1e-9)) beyond++; // prettier-ignore
  return beyond / 2 ** clusters;
}

const rademacher = { seed: 1, weights: "rademacher" as const };

describe("wild cluster bootstrap", () => {
  // Python 3, statsmodels: WLS(y*, X).fit(cov_type="cluster") for each v of itertools.product([-1, 1], repeat=6), null imposed.
  it("equals statsmodels refitted on all 64 draws, with weights and without", () => {
    const plain = example();
    const fit = wildClusterBootstrap(plain.panel, plain.d, rademacher)!;
    expect(fit.value).toBeCloseTo(1.8537120359955024, 10);
    expect(fit.error).toBeCloseTo(1.1958843242869301, 10);
    expect(fit).toMatchObject({ p: 0.09375, clusters: 6, draws: 64, isComplete: true });
    const weighted = example({ isWeighted: true });
    const other = wildClusterBootstrap(weighted.panel, weighted.d, rademacher)!;
    expect(other.value).toBeCloseTo(1.5428910599383874, 10);
    expect(other.error).toBeCloseTo(1.2255235759427434, 10);
    expect(other.p).toBe(0.1875);
  });

  it("equals plain least squares on every draw at other null values, units across clusters too", () => {
    for (const options of [{}, { isWeighted: true }, { byGroup: true }]) {
      const { panel, d } = example(options);
      for (const b0 of [-1, 0, 1, 3.5]) {
        const moved = { ...panel, y: panel.y.map((v, i) => v - b0 * d[i]!) };
        expect(wildClusterBootstrap(moved, d, rademacher)!.p).toBe(slowly({ panel, d }, b0));
      }
    }
  });

  it("ends its interval where the test ends", () => {
    const { panel, d } = example();
    const { low, high } = wildClusterBootstrap(panel, d, { ...rademacher, level: 0.8 })!;
    const pAt = (b0: number): number => slowly({ panel, d }, b0);
    expect(pAt(low + 1e-6)).toBeGreaterThan(0.2);
    expect(pAt(low - 1e-6)).toBeLessThanOrEqual(0.2);
    expect(pAt(high - 1e-6)).toBeGreaterThan(0.2);
    expect(pAt(high + 1e-6)).toBeLessThanOrEqual(0.2);
  });

  it("has no end where the draws are too few to reject anything", () => {
    const { panel, d } = example();
    // 2 of 64 is 3.1 %: at 99 % nothing can be rejected
    expect(wildClusterBootstrap(panel, d, { ...rademacher, level: 0.99 })).toMatchObject({
      low: -Infinity,
      high: Infinity,
    });
  });

  it("takes Webb’s six points below 12 clusters, whose draws are many more, and the same for a seed", () => {
    const { panel, d } = example();
    const fit = wildClusterBootstrap(panel, d, { seed: 4 })!;
    expect(fit).toMatchObject({ weights: "webb", draws: 9999, isComplete: false });
    expect(wildClusterBootstrap(panel, d, { seed: 4 })).toEqual(fit);
    expect(fit.p).not.toBe(wildClusterBootstrap(panel, d, { seed: 5 })!.p);
  });

  it("is undefined where units and periods leave nothing of the regressor", () => {
    const { panel } = example();
    expect(wildClusterBootstrap(panel, Float64Array.from(panel.unit, (u) => Number(u < 4)), rademacher)).toBeUndefined(); // prettier-ignore
  });

  it("rejects at about its level with 8 teams of unequal size, where errors by person reject far too often", () => {
    const rng = random(11);
    const runs = process.env.RAPPORT_NIGHTLY ? 1000 : 120;
    let [wild, person] = [0, 0];
    for (let run = 0; run < runs; run++) {
      const [unit, time, cluster, team, y, d]: number[][] = [[], [], [], [], [], []];
      for (let g = 0, u = 0; g < 8; g++) {
        const shock = [rng.normal(), rng.normal()];
        for (let i = 0; i < 4 + 3 * g; i++, u++)
          for (const t of [0, 1]) {
            unit!.push(u);
            time!.push(t);
            cluster!.push(u);
            team!.push(g);
            y!.push(shock[t]! + rng.normal());
            d!.push(t * Number(g % 2 === 0));
          }
      }
      const panel = { unit: Int32Array.from(unit!), time: Int32Array.from(time!), y: Float64Array.from(y!) };
      const regressor = Float64Array.from(d!);
      const fit = twoWayFixedEffects({ ...panel, cluster: Int32Array.from(cluster!) }, [regressor]);
      if (estimate(fit.coefficients[0]!, fit.standardErrors[0]!, fit.freedom).p < 0.05) person++;
      const byTeam = { ...panel, cluster: Int32Array.from(team!) };
      if (wildClusterBootstrap(byTeam, regressor, { seed: run, draws: 399 })!.p <= 0.05) wild++;
    }
    expect(wild / runs).toBeLessThan(0.12);
    expect(person / runs).toBeGreaterThan(0.3);
  });
});
