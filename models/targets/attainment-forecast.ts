// Forecast of a quarter + the company's target on record for it → what part of the target is reached at the 10th, 50th and 90th
// percentile: what a pay simulation takes.
import type { AttainmentForecast } from "../pay/attainment-cost.js";
import type { ModelContext } from "../model-context.js";
import { isRefusal, type Refusal } from "../model.js";
import { subjectFor } from "./commit-target.js";
import { forecastTarget } from "./forecast-target.js";
import { readableTargets } from "./readable-targets.js";
import { targetErrors as fail } from "./target-errors.js";
import { targetId } from "./target-ledger.js";

export interface TargetAttainment extends AttainmentForecast {
  metric: string;
  from: string;
  to: string;
  target: number;
  /** Line of the ledger. */
  line: number;
}

/**
 * Of the first quarter to come, or the one that runs, with a target in force for everybody whom the reader reads. Errors:
 * attainment_without_target, and those of forecasts.
 */
export async function attainmentForecast(
  context: ModelContext,
  metric: string,
): Promise<TargetAttainment | Refusal> {
  const answer = await forecastTarget(context, { metric });
  if (isRefusal(answer)) return answer;
  const standing = (await readableTargets(context)).filter(({ replacedBy }) => replacedBy === null);
  for (const { from, to, low80, commit, high80 } of answer.quarters) {
    const id = targetId(subjectFor(context.reader, { metric, where: [] }), { from, to });
    const line = standing.find(({ target }) => target === id);
    if (!line) continue;
    const share = (total: number): number => Math.max(0, total) / line.value;
    return { metric, from, to, target: line.value, line: line.seq, low: share(low80), middle: share(commit), high: share(high80) }; // prettier-ignore
  }
  const [next] = answer.quarters;
  throw fail.attainment_without_target({ metric, from: next?.from ?? "–", to: next?.to ?? "–" });
}
