// A metric's definition → the sums that give it: which rows, numerator, denominator, who is counted.
// The only place that knows what the kinds of formula mean.
import type { CataloguedMetric } from "./catalogue.js";
import type { Formula, Term } from "./catalogue-schema.js";
import type { MeasureNode, OwnMonths, RowChoice, TermNode } from "./tree.js";

const term = (t: Term): TermNode => ({
  columns: [t.sum].flat(),
  ...(t.minus === undefined ? {} : { minus: [t.minus].flat() }),
  times: t.times,
  where: t.where,
  recorded: t.recorded,
});

export function measureOf(metric: CataloguedMetric): MeasureNode {
  const { formula } = metric;
  const node: MeasureNode = {
    metric,
    relation: metric.relation,
    rows: rowsOf(formula),
    numerator: { columns: [] },
    denominator: null,
    per: 1,
    byPerson: metric.interval === "ratio_by_person" || metric.interval === "mean_by_person",
    people: "denominator",
    contributors: metric.contributors,
  };
  switch (formula.kind) {
    case "sum":
      return { ...node, numerator: term(formula.of), people: "recorded" };
    case "end_of_period":
      return { ...node, numerator: term(formula.of), people: "numerator" };
    case "average_over_months":
      return { ...node, numerator: term(formula.of), denominator: "months", people: "numerator" };
    case "mean":
      return {
        ...node,
        numerator: { columns: [formula.value], times: formula.weight },
        denominator: { columns: formula.weight ? [formula.weight] : [], recorded: formula.value },
      };
    case "ratio":
    case "rolling_12m":
      return {
        ...node,
        numerator: term(formula.numerator),
        denominator: term(formula.denominator),
        per: formula.kind === "rolling_12m" || formula.annualise ? 12 : 1,
      };
    case "share_of_people":
      return {
        ...node,
        numerator: term(formula.numerator),
        denominator: term(formula.denominator),
        counts: "people",
      };
    case "retained_12m":
      return {
        ...node,
        numerator: { columns: [formula.of], own: [{ column: formula.of, power: 1 }] },
        denominator: { columns: [formula.of] },
        own: { months: "year_later", columns: [formula.of], everywhere: metric.disclosure === "visible" },
      };
    case "mean_per_person_12m": {
      const factors = formula.product.map(({ sum, power = 1 }) => ({ column: sum, power }));
      const own: OwnMonths = {
        months: "trailing_year",
        columns: [...new Set(factors.map(({ column }) => column))],
        everywhere: metric.disclosure === "visible",
      };
      return {
        ...node,
        numerator: { columns: [formula.weight], own: factors },
        denominator: { columns: [formula.weight], own: [] },
        own,
      };
    }
  }
}

function rowsOf(formula: Formula): RowChoice {
  switch (formula.kind) {
    case "rolling_12m":
      return "trailing_year";
    case "end_of_period":
    case "mean_per_person_12m":
      return "last_month";
    case "retained_12m":
      return "year_before";
    case "mean":
    case "ratio":
      return formula.at === "end_of_period" ? "last_month" : "period";
    case "share_of_people":
      return formula.over === "12_months" ? "trailing_year" : "period";
    default:
      return "period";
  }
}
