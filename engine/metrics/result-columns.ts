// Measured and compared cells → the columns of the answer, each with name, part, unit and label in both languages.
import { doubles, integers, texts, type ColumnData } from "../arrow-table.js";
import type { Bilingual } from "../locale.js";
import type { MetricPart, ResultColumn } from "../result.js";
import { hasEvents, hasExposure, hasInterval, type Measured } from "./cell.js";
import type { Compared } from "./comparison.js";
import type { OtherSide } from "./other-side.js";
import type { MeasureNode } from "./tree.js";
import { differenceUnit, type Unit } from "./unit.js";

export interface AnswerColumn {
  meta: ResultColumn;
  /** Cells, to be put in the answer's row order. */
  values: Float64Array | (string | null)[];
  integer: boolean;
}

const partLabels: Record<Exclude<MetricPart, "value">, Bilingual> = {
  low: { en: "95% interval, low", zh: "95% 区间下限" },
  high: { en: "95% interval, high", zh: "95% 区间上限" },
  n: { en: "people", zh: "人数" },
  events: { en: "events", zh: "事件数" },
  exposure: { en: "exposure", zh: "分母" },
  step: { en: "rounded to", zh: "取整单位" },
  refused: { en: "reason withheld", zh: "未给出原因" },
  previous: { en: "compared with", zh: "对比值" },
  difference: { en: "difference", zh: "差异" },
  difference_low: { en: "difference, 95% low", zh: "差异 95% 下限" },
  difference_high: { en: "difference, 95% high", zh: "差异 95% 上限" },
  p: { en: "p value", zh: "p 值" },
  q: { en: "p value, adjusted for all comparisons", zh: "按全部对比校正的 p 值" },
  chance: { en: "chance", zh: "是否可能为偶然" },
};

/** Value, interval, evidence and reason of one metric. */
export function metricColumns(measured: Measured): AnswerColumn[] {
  const { node } = measured;
  const { id, unit, description, interval } = node.metric;
  const columns = [
    column(node, id, "value", measured.value, { unit, description, interval }),
    ...(hasInterval(node)
      ? [
          column(node, `${id}__low`, "low", measured.low, { unit }),
          column(node, `${id}__high`, "high", measured.high, { unit }),
        ]
      : []),
    column(node, `${id}__n`, "n", measured.n, { unit: "count" }),
    ...(hasEvents(node) ? [column(node, `${id}__events`, "events", measured.events, { unit: "count" })] : []),
    ...(hasExposure(node) ? [column(node, `${id}__exposure`, "exposure", measured.exposure, {})] : []),
    column(node, `${id}__refused`, "refused", measured.refused, {}),
  ];
  return columns;
}

export function comparisonColumns(
  node: MeasureNode,
  { key, comparison, label }: OtherSide,
  compared: Compared,
): AnswerColumn[] {
  const prefix = `${node.metric.id}__${key}`;
  const against = { key, label };
  const { unit } = node.metric;
  const points = differenceUnit(unit);
  const make = (
    suffix: string,
    part: MetricPart,
    values: AnswerColumn["values"],
    more: Partial<ResultColumn>,
  ): AnswerColumn => column(node, `${prefix}${suffix}`, part, values, { comparison, against, ...more });
  return [
    make("", "previous", compared.previous, { unit }),
    make("_difference", "difference", compared.difference, { unit: points }),
    ...(hasInterval(node)
      ? [
          make("_difference_low", "difference_low", compared.low, { unit: points }),
          make("_difference_high", "difference_high", compared.high, { unit: points }),
          make("_p", "p", compared.p, {}),
          make("_q", "q", compared.q, {}),
          make("_chance", "chance", compared.chance, {}),
        ]
      : []),
    make("_refused", "refused", compared.refused, {}),
  ];
}

function column(
  node: MeasureNode,
  name: string,
  part: MetricPart,
  values: AnswerColumn["values"],
  more: Partial<Omit<ResultColumn, "unit">> & { unit?: Unit | ResultColumn["unit"] },
): AnswerColumn {
  const { label, id } = node.metric;
  const integer = part === "n" || (part === "events" && node.metric.interval !== "none");
  return {
    meta: {
      name,
      role: "metric",
      label: labelOf(label, part, more.against?.label),
      metric: id,
      part,
      ...more,
    },
    values,
    integer,
  };
}

function labelOf(metric: Bilingual, part: MetricPart, other?: Bilingual): Bilingual {
  if (part === "value") return metric;
  const own = partLabels[part];
  return {
    en: `${metric.en}: ${other ? `${other.en}${part === "previous" ? "" : `, ${own.en}`}` : own.en}`,
    zh: `${metric.zh}：${other ? `${other.zh}${part === "previous" ? "" : `，${own.zh}`}` : own.zh}`,
  };
}

/** In the order of `rows`, as a column of the Arrow table. */
export function inOrder({ meta, values, integer }: AnswerColumn, rows: Int32Array): ColumnData {
  if (Array.isArray(values))
    return texts(
      meta.name,
      Array.from(rows, (row) => values[row]),
    );
  const ordered = Float64Array.from(rows, (row) => values[row]);
  return integer ? integers(meta.name, ordered) : doubles(meta.name, ordered);
}
