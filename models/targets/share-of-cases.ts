// Metric of the catalogue → is it a share of counted cases (exams passed ÷ exams taken), so that cases to come can be drawn?
import type { CataloguedMetric } from "../../engine/index.js";
import { columnFacts } from "../../engine/metrics/relation-columns.js";

/** A quotient of counts that add up, not annualised: each case of the denominator is one of the numerator, or is not. */
export function isShareOfCases({ unit, relation, formula }: CataloguedMetric): boolean {
  if (unit !== "share" || formula.kind !== "ratio" || formula.annualise || formula.at === "end_of_period")
    return false;
  return [formula.numerator, formula.denominator].every(({ sum, minus, times }) =>
    [sum, minus ?? [], times ?? []].flat().every((name) => {
      const fact = columnFacts[relation][name];
      return fact?.unit === "count" && fact.adds === "flow";
    }),
  );
}
