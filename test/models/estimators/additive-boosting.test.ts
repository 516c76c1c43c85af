// Additive boosting: exact sums of curves, planted curves recovered, noise refused, and the choice between learners.
import { describe, expect, it } from "vitest";
import { AdditiveBoosting, additiveLogits } from "../../../models/estimators/additive-boosting.js";
import { binned, type Binning, fitBins } from "../../../models/estimators/bins.js";
import { fitCurves } from "../../../models/estimators/boosting-learner.js";
import { rankingScores } from "../../../models/estimators/classification-scores.js";
import { chooseLearner } from "../../../models/estimators/choose-learner.js";
import type { Column, FlatTable } from "../../../models/estimators/flat-table.js";
import { assignFolds } from "../../../models/estimators/folds.js";
import { random } from "../../../models/estimators/random.js";

const numeric = (name: string, values: number[]): Column => ({
  name,
  kind: "numeric",
  values: Float64Array.from(values),
});

const numberBins = (limits: number[]): Binning => ({
  name: "x",
  kind: "numeric",
  limits,
  levels: [],
  bins: limits.length + 1,
});

interface Company {
  table: FlatTable;
  y: Uint8Array;
  rows: Int32Array;
}

/** `effect` of each column on the logit; x is uniform on 0 … 1, a tenth of it missing, and c one of four cities. */
function company(n: number, seed: number, effect: (x: number, city: number) => number): Company {
  const rng = random(seed);
  const x = Array.from({ length: n }, () => (rng.uniform() < 0.1 ? Number.NaN : rng.uniform()));
  const other = Array.from({ length: n }, () => rng.normal());
  const codes = Int32Array.from({ length: n }, () => rng.integer(4));
  const y = Uint8Array.from(x, (value, i) =>
    Number(rng.uniform() < 1 / (1 + Math.exp(-effect(value, codes[i])))),
  );
  return {
    table: {
      rows: n,
      columns: [
        numeric("x", x),
        numeric("other", other),
        { name: "city", kind: "categorical", codes, levels: ["a", "b", "c", "d"] },
      ],
    },
    y,
    rows: Int32Array.from({ length: n }, (_, i) => i),
  };
}
const taskOf = ({ table, y, rows }: Company, seed = 1) => ({
  table,
  y,
  rows,
  innerFold: assignFolds(y, 5, seed),
  innerFolds: 5,
  seed,
});

describe("bins", () => {
  it("hold every value between their limits, the missing and the never seen in the last", () => {
    const column = numeric("x", [5, 1, Number.NaN, 3, 3, 9]);
    const binning = fitBins(column, [0, 1, 3, 4], 64);
    expect([...binning.limits]).toEqual([2, 4]);
    expect([...binned(column, binning, [0, 1, 2, 3, 5])]).toEqual([2, 0, 3, 1, 2]);
    const city: Column = {
      name: "c",
      kind: "categorical",
      codes: Int32Array.of(1, -1, 0),
      levels: ["a", "b"],
    };
    expect([...binned(city, fitBins(city, [0, 1, 2], 64), [0, 1, 2])]).toEqual([1, 2, 0]);
  });

  it("are found by the name of a level in a table that numbers its levels otherwise, rare ones share the last", () => {
    const levels = Array.from({ length: 300 }, (_, i) => `town ${i}`);
    const codes = Int32Array.from({ length: 900 }, (_, i) => (i < 600 ? i % 255 : i % 300));
    const rows = Array.from({ length: 900 }, (_, i) => i);
    const binning = fitBins({ name: "town", kind: "categorical", codes, levels }, rows, 64);
    expect(binning.bins).toBe(255);
    const other: Column = {
      name: "town",
      kind: "categorical",
      levels: ["town 299", "town 7", "elsewhere"],
      codes: Int32Array.of(1, 0, 2, -1),
    };
    expect([...binned(other, binning, [0, 1, 2, 3])]).toEqual([7, 255, 255, 255]);
  });

  it("of many values have about the same number of rows each", () => {
    const rng = random(3);
    const column = numeric(
      "x",
      Array.from({ length: 6400 }, () => Math.exp(rng.normal())),
    );
    const rows = Array.from({ length: 6400 }, (_, i) => i);
    const counts = new Int32Array(64);
    for (const bin of binned(column, fitBins(column, rows, 64), rows)) counts[bin]++;
    for (const count of counts) expect(Math.abs(count - 100)).toBeLessThanOrEqual(2);
  });
});

const truth = (x: number, city: number): number =>
  -1 + (Number.isNaN(x) ? 1.5 : 2 * Math.sin(2 * Math.PI * x)) + (city === 2 ? 1.2 : 0);

