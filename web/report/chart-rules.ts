// The shape of a report → ways to draw it, best first, each with its reason; and the impossible ones with theirs.
// One named record per chart. `judge` returns a rank (higher is better) and why, or why not.
import type { Bilingual } from "../../engine/locale.js";
import { isPercentUnit, type Unit } from "../../engine/metrics/unit.js";
import type { ReportShape } from "./report-shape.js";
import type { ChartKind } from "./report-spec.js";

type Verdict = { rank: number; reason: Bilingual } | { impossible: Bilingual };

export interface ChartRule {
  kind: ChartKind;
  label: Bilingual;
  judge(shape: ReportShape): Verdict;
}

export interface Suggestion {
  kind: ChartKind;
  label: Bilingual;
  reason: Bilingual;
  possible: boolean;
}

/** Most series that colours and shapes tell apart. */
export const mostSeries = 7;
const mostSlices = 6;

const can = (rank: number, en: string, zh: string): Verdict => ({ rank, reason: { en, zh } });
const cannot = (en: string, zh: string): Verdict => ({ impossible: { en, zh } });

const unitNames: Record<Unit, Bilingual> = {
  count: { en: "a count", zh: "人数" },
  share: { en: "a share", zh: "占比" },
  rate_per_year: { en: "a rate", zh: "率" },
  rate_per_month: { en: "a rate", zh: "率" },
  money: { en: "money", zh: "金额" },
  hours: { en: "hours", zh: "小时数" },
  days: { en: "days", zh: "天数" },
  months: { en: "months", zh: "月数" },
  score: { en: "a score", zh: "评分" },
  index: { en: "an index", zh: "指数" },
};
const what = (shape: ReportShape): Bilingual =>
  shape.metrics.length > 1
    ? { en: `${shape.metrics.length} metrics`, zh: `${shape.metrics.length} 个指标` }
    : unitNames[shape.metrics[0]?.unit ?? "count"];
const isRate = (unit: Unit): boolean => isPercentUnit(unit);
const groups = (shape: ReportShape): number => (shape.category ? 1 : 0) + (shape.series ? 1 : 0);

/** Why parts cannot be put on top of each other, or null when they can. */
function notAdding(shape: ReportShape): Bilingual | null {
  if (shape.metrics.every(({ adds }) => adds)) return null;
  const unit = shape.metrics.find(({ adds }) => !adds)!.unit;
  return isRate(unit)
    ? { en: "not offered: rates do not add up", zh: "不可用：率不能相加" }
    : { en: "not offered: averages do not add up", zh: "不可用：平均值不能相加" };
}

