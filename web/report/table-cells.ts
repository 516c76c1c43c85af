// A row and a column → the text, the small type and the refusal that a table cell shows; rows → CSV.
import type { Locale } from "../../engine/locale.js";
import type { DifferenceUnit } from "../../engine/metrics/unit.js";
import type { Chance, ResultColumn } from "../../engine/result.js";
import { groupLabel } from "./chart-rows.js";
import { formatDifference, formatInterval, formatNumber } from "../../engine/metrics/format-number.js";
import { numberPart, partColumn, refusalFor, refusalOf, type Row } from "./report-data.js";

const partial = { en: "not complete", zh: "未满" };

/** Verdict on a difference, over all comparisons of the answer together. */
export const chanceText: Record<Chance, { en: string; zh: string }> = {
  beyond_chance: { en: "beyond chance", zh: "超出偶然" },
  could_be_chance: { en: "could be chance", zh: "可能是偶然" },
  too_few: { en: "too few to say", zh: "太少，看不出" },
};

export interface TableCell {
  text: string;
  small?: string;
  /** Sentence in place of a withheld number. */
  refused?: string;
}

/** Columns with a place of their own: groups, values, and what they are compared with; the rest is small type. */
export const shownColumns = (columns: ResultColumn[]): ResultColumn[] =>
  columns.filter(({ role, part }) =>
    role === "metric"
      ? part === undefined || ["value", "previous", "difference"].includes(part)
      : role !== "flag",
  );

export function tableCell(
  columns: ResultColumn[],
  column: ResultColumn,
  row: Row,
  locale: Locale,
  currency?: string,
): TableCell {
  const value = row[column.name];
  if (column.role !== "metric")
    return {
      text: groupLabel(column, value, locale),
      ...(column.role === "time" && row["period__partial"] === true && { small: partial[locale] }),
    };
  const metric = column.metric ?? column.name;
  const refused = refusalOf(columns, row, metric);
  if (refused && (value === null || value === undefined))
    return { text: "", refused: refusalFor(refused)[locale] };
  const number = typeof value === "number" ? value : null;
  if (column.part === "difference") {
    const [low, high] = (["difference_low", "difference_high"] as const).map((part) =>
      numberPart(columns, row, metric, part, column.against?.key ?? column.comparison),
    );
    const verdict = partColumn(columns, metric, "chance", column.against?.key ?? column.comparison);
    const chance = verdict ? (row[verdict.name] as Chance | null) : null;
    const unit = column.unit as DifferenceUnit | undefined;
    return {
      text: formatDifference(number, unit, locale, { low, high, currency }),
      small: [
        formatInterval(low, high, unit, locale, { currency }),
        ...(chance ? [chanceText[chance][locale]] : []),
      ]
        .filter(Boolean)
        .join(locale === "zh" ? "，" : ", "),
    };
  }
  if (column.part === "previous") return { text: formatNumber(number, column.unit, locale, { currency }) };
  const [low, high] = (["low", "high"] as const).map((part) => numberPart(columns, row, metric, part));
  return {
    text: formatNumber(number, column.unit, locale, { low, high, currency }),
    small: formatInterval(low, high, column.unit, locale, { currency }),
  };
}

const csvField = (value: unknown): string => {
  const plain = value === null || value === undefined ? "" : String(value);
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(plain) ? `'${plain}` : plain;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** Every column of the answer, raw numbers, RFC 4180; a text that a spreadsheet would run as a formula is quoted open. */
export function toCsv(columns: ResultColumn[], rows: readonly Row[]): string {
  const lines = [columns.map(({ name }) => name), ...rows.map((row) => columns.map(({ name }) => row[name]))];
  return lines.map((line) => line.map(csvField).join(",")).join("\r\n");
}
