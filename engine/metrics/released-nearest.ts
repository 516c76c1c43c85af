// A question that is not released → the nearest one that is, in words. From its fields, the scope and the releases alone: two
// questions that differ in a value only get the same words.
import type { Bilingual } from "../locale.js";
import { monthText } from "./period.js";
import { releasedPlan, releasedRange, type ReleaseRules } from "./released-plan.js";
import { isUnitColumn } from "../disclosure/released-attributes.js";
import type { DimensionNode, QueryTree } from "./tree.js";

/** Filters and breakdowns are dropped one after the other, attributes before units, until a cell is released. */
export function nearestReleased(tree: QueryTree, rules: ReleaseRules): Bilingual {
  for (const candidate of simpler(tree))
    if (releasedPlan(candidate, rules).rows.length > 0) return words(candidate);
  const range = releasedRange(rules.book);
  if (!range) return { en: "none, for no month is closed yet", zh: "暂无，尚无已关闭的月份" };
  return {
    en: `none in your part of the organisation from ${range.from} to ${range.to}`,
    zh: `${range.from} 至 ${range.to} 期间，您的权限范围内没有已发布的分组`,
  };
}

const isUnit = ({ column }: DimensionNode): boolean => isUnitColumn(column);

function* simpler(tree: QueryTree): Generator<QueryTree> {
  const units = tree.dimensions.filter(isUnit);
  const attributes = tree.dimensions.filter((dimension) => !isUnit(dimension));
  const free = { ...tree, filters: [] };
  if (tree.filters.length > 0) yield free;
  if (attributes.length > 1 && units.length > 0)
    for (const attribute of attributes) yield { ...free, dimensions: [...units, attribute] };
  if (attributes.length > 0 && units.length > 0) yield { ...free, dimensions: units };
  if (attributes.length > 0) for (const attribute of attributes) yield { ...free, dimensions: [attribute] };
  yield { ...free, dimensions: [] };
  const month = tree.range.to;
  yield {
    ...free,
    dimensions: [],
    grain: null,
    periods: [{ start: month, from: month, to: month, partial: false }],
  };
}

function words({ measures, dimensions, grain, periods }: QueryTree): Bilingual {
  const en = measures.map(({ metric }) => metric.label.en).join(", ");
  const zh = measures.map(({ metric }) => metric.label.zh).join("、");
  const by = dimensions.map(({ definition }) => definition.label);
  const span = `${monthText(periods[0].from)} – ${monthText(periods[periods.length - 1].to)}`;
  const time = grain === null ? "" : `, ${grain.replace("_", " ")}`;
  return {
    en: `${en} of all you may see${by.length > 0 ? ` by ${by.map((label) => label.en).join(" × ")}` : ""}${time}, ${span}`,
    zh: `您权限范围内的${zh}${by.length > 0 ? `，按${by.map((label) => label.zh).join(" × ")}` : ""}，${span}`,
  };
}
