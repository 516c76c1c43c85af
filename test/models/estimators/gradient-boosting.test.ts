// The boosting core: each constraint against a slow, obvious reference; monotone curves; exact parts; JSON; cancelling.
import { describe, expect, it } from "vitest";
import { CutFinder, cutColumns, perBin } from "../../../models/estimators/best-cut.js";
import { binned, fitTableBins } from "../../../models/estimators/bins.js";
import { boostedParts, boostedScores, type BoostedModel } from "../../../models/estimators/boosted-model.js";
import { logisticLoss, squaredLoss } from "../../../models/estimators/boosting-loss.js";
import { rankingScores } from "../../../models/estimators/classification-scores.js";
import type { Column, FlatTable } from "../../../models/estimators/flat-table.js";
import { assignFolds } from "../../../models/estimators/folds.js";
import {
  addPairs,
  boostingDefaults,
  type BoostingTask,
  fitBoosting,
} from "../../../models/estimators/gradient-boosting.js";
import { TreeBooster } from "../../../models/estimators/tree-boosting.js";
import { TreeGrower } from "../../../models/estimators/leaf-wise-tree.js";
import { random } from "../../../models/estimators/random.js";

interface Sample {
  table: FlatTable;
  y: Float64Array;
  truth: Float64Array;
}

/** x and z are uniform on −1 … 1, a tenth of x missing; team is one of six. */
function sample(
  n: number,
  seed: number,
  truthOf: (x: number, z: number, team: number) => number,
  isYesNo = true,
): Sample {
  const rng = random(seed);
  const draw = () => Float64Array.from({ length: n }, () => 2 * rng.uniform() - 1);
  const [x, z] = [draw().map((v) => (rng.uniform() < 0.1 ? Number.NaN : v)), draw()];
  const codes = Int32Array.from({ length: n }, () => rng.integer(6));
  const truth = x.map((value, i) => truthOf(value, z[i], codes[i]));
  const y = truth.map((l) =>
    isYesNo ? Number(rng.uniform() < 1 / (1 + Math.exp(-l))) : l + 0.1 * rng.normal(),
  );
  const columns: Column[] = [
    { name: "x", kind: "numeric", values: x },
    { name: "z", kind: "numeric", values: z },
    { name: "team", kind: "categorical", codes, levels: ["a", "b", "c", "d", "e", "f"] },
  ];
  return { table: { rows: n, columns }, y, truth };
}
const all = (n: number) => Int32Array.from({ length: n }, (_, i) => i);
const taskOf = ({ table, y }: Sample, isYesNo = true): BoostingTask => ({
  table,
  rows: all(table.rows),
  innerFold: assignFolds(isYesNo ? y : y.map(() => 1), 5, 1),
  innerFolds: 5,
  lossOf: (rows) => (isYesNo ? logisticLoss : squaredLoss)(Float64Array.from(rows, (row) => y[row])),
  seed: 1,
});

/** Every cut of the column, worked out row by row. */
function slowestCut(
  bins: Uint8Array,
  slopes: Float32Array,
  order: number[],
  missing: number,
  least: number,
  lambda: number,
) {
  let best = { gain: 0, left: [] as number[] };
  const sums = (isIn: (bin: number) => boolean) => {
    const sum = { g: 0, h: 0, n: 0 };
    bins.forEach((bin, i) => {
      if (!isIn(bin)) return;
      sum.g += slopes[2 * i];
      sum.h += slopes[2 * i + 1];
      sum.n++;
    });
    return sum;
  };
  const whole = sums(() => true);
  for (const missingLeft of missing < 0 ? [false] : [false, true])
    for (let cut = 0; cut <= order.length; cut++) {
      const left = new Set([...order.slice(0, cut), ...(missingLeft ? [missing] : [])]);
      const [a, b] = [sums((bin) => left.has(bin)), sums((bin) => !left.has(bin))];
      if (a.n < least || b.n < least) continue;
      const gain = a.g ** 2 / (a.h + lambda) + b.g ** 2 / (b.h + lambda) - whole.g ** 2 / (whole.h + lambda);
      if (gain > best.gain + 1e-9) best = { gain, left: [...left] };
    }
  return best;
}

