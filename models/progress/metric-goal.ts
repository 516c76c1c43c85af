// A metric of the catalogue → how its values add up over time and what they are counted in: amounts accumulate, rates never.
import { employeeMonthFacts } from "../../engine/metrics/column-facts.js";
import type { CataloguedMetric } from "../../engine/index.js";
import type { Unit } from "../../engine/metrics/unit.js";
import type { Accumulation, Goal } from "./progress-types.js";

/** Only plain sums grow with the days of a period; means, ratios and shares are what they are in every week. */
export const accumulationOf = (
  { formula }: Pick<CataloguedMetric, "formula">,
  take: "value" | "numerator",
): Accumulation =>
  formula.kind === "sum" || (take === "numerator" && formula.kind === "ratio") ? "adds_up" : "rate";

/** The numerator of a share is a count of things; of any other ratio it has the ratio's own unit. */
export const unitOf = ({ unit }: Pick<CataloguedMetric, "unit">, take: "value" | "numerator"): Unit =>
  take === "numerator" && (unit === "share" || unit === "rate_per_year" || unit === "rate_per_month")
    ? "count"
    : unit;

/** Whether the value is a number of things out of a number of things: only then is it a proportion that chance can be tested on. */
export const isProportion = ({ unit, formula }: Pick<CataloguedMetric, "unit" | "formula">): boolean =>
  unit === "share" &&
  formula.kind === "ratio" &&
  [...new Set(JSON.stringify([formula.numerator, formula.denominator]).match(/[a-z][a-z0-9_]*/g))]
    .flatMap((name) => employeeMonthFacts[name] ?? [])
    .every((fact) => fact.unit === "count");

/** A metric shown for what it is, without a target. */
export const watchedGoal = (metric: CataloguedMetric): Goal => ({
  id: metric.id,
  name: metric.label,
  kind: null,
  weight: null,
  unit: metric.unit,
  adds: accumulationOf(metric, "value"),
  source: { metric: metric.id, take: "value" },
  target: null,
  direction: "at_least",
  controllable: "unstated",
  provenance: "measured",
});
