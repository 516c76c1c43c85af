// An entry of `compare` → the other side of the comparison: its name in columns, its label, and the tree that reads it.
import type { Bilingual } from "../locale.js";
import type { Comparison } from "../result.js";
import type { Catalogue } from "./catalogue.js";
import { compileFilters } from "./compile.js";
import { metricError } from "./metric-errors.js";
import type { MetricQuerySpec } from "./metric-query.js";
import { monthsOf, monthText, periodNamed, periodsOf, type MonthRange, type Period } from "./period.js";
import { alignedToFestival } from "./spring-festival.js";
import type { QueryTree } from "./tree.js";

/** How a tree is changed to give the other side of a comparison. */
export interface OtherSide {
  /** In column names: previous_period, previous_year, spring_festival, period, period_2, cohort, cohort_2, … */
  key: string;
  comparison: Comparison;
  label: Bilingual;
  change(tree: QueryTree): QueryTree;
}

type Entry = NonNullable<MetricQuerySpec["compare"]>[number];

const labels = {
  previous_period: { en: "previous period", zh: "上一期" },
  previous_year: { en: "previous year", zh: "上年同期" },
  spring_festival: { en: "aligned to Spring Festival", zh: "春节对齐同期" },
};

/** The same entry twice is one comparison. Wrong filters and months are said here. */
export function otherSides(spec: MetricQuerySpec, tree: QueryTree, catalogue: Catalogue): OtherSide[] {
  const entries = new Map((spec.compare ?? []).map((entry) => [JSON.stringify(entry), entry]));
  const counts = { period: 0, cohort: 0 };
  return [...entries.values()].map((entry): OtherSide => {
    if (typeof entry === "string") {
      const change = (t: QueryTree) => ({
        ...t,
        periods: t.periods.map((p) => ({ ...p, ...earlier(p, entry, t) })),
      });
      return { key: entry, comparison: entry, label: labels[entry], change };
    }
    const comparison = entry.cohort ? "cohort" : "period";
    const number = ++counts[comparison];
    return {
      key: number === 1 ? comparison : `${comparison}_${number}`,
      comparison,
      label: labelOf(entry, number, tree.fiscalYearStart),
      change: changeOf(entry, tree, catalogue),
    };
  });
}

/**
 * A partial period is compared with the same months of the earlier one, the total of a question by quarter with the
 * whole range before it.
 */
function earlier(period: Period, entry: Extract<Entry, string>, { grain }: QueryTree): MonthRange {
  if (entry === "spring_festival") return alignedToFestival(period);
  const length = period.to - period.from + 1;
  const shift = entry === "previous_year" ? 12 : grain ? monthsOf[grain] : length;
  return { from: period.from - shift, to: period.to - shift };
}

/** Filters of the cohort in the place of the question's; a named time in the place of its months, or both. */
function changeOf(entry: Exclude<Entry, string>, tree: QueryTree, catalogue: Catalogue): OtherSide["change"] {
  const filters = entry.cohort && compileFilters(entry.cohort, "compare", tree.measures, catalogue);
  const range = entry.from === undefined ? undefined : rangeNamed(entry.from, entry.to, tree.fiscalYearStart);
  return (t) => ({
    ...t,
    ...(filters && { filters }),
    ...(range && { periods: counterparts(t, range) }),
  });
}

function rangeNamed(from: string, to: string | undefined, fiscalYearStart: number): MonthRange {
  const range = {
    from: periodNamed(from, fiscalYearStart).from,
    to: periodNamed(to ?? from, fiscalYearStart).to,
  };
  if (range.from > range.to) throw metricError.months_reversed({ from, to: to ?? from });
  return range;
}

/**
 * Without a time grain, the range named. By month, quarter or year: first with first, second with second, …; a period
 * of the question that is not whole meets the same months of its counterpart, and those beyond the end meet nothing.
 */
function counterparts({ grain, periods, fiscalYearStart }: QueryTree, range: MonthRange): Period[] {
  const others = periodsOf(range, grain, fiscalYearStart);
  return others.slice(0, periods.length).map((other, i): Period => {
    const { start, from, to, partial } = periods[i];
    if (!grain || !partial) return { ...other, start };
    const offset = other.start - start;
    const cut = { from: Math.max(other.from, from + offset), to: Math.min(other.to, to + offset) };
    return cut.from > cut.to ? { ...other, start } : { start, ...cut, partial };
  });
}

function labelOf(
  { name, cohort, from, to }: Exclude<Entry, string>,
  number: number,
  fiscalYearStart: number,
): Bilingual {
  if (name !== undefined) return { en: name, zh: name };
  const time = from === undefined ? undefined : spanText(from, to ?? from, fiscalYearStart);
  if (!cohort) return { en: time!, zh: time! };
  const group =
    number === 1
      ? { en: "comparison group", zh: "对比组" }
      : { en: `comparison group ${number}`, zh: `对比组 ${number}` };
  return time === undefined ? group : { en: `${group.en}, ${time}`, zh: `${group.zh}，${time}` };
}

const spanText = (from: string, to: string, fiscalYearStart: number): string =>
  from === to
    ? from
    : `${monthText(periodNamed(from, fiscalYearStart).from)}…${monthText(periodNamed(to, fiscalYearStart).to)}`;
