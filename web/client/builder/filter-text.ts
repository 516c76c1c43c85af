// The conditions on a field → the words on its pill: "is Sales and 2 more".
import type { Filter } from "../../../engine/metrics/metric-query.js";
import type { ReportSpec } from "../../report/report-spec.js";
import type { Meta } from "../meta.js";
import { say, t } from "../t.js";

/** A value as the dimension labels it. */
export function valueText(meta: Meta, field: string, value: unknown): string {
  const known = meta.dimensions
    .find(({ id }) => id === field)
    ?.values?.find((one) => one.value === String(value));
  return known ? say(known.label) : value === null || value === "" ? "–" : String(value);
}

export function filterText(report: ReportSpec, field: string, meta: Meta): string {
  const conditions = report.filters.filter((filter) => filter.field === field);
  if (conditions.length === 0) return "…";
  const [first] = conditions as [Filter, ...Filter[]];
  if (first.op === "between" && Array.isArray(first.value))
    return t("builder.range_is", { from: String(first.value[0]), to: String(first.value[1]) });
  if (first.op === ">=" || first.op === "<=")
    return `${first.op === ">=" ? "≥" : "≤"} ${String(first.value)}`;
  const values = conditions.flatMap(({ value }) => value);
  const shown = valueText(meta, field, values[0]);
  const text =
    values.length === 1
      ? shown
      : t("builder.and_more", { first: shown, all: values.length, others: values.length - 1 });
  return t(first.op === "!=" ? "builder.is_not" : "builder.is", { values: text });
}
