// Measured cells of a released question → what a reader of groups is shown: exact where everybody may know it, else capped,
// rounded, in multiples of k, on the calendar of what persists; everything derived is made of these numbers.
import {
  flooredCount,
  isOnCalendar,
  publishedCount,
  publishedMean,
  publishedSum,
} from "../disclosure/honest-digits.js";
import type { RefusalCode } from "../result.js";
import { hasEvents, type Measured } from "./cell.js";
import { windowsOf } from "./emit-duckdb-rows.js";
import { isFiscalYear, publishEvents, tellingUse } from "./released-event-digits.js";
import type { EventUse } from "./released-events.js";
import type { PlannedRow } from "./released-plan.js";
import { cappedColumns, hasVisibleDenominator, type Scale } from "./released-scale.js";
import { publishShare, toMultiple, type PublishContext, type PublishedMeasure } from "./released-share.js";
import { relationColumns } from "./relation-columns.js";
import { isTerm, type MeasureNode } from "./tree.js";

/** What a measure is made of: people counted, a share of them, a sum of amounts, or a mean. */
export type DigitKind = "count" | "share" | "sum" | "mean";

export function digitKind(node: MeasureNode): DigitKind {
  if (node.counts === "people") return "share";
  const kinds = relationColumns[node.relation];
  const { columns, times, own, minus } = node.numerator;
  const countsPeople =
    !own && !times && !minus && columns.length > 0 && columns.every((name) => kinds[name] === "flag");
  if (isTerm(node.denominator)) return countsPeople ? "share" : "mean";
  return countsPeople && node.denominator === null ? "count" : "sum";
}

/** Whether exact numbers of it are everybody's knowledge: who is there, comes and goes. */
export const isVisible = (node: MeasureNode): boolean => node.metric.disclosure === "visible";

/**
 * Whether months next to each other say nearly the same of a person: a year up to each month. Twelve roundings of one fact
 * would add up to the fact, so it is shown once in each fiscal year: windows that do not overlap.
 */
export const repeatsItself = (node: MeasureNode): boolean =>
  !isVisible(node) && (node.rows === "trailing_year" || node.own !== undefined);

/** Below this many people in the company lasting facts of the yes-or-no kind are not shown to readers of groups. */
const fewPeople = 100;

/** How many people something holds for that holds on: a share or count of what persists. */
const isLastingFact = (node: MeasureNode): boolean =>
  !isVisible(node) &&
  (node.metric.standing || repeatsItself(node)) &&
  ["count", "share"].includes(digitKind(node));

/** `measured` holds raw numbers and is not changed. */
export function publish(
  measured: Measured,
  index: number,
  rows: readonly PlannedRow[],
  context: PublishContext,
): PublishedMeasure {
  const { node } = measured;
  const length = rows.length;
  const empty = (): Float64Array => new Float64Array(length).fill(NaN);
  const result: PublishedMeasure = {
    node,
    value: empty(),
    low: empty(),
    high: empty(),
    error: empty(),
    n: empty(),
    events: empty(),
    exposure: empty(),
    step: empty(),
    refused: Array.from({ length }, () => null),
  };
  const use = tellingUse(node, context.isProtected);
  for (let row = 0; row < length; row++) publishRow(measured, index, row, rows[row], use, context, result);
  return result;
}

