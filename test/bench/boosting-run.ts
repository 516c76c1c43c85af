// One fit in a process of its own → CPU seconds and AUC as JSON. `npx tsx test/bench/boosting-run.ts boosting|logistic FILE.bin rows columns`
// FILE.bin holds float32, row by row: the columns, then the outcome.
import { readFileSync } from "node:fs";
import { rankingScores } from "../../models/estimators/classification-scores.js";
import { logisticLoss } from "../../models/estimators/boosting-loss.js";
import { boostedScores } from "../../models/estimators/boosted-model.js";
import { boostWhole } from "../../models/estimators/gradient-boosting.js";
import type { FlatTable } from "../../models/estimators/flat-table.js";
import { denseScores, logisticLbfgs } from "../../models/estimators/logistic-lbfgs.js";

const [what, file, rowsText, columnsText] = process.argv.slice(2);
const [rows, columns] = [Number(rowsText), Number(columnsText)];
const bytes = readFileSync(file!);
const data = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
const at = (row: number, column: number): number => data[row * (columns + 1) + column]!;
const y = Uint8Array.from({ length: rows }, (_, row) => at(row, columns));
const all = Int32Array.from({ length: rows }, (_, row) => row);
const table: FlatTable = {
  rows,
  columns: Array.from({ length: columns }, (_, c) => ({
    name: `x${c}`,
    kind: "numeric",
    values: Float64Array.from(all, (row) => at(row, c)),
  })),
};
const dense = {
  rows,
  columns,
  values: Float64Array.from({ length: rows * columns }, (_, k) => at(Math.floor(k / columns), k % columns)),
};

const before = process.cpuUsage();
const scores = what === "boosting" ? await boosted() : logistic();
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify({ cpu: (user + system) / 1e6, auc: rankingScores(y, scores).rocAuc }));

/** 100 trees of 31 leaves at a rate of .1 with 255 bins: HistGradientBoostingClassifier's defaults. */
async function boosted(): Promise<Float64Array> {
  const model = await boostWhole(
    { table, rows: all, innerFold: [], innerFolds: 0, lossOf: () => logisticLoss(y), seed: 1 },
    {
      interactions: "all",
      bins: 255,
      leaves: 31,
      leastLeaf: 20,
      learningRate: 0.1,
      penalty: 0,
      rowShare: 1,
      columnShare: 1,
    },
    100,
    1,
  );
  return boostedScores(model, table, all);
}

/** C = 1, to lbfgs' own tolerance. */
function logistic(): Float64Array {
  return denseScores(dense, logisticLbfgs(dense, y).coefficients);
}