describe("additive boosting", () => {
  it("takes the Newton step of the best split, worked out by hand", () => {
    const columns = [Uint8Array.of(0, 0, 0, 1, 1, 1)];
    const y = [0, 0, 1, 1, 1, 1];
    const boosting = new AdditiveBoosting([numberBins([0.5])], columns, y, 0, {
      learningRate: 0.5,
      leastLeaf: 2,
      penalty: 1,
      categoryPenalty: 10,
      columnsPerGradient: 4,
      seed: 1,
    });
    boosting.round();
    // p = ½: gradients ½ − y, hessians ¼; left G = ½, right G = −1½, H = ¾ each
    expect([...boosting.model.curves[0]]).toEqual([(-0.5 * 0.5) / 1.75, (-0.5 * -1.5) / 1.75, 0]);
    expect([...additiveLogits(boosting.model, columns, 6)].slice(2, 4)).toEqual([
      (-0.5 * 0.5) / 1.75,
      (-0.5 * -1.5) / 1.75,
    ]);
  });

  it("splits off the missing where they differ, and leaves too small groups alone", () => {
    const options = {
      learningRate: 1,
      leastLeaf: 3,
      penalty: 0,
      categoryPenalty: 0,
      columnsPerGradient: 1,
      seed: 1,
    };
    const binning = [numberBins([])];
    const missing = Uint8Array.of(0, 0, 0, 1, 1, 1);
    const split = new AdditiveBoosting(binning, [missing], [0, 0, 0, 1, 1, 1], 0, options);
    split.round();
    expect([...split.model.curves[0]]).toEqual([-2, 2]);
    const few = new AdditiveBoosting(binning, [missing], [0, 0, 0, 1, 1, 1], 0, { ...options, leastLeaf: 4 });
    few.round();
    expect([...few.model.curves[0]]).toEqual([0, 0]);
  });

  it("recovers a step and a hump that no straight line has, and what being missing means", async () => {
    const staff = company(1500, 5, truth);
    const fitted = await fitCurves(taskOf(staff));
    const test = company(4000, 6, truth);
    const x = test.table.columns[0] as Column & { values: Float64Array };
    const city = test.table.columns[2] as Column & { codes: Int32Array };
    // the fitted learner reads rows of its own table: the new people take the places of the old
    staff.table.columns.splice(0, 3, ...test.table.columns);
    const logits = fitted.logits(test.rows);
    let squares = 0;
    logits.forEach(
      (logit, i) => (squares += (logit - truth(x.values[i], city.codes[i])) ** 2 / logits.length),
    );
    expect(Math.sqrt(squares)).toBeLessThan(0.4);
  });

  it("is the same again for the same seed", async () => {
    const staff = company(300, 8, (x) => (x > 0.5 ? 1 : -1));
    const [a, b] = await Promise.all(
      [1, 1].map(async (seed) => (await fitCurves(taskOf(staff, seed))).outOfFold),
    );
    expect(a).toEqual(b);
  });
});

/** The number raises the logit in half of the cities and lowers it in the others. */
const together = (x: number, city: number) => (Number.isNaN(x) ? -1 : (city < 2 ? 6 : -6) * (x - 0.5));

/** Seven numbers; the sign of the first three's product moves the logit by 2 either way, one or two of them do nothing. */
function threeTogether(n: number, seed: number): Company {
  const rng = random(seed);
  const columns = Array.from({ length: 7 }, (_, c) =>
    numeric(
      `x${c}`,
      Array.from({ length: n }, () => rng.normal()),
    ),
  );
  const at = (c: number, i: number) => (columns[c] as Column & { values: Float64Array }).values[i];
  const y = Uint8Array.from({ length: n }, (_, i) => {
    const eta = -1 + 2 * Math.sign(at(0, i) * at(1, i) * at(2, i)) + 0.6 * at(3, i);
    return Number(rng.uniform() < 1 / (1 + Math.exp(-eta)));
  });
  return { table: { rows: n, columns }, y, rows: Int32Array.from({ length: n }, (_, i) => i) };
}

describe("choosing a learner", () => {
  // 200 companies at night; by day so few that chance alone could fail the bar, hence its slack
  const companies = process.env.RAPPORT_NIGHTLY ? 200 : 25;
  it(`promise 25: on noise stays with the base rate in at least 95 % of ${companies} companies`, async () => {
    let silent = 0;
    for (let seed = 1; seed <= companies; seed++)
      if (
        (
          await chooseLearner(
            taskOf(
              company(200, 1000 + seed, () => -1.2),
              seed,
            ),
          )
        ).id === "naive"
      )
        silent++;
    expect(silent).toBeGreaterThanOrEqual(companies === 200 ? 190 : companies - 2);
  }, 600_000);

  it("takes the mean of both where they agree, and names it", async () => {
    const { id, isGlassBox, losses } = await chooseLearner(
      taskOf(company(1500, 21, (x) => -1 + (Number.isNaN(x) ? 0 : 3 * x))),
    );
    expect(id).toBe("spline+additive");
    expect(isGlassBox).toBe(true);
    expect(losses["spline+additive"]).toBeLessThan(losses.naive);
  });

  it("takes pairs or trees where columns matter only together, and ranks new people nearly as well as the truth does", async () => {
    const staff = company(1200, 31, together);
    const { id, probabilities } = await chooseLearner(taskOf(staff));
    expect(id).toMatch(/pairs|trees/);
    const test = company(1200, 32, together);
    staff.table.columns.splice(0, 3, ...test.table.columns);
    const x = test.table.columns[0] as Column & { values: Float64Array };
    const city = test.table.columns[2] as Column & { codes: Int32Array };
    const best = rankingScores(
      test.y,
      x.values.map((value, i) => together(value, city.codes[i])),
    ).rocAuc;
    expect(rankingScores(test.y, probabilities(test.rows)).rocAuc).toBeGreaterThan(best - 0.05);
  }, 60_000);

  it("takes trees where three columns matter only together, which neither curves nor pairs can see", async () => {
    const staff = threeTogether(1800, 41);
    const { id, isGlassBox, losses, probabilities } = await chooseLearner(taskOf(staff));
    expect(id).toMatch(/trees/);
    expect(isGlassBox).toBe(false);
    expect(losses.trees).toBeLessThan(losses.pairs - 0.05);
    const test = threeTogether(2000, 42);
    staff.table.columns.splice(0, 7, ...test.table.columns);
    // scikit-learn's HistGradientBoostingClassifier() reaches .78 to .81 on four such samples, the truth .90
    expect(rankingScores(test.y, probabilities(test.rows)).rocAuc).toBeGreaterThan(0.82);
  }, 60_000);
});
