// `npm test`: installs what is missing (packages, a Chromium), then types, lint, format and every test; prints the sum.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { installPackages } from "../cli/install-packages.mjs";
import { findOrInstallChromium } from "./find-chromium.mjs";
import { promises } from "./trust/promises.mjs";
import { evidence, trustPage } from "./trust/trust-page.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const windows = process.platform === "win32";
const bin = (name) => path.join(root, "node_modules", ".bin", windows ? `${name}.cmd` : name);

installPackages(root);
const chromium = await findOrInstallChromium(root);
console.log(`Browser tests use ${chromium}`);
// "build" stands before "tests": processes that a test starts run what was built, which spares them a loader.
const env = { ...process.env, RAPPORT_CHROMIUM: chromium, RAPPORT_COMPILED: path.join(root, "dist") };

const report = path.join(mkdtempSync(path.join(os.tmpdir(), "rapport-test-")), "report.json");
const steps = [
  ["types", bin("tsc"), ["--noEmit"]],
  ["lint", bin("oxlint"), ["--deny-warnings"]],
  ["format", bin("oxfmt"), ["--check", "."]],
  ["build", process.execPath, [path.join(root, "cli/build.mjs")]],
  [
    "tests",
    bin("vitest"),
    ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, ...process.argv.slice(2)],
  ],
];
let failedSteps = 0;
for (const [name, command, args] of steps) {
  const started = Date.now();
  console.log(`\n── ${name}`);
  const { status } = spawnSync(command, args, { cwd: root, stdio: "inherit", env, shell: windows });
  console.log(
    `── ${name}: ${status === 0 ? "ok" : "FAILED"} in ${((Date.now() - started) / 1000).toFixed(1)} s`,
  );
  if (status !== 0) failedSteps += 1;
}
const sum = existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : undefined;
rmSync(path.dirname(report), { recursive: true, force: true });
const passed = sum?.numPassedTests ?? 0;
const failed = sum?.numFailedTests ?? 0;
const skipped = sum?.numPendingTests ?? 0;
if (!sum || passed === 0) failedSteps += 1;
// A run of some tests says nothing about the others' promises.
if (sum && process.argv.length === 2)
  writeFileSync(path.join(root, "TRUST.md"), trustPage(promises, evidence(sum)));
console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failedSteps > 0 || failed > 0 ? 1 : 0);
