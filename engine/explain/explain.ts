// A change of a number → its parts (mix, rate, joiners, leavers, movers) with groups, verdict on chance, and receipt.
import type { Locale } from "../locale.js";
import type { Chance, Receipt, RefusalCode, Warning } from "../result.js";
import { resultRows } from "../result-rows.js";
import { answer } from "../metrics/answer.js";
import { asOfQuestion } from "../metrics/as-of.js";
import { cacheFacts, type CacheFacts, type MetricCache } from "../metrics/cache-facts.js";
import { loadCatalogue, type Catalogue } from "../metrics/catalogue.js";
import { compile, parseQuery } from "../metrics/compile.js";
import { isTimeGrain, type MetricQuerySpec } from "../metrics/metric-query.js";
import { otherSides } from "../metrics/other-side.js";
import { monthText, periodsOf } from "../metrics/period.js";
import { applyPolicy, release, requirePurpose, shownValue, type Policy } from "../metrics/policy.js";
import type { Reader } from "../metrics/reader.js";
import { isTerm, type QueryTree } from "../metrics/tree.js";
import type { Unit } from "../metrics/unit.js";
import type { Bilingual } from "../locale.js";
import { decompose, type Cell, type Decomposition, type Part, type Side } from "./decompose.js";
import { emitSides } from "./emit-sides.js";
import { explainError } from "./explain-errors.js";
import { explainSchema } from "./explain-spec.js";
import { partLabel } from "./part-labels.js";

export interface ExplainOptions {
  reader: Reader;
  /** The clock: when the question was asked. */
  now: Date;
  locale?: Locale;
}

export interface ExplainedSide {
  /** First and last month, YYYY-MM. */
  from: string;
  to: string;
  value: number;
}

export interface Explanation extends Pick<Decomposition, "difference"> {
  metric: { id: string; label: Bilingual; unit: Unit };
  by: { id: string; label: Bilingual; values?: { value: string; label: Bilingual }[] };
  other: ExplainedSide;
  now: ExplainedSide;
  against: Bilingual;
  /** In the order of the waterfall; they add up to `difference` to 1e-9. */
  parts: (Part & { label: Bilingual; meaning: Bilingual })[];
  low: number | null;
  high: number | null;
  p: number | null;
  chance: Chance | null;
  /** Of the number and its comparison; `sql` counted the parts. */
  receipt: Receipt;
  sql: string;
  warnings: Warning[];
}