function publishRow(
  measured: Measured,
  index: number,
  row: number,
  planned: PlannedRow,
  use: EventUse,
  context: PublishContext,
  result: PublishedMeasure,
): void {
  const { node } = measured;
  const people = planned.people[index];
  if (people === 0) {
    result.refused[row] = "not_released";
    return;
  }
  const [window] = windowsOf(node, { periods: [planned.period] });
  // one cell of so few events by two things that are not known of them: no rounding would hide them
  if (use === "mixed" || (use !== null && use !== "all" && context.isProtected)) {
    result.refused[row] = "not_released";
    return;
  }
  const persists = node.metric.standing || context.isProtected || repeatsItself(node);
  const calendar = {
    fiscalYearStart: context.fiscalYearStart,
    people: context.peopleIn(window.to),
    isYearly: repeatsItself(node),
  };
  if (use !== null && !isFiscalYear(window, context)) {
    result.refused[row] = "fiscal_year_only";
    return;
  }
  if (use === null && persists && !isOnCalendar(window, calendar)) {
    result.refused[row] = "half_year_only";
    return;
  }
  if (!context.isFollowed(node, window)) {
    result.refused[row] = "not_followed_yet";
    return;
  }
  // one joiner or leaver among so few decides on which side of a step a lasting yes or no falls
  if (calendar.people < fewPeople && isLastingFact(node)) {
    result.refused[row] = "small_group";
    return;
  }
  if (isVisible(node) && !context.isProtected) {
    for (const part of ["value", "low", "high", "error", "n", "events", "exposure"] as const)
      result[part][row] = measured[part][row];
    result.refused[row] = measured.refused[row];
    return;
  }
  const before = measured.refused[row];
  if (before !== null && before !== "no_exposure" && before !== "not_followed_yet") {
    result.refused[row] = before;
    return;
  }
  const refuse = (code: RefusalCode): void => {
    result.refused[row] = code;
  };
  if (use !== null) return publishEvents(measured, row, people, use, planned.cell, context, result, refuse);
  // fewer contributors than k look like none
  const contributors = measured.contributors?.[row] ?? measured.n[row];
  if (!(Math.min(measured.n[row], contributors) >= context.k)) return refuse("small_group");
  if (before !== null) return refuse(before);
  result.n[row] = flooredCount(measured.n[row], context.k);
  publishValue(measured, row, people, window, context, result, refuse);
}

function publishValue(
  measured: Measured,
  row: number,
  people: number,
  window: { from: number; to: number },
  context: PublishContext,
  result: PublishedMeasure,
  refuse: (code: RefusalCode) => void,
): void {
  const { node } = measured;
  // what everybody may know of all is a count of people here too: headcount by gender
  const kind = isVisible(node) && digitKind(node) === "sum" ? "count" : digitKind(node);
  const raw = measured.value[row];
  const exposure = measured.exposure[row];
  if (kind === "count") {
    const published = publishedCount(raw, context.k);
    [result.value[row], result.step[row]] = [published.value, published.step];
    if (hasEvents(node)) result.events[row] = published.value;
    return;
  }
  if (kind === "share") {
    const base =
      hasVisibleDenominator(node) && !context.isProtected ? exposure : toMultiple(exposure, context.k);
    // a Wilson share is of so many people or cases; a Poisson rate may count a person more than once
    const most = node.metric.interval === "wilson" ? exposure : Infinity;
    const asked = Math.min(people, measured.n[row]);
    publishShare(
      measured,
      row,
      publishedCount(raw * exposure, context.k, most),
      asked,
      base,
      context.k,
      result,
      refuse,
    );
    return;
  }
  const scale = context.scaleOf(row);
  if (!scale || !(scale.range > 0)) return refuse("not_released");
  const months = window.to - window.from + 1;
  const published =
    kind === "sum"
      ? publishedSum(
          raw,
          node.denominator === "months" ? 1 : months,
          scale.range,
          Math.max(1, Math.min(measured.n[row], people)),
        )
      : publishedMean(raw, weightOf(node, measured.n[row], people, exposure, months, scale), scale.range);
  [result.value[row], result.step[row]] = [published.value, published.step];
  if (node.denominator === "months") result.exposure[row] = exposure;
  else if (hasVisibleDenominator(node) && !context.isProtected) result.exposure[row] = exposure;
}

/**
 * People whom the mean rests on, for its step: those measured, at most those in the cell; where the denominator is an amount
 * (revenue), at most as many as would share it at the cap, for one large customer of the mean moves it more.
 */
function weightOf(
  node: MeasureNode,
  measuredPeople: number,
  people: number,
  exposure: number,
  months: number,
  { caps }: Scale,
): number {
  const most = Math.min(measuredPeople, people);
  if (hasVisibleDenominator(node) || !isTerm(node.denominator)) return most;
  const amounts = node.denominator.columns.filter(
    (name) => caps[name] !== undefined && cappedColumns(node).includes(name),
  );
  const cap = amounts.reduce((sum, name) => sum + caps[name], 0);
  if (cap === 0) return most;
  return Math.max(1, Math.min(most, (exposure * node.per) / (cap * months)));
}
