// Workspace + people → everything the overview shows, in a handful of questions asked at once.
import type { MetricQuerySpec } from "../../../engine/metrics/metric-query.js";
import { ask, type Answer, type Row } from "../api.js";
import type { Meta, MetaMetric } from "../meta.js";
import { changeOf, judgeTogether, type Change } from "./change.js";
import { factOf, type Fact } from "./fact.js";
import { phasesOf, shownSpan, type Phases, type Span } from "./phases.js";
import { filtersOf, levelBelow, scopeFrom, sellersOf, type Scope } from "./scope.js";

/** One measure over the phases, drawn as a row of figure 1. */
export interface MeasureRow {
  metric: MetaMetric;
  before: Fact | null;
  after: Fact;
  change: Change | null;
  /** Value per shown month, null where there is none. */
  months: { month: string; value: number | null }[];
}

export interface UnitRow {
  name: string;
  people: number | null;
  before: Fact | null;
  after: Fact | null;
  change: Change | null;
}

export interface FlowMonth {
  month: string;
  headcount: number | null;
  hires: number | null;
  exits: number | null;
}

export interface OverviewData {
  scope: Scope | null;
  phases: Phases;
  shown: Span;
  turnover: MetaMetric;
  measures: MeasureRow[];
  flow: FlowMonth[];
  headcount: Fact | null;
  startHeadcount: Fact | null;
  hires: Fact;
  exits: Fact;
  level: "department" | "team";
  units: UnitRow[];
  /** Whether exits were on record in both phases, so that units can be set against their own past. */
  unitsCompared: boolean;
  /** Comparisons of the page that were judged together. */
  compared: number;
  people: number | null;
}

/** In this order of interest; those without a source are left out. */
const candidates = [
  "big_client_share",
  "new_customer_share",
  "absence_rate",
  "overtime_per_head",
  "review_score",
];

export async function loadOverview(
  meta: Meta & { history: Span },
  key: string | null,
  signal: AbortSignal,
): Promise<OverviewData> {
  const phases = phasesOf(meta);
  const shown = shownSpan(phases);
  const scope =
    key === null ? (phases.kind === "programme" ? await sellersOf(meta, signal) : null) : scopeFrom(key);
  const where = filtersOf(scope);
  const question = (spec: Omit<MetricQuerySpec, "where">): Promise<Answer> =>
    ask({ ...spec, ...(where.length > 0 ? { where } : {}) }, signal);
  const known = new Map(meta.metrics.map((metric) => [metric.id, metric]));
  const flows = await question({
    metrics: ["headcount", "hires", "exits", "voluntary_exits"],
    by: ["month"],
    ...shown,
  });
  // A list that does not say why people left has no voluntary exits to speak of: all exits then.
  const turnover = known.get(
    Number(flows.total.voluntary_exits) > 0 ? "voluntary_turnover" : "total_turnover",
  )!;
  const metrics = [turnover, ...candidates.map((id) => known.get(id)).filter((m) => m?.available)].slice(
    0,
    4,
  ) as MetaMetric[];
  const ids = metrics.map(({ id }) => id);
  const level = levelBelow(scope);
  const [monthly, after, before, unitsAfter, unitsBefore] = await Promise.all([
    question({ metrics: ids, by: ["month"], ...shown }),
    question({ metrics: [...ids, "headcount"], ...phases.after }),
    phases.before ? question({ metrics: ids, ...phases.before }) : null,
    question({ metrics: [turnover.id, "headcount"], by: [level], ...phases.after }),
    phases.before ? question({ metrics: [turnover.id], by: [level], ...phases.before }) : null,
  ]);
  const measures = metrics.map((metric) => {
    const row = measureRow(metric, monthly, before, after, where);
    // Exits that all stand on the day of the list say nothing about single months.
    return metric.id === turnover.id && exitDatesDerived(meta) ? { ...row, months: [] } : row;
  });
  const unitsCompared = before !== null && numeric(before.total[turnover.id]) !== null;
  const units = unitRows(level, turnover, unitsCompared ? unitsBefore : null, unitsAfter, where);
  const flowFact = (id: string): Fact =>
    factOf(flows, flows.total, known.get(id)!, { phase: "shown", where });
  const first = flows.rows[0];
  return {
    scope,
    phases,
    shown,
    turnover,
    measures,
    flow: flows.rows.map((row) => ({
      month: monthOf(row.month),
      headcount: numeric(row.headcount),
      hires: numeric(row.hires),
      exits: numeric(row.exits),
    })),
    headcount: factOf(after, after.total, known.get("headcount")!, { phase: "end", where }),
    startHeadcount: first ? startFact(flows, first, known.get("headcount")!, where) : null,
    hires: flowFact("hires"),
    exits: flowFact("exits"),
    level,
    units,
    unitsCompared,
    compared: judgeTogether([...measures, ...units].map(({ change }) => change)),
    people: numeric(after.total.headcount),
  };
}

/** The file told who left, not when. */
export const exitDatesDerived = (meta: Meta): boolean =>
  meta.sources.some(({ table, derived }) => table === "termination" && derived.includes("exit_date"));

const numeric = (value: unknown): number | null =>
  typeof value === "number" && Number.isFinite(value) ? value : null;

/** First day of a month as Arrow hands it over (ms or ISO) → "YYYY-MM". */
export const monthOf = (value: unknown): string =>
  typeof value === "number" ? new Date(value).toISOString().slice(0, 7) : String(value).slice(0, 7);

function startFact(answer: Answer, row: Row, metric: MetaMetric, where: Fact["where"]): Fact {
  const month = monthOf(row.month);
  return { ...factOf(answer, row, metric, { phase: "start", where }), from: month, to: month };
}

function measureRow(
  metric: MetaMetric,
  monthly: Answer,
  before: Answer | null,
  after: Answer,
  where: Fact["where"],
): MeasureRow {
  const was = before ? factOf(before, before.total, metric, { phase: "before", where }) : null;
  const is = factOf(after, after.total, metric, { phase: "after", where });
  return {
    metric,
    before: was,
    after: is,
    change: was ? changeOf(was, is) : null,
    months: monthly.rows.map((row) => ({
      month: monthOf(row.month),
      value: row[`${metric.id}__refused`] ? null : numeric(row[metric.id]),
    })),
  };
}

function unitRows(
  level: string,
  metric: MetaMetric,
  before: Answer | null,
  after: Answer,
  where: Fact["where"],
): UnitRow[] {
  const names = new Set<string>();
  for (const answer of [after, before]) for (const row of answer?.rows ?? []) names.add(nameOf(row, level));
  const find = (answer: Answer | null, name: string): Row | undefined =>
    answer?.rows.find((row) => nameOf(row, level) === name);
  const rows = [...names].map((name): UnitRow => {
    const own = [...where, { field: level, op: "=" as const, value: name }];
    const fact = (answer: Answer | null, phase: string): Fact | null => {
      const row = find(answer, name);
      return answer && row ? factOf(answer, row, metric, { phase, where: own, unitName: name }) : null;
    };
    const [was, is] = [fact(before, "before"), fact(after, "after")];
    const people = find(after, name);
    return {
      name,
      people: people ? numeric(people.headcount) : null,
      before: was,
      after: is,
      change: was && is ? changeOf(was, is) : null,
    };
  });
  return rows.sort((a, b) => (b.people ?? -1) - (a.people ?? -1) || a.name.localeCompare(b.name, "zh"));
}

const nameOf = (row: Row, level: string): string => String(row[level] ?? "");
