// The order of the test files: those that take longest first, so that both workers are busy until the end.
import path from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files of more than ten seconds, with their seconds on two quiet cores; the others follow, larger files first. */
export const longSeconds: Readonly<Record<string, number>> = {
  "browser/workbench": 130,
  "models/demo-companies": 64,
  "browser/targets-pages": 60,
  "engine/analyst-sql/door": 57,
  "engine/metrics/differential": 55,
  "engine/disclosure/time-attack": 55,
  "engine/disclosure/query-door": 45,
  "cli/evaluate": 44,
  "engine/ingest/mapping": 40,
  "engine/spine/spine": 38,
  "engine/durability/kill": 36,
  "engine/history/why-changed": 35,
  "engine/explain/explain": 30,
  "engine/policy/policy-questions": 29,
  "datasets/services-truth": 28,
  "engine/analyst-sql/eleven-bypasses": 25,
  "engine/ingest/dialects": 24,
  "engine/spine/public-companies": 23,
  "engine/durability/damage": 22,
  "engine/ingest/crash": 20,
  "datasets/import": 18,
  "engine/history/verify-receipt": 18,
  "engine/ingest/batches": 17,
  "models/estimators/forecast": 16,
  "engine/organisation/recast": 15,
  "engine/ingest/bad-input": 15,
  "engine/erasure/erase-person": 14,
  "engine/ingest/checks": 14,
  "cli/history": 13,
  "datasets/companies": 13,
  "engine/quality/quality-report": 12,
  "models/attrition": 12,
  "engine/pipeline": 11,
};

const root = path.resolve(import.meta.dirname, "..");
/** "test/browser/workbench.test.ts" → its seconds, 0 for a file that is not listed. */
export const secondsOf = (file: string): number =>
  longSeconds[
    path
      .relative(import.meta.dirname, path.resolve(root, file))
      .replaceAll(path.sep, "/")
      .replace(/\.test\.ts$/, "")
  ] ?? 0;

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => secondsOf(b.moduleId) - secondsOf(a.moduleId));
  }
}
