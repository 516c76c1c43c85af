// Conditions of a question → checked predicates on columns; a wrong field, operator or value says what would be right.
import type { Catalogue } from "./catalogue.js";
import type { DimensionDefinition } from "./catalogue-schema.js";
import { metricError } from "./metric-errors.js";
import { isTimeGrain, type Filter } from "./metric-query.js";
import { nearest } from "./nearest.js";
import type { Predicate, Scalar } from "./tree.js";

/** `place` names where the condition stands in the question, for messages ("where", "compare"). */
export function compileFilter(filter: Filter, catalogue: Catalogue, place: string): Predicate {
  const { field, op, value } = filter;
  if (isTimeGrain(field)) throw metricError.filter_on_time({ field });
  const dimension = catalogue.dimensions.get(field);
  if (!dimension) throw unknownField(field, place, catalogue);
  if (op === "between" || op === ">=" || op === "<=") return range(dimension, op, value);

  const isList = op === "in";
  if (isList !== Array.isArray(value) || (Array.isArray(value) && value.length === 0))
    throw wrongValue(
      dimension,
      op,
      isList ? "a list with values" : "one value",
      isList ? "非空列表" : "单个值",
      value,
    );
  const values = [value].flat() as (Scalar | null)[];
  for (const v of values) if (v !== null) checkType(dimension, op, v);
  const known = values.filter((v): v is Scalar => v !== null);
  const orNull = known.length < values.length;
  const negated = op === "!=";
  return dimension.hierarchical
    ? { kind: "within_unit", units: known as string[], orNull, negated }
    : { kind: "one_of", column: dimension.column, values: known, orNull, negated };
}

export function unknownField(field: string, place: string, catalogue: Catalogue): Error {
  const candidates = nearest(field, [...catalogue.dimensions.keys(), "month", "quarter", "year"]);
  return metricError.field_unknown({ field: short(field), place, candidates, count: candidates.length });
}

function range(
  dimension: DimensionDefinition,
  op: "between" | ">=" | "<=",
  value: Filter["value"],
): Predicate {
  if (dimension.type !== "number")
    throw metricError.filter_operator({
      op,
      field: dimension.id,
      type: "text",
      typeZh: "文本",
      allowed: ["=", "!=", "in"],
    });
  const column = dimension.column;
  if (op === "between") {
    if (!Array.isArray(value) || value.length !== 2 || !value.every((v) => typeof v === "number"))
      throw wrongValue(dimension, op, "a pair of numbers", "一对数值", value);
    const [from, to] = value as [number, number];
    return { kind: "range", column, from, to };
  }
  if (typeof value !== "number") throw wrongValue(dimension, op, "one number", "单个数值", value);
  return op === ">=" ? { kind: "range", column, from: value } : { kind: "range", column, to: value };
}

function checkType(dimension: DimensionDefinition, op: string, value: Scalar): void {
  if (dimension.type === "number" && typeof value !== "number")
    throw wrongValue(dimension, op, "numbers", "数值", value);
  if (dimension.type === "text" && typeof value !== "string")
    throw wrongValue(dimension, op, "text", "文本", value);
}

const wrongValue = (
  dimension: DimensionDefinition,
  op: string,
  expected: string,
  expectedZh: string,
  found: unknown,
): Error =>
  metricError.filter_value({
    field: dimension.id,
    op,
    expected,
    expectedZh,
    found: short(JSON.stringify(found)),
  });

const short = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text);
