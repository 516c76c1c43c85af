// An answer → the sentence that stands above its chart: the finding, doubt included, in both languages from the same facts.
import type { Bilingual, Locale } from "../../engine/locale.js";
import { differenceUnit } from "../../engine/metrics/unit.js";
import type { Chance } from "../../engine/result.js";
import { chartRows, type ChartRow } from "./chart-rows.js";
import { formatDifference, formatNumber } from "../../engine/metrics/format-number.js";
import { numberPart, partColumn, valueColumns, type ReportData } from "./report-data.js";
import { reportParts } from "./report-shape.js";
import { comparisonKey, groupOf } from "./comparison-entry.js";
import type { ReportSpec } from "./report-spec.js";

export interface Finding {
  title: Bilingual;
  /** How sure the comparison in the title is; null when it compares nothing or counts exactly. */
  chance: Chance | null;
}

const doubt: Record<Chance, Bilingual> = {
  beyond_chance: { en: "", zh: "" },
  could_be_chance: { en: "; the difference could be chance", zh: "，差异可能出于偶然" },
  too_few: { en: "; too few to say whether that means anything", zh: "，人数太少，不能说明问题" },
};

/** null when there is nothing to say: no rows, or every number withheld. */
export function findingOf(report: ReportSpec, data: ReportData, currency = "CNY"): Finding | null {
  const en = facts(report, data, "en", currency);
  const zh = facts(report, data, "zh", currency);
  if (!en || !zh) return null;
  return { title: { en: sentence(en, "en"), zh: sentence(zh, "zh") }, chance: en.chance };
}

const against: Record<string, Bilingual> = {
  previous_period: { en: "in the period before", zh: "上一期" },
  previous_year: { en: "in the same period a year before", zh: "上年同期" },
  spring_festival: { en: "a year before, aligned to Spring Festival", zh: "上年春节对齐同期" },
};

type Facts =
  | {
      is: "compared";
      metric: string;
      when: string;
      than: string;
      a: string;
      b: string;
      change: string;
      chance: Chance | null;
    }
  | { is: "number"; metric: string; a: string; chance: null }
  | {
      is: "change";
      metric: string;
      from: string;
      to: string;
      a: string;
      b: string;
      change: string;
      sign: number;
      chance: Chance | null;
    }
  | {
      is: "groups";
      metric: string;
      when: string;
      high: string;
      low: string;
      a: string;
      b: string;
      chance: Chance | null;
      same: boolean;
      /** How many groups were compared. */
      count: number;
    };

function facts(report: ReportSpec, data: ReportData, locale: Locale, currency: string): Facts | null {
  const first = valueColumns(data.columns)[0];
  if (!first) return null;
  const metric = first.label[locale];
  const known = chartRows(report, data, locale, currency).filter(
    (row) => row.column === first.name && row.value !== null,
  );
  if (known.length === 0) return null;
  const { time, category, series, panel } = reportParts(report);
  const grouped = [category, series, panel].some(Boolean);
  const last = known
    .filter(({ partial }) => !partial)
    .sort((a, b) => (a.time ?? 0) - (b.time ?? 0))
    .at(-1);
  const compared = !grouped && last ? comparedWith(report, data, last, metric, locale, currency) : null;
  if (compared) return compared;
  if (!time && !grouped) return { is: "number", metric, a: known[0]!.text, chance: null };
  if (!grouped) return change(metric, known, locale, currency);
  return groups(metric, known, Boolean(time), locale);
}

