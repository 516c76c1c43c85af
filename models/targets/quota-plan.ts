// Target of a quarter → what is due by the end of each of its weeks, by the course of past quarters and working days, so that
// "done against due" is the same everywhere; a rate has no such plan.
import { loadCatalogue, type CataloguedMetric } from "../../engine/index.js";
import type { Filter } from "../../engine/metrics/metric-query.js";
import { isPercentUnit } from "../../engine/metrics/unit.js";
import type { ModelContext } from "../model-context.js";
import { lastDayOf, monthNumber, monthText } from "../month.js";
import { dueShare } from "./due-share.js";
import { nowcastErrors as fail } from "./nowcast-errors.js";
import { standingTarget } from "./standing-target.js";
import { targetSeries } from "./target-series.js";

export interface QuotaQuestion {
  metric: string;
  /** First month of the quarter. */
  from: string;
  /** The one on record when left out. */
  target?: number;
  where?: Filter[];
  employee?: string;
}

export interface QuotaWeek {
  /** "YYYY-MM-DD", Monday to Sunday, cut at the quarter's ends. */
  from: string;
  to: string;
  workingDays: number;
  /** Of the week alone, and of all up to its end; the last is the target. */
  quota: number;
  dueByThen: number;
  dueShare: number;
}

export interface QuotaPlan {
  metric: string;
  from: string;
  to: string;
  target: number;
  /** Past quarters whose course was looked at. */
  quarters: number;
  weeks: QuotaWeek[];
}

/** Errors: rate_has_no_quota for what does not add up; metric_unknown_for_target; those of the question door. */
export async function quotaPlan(context: ModelContext, question: QuotaQuestion): Promise<QuotaPlan> {
  const { metric, from, where, employee } = question;
  const { workspace } = context;
  const definition = loadCatalogue(workspace.dir).metrics.get(metric);
  const span = { from, to: monthText(monthNumber(from) + 2) };
  const subject = { metric, where: where ?? [], ...(employee !== undefined && { employee }) };
  const standing = question.target === undefined ? await standingTarget(context, subject, span) : undefined;
  const target = question.target ?? standing?.value;
  if (target === undefined) throw fail.plan_needs_target({ metric, from });
  if (definition) refuseWhatDoesNotAddUp(definition, target, weekEnds(span).length);
  const series = await targetSeries(context, {
    metric,
    where,
    until: monthText(monthNumber(from) - 1),
    ...(employee !== undefined && { employee }),
  });
  const history = new Map(
    series.months.flatMap(({ month, value }) => (value === null ? [] : [[month, value] as const])),
  );
  if (history.size === 0 && subject.where.length > 0) {
    const unit = subject.where.map(({ value }) => [value].flat().join("/")).join(" · ");
    throw fail.plan_unit_without_months({ metric, unit });
  }
  return { metric, ...span, target, ...quotaWeeks(history, span, target, workspace.config.timeZone) };
}

/** The share of it that is due by a day would say that part of a rate is reached by then. Errors: rate_has_no_quota. */
export function refuseWhatDoesNotAddUp(
  { id, unit, formula }: Pick<CataloguedMetric, "id" | "unit" | "formula">,
  target: number,
  parts: number,
): void {
  if (formula.kind === "sum") return;
  const said = (value: number): string =>
    isPercentUnit(unit) ? `${Number((100 * value).toFixed(2))}%` : String(Number(value.toFixed(2)));
  throw fail.rate_has_no_quota({ metric: id, said: said(target), part: said(target / parts), parts });
}

/** `history`: value per month before the quarter. */
export function quotaWeeks(
  history: ReadonlyMap<string, number>,
  span: { from: string; to: string },
  target: number,
  timeZone: string,
): Pick<QuotaPlan, "quarters" | "weeks"> {
  let [before, worked, start, quarters] = [0, 0, `${span.from}-01`, 0];
  const weeks = weekEnds(span).map((to): QuotaWeek => {
    const due = dueShare(history, span, to, timeZone);
    quarters = due.quarters;
    const week = {
      from: start,
      to,
      workingDays: due.worked - worked,
      quota: target * (due.due - before),
      dueByThen: target * due.due,
      dueShare: due.due,
    };
    [before, worked, start] = [due.due, due.worked, dayAfter(to)];
    return week;
  });
  return { quarters, weeks };
}

/** Sundays of the quarter, and its last day. */
export function weekEnds({ from, to }: { from: string; to: string }): string[] {
  const end = lastDayOf(to);
  const ends: string[] = [];
  for (let day = `${from}-01`; day < end; day = dayAfter(day))
    if (new Date(`${day}T00:00:00Z`).getUTCDay() === 0) ends.push(day);
  return [...ends, end];
}

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
