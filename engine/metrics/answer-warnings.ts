// What was asked and what there is → what the reader must know beside the numbers.
import type { Warning } from "../result.js";
import type { CacheFacts } from "./cache-facts.js";
import type { MetricQuerySpec } from "./metric-query.js";
import { monthText, periodNamed } from "./period.js";
import type { QueryTree } from "./tree.js";

export function warningsFor(spec: MetricQuerySpec, tree: QueryTree, facts: CacheFacts): Warning[] {
  const warnings: Warning[] = [];
  const [from, to] = [monthText(tree.range.from), monthText(tree.range.to)];
  const asked = (text: string) => periodNamed(text, tree.fiscalYearStart);
  if (
    (spec.from !== undefined && asked(spec.from).from < tree.range.from) ||
    (spec.to !== undefined && asked(spec.to).to > tree.range.to)
  )
    warnings.push({
      code: "range_clipped",
      text: {
        en: `The history has data from ${from} to ${to} only within the months asked for.`,
        zh: `所查询的月份中，只有 ${from} 至 ${to} 有数据。`,
      },
    });
  const looksBack = spec.compare?.some((entry) => typeof entry === "string");
  const partial = tree.periods.filter((p) => p.partial);
  if (partial.length > 0)
    warnings.push({
      code: "partial_period",
      text: {
        en: `Not a whole ${tree.grain}: ${partial.map((p) => `${monthText(p.from)} to ${monthText(p.to)}`).join("; ")}.${looksBack ? " Such a period is compared with the same months of the earlier one." : ""}`,
        zh: `不完整的周期：${partial.map((p) => `${monthText(p.from)} 至 ${monthText(p.to)}`).join("；")}。${looksBack ? "此类周期与此前周期的对应月份比较。" : ""}`,
      },
    });
  for (const { metric } of tree.measures) {
    const missing = metric.needs.filter((table) => !facts.sources.has(table));
    if (missing.length > 0)
      warnings.push({
        code: "no_source",
        text: {
          en: `${metric.label.en} needs ${missing.join(", ")}, which has not been imported.`,
          zh: `“${metric.label.zh}”需要 ${missing.join("、")}，尚未导入。`,
        },
      });
    const observed = facts.observedFrom.get(metric.observed_by ?? "");
    if (metric.observed_by !== undefined && (observed ?? Infinity) > tree.range.from)
      warnings.push({
        code: "exits_not_observed",
        text:
          observed === null || observed === undefined
            ? {
                en: `${metric.label.en}: the sources do not show who left, so no month can be counted.`,
                zh: `“${metric.label.zh}”：数据源中没有离职信息，无法计算。`,
              }
            : {
                en: `${metric.label.en}: exits can be seen from ${monthText(observed)} on; earlier months are left out.`,
                zh: `“${metric.label.zh}”：自 ${monthText(observed)} 起才有离职记录，更早的月份不计入。`,
              },
      });
  }
  return warnings;
}