/** The latest complete number against what the report compares it with; the engine says whether it could be chance. */
function comparedWith(
  report: ReportSpec,
  data: ReportData,
  last: ChartRow,
  metric: string,
  locale: Locale,
  currency: string,
): Facts | null {
  const [entry] = report.compare;
  const row = data.rows[last.row];
  if (entry === undefined || !row) return null;
  const comparison = comparisonKey(report.compare, 0);
  const part = (name: "previous" | "difference" | "difference_low" | "difference_high"): number | null =>
    numberPart(data.columns, row, last.metric, name, comparison);
  const [previous, difference] = [part("previous"), part("difference")];
  if (previous === null || difference === null) return null;
  const chance = partColumn(data.columns, last.metric, "chance", comparison);
  const verdict = chance ? row[chance.name] : null;
  return {
    is: "compared",
    metric,
    when: last.period,
    than: (against[comparison] ?? than(entry, data, last.metric, comparison))[locale],
    a: last.text,
    b: formatNumber(previous, last.unit, locale, { low: last.low, high: last.high, currency }),
    change: formatDifference(difference, differenceUnit(last.unit), locale, {
      low: part("difference_low"),
      high: part("difference_high"),
      currency,
    }),
    chance: typeof verdict === "string" && verdict in doubt ? (verdict as Chance) : null,
  };
}

/** "in 2024-01…2024-06", "for 销售部": the label that the engine gave the comparison. */
function than(entry: string, data: ReportData, metric: string, key: string): Bilingual {
  const label = partColumn(data.columns, metric, "previous", key)?.against?.label;
  const name = label ?? { en: entry, zh: entry };
  return groupOf(entry) ? { en: `for ${name.en}`, zh: name.zh } : { en: `in ${name.en}`, zh: name.zh };
}

/** First against last complete period. */
function change(metric: string, rows: ChartRow[], locale: Locale, currency: string): Facts | null {
  const full = rows.filter(({ partial }) => !partial).sort((a, b) => (a.time ?? 0) - (b.time ?? 0));
  const [first, last] = [full[0] ?? rows[0]!, full.at(-1) ?? rows.at(-1)!];
  if (first === last)
    return {
      is: "number",
      metric: `${metric}${locale === "zh" ? "，" : ", "}${last.period}`,
      a: last.text,
      chance: null,
    };
  const difference = last.value! - first.value!;
  const unit = differenceUnit(first.unit);
  return {
    is: "change",
    metric,
    from: first.period,
    to: last.period,
    a: first.text,
    b: last.text,
    change: formatDifference(difference, unit, locale, { currency }),
    sign: first.text === last.text ? 0 : Math.sign(difference),
    chance: chanceOf(first, last, 1),
  };
}

/** Highest against lowest group, at the latest complete period where there is time. */
function groups(metric: string, rows: ChartRow[], timed: boolean, locale: Locale): Facts {
  const full = rows.filter(({ partial }) => !partial);
  const last = timed ? Math.max(...(full.length > 0 ? full : rows).map(({ time }) => time ?? 0)) : null;
  const now = timed ? rows.filter(({ time }) => time === last) : rows;
  const byValue = [...now].sort((a, b) => b.value! - a.value!);
  const [high, low] = [byValue[0]!, byValue.at(-1)!];
  const name = ({ category, series, panel }: ChartRow): string =>
    [panel, category, series].filter(Boolean).join(locale === "zh" ? "、" : ", ");
  // the extremes of k groups were picked: the bar is raised by the number of pairs
  const pairs = Math.max(1, (now.length * (now.length - 1)) / 2);
  return {
    is: "groups",
    metric,
    when: timed ? high.period : "",
    high: name(high),
    low: name(low),
    a: high.text,
    b: low.text,
    // numbers that print alike leave nothing to be sure or unsure of
    chance: now.length > 1 && high.text !== low.text ? chanceOf(high, low, pairs) : null,
    same: now.length < 2 || high.text === low.text,
    count: now.length,
  };
}

/**
 * Two estimates with 95 % intervals: beyond chance when their difference is further from 0 than its own interval at
 * level 0.05 ÷ comparisons, taking the estimates as independent. null for exact counts, which have no interval.
 */
