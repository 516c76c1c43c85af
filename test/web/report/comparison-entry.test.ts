// What a report is compared with: texts, entries of a question, names of columns.
import { describe, expect, it } from "vitest";
import { metricQuerySchema } from "../../../engine/metrics/metric-query.js";
import {
  comparisonEntry,
  comparisonKey,
  comparisonText,
  groupEntry,
  isComparison,
  spanEntry,
} from "../../../web/report/comparison-entry.js";
import { reportQuery } from "../../../web/report/report-query.js";
import { emptyReport, upgradeReport } from "../../../web/report/report-spec.js";

const texts = [
  "previous_period",
  "spring_festival",
  "2024-01..2024-06",
  "FY2025",
  "2024-Q1",
  groupEntry("department", "销售, 一部|x:y%\n"),
  groupEntry("level", 3),
];

describe("an entry", () => {
  it.each(texts)("%s reads back what it was, and the engine takes it", (text) => {
    expect(isComparison(text)).toBe(true);
    const entry = comparisonEntry(text);
    expect(comparisonText(entry)).toBe(text);
    expect(metricQuerySchema.safeParse({ metrics: ["exits"], compare: [entry] }).success).toBe(true);
    expect(text).not.toContain(",");
  });

  it.each([
    "last_year",
    "2024-13-01",
    "only:Department:x",
    "only:department:",
    "",
    "2024-01...2024-02",
    "2024-13",
    "FY2025-01",
    "only:level:%zz",
    "only:level:{}",
  ])("%j is none", (text) => expect(isComparison(text)).toBe(false));

  it("one month is written once", () => expect(spanEntry("2024-01", "2024-01")).toBe("2024-01"));
});

it("columns are named as the engine names them: by kind, counted within it", () => {
  expect(texts.map((_, i) => comparisonKey(texts, i))).toEqual([
    "previous_period",
    "spring_festival",
    "period",
    "period_2",
    "period_3",
    "cohort",
    "cohort_2",
  ]);
});

it("a question's comparisons survive the way into a report and back", () => {
  const question = { metrics: ["exits"], compare: texts.map(comparisonEntry) };
  expect(reportQuery(upgradeReport(question))).toEqual(question);
  expect(upgradeReport({ metrics: ["exits"], compare: [{ cohort: [] }] })).toEqual({
    ...emptyReport,
    metrics: ["exits"],
  });
});
