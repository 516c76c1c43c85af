// A place in the text → the months that are named there (2025, 2025 年三季度, Q3 2025, March 2025), so that they are no numbers.
import type { Span } from "./quantity.js";

export interface MonthsNamed extends Span {
  kind: "months";
  /** As a metric question takes it: 2025, 2025-Q3, 2025-03; empty for a day, a clock time or a month without its year. */
  period: string;
}

const names = "january|february|march|april|may|june|july|august|september|october|november|december";
const short = "jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec";
const month = `(?:${names}|(?:${short})\\.?)`;
const year = "(?:19[89]\\d|20\\d\\d)";
const quarters: Record<string, number> = {
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
};
const order = names.split("|");

const forms: [RegExp, (m: RegExpExecArray) => string][] = [
  [
    new RegExp(`(${year})年(?:第?([一二三四1-4])季度|q([1-4]))`, "y"),
    (m) => `${m[1]}-Q${quarterOf(m[2] ?? m[3])}`,
  ],
  [new RegExp(`(${year})年\\s?(\\d{1,2})月\\d{1,2}日`, "y"), () => ""],
  [new RegExp(`(${year})年\\s?(\\d{1,2})月(?!\\d)`, "y"), (m) => monthOf(m[1], Number(m[2]))],
  [new RegExp(`(${year})年(?:上半年|下半年)`, "y"), () => ""],
  [new RegExp(`(${year})年度?`, "y"), (m) => m[1]],
  [/\d{1,2}月\d{1,2}日|\d{1,2}月(?:份|初|底|末)?|每月\d{1,2}[日号]|\d{1,2}[日号](?!均)/y, () => ""],
  [/第[一二三四1-4]季度|[一二三四](?:季度)|[上下]半年/y, () => ""],
  [new RegExp(`(${year})[-/](0[1-9]|1[0-2])[-/]\\d{1,2}`, "y"), () => ""],
  [new RegExp(`(${year})[- ]?q([1-4])(?!\\d)`, "y"), (m) => `${m[1]}-Q${m[2]}`],
  [new RegExp(`(${year})-(0[1-9]|1[0-2])(?!\\d)`, "y"), (m) => `${m[1]}-${m[2]}`],
  [new RegExp(`q([1-4])[ /-]?(${year})`, "y"), (m) => `${m[2]}-Q${m[1]}`],
  [
    new RegExp(`the (first|second|third|fourth) quarter of (${year})`, "y"),
    (m) => `${m[2]}-Q${quarters[m[1]]}`,
  ],
  [new RegExp(`\\d{1,2}(?:st|nd|rd|th)? ${month},?(?: (${year}))?(?![a-z])`, "y"), () => ""],
  [new RegExp(`${month} \\d{1,2}(?:st|nd|rd|th)?(?!\\d)(?:, ${year})?`, "y"), () => ""],
  [
    new RegExp(`(${month}),? (${year})(?!\\d)`, "y"),
    (m) => monthOf(m[2], order.findIndex((name) => name.startsWith(m[1].slice(0, 3))) + 1),
  ],
  [new RegExp(`\\d{1,2}([./])\\d{1,2}\\1${year}(?!\\d)`, "y"), () => ""],
  [/\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]m\b)?/y, () => ""],
  [/\d{1,2}(?:st|nd|rd|th)\b/y, () => ""],
  // a bare year, where neither a unit nor a sum makes it a number
  [new RegExp(`(${year})(?![\\d.,]*\\d|\\s?(?:%|元|人|个|条|次|[×*/+=]|people|yuan))`, "y"), (m) => m[1]],
];

const quarterOf = (written: string): number => quarters[written] ?? Number(written);
const monthOf = (y: string, m: number): string =>
  m >= 1 && m <= 12 ? `${y}-${String(m).padStart(2, "0")}` : "";

export function monthsAt(plain: string, at: number): MonthsNamed | undefined {
  if (!/[\dq第一二三四上下每a-z]/.test(plain[at]) || /[\da-z.,$¥]/.test(plain[at - 1] ?? ""))
    return undefined;
  // = 2000 and + 2000 are sums
  if (/[=+×*/÷]\s*$/.test(plain.slice(Math.max(0, at - 3), at))) return undefined;
  for (const [pattern, period] of forms) {
    pattern.lastIndex = at;
    const found = pattern.exec(plain);
    if (found) return { kind: "months", period: period(found), start: at, end: at + found[0].length };
  }
  return undefined;
}