export function chanceOf(a: ChartRow, b: ChartRow, comparisons: number): Chance | null {
  if (a.low === null || a.high === null || b.low === null || b.high === null) return null;
  // the half of each interval that faces the other estimate
  const [upper, lower] = a.value! >= b.value! ? [a, b] : [b, a];
  const [down, up] = [upper.value! - upper.low!, lower.high! - lower.value!];
  const half = Math.hypot(down, up);
  if (half === 0) return a.value === b.value ? "could_be_chance" : "beyond_chance";
  const z = (1.96 * (upper.value! - lower.value!)) / half;
  return z > normalQuantile(1 - 0.025 / comparisons) ? "beyond_chance" : "could_be_chance";
}

/** Upper tail quantile of the normal distribution (Abramowitz and Stegun 26.2.23, error below 4.5e-4). */
function normalQuantile(p: number): number {
  const t = Math.sqrt(-2 * Math.log(1 - p));
  return (
    t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
  );
}

function sentence(fact: Facts, locale: Locale): string {
  const rest = fact.chance ? doubt[fact.chance][locale] : "";
  if (fact.is === "number")
    return locale === "zh" ? `${fact.metric}：${fact.a}` : `${fact.metric}: ${fact.a}`;
  if (fact.is === "compared") {
    const { metric, when, than, a, b, change } = fact;
    return locale === "zh"
      ? `${when ? `${when}，` : ""}${metric}为 ${a}，${than}为 ${b}（${change}）${rest}`
      : `${metric}${when ? ` in ${when}` : ""} is ${a}, against ${b} ${than} (${change})${rest}`;
  }
  if (fact.is === "change") {
    const { metric, from, to, a, b, change, sign } = fact;
    if (sign === 0)
      return locale === "zh"
        ? `${from}和${to}，${metric}均为 ${a}`
        : `${metric} was ${a} in both ${from} and ${to}`;
    const moved = sign > 0 ? { en: "rose", zh: "升至" } : { en: "fell", zh: "降至" };
    return locale === "zh"
      ? `${metric}从${from}的 ${a} ${moved.zh}${to}的 ${b}（${change}）${rest}`
      : `${metric} ${moved.en} from ${a} in ${from} to ${b} in ${to} (${change})${rest}`;
  }
  const { metric, when, high, low, a, b, same, count } = fact;
  if (same && count > 1)
    return locale === "zh"
      ? `${when ? `${when}，` : ""}各组的${metric}均为 ${a}`
      : `${metric}${when ? ` in ${when}` : ""} is ${a} in every group`;
  if (same)
    return locale === "zh"
      ? `${when ? `${when}，` : ""}${metric}：${high} ${a}`
      : `${metric}${when ? ` in ${when}` : ""}: ${high} ${a}`;
  return locale === "zh"
    ? `${when ? `${when}，` : ""}${metric}最高的是${high}（${a}），最低的是${low}（${b}）${rest}`
    : `${metric}${when ? ` in ${when}` : ""} is highest for ${high} (${a}) and lowest for ${low} (${b})${rest}`;
}

/** "Exits" → "exits"; "KPI score" stays. */
const lowered = (name: string): string =>
  /^\p{Lu}\p{Lu}/u.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1);

/** "Voluntary turnover by quarter and tenure": what the report is, when nobody has named it. */
export function describeReport(
  report: ReportSpec,
  labels: (id: string) => Bilingual,
  locale: Locale,
): string {
  const join = (names: string[]): string =>
    locale === "zh"
      ? names.join("、")
      : names.length > 1
        ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`
        : (names[0] ?? "");
  const metrics = join(
    report.metrics.map((id, index) => (index === 0 ? labels(id)[locale] : lowered(labels(id)[locale]))),
  );
  const groups = [...new Set([...report.across, ...report.colour, ...report.panels])].map(
    (id) => labels(id)[locale],
  );
  if (groups.length === 0) return metrics;
  return locale === "zh"
    ? `按${join(groups)}的${metrics}`
    : `${metrics} by ${join(groups.map((name) => lowered(name)))}`;
}