describe("one cut", () => {
  const staff = sample(300, 3, (x, z, team) => (x > 0.2 ? 2 : -1) + z + (team === 3 ? 1 : 0));
  const binnings = fitTableBins(staff.table, all(300), 12);
  const bins = staff.table.columns.map((column, c) => binned(column, binnings[c], all(300)));
  const columns = cutColumns(binnings);
  const options = { leastLeaf: 20, penalty: 1, categoryPenalty: 10, categorySmoothing: 10 };
  const slopes = new Float32Array(600);
  logisticLoss(staff.y).derivatives(new Float64Array(300).fill(-0.3), slopes);
  const rows = { slope: 0, curvature: 0, rows: 300 };
  for (let i = 0; i < 300; i++) {
    rows.slope += slopes[2 * i];
    rows.curvature += slopes[2 * i + 1];
  }
  const histogramOf = (c: number) => {
    const histogram = new Float64Array(256 * perBin);
    bins[c].forEach((bin, i) => {
      histogram[bin * perBin] += slopes[2 * i];
      histogram[bin * perBin + 1] += slopes[2 * i + 1];
      histogram[bin * perBin + 2]++;
    });
    return histogram;
  };

  it.each([0, 1])("of a number is the best of all, missing values on either side (column %i)", (c) => {
    const finder = new CutFinder(options);
    const { bins: count } = columns[c];
    finder.find(histogramOf(c), 0, columns[c], { from: 0, to: count, hasMissing: true }, rows);
    const order = Array.from({ length: count }, (_, bin) => bin);
    const slow = slowestCut(bins[c], slopes, order, bins[c].includes(count) ? count : -1, 20, 1);
    expect(finder.gain).toBeCloseTo(slow.gain, 6);
    const left = [...order.slice(0, finder.at), ...(finder.isMissingLeft ? [count] : [])];
    expect(new Set(left)).toEqual(new Set(slow.left));
  });

  it("of a category is the best in the order of its smoothed slopes", () => {
    const finder = new CutFinder(options);
    finder.find(histogramOf(2), 0, columns[2], { from: 0, to: 6, hasMissing: true }, rows);
    const histogram = histogramOf(2);
    const ratio = (bin: number) => histogram[bin * perBin] / (histogram[bin * perBin + 1] + 10);
    const order = [0, 1, 2, 3, 4, 5].sort((a, b) => ratio(a) - ratio(b));
    const slow = slowestCut(bins[2], slopes, order, -1, 20, 11);
    expect(finder.gain).toBeCloseTo(slow.gain, 6);
    expect(new Set(finder.order.slice(0, finder.at))).toEqual(new Set(slow.left));
  });

  it("after cut, leaf by leaf, leaves each row with the Newton step of its leaf", () => {
    const grower = new TreeGrower(bins, columns, {
      ...options,
      learningRate: 0.5,
      leaves: 6,
      columnsPerGradient: 4,
      rowShare: 1,
      columnShare: 1,
    });
    grower.derivatives.set(slopes);
    grower.rows.set(all(300));
    const tree = grower.grow(300, Int32Array.of(0, 1, 2))!;
    const leafOf = Array.from({ length: 300 }, (_, i) => {
      let node = 0;
      while (tree.column[node] >= 0) {
        const bin = bins[tree.column[node]][i];
        const isMissing = !columns[tree.column[node]].isCategory && bin === columns[tree.column[node]].bins;
        const goesLeft =
          tree.leftBins[node]?.includes(bin) ??
          (isMissing ? tree.isMissingLeft[node] : bin < tree.below[node]);
        node = goesLeft ? tree.left[node] : tree.right[node];
      }
      return node;
    });
    const leaves = [...new Set(leafOf)];
    expect(leaves).toHaveLength(6);
    for (const leaf of leaves) {
      let [g, h, n] = [0, 0, 0];
      leafOf.forEach((own, i) => {
        if (own !== leaf) return;
        g += slopes[2 * i];
        h += slopes[2 * i + 1];
        n++;
      });
      expect(n).toBeGreaterThanOrEqual(20);
      // a leaf cut off by a category carries the category's penalty
      const steps = [1, 11].map((lambda) => (-0.5 * g) / (h + lambda));
      expect(Math.min(...steps.map((step) => Math.abs(step - tree.value[leaf])))).toBeLessThan(1e-6);
    }
  });
});

// the two matter only together: z raises the risk in half of the teams and lowers it in the others
const truth = (x: number, z: number, team: number) =>
  (Number.isNaN(x) ? 1 : 0) + (team < 3 ? 2.5 * z : -2.5 * z) - 1;

