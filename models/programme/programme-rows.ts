// A metric and a span of months → its numerator and denominator per employee and month, through the compiler and the reader's policy.
import { RapportError } from "../../engine/errors.js";
import { cacheFacts, type CacheFacts } from "../../engine/metrics/cache-facts.js";
import { loadCatalogue, type Catalogue, type CataloguedMetric } from "../../engine/metrics/catalogue.js";
import { compile } from "../../engine/metrics/compile.js";
import { emitDuckdb } from "../../engine/metrics/emit-duckdb.js";
import { monthNumber, monthOfEpochDay } from "../../engine/metrics/period.js";
import { personDimension } from "../../engine/metrics/person-dimension.js";
import { applyPolicy } from "../../engine/metrics/policy.js";
import { isTerm, type MeasureNode, type QueryTree } from "../../engine/metrics/tree.js";
import { isValid } from "../../engine/arrow-table.js";
import type { ModelContext } from "../model-context.js";
import { programmeError } from "./programme-errors.js";

/** Value of a set of rows = Σy ÷ Σx. */
export interface PersonMonth {
  employee: string;
  /** Months since year 0. */
  month: number;
  y: number;
  /** In the unit of the metric's denominator; 1 per person-month for plain sums. */
  x: number;
}

export interface OutcomeRows {
  metric: CataloguedMetric;
  /** Ends a person's months: no person has it twice. */
  isExit: boolean;
  rows: PersonMonth[];
}

const isExitColumn = (column: string): boolean => /^is_\w*exit/.test(column);

/** Errors: metric_unknown, programme_outcome_unsuited, and the policy's own. */
export async function outcomeRows(
  { workspace, cache, reader }: ModelContext,
  metric: string,
  span: { from: string; to: string },
): Promise<OutcomeRows> {
  const catalogue = loadCatalogue(workspace.dir);
  const facts = await cacheFacts({ ...cache, workspace });
  const asked = compile({ metrics: [metric], by: ["month"], ...span }, catalogue, facts);
  const policy = { reader, k: workspace.config.k ?? 5 };
  const tree = byEmployee(applyPolicy(asked, policy, catalogue));
  const [node] = tree.measures;
  if (!node) throw new Error("one measure expected");
  const why = unsuited(node);
  if (why) {
    const suited = ["voluntary_turnover", "revenue_per_head", "absence_rate", "review_score"];
    throw programmeError.programme_outcome_unsuited({ metric, why, suited });
  }
  const statement = emitDuckdb(tree);
  const { columns, length } = await cache.database.columns(statement.sql, statement.params);
  const column = (name: string) => columns.find((c) => c.name === name);
  const [period, person, n, y, x] = ["period", "d0", "m0_n", "m0_y", "m0_x"].map(column);
  const rows: PersonMonth[] = [];
  const names = person!.type === "text" ? person!.dictionary : [];
  for (let i = 0; i < length; i++) {
    if (!n || !(Number(n.values[i]) > 0) || !isValid(person!.validity, i)) continue;
    const exposure = x ? Number(x.values[i]) / node.per : 1;
    if (!(exposure > 0)) continue;
    rows.push({
      employee: names[Number(person!.values[i])]!,
      month: monthOfEpochDay(Number(period!.values[i])),
      y: Number(y!.values[i]),
      x: exposure,
    });
  }
  const isExit = node.numerator.columns.length > 0 && node.numerator.columns.every(isExitColumn);
  return { metric: node.metric, isExit, rows };
}

/** Metrics that can judge a programme person by person: those with a part of one person's one month. */
export function suitedMetrics(
  catalogue: Catalogue,
  facts: CacheFacts,
  span: { from: string; to: string },
): CataloguedMetric[] {
  return [...catalogue.metrics.values()].filter(({ id }) => {
    try {
      const [node] = compile({ metrics: [id], by: ["month"], ...span }, catalogue, facts).measures;
      return node !== undefined && unsuited(node) === null;
    } catch (error) {
      // a metric of a source that was never imported
      if (error instanceof RapportError) return false;
      throw error;
    }
  });
}

/** Why a measure has no part of one person's one month; null when it has. */
function unsuited(node: MeasureNode): string | null {
  if (node.relation !== "employee_month") return "cohort";
  if (node.own || node.rows === "trailing_year" || node.rows === "year_before") return "rolling";
  if (node.rows === "last_month" || node.denominator === "months" || node.counts) return "people";
  return node.denominator === null || isTerm(node.denominator) ? null : "other";
}

const byEmployee = (tree: QueryTree): QueryTree => ({
  ...tree,
  measures: tree.measures.map((node) => ({ ...node, byPerson: false, contributors: undefined })),
  dimensions: [personDimension],
});

export const inSpan = (month: number, { from, to }: { from: string; to: string }): boolean =>
  month >= monthNumber(from) && month <= monthNumber(to);
