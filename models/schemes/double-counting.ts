// Pairs of indicators → those that count the same thing twice: the same column, one a part of the other, or the same ratings.
import type { Catalogue } from "../../engine/index.js";
import type { Bilingual } from "../../engine/locale.js";
import { measureOf } from "../../engine/metrics/measure-of.js";
import { isTerm, type MeasureNode } from "../../engine/metrics/tree.js";
import type { Indicator, IndicatorSource } from "./scheme-schema.js";

/** An indicator that carries weight, its place in the version, and the largest weight that it has for anybody. */
export interface Weighed {
  indicator: Indicator;
  i: number;
  weight: number;
}

export interface DoubleCount {
  first: Weighed;
  second: Weighed;
  text: Bilingual;
}

export function double(weighed: readonly Weighed[], catalogue: Pick<Catalogue, "metrics">): DoubleCount[] {
  return weighed.flatMap((first, i) =>
    weighed.slice(i + 1).flatMap((second) => {
      const what = sameOf(first.indicator.source, second.indicator.source, catalogue);
      if (what === null) return [];
      const [a, b] = [first.indicator.name, second.indicator.name];
      const points = Math.round((first.weight + second.weight) * 100) / 100;
      return [
        {
          first,
          second,
          text: {
            en: `“${a.en}” and “${b.en}” count the same thing (${what}): together it weighs ${points}.`,
            zh: `“${a.zh}”与“${b.zh}”重复计算同一内容（${what}）：合计权重 ${points}。`,
          },
        },
      ];
    }),
  );
}

/** What both rest on, or null. */
function sameOf(
  a: IndicatorSource,
  b: IndicatorSource,
  { metrics }: Pick<Catalogue, "metrics">,
): string | null {
  if ("kpi" in a || "kpi" in b) {
    if ("kpi" in a && "kpi" in b) return a.kpi === b.kpi ? a.kpi : null;
    // the attainment of all KPIs holds each of them
    const metric = "metric" in a ? a.metric : "metric" in b ? b.metric : "";
    return metric === "kpi_attainment" ? "kpi_attainment" : null;
  }
  const [x, y] = [metrics.get(a.metric), metrics.get(b.metric)];
  // filters that differ may tell the two apart (big deals, small deals)
  if (!x || !y || JSON.stringify(a.where ?? []) !== JSON.stringify(b.where ?? [])) return null;
  const [one, other] = [measureOf(x), measureOf(y)];
  return (
    shared(counted(one), counted(other)) ??
    partOf(one, a, other) ??
    partOf(other, b, one) ??
    (one.metric.formula.kind === "mean" || other.metric.formula.kind === "mean"
      ? shared(ratings(one), ratings(other))
      : null)
  );
}

/** Columns that are added up above the line; variants of one count (within 24 h, within 72 h; fast) are one. */
const counted = ({ numerator: { columns } }: MeasureNode): string[] => columns.map(stem);
const stem = (column: string): string => column.replace(/_(\d+h|fast|slow)$/, "");

/** A count or sum of which the other is the whole: revenue from big clients, a part of revenue. */
function partOf(
  part: MeasureNode,
  source: Extract<IndicatorSource, { metric: string }>,
  whole: MeasureNode,
): string | null {
  if (source.take !== "numerator" || part.metric.unit !== "share" || !isTerm(part.denominator)) return null;
  return shared(part.denominator.columns, whole.numerator.columns);
}

/** What a mean counts its values by, and what a share is a share of. */
function ratings(node: MeasureNode): string[] {
  const weight = node.numerator.times;
  return weight === undefined ? (isTerm(node.denominator) ? node.denominator.columns : []) : [weight];
}

const shared = (a: readonly string[], b: readonly string[]): string | null =>
  a.find((column) => b.includes(column)) ?? null;
