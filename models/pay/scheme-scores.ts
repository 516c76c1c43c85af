// A KPI scheme and a period → its scores as the multiplier reads them; a score that is not whole is none.
import type { ModelContext } from "../model-context.js";
import { schemeNamed, scoreScheme } from "../schemes/index.js";
import { decimalOf, type Ratio } from "./decimal.js";
import { payErrors } from "./pay-errors.js";
import { monthsOf, type PayPeriod } from "./pay-period.js";

/** Errors: scheme_unknown, scheme_not_in_force, pay_periods_differ, and those of scoring. */
export async function schemeScores(
  context: ModelContext,
  id: string,
  { from, to }: PayPeriod,
  employees: readonly string[],
  rules: string,
): Promise<Map<string, Ratio>> {
  if (employees.length === 0) return new Map();
  const { scheme } = schemeNamed(context.workspace, id);
  const kind = monthsOf(from, to) === 1 ? "month" : "quarter";
  if (scheme.period !== kind)
    throw payErrors.pay_periods_differ({ a: rules, b: id, periodA: kind, periodB: scheme.period });
  const name = kind === "month" ? from : `${from.slice(0, 4)}-Q${Math.ceil(Number(to.slice(5)) / 3)}`;
  const scores = await scoreScheme(context, scheme, name, { employees });
  return new Map(
    scores.flatMap(({ employee, total, isComplete }) =>
      isComplete ? [[employee, decimalOf(total)!] as const] : [],
    ),
  );
}