export const chartRules: readonly ChartRule[] = [
  {
    kind: "line",
    label: { en: "Lines", zh: "折线" },
    judge(shape) {
      if (!shape.time) return cannot("needs time across", "需要时间横轴");
      if (shape.category)
        return cannot("two groups beside time: put one in Panels", "除时间外有两个维度，请把一个放到分面");
      if (shape.seriesCount > mostSeries)
        return cannot(`${shape.seriesCount} lines cannot be told apart`, `${shape.seriesCount} 条线难以区分`);
      const { en, zh } = what(shape);
      if (shape.periods === 1) return can(20, "only one period so far", "目前只有一个时期");
      return shape.series
        ? can(
            shape.seriesCount > 4 ? 78 : 92,
            `${en} over time, ${shape.seriesCount} groups`,
            `${zh}随时间变化，${shape.seriesCount} 组`,
          )
        : can(90, `${en} over time`, `${zh}随时间变化`);
    },
  },
  {
    kind: "panels",
    label: { en: "Panels, same scale", zh: "分面，同一刻度" },
    judge(shape) {
      if (!shape.time) return cannot("needs time across", "需要时间横轴");
      if (!shape.series) return cannot("needs groups to set apart", "需要一个分组维度");
      if (shape.category || shape.panel) return cannot("Panels already hold another group", "分面已被占用");
      if (shape.seriesCount > 30)
        return cannot(`${shape.seriesCount} panels are too many to read`, `${shape.seriesCount} 个分面太多`);
      return shape.seriesCount > 4
        ? can(
            85,
            `${shape.seriesCount} groups; panels keep them apart`,
            `${shape.seriesCount} 组，分面更清楚`,
          )
        : shape.metrics.every(({ adds }) => adds)
          ? can(72, "panels keep the lines apart", "分面让各条线互不遮挡")
          : can(80, "intervals overlap; panels keep them apart", "区间重叠，分面更清楚");
    },
  },
  {
    kind: "column",
    label: { en: "Columns", zh: "柱形" },
    judge(shape) {
      if (!shape.time) return cannot("needs time across", "需要时间横轴");
      if (shape.series || shape.category)
        return cannot("one series only; use lines", "仅适用于单一序列，请用折线");
      if (shape.periods > 36)
        return cannot(`${shape.periods} columns are too thin`, `${shape.periods} 根柱太细`);
      const flow = shape.metrics.every(({ adds }) => adds);
      return flow
        ? can(
            shape.metrics[0]?.unit === "count" ? 82 : 76,
            "amounts per period, from zero",
            "逐期数量，从零开始",
          )
        : can(45, "one value per period", "逐期数值");
    },
  },
  {
    kind: "bar",
    label: { en: "Bars", zh: "条形" },
    judge(shape) {
      if (shape.time) return cannot("shows one date; take time away", "只显示一个时点，请移去时间");
      if (groups(shape) === 0) return cannot("needs a group", "需要一个维度");
      if (shape.seriesCount > mostSeries)
        return cannot(
          `${shape.seriesCount} colours cannot be told apart`,
          `${shape.seriesCount} 种颜色难以区分`,
        );
      const rank = shape.metrics.every(({ adds }) => adds) ? 90 : 70;
      return shape.category && shape.series
        ? can(rank - 12, "groups side by side", "分组并列比较")
        : can(rank, "compare groups from zero", "从零开始比较各组");
    },
  },
  {
    kind: "dot",
    label: { en: "Dots with intervals", zh: "点图与区间" },
    judge(shape) {
      if (groups(shape) === 0) return cannot("needs a group", "需要一个维度");
      if (shape.category && shape.seriesCount > mostSeries)
        return cannot(
          `${shape.seriesCount} colours cannot be told apart`,
          `${shape.seriesCount} 种颜色难以区分`,
        );
      if (shape.time) return can(60, "compare groups at the latest full period", "比较最近完整一期的各组");
      const rank = shape.metrics.every(({ adds }) => adds) ? 72 : 92;
      return can(rank, "compare groups, doubt included", "比较各组，并显示区间");
    },
  },
  {
    kind: "heat_table",
    label: { en: "Heat table", zh: "热力表" },
    judge(shape) {
      const axes = groups(shape) + (shape.time ? 1 : 0);
      if (axes < 2) return cannot("needs two dimensions", "需要两个维度");
      if (axes > 2) return cannot("takes two dimensions, not three", "只能有两个维度");
      const many = Math.max(shape.seriesCount, shape.categories);
      return many > mostSeries
        ? can(88, `${many} groups at once`, `同时看 ${many} 组`)
        : can(55, "many groups at once", "组别较多时适用");
    },
  },
  {
    kind: "stacked_bar",
    label: { en: "Stacked bars", zh: "堆积柱" },
    judge(shape) {
      const wrong = notAdding(shape);
      if (wrong) return { impossible: wrong };
      if (!shape.series) return cannot("needs a group in Colour", "需要在颜色中放一个维度");
      if (!shape.time && !shape.category) return cannot("needs something across", "需要横轴");
      if (shape.negative) return cannot("parts below zero do not stack", "负数不能堆积");
      if (shape.seriesCount > mostSeries)
        return cannot(
          `${shape.seriesCount} colours cannot be told apart`,
          `${shape.seriesCount} 种颜色难以区分`,
        );
      return can(shape.time ? 74 : 84, "parts of a whole that add up", "各部分之和为整体");
    },
  },
  {
    kind: "scatter",
    label: { en: "Scatter", zh: "散点" },
    judge(shape) {
      if (shape.metrics.length < 2) return cannot("needs two metrics", "需要两个指标");
      if (shape.time) return cannot("shows one date; take time away", "只显示一个时点，请移去时间");
      if (groups(shape) === 0) return cannot("needs groups as points", "需要一个维度作为点");
      return can(
        shape.metrics.length === 2 && Math.max(shape.categories, shape.seriesCount) >= 4 ? 93 : 50,
        "two metrics against each other",
        "两个指标的关系",
      );
    },
  },
  {
    kind: "pie",
    label: { en: "Pie", zh: "饼图" },
    judge(shape) {
      const first = shape.metrics[0];
      if (first && !first.adds)
        return isRate(first.unit)
          ? cannot("not offered: a rate is not a part of a whole", "不可用：率不是整体的一部分")
          : cannot("not offered: averages are not parts of a whole", "不可用：平均值不是整体的一部分");
      if (shape.metrics.length > 1) return cannot("shows one metric", "只能显示一个指标");
      if (shape.time) return cannot("shows one date; take time away", "只显示一个时点，请移去时间");
      if (groups(shape) !== 1) return cannot("needs exactly one group", "需要且仅需一个维度");
      const slices = Math.max(shape.categories, shape.seriesCount);
      if (slices > mostSlices)
        return cannot(`${slices} slices cannot be compared by eye`, `${slices} 个扇区难以比较`);
      if (shape.negative) return cannot("parts below zero make no whole", "负数不能构成整体");
      return can(30, "few parts of a whole; bars compare better", "整体的少数部分；条形更易比较");
    },
  },
  {
    kind: "number",
    label: { en: "Number", zh: "数值" },
    judge(shape) {
      if (shape.time || groups(shape) > 0) return cannot("for one number only", "仅用于单个数值");
      return can(95, "one number and its interval", "一个数值及其区间");
    },
  },
];

/** Ways to draw a report, best first; impossible ones last, in the rules' order. */
export function suggestCharts(shape: ReportShape): Suggestion[] {
  if (shape.metrics.length === 0) return [];
  const judged = chartRules.map(({ kind, label, judge }) => ({ kind, label, verdict: judge(shape) }));
  const possible = judged
    .flatMap(({ kind, label, verdict }) => ("rank" in verdict ? [{ kind, label, ...verdict }] : []))
    .sort((a, b) => b.rank - a.rank);
  return [
    ...possible.map(({ kind, label, reason }) => ({ kind, label, reason, possible: true })),
    ...judged.flatMap(({ kind, label, verdict }) =>
      "impossible" in verdict ? [{ kind, label, reason: verdict.impossible, possible: false }] : [],
    ),
  ];
}

/** The chosen chart where it is possible, else the best; null when only a table can show it. */
export function chosenChart(suggestions: Suggestion[], chosen: ChartKind | null): ChartKind | null {
  const possible = suggestions.filter((one) => one.possible);
  return (possible.find(({ kind }) => kind === chosen) ?? possible[0])?.kind ?? null;
}
