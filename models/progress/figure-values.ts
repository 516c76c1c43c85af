// Goals of many people → their values: of the period for everybody (peers rest on them), month by month for those asked about.
import { personValues, type PersonValue } from "../../engine/metrics/person-values.js";
import type { Reader } from "../../engine/metrics/reader.js";
import type { ModelContext } from "../model-context.js";
import type { MonthPoint } from "./chance-of-change.js";
import type { KpiRow } from "./progress-rows.js";
import type { Goal } from "./progress-types.js";

export interface Value {
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  refused: string | null;
}

export interface FigureValues {
  /** Of the period as far as data reach. */
  ofPeriod(employee: string, goal: Goal): Value | undefined;
  /** Closed months up to the end of the period, rising. */
  months(employee: string, goal: Goal): MonthPoint[];
}

export interface ValueSpan {
  from: string;
  to: string;
  /** First month of the series. */
  monthsFrom: string;
  /** Last closed month; null when none is. */
  monthsTo: string | null;
}

/**
 * Peers are read by the program itself, whoever asks: what leaves of them are published statistics only. Each person's own
 * numbers are given out by the sheet, after the policy.
 */
export const program: Reader = { id: "progress", rights: "person" };

export async function figureValues(
  context: Pick<ModelContext, "cache" | "workspace">,
  goals: ReadonlyMap<string, readonly Goal[]>,
  kpiRows: readonly KpiRow[],
  span: ValueSpan,
  asked: readonly string[],
): Promise<FigureValues> {
  const metrics = [
    ...new Set(
      [...goals.values()].flat().flatMap(({ source }) => ("metric" in source ? [source.metric] : [])),
    ),
  ];
  const cache = { ...context.cache, workspace: context.workspace };
  const read = (question: { from: string; to: string; by?: "month"; employees?: readonly string[] }) =>
    metrics.length === 0
      ? Promise.resolve([])
      : personValues(cache, { metrics, ...question }, { reader: program });
  const whole = byKey(await read({ from: span.from, to: span.to }), () => "");
  const series =
    span.monthsTo === null || asked.length === 0
      ? new Map<string, Value>()
      : byKey(
          await read({ from: span.monthsFrom, to: span.monthsTo, by: "month", employees: asked }),
          ({ period }) => period,
        );
  const kpis = new Map(kpiRows.map((row) => [keyOf(row.employee_id, row.kpi, row.month), row]));
  const monthList = span.monthsTo === null ? [] : monthsFrom(span.monthsFrom, span.monthsTo);
  return {
    ofPeriod: (employee, { source, adds }) =>
      "kpi" in source
        ? recorded(
            monthsFrom(span.from, span.to).map((m) => kpis.get(keyOf(employee, source.kpi, m))),
            adds,
          )
        : taken(whole.get(keyOf(employee, source.metric, "")), source.take),
    months: (employee, { source }) =>
      monthList.map((month) => {
        // months of a filtered metric are not read
        if ("metric" in source && source.where && source.where.length > 0)
          return { month, value: null, numerator: null, denominator: null };
        const value =
          "kpi" in source
            ? recorded([kpis.get(keyOf(employee, source.kpi, month))], "unstated")
            : taken(series.get(keyOf(employee, source.metric, month)), source.take);
        return {
          month,
          value: value?.value ?? null,
          numerator: value?.numerator ?? null,
          denominator: value?.denominator ?? null,
        };
      }),
  };
}

const keyOf = (...parts: string[]): string => parts.join("\u001f");

function byKey(values: readonly PersonValue[], period: (value: PersonValue) => string): Map<string, Value> {
  return new Map(values.map((v) => [keyOf(v.employee, v.metric, period(v)), v]));
}

const taken = (value: Value | undefined, take: "value" | "numerator"): Value | undefined =>
  value === undefined || take === "value"
    ? value
    : { value: value.numerator, numerator: value.numerator, denominator: null, refused: value.refused };

/** Recorded months: amounts are added, rates averaged; a single month is what it is. */
function recorded(rows: readonly (KpiRow | undefined)[], adds: Goal["adds"]): Value | undefined {
  const found = rows.filter((row) => row !== undefined);
  if (found.length === 0) return undefined;
  const sum = found.reduce((all, { value }) => all + value, 0);
  return {
    value: adds === "adds_up" ? sum : sum / found.length,
    numerator: sum,
    denominator: adds === "adds_up" || found.length === 1 ? null : found.length,
    refused: null,
  };
}

export function monthsFrom(from: string, to: string): string[] {
  const months: string[] = [];
  let [year, month] = from.split("-").map(Number) as [number, number];
  for (;;) {
    const name = `${year}-${String(month).padStart(2, "0")}`;
    if (name > to) return months;
    months.push(name);
    if (++month === 13) [year, month] = [year + 1, 1];
  }
}
