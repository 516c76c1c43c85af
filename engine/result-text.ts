// Result → a table for the terminal: aligned by what the eye sees, Chinese characters two columns wide.
import { formatDifference, formatInterval, formatNumber } from "./metrics/format-number.js";
import type { Bilingual, Locale } from "./locale.js";
import { resultRows, type PlainRow } from "./result-rows.js";
import type { Chance, RefusalCode, Result, ResultColumn } from "./result.js";
import type { DifferenceUnit } from "./metrics/unit.js";

export const refusalWords: Record<RefusalCode, Bilingual> = {
  small_group: { en: "hidden: small group", zh: "群体过小，不予显示" },
  no_exposure: { en: "nothing to divide by", zh: "无可计算的分母" },
  needs_12_months: { en: "needs 12 months", zh: "历史不足 12 个月" },
  no_source: { en: "no source", zh: "缺少数据源" },
  not_followed_yet: { en: "not followed long enough", zh: "观察期未满" },
  outside_history: { en: "before the history", zh: "超出历史范围" },
};

export const chanceWords: Record<Chance, Bilingual> = {
  beyond_chance: { en: "beyond chance", zh: "超出偶然" },
  could_be_chance: { en: "could be chance", zh: "可能为偶然" },
  too_few: { en: "too few to say", zh: "样本太少" },
};

const words = {
  interval: { en: "95% interval", zh: "95% 区间" },
  people: { en: "n", zh: "人数" },
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
  const lines = [printed.map((column) => column.head), ...body, ...(isBroken ? [foot] : [])];
  const widths = printed.map((_, i) => Math.max(...lines.map((line) => displayWidth(line[i]))));
  const rule = widths.map((width) => "─".repeat(width)).join("  ");
  const text = lines.map((line) =>
    line
      .map((cell, i) => padded(cell, widths[i], printed[i].right))
      .join("  ")
      .trimEnd(),
  );
  text.splice(1, 0, rule);
  if (isBroken) text.splice(text.length - 1, 0, rule);
  return [...text, ...result.warnings.map((w) => `! ${w.text[locale]}`)].join("\n");
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
          head: "",
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
  { name, label, part, unit }: ResultColumn,
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
        return value === null && refused
          ? refusalWords[refused][locale]
          : formatNumber(value, unit, locale, { currency });
      }
      const limits = { low: row[`${name}_low`] as number, high: row[`${name}_high`] as number };
      return formatDifference(value, unit as DifferenceUnit, locale, { currency, ...limits });
    },
  };
}

/** Control characters in names must not reach a terminal. */
// oxlint-disable-next-line no-control-regex
const inert = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f]/g, "�");

const padded = (text: string, width: number, right: boolean): string => {
  const space = " ".repeat(width - displayWidth(text));
  return right ? space + text : text + space;
};

/** Columns on a terminal: CJK and full-width forms take two. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/\p{Mark}/u.test(character)) continue;
    width +=
      /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u.test(
        character,
      )
        ? 2
        : 1;
  }
  return width;
}
