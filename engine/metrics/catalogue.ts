// queries/metrics/*.yml + queries/dimensions.yml + the workspace's metrics/*.yml → the catalogue, checked rule by rule.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { LineCounter, parseDocument, type Document } from "yaml";
import { assetPath } from "../asset.js";
import {
  dimensionFileSchema,
  metricFileSchema,
  type DimensionDefinition,
  type MetricDefinition,
  type Term,
} from "./catalogue-schema.js";
import { metricError } from "./metric-errors.js";
import { nearest } from "./nearest.js";
import { dimensionColumns, relationColumns, type RelationName } from "./relation-columns.js";

export interface Catalogue {
  metrics: ReadonlyMap<string, CataloguedMetric>;
  dimensions: ReadonlyMap<string, DimensionDefinition>;
}

export interface CataloguedMetric extends MetricDefinition {
  /** File stem of its theme: headcount, turnover, attendance, … */
  theme: string;
}

const builtIn = assetPath(import.meta.url, "../../queries/");
let shipped: Catalogue | undefined;

/** The shipped catalogue; with a workspace folder, also the company's own metrics in `metrics/*.yml`. */
export function loadCatalogue(workspaceDir?: string): Catalogue {
  shipped ??= {
    dimensions: readDimensions(path.join(builtIn, "dimensions.yml")),
    metrics: readMetrics(path.join(builtIn, "metrics"), new Map()),
  };
  const own = workspaceDir === undefined ? undefined : path.join(workspaceDir, "metrics");
  if (!own || !existsSync(own)) return shipped;
  return { dimensions: shipped.dimensions, metrics: readMetrics(own, shipped.metrics) };
}

function readMetrics(
  folder: string,
  base: ReadonlyMap<string, CataloguedMetric>,
): Map<string, CataloguedMetric> {
  const metrics = new Map(base);
  for (const name of readdirSync(folder).sort()) {
    if (!/\.ya?ml$/.test(name)) continue;
    const source = new YamlSource(path.join(folder, name));
    const { metrics: definitions } = source.check(metricFileSchema);
    for (const [i, definition] of definitions.entries()) {
      checkColumns(definition, (at, rule) => source.fail(["metrics", i, ...at], rule));
      if (metrics.has(definition.id))
        source.fail(["metrics", i, "id"], `“${definition.id}” exists already; ids are unique`);
      metrics.set(definition.id, { ...definition, theme: name.replace(/\.ya?ml$/, "") });
    }
  }
  return metrics;
}

function readDimensions(file: string): Map<string, DimensionDefinition> {
  const source = new YamlSource(file);
  const dimensions = new Map<string, DimensionDefinition>();
  for (const [i, dimension] of source.check(dimensionFileSchema).dimensions.entries()) {
    if (!(dimension.column in dimensionColumns))
      source.fail(["dimensions", i, "column"], `“${dimension.column}” is not a column of employee_month`);
    if (dimensions.has(dimension.id)) source.fail(["dimensions", i, "id"], `“${dimension.id}” stands twice`);
    dimensions.set(dimension.id, dimension);
  }
  return dimensions;
}

type At = (string | number)[];

/** Columns exist, intervals fit formulas: what a schema cannot say. */
function checkColumns(metric: MetricDefinition, fail: (at: At, rule: string) => never): void {
  const columns = relationColumns[metric.relation as RelationName];
  const need = (name: string | undefined, at: At): void => {
    if (name === undefined || name in columns) return;
    const meant = nearest(name, Object.keys(columns));
    fail(
      at,
      `“${name}” is not a column of ${metric.relation}${meant.length > 0 ? `; nearest: ${meant.join(", ")}` : ""}`,
    );
  };
  const term = (t: Term, at: At): void => {
    for (const name of [t.sum].flat()) {
      need(name, [...at, "sum"]);
      if (columns[name] === "text") fail([...at, "sum"], `“${name}” is text and cannot be added up`);
    }
    need(t.times, [...at, "times"]);
    need(t.where, [...at, "where"]);
  };
  const { formula } = metric;
  if ("of" in formula) term(formula.of, ["formula", "of"]);
  if ("numerator" in formula) term(formula.numerator, ["formula", "numerator"]);
  if ("denominator" in formula) term(formula.denominator, ["formula", "denominator"]);
  if (formula.kind === "mean") {
    need(formula.value, ["formula", "value"]);
    need(formula.weight, ["formula", "weight"]);
  }
  need(metric.contributors, ["contributors"]);
  need(metric.observed_by, ["observed_by"]);

  const isFraction = "denominator" in formula || formula.kind === "mean";
  if (metric.interval !== "none" && !isFraction)
    fail(["interval"], `a ${formula.kind} is a count of what happened and has no interval (use none)`);
  if (metric.interval === "poisson" && !(formula.kind === "rolling_12m" || formula.kind === "ratio"))
    fail(["interval"], "poisson is for events per exposure (ratio, rolling_12m)");
  if (formula.kind === "rolling_12m" && !["poisson", "none"].includes(metric.interval))
    fail(["interval"], "rolling_12m takes poisson or none");
  if (metric.unit === "share" && !isFraction) fail(["unit"], `a ${formula.kind} is not a share`);
  if (metric.interval === "wilson" && "numerator" in formula) {
    const flagsOnly = [formula.numerator, formula.denominator].every((t) =>
      [t.sum].flat().every((name) => columns[name] === "flag"),
    );
    if (!flagsOnly)
      fail(["interval"], "wilson is for shares of people: numerator and denominator must be flags");
  }
}

/** A YAML file that can say on which line a rule is broken. */
class YamlSource {
  readonly #lines = new LineCounter();
  readonly #document: Document;

  constructor(private readonly file: string) {
    this.#document = parseDocument(readFileSync(file, "utf8"), { lineCounter: this.#lines });
    const error = this.#document.errors[0];
    if (error) this.#report(this.#lines.linePos(error.pos[0]).line, error.message.split("\n")[0]);
  }

  check<T>(schema: {
    safeParse(
      value: unknown,
    ):
      | { success: true; data: T }
      | { success: false; error: { issues: { path: PropertyKey[]; message: string }[] } };
  }): T {
    const parsed = schema.safeParse(this.#document.toJS());
    if (parsed.success) return parsed.data;
    const issue = parsed.error.issues[0];
    const at = issue.path.map((part) => (typeof part === "number" ? part : String(part)));
    return this.fail(at, `${at.join(".") || "file"}: ${issue.message}`);
  }

  /** Points at the deepest node of the path that exists. */
  fail(at: At, rule: string): never {
    for (let depth = at.length; depth >= 0; depth--) {
      const node = this.#document.getIn(at.slice(0, depth), true) as { range?: [number, number, number] };
      if (node?.range) this.#report(this.#lines.linePos(node.range[0]).line, rule);
    }
    return this.#report(1, rule);
  }

  #report(line: number, rule: string): never {
    throw metricError.catalogue_invalid({ file: path.basename(this.file), line, rule });
  }
}
