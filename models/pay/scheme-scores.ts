// A KPI scheme and a period → its scores as the multiplier reads them; nobody where the scheme is unknown or the score not whole.
import type { ModelContext } from "../model-context.js";
import type { Ratio } from "./decimal.js";
import type { PayPeriod } from "./pay-period.js";

export async function schemeScores(
  _context: ModelContext,
  _scheme: string,
  _period: PayPeriod,
  _employees: readonly string[],
): Promise<Map<string, Ratio>> {
  return new Map();
}
