// Column of a contract + where its text comes from → SQL for the text found and for the typed value (NULL when it does not fit).
import type { Column } from "../../datasets/contracts/index.js";
import { literal } from "../sql.js";
import type { DateOrder } from "./plan.js";

/** Texts that mean "no value" in any column that is not free text. */
export const alwaysMissing = [
  "na",
  "n/a",
  "#n/a",
  "nan",
  "null",
  "none",
  "nil",
  "-",
  "--",
  "—",
  "/",
  "无",
  "空",
];
const yes = ["true", "t", "yes", "y", "1", "1.0", "是", "有", "√"];
const no = ["false", "f", "no", "n", "0", "0.0", "否", "无", "×"];
/** Systems write "open" as a date far ahead. */
const openEnded = "DATE '2900-01-01'";
const monthAllowed = new Set(["month", "birth_date", "hire_date", "valid_from"]);

/** A long IN list would become a join that is computed even when its column is not asked for. */
export const isOneOf = (expression: string, texts: readonly string[]): string =>
  `list_contains([${texts.map(literal).join(", ")}], ${expression})`;

export interface CastOptions {
  order: DateOrder | undefined;
  timeZone: string;
  /** Decimals have a comma. */
  comma?: boolean;
  /** Expression of the row's date, for punches that are only a time of day. */
  day?: string;
}

/** Trimmed text with the "no value" texts turned to NULL; `_id` columns lose a decimal zero that spreadsheets add. */
export function textOf(
  expression: string,
  type: string,
  column: Column,
  missing: readonly string[],
  values?: Record<string, string>,
): string {
  const text = type === "VARCHAR" ? expression : `(${expression})::VARCHAR`;
  const trimmed = `nullif(trim(${text}), '')`;
  const texts =
    column.type === "text" ? missing : [...missing, ...alwaysMissing.filter((m) => !means(column, m))];
  const lowered = texts.map((t) => t.toLowerCase());
  const present =
    lowered.length === 0
      ? trimmed
      : `CASE WHEN NOT ${isOneOf(`lower(${trimmed})`, lowered)} THEN ${trimmed} END`;
  const mapped = values ? valueMap(present, values) : present;
  return column.name.endsWith("_id") && column.type === "text"
    ? `CASE WHEN ends_with(${mapped}, '.0') THEN regexp_replace(${mapped}, '^(\\d+)\\.0+$', '\\1') ELSE ${mapped} END`
    : mapped;
}

/** "none" is a level of absence_kind, "无" may be a no: such words are values there. */
const means = (column: Column, word: string): boolean =>
  (column.type === "category" && Object.values(column.levels ?? {}).some((l) => l.includes(word))) ||
  (column.type === "boolean" && no.includes(word));

function valueMap(expression: string, values: Record<string, string>): string {
  const cases = Object.entries(values).map(
    ([from, to]) => `WHEN ${literal(from.trim().toLowerCase())} THEN ${to === "" ? "NULL" : literal(to)}`,
  );
  return `CASE lower(${expression}) ${cases.join(" ")} ELSE ${expression} END`;
}

/** Text expression → typed value. */
export function valueOf(text: string, column: Column, options: CastOptions): string {
  const order = literal(options.order ?? "");
  const stamp = `rapport_time(${text}, ${order}, ${literal(options.timeZone)})`;
  switch (column.type) {
    case "text":
      return text;
    case "category":
      return levelOf(text, column);
    case "boolean":
      return `CASE WHEN ${isOneOf(`lower(${text})`, yes)} THEN true WHEN ${isOneOf(`lower(${text})`, no)} THEN false END`;
    case "decimal":
      return numberOf(text, options.comma);
    case "integer":
      return wholeOf(text, options.comma);
    case "time":
      return `try_cast(${text} AS TIME)`;
    case "timestamp":
      return options.day
        ? `coalesce(CASE WHEN regexp_matches(${text}, '^\\d{1,2}:\\d{2}') THEN ${options.day} + rapport_clock(${text}) END, ${stamp})`
        : stamp;
    case "date":
      return dateOf(
        monthAllowed.has(column.name) ? `coalesce(${stamp}, rapport_month(${text}))` : stamp,
        column,
      );
  }
}

/** A typed Parquet column that already fits is taken as it is. */
export function typedValue(
  expression: string,
  type: string,
  column: Column,
  options: CastOptions,
): string | undefined {
  const base = type.replace(/\(.*/, "");
  const isNumber = /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|INTEGER|DOUBLE|FLOAT|DECIMAL)$/.test(base);
  if (type === "TIMESTAMP WITH TIME ZONE" && (column.type === "date" || column.type === "timestamp")) {
    const local = `timezone(${literal(options.timeZone)}, ${expression})`;
    return column.type === "date" ? dateOf(local, column) : local;
  }
  if (column.type === "date" && (base === "DATE" || base.startsWith("TIMESTAMP")))
    return dateOf(expression, column);
  if (column.type === "timestamp" && base.startsWith("TIMESTAMP")) return `${expression}::TIMESTAMP`;
  if (column.type === "boolean" && base === "BOOLEAN") return expression;
  if (column.type === "decimal" && isNumber) return `${expression}::DOUBLE`;
  if (column.type === "integer" && isNumber)
    return `CASE WHEN ${expression} = floor(${expression}) THEN try_cast(${expression} AS INTEGER) END`;
  return undefined;
}

function dateOf(expression: string, column: Column): string {
  const day = column.name === "month" ? `date_trunc('month', ${expression})::DATE` : `(${expression})::DATE`;
  return column.name === "valid_to" ? `CASE WHEN ${day} < ${openEnded} THEN ${day} END` : day;
}

function levelOf(text: string, column: Column): string {
  const cases = Object.entries(column.levels ?? {}).map(([level, words]) => {
    const known = [level, ...words].map((w) => w.toLowerCase());
    return `WHEN ${isOneOf(`lower(${text})`, known)} THEN ${literal(level)}`;
  });
  return `CASE ${cases.join(" ")} END`;
}

/** See number-text.ts for what is read as a number. */
export const numberOf = (text: string, comma = false): string => `rapport_number(${text}, ${comma})`;

/** 3.0 is 3; 3.5 is not whole; a grade such as P7 or L3 is 7 or 3. */
function wholeOf(text: string, comma = false): string {
  const number = numberOf(text, comma);
  return `CASE WHEN ${number} = floor(${number}) THEN try_cast(${number} AS INTEGER)
    WHEN regexp_full_match(${text}, '[A-Za-z]{1,2}-?\\d{1,2}') THEN try_cast(regexp_extract(${text}, '(\\d+)$', 1) AS INTEGER) END`;
}
