// Fitted hazard + people at a month's end → expected voluntary exits per group, with intervals; never persons.
import type { Warning } from "../engine/result.js";
import type { AttritionFitted } from "./attrition-fitted.js";
import type { AttritionRow } from "./attrition-row.js";
import { expectedExits, risksOf, type ExpectedExits } from "./attrition-risk.js";
import { attritionRowsOf } from "./attrition-rows.js";
import { readsEverybody } from "../engine/metrics/reader.js";
import { countInterval } from "./estimators/count-interval.js";
import { shownGroups } from "./forecast-groups.js";
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
  const forecast = forecastGroups(fitted, rows, month, by as AttritionGrouping, context.workspace.config.k);
  return readsEverybody(context.reader) ? forecast : inWholeExits(forecast);
}

const rounded = (group: GroupForecast): GroupForecast => ({
  ...group,
  exits: group.exits.map((exits) => ({ ...exits, expected: Math.round(exits.expected) })),
  naive: group.naive.map(Math.round),
});

/**
 * Readers of different parts could take one forecast from another and be left with a person: what they are given is rounded to
 * whole exits, of which a person is never more than one.
 */
function inWholeExits(forecast: AttritionForecast): AttritionForecast {
  const warning = {
    code: "whole_exits",
    text: {
      en: "Expected exits are rounded to whole people for readers of a part of the company.",
      zh: "面向仅能读取公司一部分的用户，预期离职人数按整数给出。",
    },
  };
  return {
    ...forecast,
    groups: forecast.groups.map(rounded),
    total: rounded(forecast.total),
    warnings: [...forecast.warnings, warning],
  };
}

/**
 * Rows are one month's. Groups that would be below `k`, alone or as a difference of groupings, are taken together, whoever reads: a
 * group of one would be a person.
 */
export function forecastGroups(
  fitted: AttritionFitted,
  rows: readonly AttritionRow[],
  month: string,
  by: AttritionGrouping,
  k: number,
): AttritionForecast {
  const horizons = fitted.isOn ? risksOf(fitted, rows, riskHorizons) : [];
  const dispersion = fitted.backtest?.dispersion ?? 1;
  const forecast = (group: string | null, isRest: boolean, at: readonly number[]): GroupForecast => {
    const naive = riskHorizons.map((months) => at.length * (1 - (1 - fitted.baseRate) ** months));
    const exits = fitted.isOn
      ? horizons.map((horizon) => expectedExits(horizon, at, dispersion))
      : riskHorizons.map((months, h) => naiveExits(months, naive[h], at.length, fitted.events, dispersion));
    return { group, isRest, people: at.length, exits, naive };
  };
  const shown = shownGroups(rows, attritionGroupings, k)[by];
  const groups = shown.map(({ group, isRest, at }) => forecast(group, isRest, at));
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
