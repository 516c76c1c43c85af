// Periods of time under all their names, and how they are called in findings.

export type ClaimPeriod = "hour" | "day" | "week" | "month" | "quarter" | "half" | "year";

/** What each is called in a finding: [English, Chinese]. */
export const periodNames: Record<ClaimPeriod, [string, string]> = {
  hour: ["hour", "小时"],
  day: ["day", "天"],
  week: ["week", "周"],
  month: ["month", "月"],
  quarter: ["quarter", "季度"],
  half: ["half-year", "半年"],
  year: ["year", "年"],
};

const written: Record<ClaimPeriod, string> = {
  hour: "hour|hourly|小时|时",
  day: "day|daily|天|日",
  week: "week|weekly|周|星期",
  month: "month|monthly|月",
  quarter: "quarter|quarterly|季|季度",
  half: "half-year|half-yearly|半年",
  year: "year|yearly|annual|annually|年",
};

const byWord = new Map(
  Object.entries(written).flatMap(([period, words]) =>
    words.split("|").map((word) => [word, period as ClaimPeriod] as const),
  ),
);

/** A period under any of its names; undefined for another word. */
export const periodOf = (word: string | undefined): ClaimPeriod | undefined => byWord.get(word ?? "");
