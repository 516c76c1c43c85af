// Fitted hazard + people at a month's end → expected voluntary exits per group, with intervals; never persons.
import type { Warning } from "../engine/result.js";
import type { AttritionFitted } from "./attrition-fitted.js";
import type { AttritionRow } from "./attrition-row.js";
import { expectedExits, risksOf, type ExpectedExits } from "./attrition-risk.js";
import { attritionRowsOf } from "./attrition-rows.js";
import { countInterval } from "./estimators/count-interval.js";
import type { ModelContext } from "./model-context.js";
import { modelErrors } from "./model-errors.js";
import { isRefusal, type Refusal } from "./model.js";
import { fittedInForce } from "./ledger/standing.js";
import { monthNumber, monthText } from "./month.js";

export const attritionGroupings = ["division", "department", "team", "job_family", "site"] as const;
export type AttritionGrouping = (typeof attritionGroupings)[number];
export const riskHorizons = [3, 6, 12] as const;

export interface GroupForecast {
  /** Null: people without that attribute; `rest`: groups below k taken together. */
  group: string | null;
  isRest: boolean;
  people: number;
  exits: ExpectedExits[];
  /** At the company's constant rate, per horizon. */
  naive: number[];
}

export interface AttritionForecast {
  /** Month at whose end people are looked at. */
  month: string;
  by: AttritionGrouping;
  /** False: the model is off and every number comes from the constant rate. */
  isOn: boolean;
  groups: GroupForecast[];
  total: GroupForecast;
  warnings: Warning[];
}

export interface AttritionForecastOptions {
  /** YYYY-MM-DD; people as of the last complete month on or before it. */
  asOf: string;
  by?: string;
  /** Anything but "group" is refused here. */
  level?: "group" | "person";
}

export async function predictAttrition(
  context: ModelContext,
  { asOf, by = "department", level = "group" }: AttritionForecastOptions,
): Promise<AttritionForecast | Refusal> {
  if (level !== "group") throw modelErrors.individual_risk_off();
  if (!attritionGroupings.includes(by as AttritionGrouping))
    throw modelErrors.dimension_unknown({ by, known: [...attritionGroupings] });
  // Who somebody manages is a matter of each month: a forecast of their units would be of other people too.
  if (context.reader.manages !== undefined)
    throw modelErrors.forecast_needs_unit({ reader: context.reader.id });
  const fitted = fittedInForce(context.workspace);
  if (isRefusal(fitted)) return fitted;
  const month = monthAsOf(asOf, context.cache.history);
  const rows = await attritionRowsOf(context, month);
  return forecastGroups(fitted, rows, month, by as AttritionGrouping, context.workspace.config.k);
}

/** Rows are one month's. Groups below `k` are taken together, whoever reads: a group of one would be a person. */
export function forecastGroups(
  fitted: AttritionFitted,
  rows: readonly AttritionRow[],
  month: string,
  by: AttritionGrouping,
  k: number,
): AttritionForecast {
  const members = new Map<string | null, number[]>();
  rows.forEach((row, i) => {
    const group = row[by];
    const list = members.get(group);
    if (list) list.push(i);
    else members.set(group, [i]);
  });
  const horizons = fitted.isOn ? risksOf(fitted, rows, riskHorizons) : [];
  const dispersion = fitted.backtest?.dispersion ?? 1;
  const forecast = (group: string | null, isRest: boolean, at: readonly number[]): GroupForecast => {
    const naive = riskHorizons.map((months) => at.length * (1 - (1 - fitted.baseRate) ** months));
    const exits = fitted.isOn
      ? horizons.map((horizon) => expectedExits(horizon, at, dispersion))
      : riskHorizons.map((months, h) => naiveExits(months, naive[h], at.length, fitted.events, dispersion));
    return { group, isRest, people: at.length, exits, naive };
  };
  const large = [...members].filter(([, at]) => at.length >= k);
  const small = [...members].filter(([, at]) => at.length < k).flatMap(([, at]) => at);
  // A rest below k would be found by subtraction: the smallest shown group joins it.
  large.sort((a, b) => b[1].length - a[1].length);
  if (small.length > 0 && small.length < k && large.length > 0) small.push(...large.pop()![1]);
  const groups = large.map(([group, at]) => forecast(group, false, at));
  if (small.length >= k) groups.push(forecast(null, true, small));
  groups.sort((a, b) => Number(a.isRest) - Number(b.isRest) || b.exits[2].expected - a.exits[2].expected);
  return {
    month,
    by,
    isOn: fitted.isOn,
    groups: rows.length >= k ? groups : [],
    total: forecast(null, false, rows.length >= k ? [...rows.keys()] : []),
    warnings: warningsOf(fitted, month, rows.length, k),
  };
}

/** Constant rate: chance of the draw plus the uncertainty of a rate learned from so many events. */
function naiveExits(
  months: number,
  mean: number,
  people: number,
  events: number,
  dispersion: number,
): ExpectedExits {
  const share = people > 0 ? mean / people : 0;
  const variance = mean * (1 - share) * dispersion + (mean * mean) / events;
  return {
    months,
    expected: mean,
    interval80: countInterval(mean, variance, 0.8, people),
    interval95: countInterval(mean, variance, 0.95, people),
  };
}

function warningsOf(fitted: AttritionFitted, month: string, people: number, k: number): Warning[] {
  const warnings: Warning[] = [];
  if (people < k)
    warnings.push({
      code: "small_group",
      text: { en: `Fewer than ${k} people: nothing is shown.`, zh: `人数少于 ${k} 人：不显示任何数字。` },
    });
  if (!fitted.isOn) warnings.push({ code: "model_off", text: fitted.verdict });
  if (monthNumber(month) < monthNumber(fitted.window.to))
    warnings.push({
      code: "hindsight",
      text: {
        en: `The model has seen outcomes up to ${fitted.window.to}: for ${month} this is hindsight, not a forecast.`,
        zh: `模型已见过截至 ${fitted.window.to} 的结果：对 ${month} 而言是事后回看，而非预测。`,
      },
    });
  return warnings;
}

/** Last month whose end is not after the date; it must lie in the history. */
export function monthAsOf(asOf: string, history: { from: string; to: string }): string {
  const valid = /^\d{4}-\d{2}-\d{2}$/.test(asOf) && !Number.isNaN(Date.parse(asOf));
  const next = new Date(Date.parse(asOf) + 86_400_000);
  const month = valid ? monthNumber(next.toISOString()) - 1 : Number.NaN;
  if (!(month >= monthNumber(history.from) && month <= monthNumber(history.to)))
    throw modelErrors.as_of_outside_history({
      asOf,
      from: history.from.slice(0, 7),
      to: history.to.slice(0, 7),
    });
  return monthText(month);
}
