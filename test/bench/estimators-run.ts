// One case in a process of its own → CPU seconds and result as JSON. `npx tsx test/bench/estimators-run.ts CASE FOLDER`
// FOLDER/columns.json names the columns and their lengths, FOLDER/columns.bin holds them as float64 one after another.
import { readFileSync } from "node:fs";
import path from "node:path";
import { falseDiscovery } from "../../engine/metrics/false-discovery.js";
import { kaplanMeier, type RiskTime } from "../../engine/survival/kaplan-meier.js";
import { boostedScores } from "../../models/estimators/boosted-model.js";
import { logisticLoss } from "../../models/estimators/boosting-loss.js";
import { bootstrap } from "../../models/estimators/bootstrap.js";
import { rankingScores } from "../../models/estimators/classification-scores.js";
import { fitCox } from "../../models/estimators/cox-regression.js";
import { crossedEffects } from "../../models/estimators/crossed-effects.js";
import type { FlatTable } from "../../models/estimators/flat-table.js";
import { boostWhole } from "../../models/estimators/gradient-boosting.js";
import { fitIsotonic, isotonicAt } from "../../models/estimators/isotonic.js";
import { logRank } from "../../models/estimators/log-rank.js";
import { logisticRegression, softplus } from "../../models/estimators/logistic-regression.js";
import { fitNeuralHazard } from "../../models/estimators/neural-hazard.js";
import { permutationImportance } from "../../models/estimators/permutation-importance.js";
import { fitPlatt } from "../../models/estimators/platt.js";
import { sparseMatrix, type SparseMatrix } from "../../models/estimators/sparse-matrix.js";

const [name, folder] = process.argv.slice(2);
const column = readColumns(folder!);

const fits: Record<string, () => Promise<ArrayLike<number>> | ArrayLike<number>> = {
  cox: () => fitCox({ stop: column("time"), event: column("event") }, column("x"), 10).coefficients,
  "kaplan-meier": () => {
    const steps = kaplanMeier(riskTimes(column("time"), column("event")));
    return [...steps.map(({ survival }) => survival), ...steps.map(({ error }) => error)];
  },
  "log-rank": () => {
    const { chisq, p } = logRank({ stop: column("time"), event: column("event") }, column("group"), 3);
    return [chisq, p];
  },
  isotonic: () => {
    const fit = fitIsotonic(column("score"), column("y"));
    return Array.from({ length: 1001 }, (_, i) => isotonicAt(fit, i / 1000));
  },
  platt: () => {
    const { intercept, slope, interceptError, slopeError } = fitPlatt(column("p"), column("y"));
    return [intercept, slope, interceptError, slopeError];
  },
  "mixed-effects": () => {
    const { fixed, variances } = crossedEffects({
      y: column("y"),
      first: Int32Array.from(column("person")),
      firstLevels: 2000,
      fixed: withIntercept(column("x"), 1),
    });
    return [...fixed, variances.first, variances.residual];
  },
  "crossed-effects": () => {
    const y = column("y");
    const { fixed, variances } = crossedEffects({
      y,
      first: Int32Array.from(column("person")),
      firstLevels: 60,
      second: Int32Array.from(column("rater")),
      secondLevels: 15,
      fixed: sparseMatrix(y.length, 1, (_, add) => add(0, 1)),
    });
    return [...fixed, variances.first, variances.second, variances.residual];
  },
  "false-discovery": () => falseDiscovery(column("p")),
  bootstrap: () => {
    const x = column("x");
    const { low, high, standardError } = bootstrap({
      clusters: x.length,
      seed: 1,
      statistic: (weights) => {
        let [sum, n] = [0, 0];
        for (let i = 0; i < weights.length; i++) {
          sum += weights[i]! * x[i]!;
          n += weights[i]!;
        }
        return sum / n;
      },
    });
    return [low, high, standardError];
  },
  "permutation-importance": () => {
    const [x, y, beta] = [column("x"), column("y"), column("beta")];
    const lossOf = (members: readonly number[], order: Int32Array | undefined): Float64Array =>
      y.map((label, i) => {
        let eta = beta[0]!;
        for (let c = 0; c < 10; c++)
          eta += beta[c + 1]! * x[(order && members.includes(c) ? order[i]! : i) * 10 + c]!;
        return softplus(label ? -eta : eta);
      });
    const columns = Array.from({ length: 10 }, (_, c) => ({ name: `x${c}`, members: [c] }));
    return permutationImportance(lossOf, { columns, rows: y.length, seed: 1 }).map(({ mean }) => mean);
  },
  "logistic-errors": () => {
    const fit = logisticRegression(withIntercept(column("x"), 20), column("y"));
    return [...fit.coefficients, ...fit.standardErrors];
  },
  "glass-box": async () => {
    const [x, y] = [column("x"), column("y")];
    const all = Int32Array.from({ length: y.length }, (_, row) => row);
    const [rows, held] = [all.subarray(0, 0.8 * y.length), all.subarray(0.8 * y.length)];
    const table: FlatTable = {
      rows: y.length,
      columns: Array.from({ length: 20 }, (_, c) => ({
        name: `x${c}`,
        kind: "numeric",
        values: y.map((_, row) => x[row * 20 + c]!),
      })),
    };
    const model = await boostWhole(
      {
        table,
        rows,
        innerFold: [],
        innerFolds: 0,
        lossOf: () => logisticLoss(y.subarray(0, rows.length)),
        seed: 1,
      },
      { interactions: "none", bins: 255, learningRate: 0.1, leastLeaf: 20 },
      40,
      1,
    );
    return [rankingScores(y.subarray(rows.length), boostedScores(model, table, held)).rocAuc!];
  },
  "neural-hazard": async () => {
    const [x, y] = [column("x"), column("y")];
    const learnt = 0.8 * y.length;
    const options = { columns: 10, nets: 1, batch: 256, seed: 1 };
    const { predict } = await fitNeuralHazard(x.subarray(0, 10 * learnt), y.subarray(0, learnt), options);
    return [rankingScores(y.subarray(learnt), predict(x.subarray(10 * learnt))).rocAuc!];
  },
};

