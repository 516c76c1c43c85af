// How long does each estimator take beside a named rival on the same columns? `npx tsx test/bench/estimators.bench.ts [cases, or "all"] [rounds]`
// Rivals run as RAPPORT_PYTHON (python3 when left out) on one thread. Both sides take turns, each time in a new process whose start
// is not counted (ours compiles as it goes, and that counts). A case whose results differ fails. Boosting of trees and L-BFGS:
// boosting.bench.ts. Empirical Bayes (R metafor's REML) has no rival in these packages.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import path from "node:path";
import { random } from "../../models/estimators/random.js";
import { type BenchCase, benchCases } from "./estimator-cases.js";

const wanted = process.argv[2] ?? "all";
const rounds = Number(process.argv[3] ?? 3);
const python = process.env.RAPPORT_PYTHON ?? "python3";
const here = import.meta.dirname;
const cases =
  wanted === "all" ? benchCases : benchCases.filter(({ name }) => wanted.split(",").includes(name));

interface Run {
  cpu: number;
  result: number[];
}

if (cases.length === 0) {
  console.log(`No case ${wanted}. There are: ${benchCases.map(({ name }) => name).join(", ")}.`);
  process.exit(1);
}
try {
  execFileSync(python, ["-c", "import sklearn, statsmodels, scipy"], { stdio: "ignore" });
} catch {
  console.log(
    `Needs scikit-learn, statsmodels and scipy: ${python} cannot import them. Name a python that can in RAPPORT_PYTHON.`,
  );
  process.exit(0);
}

let different = 0;
for (const one of cases) different += compare(one) ? 0 : 1;
if (different > 0) {
  console.log(`${different} of ${cases.length} cases gave other results than their rivals.`);
  process.exit(1);
}

/** Whether both sides found the same. */
function compare(one: BenchCase): boolean {
  const folder = mkdtempSync(path.join(tmpdir(), "rapport-estimators-"));
  try {
    writeColumns(folder, one.columns(random(1)));
    const ours: Run[] = [];
    const rival: Run[] = [];
    for (let round = 0; round < rounds; round++) {
      ours.push(
        run(process.execPath, ["--import", "tsx", path.join(here, "estimators-run.ts"), one.name, folder]),
      );
      rival.push(run(python, [path.join(here, "estimators_rival.py"), one.name, folder]));
    }
    const ratios = ours.map(({ cpu }, i) => cpu / rival[i]!.cpu).sort((a, b) => a - b);
    const gap = largestGap(ours[0]!.result, rival[0]!.result);
    const isSame = gap <= one.tolerance;
    const middle = (runs: Run[]): string => {
      const seconds = runs.map(({ cpu }) => cpu).sort((a, b) => a - b)[rounds >> 1]!;
      return `${seconds.toFixed(3)} s`;
    };
    console.log(
      `${one.name}: ours ÷ rival ${ratios[rounds >> 1]!.toFixed(2)} (${ratios[0]!.toFixed(2)}–${ratios.at(-1)!.toFixed(2)}); ` +
        `ours ${middle(ours)}, ${one.rival} ${middle(rival)}; ${one.compared} ` +
        `${isSame ? "equal" : "DIFFER"} (largest gap ${gap.toExponential(1)}, allowed ${one.tolerance}); load ${loadavg()[0]!.toFixed(1)}` +
        (one.note ? `\n  ${one.note}` : ""),
    );
    return isSame;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(program: string, args: string[]): Run {
  const env = { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1" };
  return JSON.parse(execFileSync(program, args, { encoding: "utf8", env, maxBuffer: 2 ** 28 })) as Run;
}

/** Relative to numbers above 1, absolute below; infinite where lengths differ or a number is missing on one side. */
function largestGap(ours: readonly number[], rival: readonly number[]): number {
  if (ours.length !== rival.length || ours.length === 0) return Infinity;
  return ours.reduce((most, value, i) => {
    const gap = Math.abs(value - rival[i]!) / Math.max(1, Math.abs(rival[i]!));
    return Number.isNaN(gap) ? Infinity : Math.max(most, gap);
  }, 0);
}

function writeColumns(folder: string, columns: Record<string, Float64Array>): void {
  const lengths = Object.fromEntries(Object.entries(columns).map(([name, { length }]) => [name, length]));
  writeFileSync(path.join(folder, "columns.json"), JSON.stringify(lengths));
  writeFileSync(
    path.join(folder, "columns.bin"),
    Buffer.concat(Object.values(columns).map(({ buffer }) => Buffer.from(buffer))),
  );
}
