// queries/metrics/*.yml + queries/dimensions.yml + the workspace's metrics/*.yml → the catalogue, checked rule by rule.
import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { assetPath } from "../asset.js";
import { RapportError } from "../errors.js";
import { catalogueError } from "./catalogue-errors.js";
import { resolved, type Written } from "./catalogue-references.js";
import { checkRules } from "./catalogue-rules.js";
import {
  dimensionFileSchema,
  metricSchema,
  type DimensionDefinition,
  type MetricDefinition,
} from "./catalogue-schema.js";
import { shapeError } from "./catalogue-shape.js";
import { CatalogueSource } from "./catalogue-source.js";
import { dimensionColumns } from "./relation-columns.js";

export interface Catalogue {
  metrics: ReadonlyMap<string, CataloguedMetric>;
  dimensions: ReadonlyMap<string, DimensionDefinition>;
  /** The company's definitions that are not used because a rule is broken; empty for the shipped ones. */
  problems: readonly CatalogueProblem[];
}

export interface CataloguedMetric extends MetricDefinition {
  /** File stem of its theme: headcount, turnover, attendance, … */
  theme: string;
  /** Defined by the company, in its workspace. */
  isOwn: boolean;
  /** Where the definition stands. */
  file: string;
  line: number;
}

export interface CatalogueProblem {
  /** Id of the definition that is left out; null when the file as a whole cannot be read. */
  metric: string | null;
  error: RapportError;
}

const builtIn = assetPath(import.meta.url, "../../queries/");
let shipped: Catalogue | undefined;
const own = new Map<string, { stamp: string; catalogue: Catalogue }>();

/**
 * The shipped catalogue; with a workspace folder, also the company's own metrics in `metrics/*.yml`. A broken one is
 * left out and told in `problems`; the others go on working. Read again when a file changes.
 */
export function loadCatalogue(workspaceDir?: string): Catalogue {
  shipped ??= shippedCatalogue();
  const folder = workspaceDir === undefined ? undefined : path.join(workspaceDir, "metrics");
  if (!folder || !existsSync(folder)) return shipped;
  const stamp = yamlFiles(folder).map(stampOf).join();
  const known = own.get(folder);
  if (known?.stamp === stamp) return known.catalogue;
  const catalogue = withMetrics(folder, shipped, true);
  if (own.size > 100) own.clear();
  own.set(folder, { stamp, catalogue });
  return catalogue;
}

function shippedCatalogue(): Catalogue {
  const dimensions = readDimensions(path.join(builtIn, "dimensions.yml"));
  const catalogue = withMetrics(
    path.join(builtIn, "metrics"),
    { metrics: new Map(), dimensions, problems: [] },
    false,
  );
  if (catalogue.problems.length > 0) throw catalogue.problems[0].error;
  return catalogue;
}

const yamlFiles = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => path.join(folder, name));

function stampOf(file: string): string {
  const { mtimeMs, size, ino } = statSync(file);
  return `${file}:${mtimeMs}:${size}:${ino}`;
}

function withMetrics(folder: string, base: Catalogue, isOwn: boolean): Catalogue {
  const problems: CatalogueProblem[] = [];
  const written = new Map<string, Written & { theme: string }>();
  for (const file of yamlFiles(folder)) {
    const source = new CatalogueSource(file);
    const theme = source.name.replace(/\.ya?ml$/, "");
    for (const one of readFile(source, problems)) {
      const { id } = one.metric;
      const other = written.get(id)?.source.name ?? base.metrics.get(id)?.theme;
      if (other === undefined) written.set(id, { ...one, theme });
      else
        problems.push({
          metric: id,
          error: source.error(catalogueError.metric_id_taken, [...one.at, "id"], { metric: id, other }),
        });
    }
  }
  const metrics = new Map(base.metrics);
  for (const [id, one] of written)
    try {
      const metric = resolved(one, { complete: base.metrics, written });
      checkRules(metric, (make, at, facts) => one.source.error(make, [...one.at, ...at], facts));
      const { source, at, theme } = one;
      metrics.set(id, { ...metric, theme, isOwn, file: source.name, line: source.lineOf(at) });
    } catch (error) {
      if (!(error instanceof RapportError)) throw error;
      problems.push({ metric: id, error });
    }
  return { metrics, dimensions: base.dimensions, problems };
}

const metricKeys = Object.keys(metricSchema.shape);

/** Definitions of a file that are well formed; the others become problems. */
function readFile(source: CatalogueSource, problems: CatalogueProblem[]): Written[] {
  const whole = (error: RapportError): Written[] => {
    problems.push({ metric: null, error });
    return [];
  };
  const broken = source.broken();
  if (broken) return whole(broken);
  const value = source.value();
  const list = (value as { metrics?: unknown } | null)?.metrics;
  const others = Object.keys(value ?? {}).filter((key) => key !== "metrics");
  if (!Array.isArray(list) || list.length === 0 || others.length > 0)
    return whole(
      source.error(catalogueError.catalogue_invalid, others.slice(0, 1), {
        rule: "a file of metrics is one list under “metrics:”",
        ruleZh: "指标文件应只有一个“metrics:”列表",
      }),
    );
  const found: Written[] = [];
  for (const [i, definition] of list.entries()) {
    const parsed = metricSchema.safeParse(definition);
    const at = ["metrics", i];
    if (parsed.success) found.push({ metric: parsed.data, source, at });
    else {
      const id = (definition as { id?: unknown } | null)?.id;
      problems.push({
        metric: typeof id === "string" ? id : null,
        error: shapeError(source, at, definition, parsed.error.issues, metricKeys),
      });
    }
  }
  return found;
}

function readDimensions(file: string): Map<string, DimensionDefinition> {
  const source = new CatalogueSource(file);
  const parsed = dimensionFileSchema.parse(source.value());
  const dimensions = new Map<string, DimensionDefinition>();
  for (const dimension of parsed.dimensions) {
    if (!(dimension.column in dimensionColumns) || dimensions.has(dimension.id))
      throw new Error(`dimensions.yml: ${dimension.id} stands on no column, or twice`);
    dimensions.set(dimension.id, dimension);
  }
  return dimensions;
}
