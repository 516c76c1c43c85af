// How long do boosting and logistic regression take beside scikit-learn on the same rows? `npx tsx test/bench/boosting.bench.ts [rows] [columns] [rounds]`
// Rivals: HistGradientBoostingClassifier and LogisticRegression (lbfgs) on one thread, called as RAPPORT_PYTHON (python3 when left
// out). Fit and prediction of the same rows, CPU seconds; runs take turns, because a shared machine's speed changes.
// Cox's rival is R's survival::coxph, which is not called from here: no R is expected on the machine.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import path from "node:path";
import { random } from "../../models/estimators/random.js";

const rows = Number(process.argv[2] ?? 100_000);
const columns = Number(process.argv[3] ?? 30);
const rounds = Number(process.argv[4] ?? 3);
const python = process.env.RAPPORT_PYTHON ?? "python3";

/** Largest distance between the two AUCs that counts as the same result; beyond it the run fails. */
const sameAuc = 0.002;

interface Run {
  cpu: number;
  auc: number;
}

try {
  execFileSync(python, ["-c", "import sklearn"], { stdio: "ignore" });
} catch {
  console.log(`Needs scikit-learn: ${python} cannot import it. Name a python that can in RAPPORT_PYTHON.`);
  process.exit(0);
}

const folder = mkdtempSync(path.join(tmpdir(), "rapport-boosting-"));
try {
  const file = path.join(folder, "rows.bin");
  writeFileSync(file, simulate());
  for (const what of ["boosting", "logistic"]) compare(what, file);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Normal columns with lines, a bend and an effect of two columns together. */
function simulate(): Buffer {
  const rng = random(1);
  const data = new Float32Array(rows * (columns + 1));
  for (let row = 0; row < rows; row++) {
    const x = data.subarray(row * (columns + 1), (row + 1) * (columns + 1));
    for (let c = 0; c < columns; c++) x[c] = rng.normal();
    const score = -1 + 0.8 * x[0]! + 0.5 * x[1]! + Math.sin(2 * x[2]!) + x[3]! * x[4]!;
    x[columns] = rng.uniform() < 1 / (1 + Math.exp(-score)) ? 1 : 0;
  }
  return Buffer.from(data.buffer);
}

function compare(what: string, file: string): void {
  const here = import.meta.dirname;
  const size = [String(rows), String(columns)];
  const oneThread = { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1" };
  const read = (program: string, args: string[]): Run =>
    JSON.parse(execFileSync(program, args, { encoding: "utf8", env: oneThread })) as Run;
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const ours = read(process.execPath, [
      "--import",
      "tsx",
      path.join(here, "boosting-run.ts"),
      what,
      file,
      ...size,
    ]);
    const rival = read(python, [path.join(here, "boosting_rival.py"), what, file, ...size]);
    ratios.push(ours.cpu / rival.cpu);
    if (!(Math.abs(ours.auc - rival.auc) <= sameAuc)) process.exitCode = 1;
    console.log(
      `${what.padEnd(9)} ours ${ours.cpu.toFixed(2)} s (AUC ${ours.auc.toFixed(4)})  rival ${rival.cpu.toFixed(2)} s (AUC ${rival.auc.toFixed(4)})${Math.abs(ours.auc - rival.auc) <= sameAuc ? "" : " RESULTS DIFFER"}`,
    );
  }
  ratios.sort((a, b) => a - b);
  console.log(
    `${what}: ours ÷ rival ${ratios[rounds >> 1]!.toFixed(2)} (${ratios[0]!.toFixed(2)}–${ratios.at(-1)!.toFixed(2)}), ${rows} × ${columns}, load ${loadavg()[0]!.toFixed(1)}`,
  );
}
