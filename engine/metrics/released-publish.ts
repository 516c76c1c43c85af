// Measured cells of a released question → what a reader of groups is shown: exact where everybody may know it, else capped,
// rounded, in multiples of k, on the calendar of what persists; everything derived is made of these numbers.
import { kindsAreTold } from "../disclosure/event-kinds.js";
import {
  flooredCount,
  isOnCalendar,
  publishedCount,
  publishedMean,
  publishedSum,
  shareBand,
  type Published,
} from "../disclosure/honest-digits.js";
import type { RefusalCode } from "../result.js";
import { hasEvents, type Measured } from "./cell.js";
import { windowsOf } from "./emit-duckdb-rows.js";
import { poissonRate, wilson } from "./interval.js";
import { eventUse, exitKinds, isOfKind, tellsOfReason, type EventUse } from "./released-events.js";
import type { PlannedRow } from "./released-plan.js";
import { cappedColumns, hasVisibleDenominator, type Scale } from "./released-scale.js";
import { relationColumns } from "./relation-columns.js";
import { isTerm, type MeasureNode } from "./tree.js";

export interface PublishContext {
  k: number;
  fiscalYearStart: number;
  /** True where the question breaks down or filters by a protected attribute. */
  isProtected: boolean;
  /** People of the company in the month: below 100 what persists is shown at year ends only. */
  peopleIn(month: number): number;
  /** Per row; needed for personal measures only. */
  scaleOf(row: number): Scale | undefined;
  /** Exits of each kind and hires of the row, in the order of eventCounts, whatever the protected attribute. */
  eventsOf(rows: MeasureNode["rows"], row: number): readonly number[];
  /** Whether all who were hired in these months had been followed as long as the measure needs when a closed month closed. */
  isFollowed(node: MeasureNode, window: { from: number; to: number }): boolean;
}

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

export interface PublishedMeasure extends Measured {
  /** The value is known to half of this; NaN where it is exact. */
  step: Float64Array;
}

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

/** What the measure tells of single events beyond what everybody may know. */
function tellingUse(node: MeasureNode, isProtected: boolean): EventUse {
  const use = eventUse(node);
  if (isProtected) return use;
  return isVisible(node) || use === "all" ? null : use;
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
  if (use !== null) return publishEvents(measured, row, people, use, context, result, refuse);
  // fewer contributors than k look like none
  const contributors = measured.contributors?.[row] ?? measured.n[row];
  if (!(Math.min(measured.n[row], contributors) >= context.k)) return refuse("small_group");
  if (before !== null) return refuse(before);
  result.n[row] = flooredCount(measured.n[row], context.k);
  publishValue(measured, row, people, window, context, result, refuse);
}

/**
 * One whole fiscal year. Parts of it, or several together, would be rounded each on its own: 6 of 6 and 2 of 8 beside 8 of 14 are
 * published as 5, 0 and 10, and nothing but 6 of 6 goes with that.
 */
const isFiscalYear = (window: { from: number; to: number }, { fiscalYearStart }: PublishContext): boolean =>
  window.to - window.from === 11 && isOnCalendar(window, { fiscalYearStart, people: 0, isYearly: true });

/** How many of the events that everybody sees were of a kind: decided and rounded by visible and published numbers only. */
function publishEvents(
  measured: Measured,
  row: number,
  people: number,
  use: EventUse,
  context: PublishContext,
  result: PublishedMeasure,
  refuse: (code: RefusalCode) => void,
): void {
  const { node } = measured;
  const { k } = context;
  const known = context.eventsOf(node.rows, row);
  const exits = known.slice(0, exitKinds.length);
  const exposure = measured.exposure[row];
  const below = isOfKind(node);
  const isHire = node.numerator.columns[0] === "is_hire";
  const all = use === "hire" ? exposure : isHire ? known.at(-1)! : exits.reduce((sum, n) => sum + n, 0);
  const raw = measured.value[row];
  const base = Number.isNaN(exposure) ? 1 : exposure;
  const count = Math.round(Number.isNaN(raw) ? 0 : raw * base);
  const splits = [[count, Math.max(0, all - count)]];
  if (use === "exit" && tellsOfReason(node)) splits.push(exits);
  const underLine = below ? Math.round(base) : null;
  if (underLine !== null) splits.push([underLine, Math.max(0, all - underLine)]);
  if (!(all >= k) || splits.some((counts) => kindsAreTold(counts, k))) return refuse("small_group");
  const published = publishedCount(count, k, all);
  if (node.denominator === null) {
    if (!(measured.n[row] >= k)) return refuse("small_group");
    result.n[row] = flooredCount(measured.n[row], k);
    [result.value[row], result.step[row]] = [published.value, published.step];
    if (hasEvents(node)) result.events[row] = published.value;
    return;
  }
  const shown =
    underLine !== null
      ? publishedCount(underLine, k, all).value
      : context.isProtected
        ? toMultiple(base, k)
        : base;
  const asked = underLine !== null ? shown : Math.min(people, measured.n[row]);
  if (!(shown > 0) || !(asked >= k)) return refuse("small_group");
  result.n[row] = flooredCount(asked, k);
  publishShare(measured, row, published, asked, shown, k, result, refuse);
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

/** A rounded count of `asked` people over what is published below the line; of fewer than 5k people a word. */
function publishShare(
  { node }: Measured,
  row: number,
  count: Published,
  asked: number,
  base: number,
  k: number,
  result: PublishedMeasure,
  refuse: (code: RefusalCode) => void,
): void {
  const band = shareBand(count, asked, k);
  if (band) return refuse(band);
  if (!(base > 0)) return refuse("small_group");
  result.value[row] = count.value / base;
  result.step[row] = count.step / base;
  result.exposure[row] = base;
  if (hasEvents(node)) result.events[row] = count.value;
  const limits =
    node.metric.interval === "poisson"
      ? poissonRate(count.value, base)
      : node.metric.interval === "wilson"
        ? wilson(Math.min(count.value, base), base)
        : null;
  if (limits) [result.low[row], result.high[row]] = [limits.low, limits.high];
}

const toMultiple = (x: number, k: number): number => Math.round(x / k) * k;

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
