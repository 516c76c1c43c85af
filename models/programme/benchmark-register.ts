// benchmarks/*.yml of a workspace → figures from outside, checked with file and line; beside a metric, only where the definitions are equal.
import { existsSync, readdirSync } from "node:fs";
import type { RapportError } from "../../engine/errors.js";
import type { Workspace } from "../../engine/index.js";
import { CatalogueSource, type At } from "../../engine/metrics/catalogue-source.js";
import { isTerm, type MeasureNode } from "../../engine/metrics/tree.js";
import { benchmarksSchema, type Benchmark } from "./benchmark-schema.js";
import { programmeError } from "./programme-errors.js";

export const exampleBenchmarks = `# benchmarks/turnover.yml
benchmarks:
  - id: industry-voluntary-2025
    label: { en: Voluntary turnover in the industry, zh: 行业主动离职率 }
    metric: voluntary_turnover
    value: 0.162
    # level, change_points, change_relative; unknown where the source does not say (such a figure is never compared).
    measures: level
    # What is divided by what, in the catalogue's columns; population "everyone" stands for all employees.
    definition: { numerator: is_voluntary_exit, denominator: exit_exposure, per: year, population: everyone }
    source: "Industry association, annual report 2025, table 3"
    date: 2025-06
    n: { count: 214, of: organisations }
`;

/** Good ones in the order of their files, and what is wrong with the others. */
export function benchmarksOf(store: Pick<Workspace, "path">): {
  found: Benchmark[];
  problems: RapportError[];
} {
  const found: Benchmark[] = [];
  const problems: RapportError[] = [];
  const folder = store.path("benchmarks");
  if (!existsSync(folder)) return { found, problems };
  for (const file of readdirSync(folder).sort()) {
    if (!/\.ya?ml$/.test(file)) continue;
    const source = new CatalogueSource(store.path("benchmarks", file));
    const broken = source.broken();
    if (broken) {
      problems.push(programmeError.benchmark_invalid({ ...broken.facts }));
      continue;
    }
    const parsed = benchmarksSchema.safeParse(source.value());
    if (parsed.success) found.push(...parsed.data.benchmarks);
    else {
      const [issue] = parsed.error.issues;
      const place = issue!.path.map(String).join(".") || "benchmarks";
      problems.push(
        source.error(programmeError.benchmark_invalid, issue!.path as At, {
          rule: `${place}: ${issue!.message}`,
          ruleZh: `${place}：${issue!.message}`,
        }),
      );
    }
  }
  return { found, problems };
}

/** Why a figure is not one of the same thing; none: it is. */
export type Mismatch = "measures" | "numerator" | "denominator" | "per" | "population" | "metric";

const same = (one: readonly string[], other: readonly string[]): boolean =>
  [...one].sort().join() === [...other].sort().join();

export function mismatches(
  { measures, definition }: Benchmark,
  node: Pick<MeasureNode, "numerator" | "denominator" | "metric"> | undefined,
): Mismatch[] {
  if (!node) return ["metric"];
  const found: Mismatch[] = [];
  const { numerator, denominator, metric } = node;
  if (measures !== "level") found.push("measures");
  if (!same(definition.numerator, numerator.columns)) found.push("numerator");
  const own = isTerm(denominator) ? denominator.columns : [denominator ?? "none"];
  const theirs = definition.denominator;
  if (!same(typeof theirs === "string" ? [theirs] : theirs, own)) found.push("denominator");
  const per = metric.unit === "rate_per_year" ? "year" : metric.unit === "rate_per_month" ? "month" : "none";
  if (definition.per !== per) found.push("per");
  if (definition.population !== "everyone") found.push("population");
  return found;
}
