// A formula over columns with units → the units that its result may bear.
import type { Formula, Term } from "./catalogue-schema.js";
import type { ColumnFact } from "./column-facts.js";
import type { Unit } from "./unit.js";

/** What comes out of a formula: units that say it rightly (none = the parts do not fit), and the parts in words. */
export interface FormulaUnits {
  allowed: readonly Unit[];
  found: string;
}

type Facts = Readonly<Record<string, ColumnFact>>;

export function unitsOfFormula(formula: Formula, facts: Facts): FormulaUnits {
  switch (formula.kind) {
    case "sum":
    case "end_of_period":
    case "average_over_months":
      return single(termUnits(formula.of, facts));
    case "mean":
      return single([facts[formula.value].unit]);
    case "share_of_people":
    case "retained_12m":
      return { allowed: ["share"], found: "people ÷ people" };
    case "mean_per_person_12m": {
      const parts = formula.product.map(({ sum, power = 1 }) => `${facts[sum].unit}^${power}`);
      const [only] = formula.product;
      const plain = formula.product.length === 1 && (only.power ?? 1) === 1;
      return { allowed: plain ? [facts[only.sum].unit] : ["index"], found: parts.join(" × ") };
    }
    case "ratio":
    case "rolling_12m":
      return ratioUnits(formula, facts);
  }
}

function ratioUnits(
  formula: Extract<Formula, { kind: "ratio" | "rolling_12m" }>,
  facts: Facts,
): FormulaUnits {
  const [above, below] = [formula.numerator, formula.denominator].map((t) => termUnits(t, facts));
  const found = `${above.join(" + ")} ÷ ${below.join(" + ")}`;
  if (above.length > 1 || below.length > 1) return { allowed: [], found };
  const [n, d] = [above[0], below[0]];
  const perPersonTime = [formula.denominator.sum].flat().some((name) => facts[name].adds === "exposure");
  const perYear = formula.kind === "rolling_12m" || formula.annualise === true;
  if (perPersonTime)
    return {
      allowed: n === "count" ? [perYear ? "rate_per_year" : "rate_per_month", "count"] : [n],
      found: `${found} × ${perYear ? "years" : "months"}`,
    };
  if (n === d) return { allowed: n === "count" ? ["share", "index", "count"] : ["share", "index"], found };
  if (d === "count") return { allowed: [n], found };
  if (n === "money") return { allowed: ["money"], found };
  if (n === "hours" && d === "days") return { allowed: ["hours"], found };
  return { allowed: ["index", "count"], found };
}

const termUnits = ({ sum, minus }: Term, facts: Facts): Unit[] => [
  ...new Set([sum, minus ?? []].flat().map((name) => facts[name].unit)),
];

const single = (found: Unit[]): FormulaUnits => ({
  allowed: found.length === 1 ? found : [],
  found: found.join(" + "),
});
