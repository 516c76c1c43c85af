// "15 % higher": points or relative → the rate that either makes. Nothing is reckoned with a unit that nobody declared.
import { percentOf, plus, ratio, timesRatio, type Ratio } from "./decimal.js";
import type { PayRules, RaiseUnit } from "./pay-rule-schema.js";

/** What a raise adds to the base rate: 8 % by 15 % is 15 points, or 1.2 points. */
export const raiseOf = (base: Ratio, by: Ratio, unit: RaiseUnit): Ratio =>
  unit === "points" ? by : timesRatio(base, by);

export const raisedRate = (base: Ratio, by: Ratio, unit: RaiseUnit): Ratio =>
  plus(base, raiseOf(base, by, unit));

export interface UndeclaredUnit {
  /** Where in the rules. */
  at: (string | number)[];
  rule: string;
  by: string;
  base: Ratio | null;
}

/** Raises whose unit is not said, in the order of the file. */
export function undeclaredUnits(rules: PayRules): UndeclaredUnit[] {
  return rules.versions.flatMap(({ rules: list }, v) =>
    list.flatMap((rule, r) => {
      const at = ["versions", v, "rules", r];
      if (rule.kind === "repurchase_bonus" && rule.unit === undefined) {
        const base = rule.base_rate === undefined ? null : percentOf(rule.base_rate);
        return [{ at: [...at, "by"], rule: rule.id, by: rule.by, base }];
      }
      if (rule.kind !== "deal_commission") return [];
      return rule.higher.flatMap(({ by, unit }, i) =>
        unit === undefined
          ? [{ at: [...at, "higher", i, "by"], rule: rule.id, by, base: percentOf(rule.base_rate) }]
          : [],
      );
    }),
  );
}

/** The rules with one unit wherever none is said: a reading, for comparison only. */
export function readAs(rules: PayRules, unit: RaiseUnit): PayRules {
  return {
    ...rules,
    versions: rules.versions.map((version) => ({
      ...version,
      rules: version.rules.map((rule) => {
        if (rule.kind === "repurchase_bonus") return { ...rule, unit: rule.unit ?? unit };
        if (rule.kind !== "deal_commission") return rule;
        return { ...rule, higher: rule.higher.map((raise) => ({ ...raise, unit: raise.unit ?? unit })) };
      }),
    })),
  };
}

export const noRate: Ratio = ratio(0);
