// Fitted model + one person's last month → risk over 3, 6 and 12 months beside the company's, the reasons that add up to it, and
// what goes with a lower risk among the things that a manager can change.
import type { Bilingual } from "../../engine/locale.js";
import { attrition } from "../attrition.js";
import { leversOf, type RowLever } from "../attrition-levers.js";
import { attritionRowsOf } from "../attrition-rows.js";
import { risksOf } from "../attrition-risk.js";
import type { ModelContext } from "../model-context.js";
import { modelErrors } from "../model-errors.js";
import { isRefusal } from "../model.js";
import { fittedInForce } from "../ledger/standing.js";

const horizons = [3, 6, 12] as const;

export interface PersonPrediction {
  month: string;
  horizons: { months: number; risk: number; low: number; high: number; company: number }[];
  /** Log odds of the coming month: base + Σ parts = total, exactly. */
  base: number;
  total: number;
  reasons: { input: string; label: Bilingual; value: number; ratio: number }[];
  levers: RowLever[];
  /** Going with is not causing. */
  caution: Bilingual;
  fittedAt: string;
}

export const cautionOfCause: Bilingual = {
  en: "What goes with leaving need not cause it: changing it may change nothing. The chance is that of people like this one, not a fact about this one.",
  zh: "相关不等于因果：改变某项未必改变结果。该概率描述的是情况相似的人群，而不是关于当事人的事实。",
};

/** Undefined when the person has no row in the last month. The model must be fitted and on. */
export async function personPrediction(
  { cache, workspace }: ModelContext,
  person: string,
): Promise<PersonPrediction | undefined> {
  const fitted = fittedInForce(workspace);
  if (isRefusal(fitted))
    throw modelErrors.model_switched_off({
      model: "attrition",
      reason_en: fitted.text.en,
      reason_zh: fitted.text.zh,
    });
  if (!fitted.isOn)
    throw modelErrors.model_switched_off({
      model: "attrition",
      reason_en: fitted.verdict.en,
      reason_zh: fitted.verdict.zh,
    });
  const month = cache.history.to.slice(0, 7);
  const everybody = { id: "model", rights: "person" as const };
  const rows = await attritionRowsOf({ cache, reader: everybody }, month);
  const at = rows.findIndex((row) => row.employee_id === person);
  if (at < 0) return undefined;
  const row = rows[at];
  const risks = risksOf(fitted, [row], horizons);
  // Everybody's mean needs no interval, and so no refits.
  const lean = fitted.glass ? { ...fitted, glass: { ...fitted.glass, refits: [] } } : fitted;
  const company = risksOf(lean, rows, horizons).map(
    ({ risk }) => risk.reduce((a, b) => a + b, 0) / rows.length,
  );
  const { base, total, contributions } = attrition.explain(fitted, row);
  return {
    month,
    horizons: risks.map((horizon, h) => {
      const risk = horizon.risk[0];
      const spread = 1.96 * Math.sqrt(horizon.variance([0]));
      return {
        months: horizon.months,
        risk,
        low: Math.max(0, risk - spread),
        high: Math.min(1, risk + spread),
        company: company[h],
      };
    }),
    base,
    total,
    reasons: contributions.map(({ input, label, value, rateRatio }) => ({
      input,
      label,
      value,
      ratio: rateRatio,
    })),
    levers: leversOf(fitted, [row]),
    caution: cautionOfCause,
    fittedAt: fitted.fittedAt,
  };
}