describe("the interaction constraint", () => {
  const train = sample(1500, 1, truth);
  const test = sample(1500, 2, truth);
  const auc = (model: BoostedModel) =>
    rankingScores(test.y, boostedScores(model, test.table, all(1500))).rocAuc;
  const quick = { rounds: 300, patience: 30 };
  const most = rankingScores(test.y, test.truth).rocAuc;

  it("none: curves only, blind to what two columns do together; pairs and all: near the true risk", async () => {
    const curves = await fitBoosting(taskOf(train), quick);
    expect(auc(curves.model)).toBeLessThan(0.65);
    const pairs = await addPairs(taskOf(train), curves, { ...quick, learningRate: 0.1, pairs: 2 });
    expect(auc(pairs.model)).toBeGreaterThan(most - 0.02);
    const trees = await fitBoosting(taskOf(train), {
      ...quick,
      interactions: "all",
      leaves: 8,
      learningRate: 0.1,
      rowShare: 0.8,
    });
    expect(auc(trees.model)).toBeGreaterThan(most - 0.03);
    // the first pair of every bag is the planted one
    for (const { surfaces } of pairs.model.bags) expect([surfaces![0].a, surfaces![0].b]).toEqual([1, 2]);
  });

  it.each([1, 0.8])(
    "trees' own scores are those of the stored trees, with %d of the rows per tree",
    async (rowShare) => {
      const binnings = fitTableBins(train.table, all(1500), 64);
      const bins = train.table.columns.map((column, c) => binned(column, binnings[c], all(1500)));
      const booster = new TreeBooster(
        { train: bins, held: bins, columns: cutColumns(binnings), loss: logisticLoss(train.y), seed: 2 },
        { ...boostingDefaults, leaves: 7, learningRate: 0.2, rowShare, columnShare: 0.7 },
      );
      for (let round = 0; round < 20; round++) booster.round();
      const bag = { start: logisticLoss(train.y).start, binnings, ...booster.parts() };
      const stored = boostedScores({ bags: [bag] }, train.table, all(1500));
      stored.forEach((score, i) => expect(booster.scores[i]).toBeCloseTo(score, 10));
      expect(booster.held).toEqual(stored);
    },
  );

  it("parts of a glass box add up to its score, and a stored model gives the same scores", async () => {
    const curves = await fitBoosting(taskOf(train), { ...quick, rounds: 40 });
    const { model } = await addPairs(taskOf(train), curves, { ...quick, rounds: 10, pairs: 2 });
    const scores = boostedScores(model, test.table, all(1500));
    const parts = boostedParts(model, test.table, all(1500));
    scores.forEach((score, i) => {
      const sum = [...parts.columns, ...parts.pairs.map(({ values }) => values)].reduce(
        (total, values) => total + values[i],
        parts.start,
      );
      expect(sum).toBeCloseTo(score, 10);
    });
    const stored = JSON.parse(JSON.stringify(model)) as BoostedModel;
    expect(boostedScores(stored, test.table, all(1500))).toEqual(scores);
  });

  it("a monotone column's curve never turns, in trees neither", async () => {
    const wavy = sample(800, 7, (x) => (Number.isNaN(x) ? 0 : 1.5 * x + Math.sin(9 * x)), false);
    for (const settings of [{ leaves: 3 }, { interactions: "all" as const, leaves: 8, learningRate: 0.1 }]) {
      const fit = (monotone?: Record<string, 1 | -1>) =>
        fitBoosting(taskOf(wavy, false), { ...quick, ...settings, ...(monotone && { monotone }) });
      const grid = Float64Array.from({ length: 101 }, (_, i) => i / 50 - 1);
      const line: FlatTable = {
        rows: 101,
        columns: [
          { name: "x", kind: "numeric", values: grid },
          { name: "z", kind: "numeric", values: new Float64Array(101) },
          { name: "team", kind: "categorical", codes: new Int32Array(101), levels: ["a"] },
        ],
      };
      const falls = ({ model }: { model: BoostedModel }) => {
        const scores = boostedScores(model, line, all(101));
        return scores.filter((score, i) => i > 0 && score < scores[i - 1] - 1e-9).length;
      };
      expect(falls(await fit())).toBeGreaterThan(3);
      expect(falls(await fit({ x: 1 }))).toBe(0);
    }
  });

  it("squared error recovers a regression, and stops when told", async () => {
    const wage = sample(1000, 4, (x, z, team) => (Number.isNaN(x) ? 2 : x * x) + z + team / 5, false);
    const { model } = await fitBoosting(taskOf(wage, false), { learningRate: 0.2, leaves: 3, patience: 15 });
    const scores = boostedScores(model, wage.table, all(1000));
    const error = Math.sqrt(scores.reduce((sum, score, i) => sum + (score - wage.truth[i]) ** 2, 0) / 1000);
    expect(error).toBeLessThan(0.09);
    const abort = new AbortController();
    abort.abort(new Error("enough"));
    await expect(fitBoosting({ ...taskOf(train), signal: abort.signal }, { patience: 1500 })).rejects.toThrow(
      "enough",
    );
  });
});
