// Answers as the engine gives them, made up from a rule: every role, withheld cells, partial periods, comparisons.
import { isMoving } from "../../../web/report/comparison-entry.js";
import type { ResultColumn } from "../../../engine/result.js";
import type { Unit } from "../../../engine/metrics/unit.js";
import type { FieldCatalogue } from "../../../web/report/field-catalogue.js";
import type { ReportData, Row } from "../../../web/report/report-data.js";
import { reportQuery } from "../../../web/report/report-query.js";
import type { ReportSpec } from "../../../web/report/report-spec.js";

const label = (en: string, zh: string) => ({ en, zh });
const bands = [
  { value: "<1y", label: label("Under 1 year", "不满 1 年") },
  { value: "1-3y", label: label("1 to 3 years", "1～3 年") },
  { value: "3-5y", label: label("3 to 5 years", "3～5 年") },
];

const metric = (id: string, en: string, zh: string, unit: Unit, adds: boolean) => ({
  kind: "metric" as const,
  id,
  label: label(en, zh),
  unit,
  adds,
});

export const catalogue: FieldCatalogue = {
  metrics: [
    metric("voluntary_turnover", "Voluntary turnover per year", "主动离职率（年化）", "rate_per_year", false),
    metric("exits", "Exits", "离职人数", "count", true),
    metric("average_headcount", "Average headcount", "平均在岗人数", "count", true),
    metric("revenue", "Revenue", "收入", "money", true),
    metric("big_client_share", "Big-client share of revenue", "大客户收入占比", "share", false),
    metric("overtime_per_head", "Overtime per person", "人均加班时长", "hours", false),
    metric("review_score", "Review score", "绩效评分", "score", false),
    {
      ...metric("pay_ratio", "Pay ratio", "薪酬比", "index", false),
      locked: label("Pay was not imported.", "尚未导入薪酬。"),
    },
  ],
  dimensions: [
    { kind: "time", id: "month", label: label("Month", "月份") },
    { kind: "time", id: "quarter", label: label("Quarter", "季度") },
    { kind: "time", id: "year", label: label("Year", "年") },
    {
      kind: "group",
      id: "tenure_band",
      label: label("Tenure band", "司龄段"),
      values: bands.map(({ value }) => value),
    },
    {
      kind: "group",
      id: "department",
      label: label("Department", "部门"),
      values: ["销售部", "客户成功与大客户支持中心", "Finance", "Operations"],
    },
    { kind: "group", id: "site", label: label("Site", "工作地点"), values: ["上海", "北京"] },
    {
      kind: "group",
      id: "team",
      label: label("Team", "团队"),
      values: Array.from({ length: 12 }, (_, index) => `Team ${index + 1}`),
    },
  ],
};

const months = { month: 1, quarter: 3, year: 12 } as const;

/** Deterministic noise in 0–1. */
const noise = (seed: string): number => {
  let hash = 2166136261;
  for (const char of seed) hash = Math.imul(hash ^ char.codePointAt(0)!, 16777619);
  return ((hash >>> 0) % 1000) / 1000;
};

/** An answer to the report's question: 2024-10 … 2026-10, so that the last quarter and year are partial. */
export function sampleResult(report: ReportSpec, { refuse = "" } = {}): ReportData {
  const query = reportQuery(report)!;
  const by = query.by ?? [];
  const dimensions = by.map((id) => catalogue.dimensions.find((field) => field.id === id)!);
  const columns: ResultColumn[] = dimensions.map((field) => ({
    name: field.id,
    role: field.kind === "time" ? "time" : "dimension",
    label: field.label,
    ...(field.kind === "time" && { grain: field.id as "month" }),
    ...(field.id === "tenure_band" && { values: bands }),
  }));
  const hasTime = dimensions.some(({ kind }) => kind === "time");
  if (hasTime) columns.push({ name: "period__partial", role: "flag", label: label("Partial", "未满期") });
  for (const id of query.metrics) {
    const field = catalogue.metrics.find((one) => one.id === id)!;
    const part = (
      name: string,
      part: ResultColumn["part"],
      comparison?: ResultColumn["comparison"],
    ): ResultColumn => ({
      name,
      role: "metric",
      label: field.label,
      metric: id,
      part,
      unit: field.unit,
      ...(comparison && { comparison }),
    });
    columns.push(
      part(id, "value"),
      part(`${id}__low`, "low"),
      part(`${id}__high`, "high"),
      part(`${id}__n`, "n"),
      part(`${id}__refused`, "refused"),
    );
    for (const comparison of report.compare.filter(isMoving))
      columns.push(
        part(`${id}__${comparison}`, "previous", comparison),
        part(`${id}__${comparison}_difference`, "difference", comparison),
        part(`${id}__${comparison}_chance`, "chance", comparison),
      );
  }
  const keys = dimensions.reduce<Row[]>(
    (rows, field) =>
      rows.flatMap((row) => valuesOf(field.id).map((value) => ({ ...row, [field.id]: value }))),
    [{}],
  );
  const rows = keys.map((key): Row => {
    const time = dimensions.find(({ kind }) => kind === "time");
    const row: Row = { ...key };
    if (time) row["period__partial"] = time.id !== "month" && String(key[time.id]) >= "2026-10";
    for (const id of query.metrics) Object.assign(row, measure(id, key, report, refuse));
    return row;
  });
  const total: Row = Object.assign({}, ...query.metrics.map((id) => measure(id, {}, report, "")));
  return {
    columns,
    rows,
    total,
    warnings: [],
    from: "2024-10",
    to: "2026-10",
    receipt: {
      id: "R-1",
      definitions: "d",
      metrics: {},
      snapshot: "s",
      policy: "p",
      spec: query,
      sql: "SELECT 1",
      parameters: [],
      result: { bits: "b", single: "s", rows: 0 },
      askedAt: "2026-10-31T00:00:00Z",
      seal: "z",
    },
  };
}

function valuesOf(id: string): string[] {
  const field = catalogue.dimensions.find((one) => one.id === id)!;
  if (field.kind === "group") return field.values!;
  const step = months[id as "month"];
  const starts: string[] = [];
  for (let at = id === "year" ? 2024 * 12 : 2024 * 12 + 9; at <= 2026 * 12 + 9; at += step)
    starts.push(`${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}-01`);
  return starts;
}

function measure(id: string, key: Row, report: ReportSpec, refuse: string): Row {
  const { unit } = catalogue.metrics.find((one) => one.id === id)!;
  const at = noise(`${id}${JSON.stringify(key)}`);
  const scale: Record<string, number> = { count: 40, money: 3_000_000, hours: 20, score: 5, index: 1 };
  const exact = unit === "count" ? Math.round(5 + at * 40) : (0.15 + at * 0.5) * (scale[unit] ?? 1);
  const hidden = refuse !== "" && Object.values(key).includes(refuse);
  const doubt = unit === "count" || unit === "money" ? null : exact * 0.3;
  return {
    [id]: hidden ? null : exact,
    [`${id}__low`]: hidden || doubt === null ? null : exact - doubt,
    [`${id}__high`]: hidden || doubt === null ? null : exact + doubt,
    [`${id}__n`]: hidden ? null : 30,
    [`${id}__refused`]: hidden ? "small_group" : null,
    ...Object.fromEntries(
      report.compare.flatMap((comparison) => [
        [`${id}__${comparison}`, hidden ? null : exact * 1.1],
        [`${id}__${comparison}_difference`, hidden ? null : -exact * 0.1],
        [`${id}__${comparison}_chance`, hidden ? null : "could_be_chance"],
      ]),
    ),
  };
}
