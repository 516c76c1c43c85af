// Two schemes and what the catalogue says of their sources → what a back-test needs beside scores: monthly amounts, claims beside
// traces, groups for fairness, and how each value errs. Everything is read through the policy, as the scores are.
import {
  personValues,
  type PersonQuestion,
  type PersonValue,
} from "../../../engine/metrics/person-values.js";
import { monthNumber, monthText } from "../../../engine/metrics/period.js";
import type { Catalogue } from "../../../engine/index.js";
import { workingDays } from "../../../engine/quality/working-days.js";
import type { ModelContext } from "../../model-context.js";
import { protectedCharacteristics } from "../../protected-characteristics.js";
import type { Indicator, Scheme } from "../scheme-schema.js";
import type { PersonScore } from "../score-types.js";
import type { BacktestSide, ProtectedGroups } from "./backtest.js";
import { tracesOf } from "./measured-traces.js";
import type { MonthlyAmounts } from "./pull-forward.js";
import type { Sampling } from "./score-noise.js";
import type { ReportedIndicator } from "./untraced-reports.js";

const ask = (context: ModelContext, question: PersonQuestion): Promise<PersonValue[]> =>
  personValues({ ...context.cache, workspace: context.workspace }, question, { reader: context.reader });

export const indicatorsOf = ({ versions }: Scheme): Indicator[] => [
  ...new Map(versions.flatMap(({ indicators }) => indicators.map((one) => [one.id, one] as const))).values(),
];

/** Shares err as shares; counts (a numerator, or a sum of things) by their root; the rest is taken as exact. */
export function samplingOf(indicators: readonly Indicator[], { metrics }: Catalogue): Map<string, Sampling> {
  return new Map(
    indicators.map(({ id, source }): [string, Sampling] => {
      const metric = "metric" in source ? metrics.get(source.metric) : undefined;
      if (!metric || !("metric" in source)) return [id, "exact"];
      if (metric.unit === "share" && source.take === "value") return [id, "share"];
      const isCount =
        metric.unit === "count" && (metric.formula.kind === "sum" || source.take === "numerator");
      return [id, isCount ? "count" : "exact"];
    }),
  );
}

/** Of indicators whose amounts add up over months: each person's month by month, over the whole history up to `to`. */
export async function monthlyAmounts(
  context: ModelContext,
  indicators: readonly Indicator[],
  { metrics }: Catalogue,
  span: { from: string; to: string },
  employees: readonly string[],
): Promise<MonthlyAmounts[]> {
  const zone = context.workspace.config.timeZone ?? "Asia/Shanghai";
  const months = Array.from({ length: monthNumber(span.to) - monthNumber(span.from) + 1 }, (_, i) => {
    const month = monthText(monthNumber(span.from) + i);
    return { month, place: (monthNumber(span.from) + i) % 3, workingDays: workingDays(month, zone) };
  });
  const found: MonthlyAmounts[] = [];
  for (const { id, name, source } of indicators) {
    if (!("metric" in source)) continue;
    const metric = metrics.get(source.metric);
    const adds = metric?.formula.kind === "sum" || source.take === "numerator";
    if (!metric || !adds || (metric.unit !== "money" && metric.unit !== "count")) continue;
    const values = await ask(context, {
      metrics: [source.metric],
      ...span,
      by: "month",
      ...(source.where && { where: source.where }),
      employees,
    });
    const people = new Map<string, number[]>();
    for (const { employee, period, numerator, isRecorded, refused } of values) {
      const own = people.get(employee) ?? months.map(() => Number.NaN);
      const at = monthNumber(period) - monthNumber(span.from);
      if (refused === null && isRecorded && numerator !== null && at >= 0 && at < own.length)
        own[at] = numerator;
      people.set(employee, own);
    }
    found.push({ indicator: id, name, months, people: [...people.values()] });
  }
  return found;
}

/** Self-reported indicators: what each score took as its value, beside what measured sources hold of the same months. */
export async function reportedIndicators(
  context: ModelContext,
  indicators: readonly Indicator[],
  scores: readonly PersonScore[],
): Promise<ReportedIndicator[]> {
  const found: ReportedIndicator[] = [];
  const spans = [...new Map(scores.map(({ period, from, to }) => [period, { from, to }]))];
  for (const { id, name, source, provenance } of indicators) {
    if (provenance !== "self_reported") continue;
    const traced = new Map<string, number>();
    const sources = new Set<string>();
    const traces = tracesOf(source);
    for (const trace of traces)
      for (const [period, { from, to }] of spans)
        for (const value of await ask(context, { metrics: [trace.metric], from, to })) {
          if (value.refused === "no_source") continue;
          sources.add(trace.source);
          const key = `${period} ${value.employee}`;
          traced.set(key, (traced.get(key) ?? 0) + (value[trace.take] ?? 0));
        }
    found.push({
      indicator: id,
      name,
      sources: [...sources],
      isSameUnit: traces.some(({ isSameUnit }) => isSameUnit) && sources.size === 1,
      reports: scores.flatMap(({ employee, period, parts }) => {
        const part = parts.find(({ indicator, value }) => indicator === id && value !== null);
        const claimed = part?.numerator ?? part?.value ?? 0;
        return part ? [{ employee, period, claimed, traced: traced.get(`${period} ${employee}`) ?? 0 }] : [];
      }),
    });
  }
  return found;
}

/** By the last month scored; attributes without declared values (age in years) are covered by those with bands. */
export async function protectedGroups(
  context: ModelContext,
  catalogue: Catalogue,
  month: string,
): Promise<ProtectedGroups[]> {
  const found: ProtectedGroups[] = [];
  for (const { id, label, groups } of protectedCharacteristics(catalogue)) {
    if (groups.length === 0 || context.reader.hide?.includes(id)) continue;
    const groupOf = new Map<string, string>();
    for (const { name } of groups) {
      const where = [{ field: id, op: "=" as const, value: name }];
      for (const { employee } of await ask(context, {
        metrics: ["average_headcount"],
        from: month,
        to: month,
        where,
      }))
        groupOf.set(employee, name);
    }
    if (groupOf.size > 0) found.push({ name: id, label, groups, groupOf });
  }
  return found;
}

export const employeesOf = (...sides: readonly Pick<BacktestSide, "scores">[]): string[] =>
  [...new Set(sides.flatMap(({ scores }) => scores.map(({ employee }) => employee)))].sort();
