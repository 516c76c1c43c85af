// A Result's table → plain row objects and the columns that give them meaning: what charts, tables and sentences read.
import type { Bilingual } from "../../engine/locale.js";
import type {
  ChanceFamily,
  MetricPart,
  Receipt,
  RefusalCode,
  ResultColumn,
  Warning,
} from "../../engine/result.js";

export type Cell = string | number | boolean | null;
export type Row = Record<string, Cell>;

/** Everything of an answer that the browser shows; `total` is the same metrics without dimensions. */
export interface ReportData {
  columns: ResultColumn[];
  rows: Row[];
  total: Row | null;
  receipt: Receipt;
  warnings: Warning[];
  chance?: ChanceFamily;
  from: string;
  to: string;
}

/** What an answer needs to be shown as a table: a part of ReportData. */
export type TableData = Pick<ReportData, "columns" | "rows">;

/** Metric columns proper (part "value"), in the order asked. */
export const valueColumns = (columns: ResultColumn[]): ResultColumn[] =>
  columns.filter(
    (column) =>
      column.role === "metric" &&
      (column.part === undefined || column.part === "value") &&
      !column.comparison,
  );

export const groupColumns = (columns: ResultColumn[]): ResultColumn[] =>
  columns.filter(({ role }) => role === "dimension" || role === "time");

/** Column of a metric's part; `comparison` is the key of one (comparison-entry.ts): found by meaning, so that the naming stays the engine's affair. */
export function partColumn(
  columns: ResultColumn[],
  metric: string,
  part: MetricPart,
  comparison?: string,
): ResultColumn | undefined {
  return columns.find(
    (column) =>
      column.metric === metric &&
      (column.part ?? "value") === part &&
      (column.against?.key ?? column.comparison ?? undefined) === comparison,
  );
}

/** A metric's part in a row as a number, or null. */
export function numberPart(
  columns: ResultColumn[],
  row: Row,
  metric: string,
  part: MetricPart,
  comparison?: string,
): number | null {
  const column = partColumn(columns, metric, part, comparison);
  const value = column ? row[column.name] : null;
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

export function refusalOf(columns: ResultColumn[], row: Row, metric: string): RefusalCode | null {
  const column = partColumn(columns, metric, "refused");
  const value = column ? row[column.name] : null;
  return typeof value === "string" && value !== "" ? (value as RefusalCode) : null;
}

/** Why a number is not there, in the words shown in its place: the same sentence for every n < k. */
export const refusalText: Record<RefusalCode, Bilingual> = {
  not_released: { en: "This group is not released.", zh: "该群体未发布。" },
  half_year_only: { en: "Shown at half-year ends only.", zh: "仅在半年末公布。" },
  fiscal_year_only: { en: "Shown for whole fiscal years only.", zh: "仅按整个财年公布。" },
  share_low: {
    en: "Under a quarter; too few people for a figure.",
    zh: "不足四分之一；人数过少，不给出数值。",
  },
  share_middle: {
    en: "A quarter to three quarters; too few people for a figure.",
    zh: "四分之一至四分之三；人数过少，不给出数值。",
  },
  share_high: {
    en: "Over three quarters; too few people for a figure.",
    zh: "超过四分之三；人数过少，不给出数值。",
  },
  small_group: { en: "Hidden to protect a small group.", zh: "为保护小群体，不显示。" },
  no_exposure: { en: "Nobody was employed here.", zh: "该组期间无在职人员。" },
  needs_12_months: { en: "Needs 12 months of history.", zh: "需要满 12 个月的历史。" },
  no_source: { en: "The source was not imported.", zh: "尚未导入所需的数据源。" },
  outside_history: { en: "Outside the recorded history.", zh: "超出已有记录的时间。" },
  no_counterpart: { en: "No period to compare with.", zh: "没有可对比的周期。" },
  not_followed_yet: { en: "Not followed long enough yet.", zh: "观察期未满。" },
};
export const refusalFor = (code: string): Bilingual =>
  refusalText[code as RefusalCode] ?? { en: "Not available.", zh: "暂无数据。" };