/** Needs person-level rights on what is asked. Errors: those of a metric question, and explain-errors.ts. */
export async function explainChange(
  current: MetricCache,
  question: unknown,
  options: ExplainOptions,
): Promise<Explanation> {
  const { spec, by } = asQuestion(question);
  const { cache, organisation } = await asOfQuestion(current, spec, options.reader);
  const catalogue = loadCatalogue(cache.workspace.dir);
  const facts = await cacheFacts(cache);
  const reader = await personReader(cache, facts, catalogue, spec, options);
  const compiled = { ...compile({ ...spec, by: [by] }, catalogue, facts), organisation };
  const [against] = otherSides(spec, compiled, catalogue);
  const policy = { reader, k: cache.workspace.config.k ?? 5 };
  const trees: Record<Side, QueryTree> = {
    other: applyPolicy(against.change(whole(compiled)), policy, catalogue),
    now: applyPolicy(whole(compiled), policy, catalogue),
  };

  const answered = await answer(current, spec, options);
  const told = resultRows(answered.total, answered.columns)[0];
  const { metric } = compiled.measures[0];
  const number = (name: string): number | null => told[`${metric.id}${name}`] as number | null;
  for (const [side, name] of [
    ["now", ""],
    ["other", `__${against.key}`],
  ] as const) {
    if (number(name) !== null) continue;
    const code = told[`${metric.id}${name}${name === "" ? "__" : "_"}refused`] as RefusalCode;
    throw explainError.explain_no_number({
      metric: metric.label[options.locale ?? "en"],
      side,
      ...months(trees[side]),
      reason: code,
    });
  }

  const period = { other: trees.other.periods[0], now: trees.now.periods[0] };
  const later: Side = period.now.to >= period.other.to ? "now" : "other";
  const isSameTime = period.now.from === period.other.from && period.now.to === period.other.to;
  const followsPeople =
    metric.relation === "employee_month" && against.comparison !== "cohort" && !isSameTime;
  const statement = emitSides({ trees, followsPeople, later });
  const [dimension] = compiled.dimensions;
  // masked before parts are put in order, so that order tells nothing
  const cells = (await cache.database.rows(statement.sql, statement.params))
    .map(toCell)
    .map((cell) => ({ ...cell, group: shownValue(reader, dimension.definition.id, cell.group) }));
  const result = decompose({ cells, later, formula: formulaOf(trees) });
  return {
    metric: { id: metric.id, label: metric.label, unit: metric.unit },
    by: { id: by, label: dimension.definition.label, values: dimension.definition.values },
    other: { ...months(trees.other), value: result.other },
    now: { ...months(trees.now), value: result.now },
    against: against.label,
    difference: result.difference,
    parts: result.parts
      .filter(({ id }) => followsPeople || id === "mix" || id === "rate")
      .map((part) => ({ ...part, ...partLabel(part.id, metric, dimension.definition.label) })),
    low: number(`__${against.key}_difference_low`),
    high: number(`__${against.key}_difference_high`),
    p: number(`__${against.key}_p`),
    chance: told[`${metric.id}__${against.key}_chance`] as Chance | null,
    receipt: answered.receipt,
    sql: statement.sql,
    warnings: answered.warnings,
  };
}

/** Who reads rows here, as the query door decides it: with person-level rights on all of it, or on the unit that is named. */
async function personReader(
  cache: MetricCache,
  facts: CacheFacts,
  catalogue: Catalogue,
  spec: MetricQuerySpec,
  { reader, now }: ExplainOptions,
): Promise<Reader> {
  requirePurpose(reader, cache.workspace.config.purpose?.of);
  const policy: Policy = { reader, k: cache.workspace.config.k ?? 5 };
  if (await release(cache, facts, policy, catalogue, now, spec))
    throw explainError.explain_needs_person_rights();
  return policy.reader;
}

/** The change's own form → a metric question with one comparison, and the dimension that tells it apart. */
function asQuestion(question: unknown): { spec: MetricQuerySpec; by: string } {
  const parsed = explainSchema.safeParse(question);
  const {
    metric,
    by = "team",
    against = "previous_period",
    ...rest
  } = parsed.success ? parsed.data : (question as Record<string, never>);
  const spec = parseQuery({ ...rest, metrics: [metric], compare: [against] });
  if (typeof by !== "string" || isTimeGrain(by))
    throw explainError.explain_not_of_one_dimension({ field: String(by) });
  return { spec, by };
}

const whole = (tree: QueryTree): QueryTree => ({
  ...tree,
  grain: null,
  periods: periodsOf(tree.range, null, tree.fiscalYearStart),
});

const months = ({ periods: [{ from, to }] }: QueryTree) => ({ from: monthText(from), to: monthText(to) });

function formulaOf({ other, now }: Record<Side, QueryTree>): Parameters<typeof decompose>[0]["formula"] {
  const [{ denominator, per }] = now.measures;
  if (isTerm(denominator)) return { kind: "ratio", per };
  const length = ({ periods: [{ from, to }] }: QueryTree): number =>
    denominator === "months" ? to - from + 1 : 1;
  return { kind: "count", months: { other: length(other), now: length(now) } };
}

function toCell({ side, g, kind, y, x, people }: Record<string, unknown>): Cell {
  return {
    side: side as Side,
    group: (typeof g === "bigint" ? Number(g) : g) as Cell["group"],
    kind: kind as Cell["kind"],
    y: Number(y),
    x: Number(x),
    people: Number(people),
  };
}
