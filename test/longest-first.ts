// The order of the test files: those that take longest first, so that both workers are busy until the end.
import path from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files of more than ten seconds, longest first, as measured; the others follow, larger files first. */
const longest = [
  "browser/workbench",
  "engine/analyst-sql/door",
  "engine/ingest/mapping",
  "engine/durability/kill",
  "engine/metrics/differential",
  "engine/disclosure/query-door",
  "engine/history/why-changed",
  "engine/analyst-sql/eleven-bypasses",
  "datasets/services-truth",
  "engine/spine/spine",
  "models/demo-companies",
  "engine/ingest/dialects",
  "engine/spine/public-companies",
  "engine/policy/policy-questions",
  "engine/durability/damage",
  "engine/ingest/crash",
  "datasets/import",
  "engine/history/verify-receipt",
  "engine/ingest/batches",
  "engine/explain/explain",
  "models/estimators/forecast",
  "engine/organisation/recast",
  "engine/ingest/bad-input",
  "engine/erasure/erase-person",
  "engine/ingest/checks",
  "cli/history",
  "datasets/companies",
  "engine/quality/quality-report",
  "models/attrition",
  "engine/pipeline",
].map((name) => path.resolve(import.meta.dirname, `${name}.test.ts`));

const place = ({ moduleId }: TestSpecification): number => {
  const at = longest.indexOf(path.resolve(moduleId));
  return at < 0 ? longest.length : at;
};

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b));
  }
}
