// A pay rule that multiplies by a scheme's score → what it makes of each score: the base times the scheme's own multiplier.
// For the cost of two schemes on the same base; reckoned, never paid.
import type { Workspace } from "../../engine/index.js";
import { personValues } from "../../engine/metrics/person-values.js";
import type { ModelContext } from "../../models/model-context.js";
import { decimalOf, percentOf, ratio, timesRatio } from "../../models/pay/decimal.js";
import { fenOf, minorDigits, scaled, type Fen } from "../../models/pay/money.js";
import { payRulesOf } from "../../models/pay/pay-rule-files.js";
import type { RuleOf } from "../../models/pay/pay-rule-schema.js";
import type { BacktestPeriod } from "../../models/schemes/backtest/run-backtest.js";
import type { Bonus } from "../../models/schemes/backtest/compare-cost.js";

type Multiplier = RuleOf<"score_multiplier">;
type Base = Exclude<Multiplier["base"], { rule: string }>;

/** Undefined where no pay rule names either scheme: the cost is then not known. `periods`: first and last month of each. */
export async function schemeBonus(
  context: ModelContext,
  schemes: readonly string[],
  periods: readonly BacktestPeriod[],
): Promise<Bonus | undefined> {
  const base = baseOf(context.workspace, schemes);
  if (!base) return undefined;
  const digits = minorDigits(context.workspace.config.currency ?? "CNY");
  const bases = new Map<string, Fen>();
  if ("base_pay" in base)
    for (const { period, from, to, months } of periods)
      for (const { employee, value } of await personValues(
        { ...context.cache, workspace: context.workspace },
        { metrics: ["base_pay_mean"], from, to },
        { reader: context.reader },
      ))
        if (value !== null)
          bases.set(
            `${period} ${employee}`,
            scaled(
              fenOf(value.toFixed(digits), digits),
              timesRatio(percentOf(base.base_pay)!, ratio(months)),
            ),
          );
  return ({ employee, period, multiplier }) => {
    const own = "amount" in base ? fenOf(base.amount, digits) : bases.get(`${period} ${employee}`);
    return own === undefined || multiplier === null ? null : scaled(own, decimalOf(multiplier)!);
  };
}

function baseOf(workspace: Workspace, schemes: readonly string[]): Base | undefined {
  const { currency = "CNY", timeZone = "Asia/Shanghai" } = workspace.config;
  const rules = payRulesOf({ dir: workspace.dir, config: { currency, timeZone } })
    .found.flatMap((file) => file.rules.versions.at(-1)?.rules ?? [])
    .filter((rule): rule is Multiplier => rule.kind === "score_multiplier");
  for (const id of schemes) {
    const base = rules.find(({ scheme, base: of }) => scheme === id && !("rule" in of))?.base;
    if (base && !("rule" in base)) return base;
  }
  return undefined;
}