// a process start counts on neither side, so loading TensorFlow does not either
if (name === "neural-hazard")
  await fitNeuralHazard(
    new Float64Array(20).map((_, i) => i % 3),
    [0, 1, 0, 1, 0, 1, 0, 1, 0, 1],
    {
      columns: 2,
      nets: 1,
      epochs: 1,
      seed: 1,
    },
  );
const before = process.cpuUsage();
const result = await fits[name!]!();
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify({ cpu: (user + system) / 1e6, result: Array.from(result) }));

function readColumns(from: string): (column: string) => Float64Array {
  const lengths = JSON.parse(readFileSync(path.join(from, "columns.json"), "utf8")) as Record<string, number>;
  const bytes = readFileSync(path.join(from, "columns.bin"));
  const columns = new Map<string, Float64Array>();
  let at = 0;
  for (const [key, length] of Object.entries(lengths)) {
    columns.set(
      key,
      new Float64Array(bytes.buffer.slice(bytes.byteOffset + at, bytes.byteOffset + at + 8 * length)),
    );
    at += 8 * length;
  }
  return (wanted) => columns.get(wanted)!;
}

function withIntercept(x: Float64Array, columns: number): SparseMatrix {
  return sparseMatrix(x.length / columns, columns + 1, (row, add) => {
    add(0, 1);
    for (let c = 0; c < columns; c++) add(c + 1, x[row * columns + c]!);
  });
}

/** Everybody is watched from 0 on. */
function riskTimes(time: Float64Array, event: Float64Array): RiskTime[] {
  const most = time.reduce((a, b) => Math.max(a, b), 0);
  const [left, events] = [new Int32Array(most + 1), new Int32Array(most + 1)];
  for (let i = 0; i < time.length; i++) {
    left[time[i]!]!++;
    events[time[i]!]! += event[i]!;
  }
  return Array.from(left, (count, t) => ({
    time: t,
    entered: t === 0 ? time.length : 0,
    left: count,
    events: [events[t]!],
  }));
}
