// Result → a table for the terminal: aligned by what the eye sees, Chinese characters two columns wide.
import type { Bilingual, Locale } from "../engine/locale.js";
import { formatDifference, formatInterval, formatNumber } from "../engine/metrics/format-number.js";
import type { DifferenceUnit } from "../engine/metrics/unit.js";
import { resultRows, type PlainRow } from "../engine/result-rows.js";
import type { Chance, ChanceFamily, RefusalCode, Result, ResultColumn } from "../engine/result.js";
import { textTable } from "./text-table.js";

export const refusalWords: Record<RefusalCode, Bilingual> = {
  not_released: { en: "group not released", zh: "该群体未发布" },
  half_year_only: { en: "half-year ends only", zh: "仅在半年末公布" },
  fiscal_year_only: { en: "whole fiscal years only", zh: "仅按整个财年公布" },
  share_low: { en: "under a quarter", zh: "不足四分之一" },
  share_middle: { en: "a quarter to three quarters", zh: "四分之一至四分之三" },
  share_high: { en: "over three quarters", zh: "超过四分之三" },
  small_group: { en: "hidden: small group", zh: "群体过小，不予显示" },
  no_exposure: { en: "nothing to divide by", zh: "无可计算的分母" },
  needs_12_months: { en: "needs 12 months", zh: "历史不足 12 个月" },
  no_source: { en: "no source", zh: "缺少数据源" },
  not_followed_yet: { en: "not followed long enough", zh: "观察期未满" },
  no_counterpart: { en: "no such period", zh: "无对应周期" },
  outside_history: { en: "before the history", zh: "超出历史范围" },
};

export const chanceWords: Record<Chance, Bilingual> = {
  beyond_chance: { en: "beyond chance", zh: "超出偶然" },
  could_be_chance: { en: "could be chance", zh: "可能为偶然" },
  too_few: { en: "too few to say", zh: "样本太少" },
};

const familyWords: Record<Locale, (family: ChanceFamily) => string> = {
  en: ({ comparisons, beyond, rate }) =>
    `Chance is judged over all ${comparisons} differences together (Benjamini–Hochberg, ${rate * 100}% false alarms): ${beyond} beyond chance.`,
  zh: ({ comparisons, beyond, rate }) =>
    `对全部 ${comparisons} 项差异一并判断是否偶然（Benjamini–Hochberg，误报率 ${rate * 100}%）：${beyond} 项超出偶然。`,
};

const words = {
  interval: { en: "95% interval", zh: "95% 区间" },
  people: { en: "n", zh: "人数" },
  chance: { en: "Chance?", zh: "是否偶然" },
  total: { en: "Total", zh: "合计" },
  partial: { en: "partial", zh: "不完整" },
  notRecorded: { en: "not recorded", zh: "未记录" },
};

interface Printed {
  head: string;
  /** Numbers stand at the right. */
  right: boolean;
  text(row: PlainRow): string;
  isKey: boolean;
}

export function resultToText(result: Result, locale: Locale, currency?: string): string {
  const printed = printedColumns(result.columns, locale, currency);
  const rows = resultRows(result.table, result.columns);
  const total = resultRows(result.total, result.columns)[0];
  const body = rows.map((row) => printed.map((column) => column.text(row)));
  const foot = printed.map((column, i) =>
    column.isKey ? (i === 0 ? words.total[locale] : "") : column.text(total),
  );
  const isBroken = printed.some((column) => column.isKey);
  const right = printed.flatMap((column, i) => (column.right ? [i] : []));
  const head = printed.map((column) => column.head);
  const lines = textTable([head, ...body, ...(isBroken ? [foot] : [])], right).split("\n");
  if (isBroken) lines.splice(-1, 0, lines[1]);
  const { chance } = result;
  if (chance && chance.comparisons > 1) lines.push(`· ${familyWords[locale](chance)}`);
  return [...lines, ...result.warnings.map((w) => `! ${w.text[locale]}`)].join("\n");
}

function printedColumns(columns: readonly ResultColumn[], locale: Locale, currency?: string): Printed[] {
  return columns.flatMap((column): Printed[] => {
    const { name, role } = column;
    if (role === "time" || role === "dimension") return [keyColumn(column, locale)];
    if (role === "flag")
      return [
        {
          head: column.label[locale],
          right: false,
          isKey: true,
          text: (row) => (row[name] === true ? words.partial[locale] : ""),
        },
      ];
    if (column.part === "value") return valueColumns(column, locale, currency);
    if (column.part === "previous" || column.part === "difference")
      return [comparisonColumn(column, locale, currency)];
    if (column.part === "chance")
      return [
        {
          head: words.chance[locale],
          right: false,
          isKey: false,
          text: (row) => chanceWords[row[name] as Chance]?.[locale] ?? "",
        },
      ];
    return [];
  });
}

function keyColumn({ name, label, values }: ResultColumn, locale: Locale): Printed {
  const labels = new Map(values?.map((v) => [v.value, v.label[locale]]));
  return {
    head: label[locale],
    right: false,
    isKey: true,
    text: (row) => {
      const value = row[name];
      return value === null ? words.notRecorded[locale] : inert(labels.get(String(value)) ?? String(value));
    },
  };
}

/** Value or the reason for its absence, its interval, and the people behind it. */
function valueColumns(
  { name, label, unit, interval }: ResultColumn,
  locale: Locale,
  currency?: string,
): Printed[] {
  const ends = (row: PlainRow) => ({
    low: row[`${name}__low`] as number | null,
    high: row[`${name}__high`] as number | null,
  });
  const value: Printed = {
    head: label[locale],
    right: true,
    isKey: false,
    text: (row) =>
      refusalWords[row[`${name}__refused`] as RefusalCode]?.[locale] ??
      formatNumber(row[name] as number | null, unit, locale, { currency, ...ends(row) }),
  };
  const limits: Printed = {
    head: words.interval[locale],
    right: true,
    isKey: false,
    text: (row) => formatInterval(ends(row).low, ends(row).high, unit, locale, { currency }),
  };
  const people: Printed = {
    head: words.people[locale],
    right: true,
    isKey: false,
    text: (row) => formatNumber(row[`${name}__n`] as number | null, "count", locale),
  };
  return interval === "none" ? [value] : [value, limits, people];
}

function comparisonColumn(
  { name, metric, label, part, unit }: ResultColumn,
  locale: Locale,
  currency?: string,
): Printed {
  return {
    head: label[locale],
    right: true,
    isKey: false,
    text: (row) => {
      const value = row[name] as number | null;
      if (part === "previous") {
        const refused = row[`${name}_refused`] as RefusalCode | null;
        if (value === null && refused) return refusalWords[refused][locale];
        // as many decimals as the value it stands beside
        const [low, high] = [row[`${metric}__low`] as number, row[`${metric}__high`] as number];
        return formatNumber(value, unit, locale, { currency, low, high });
      }
      const limits = { low: row[`${name}_low`] as number, high: row[`${name}_high`] as number };
      return formatDifference(value, unit as DifferenceUnit, locale, { currency, ...limits });
    },
  };
}

/** Control characters in names must not reach a terminal. */
// oxlint-disable-next-line no-control-regex
const inert = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f]/g, "�");
