// A target somebody stands for → one line in the journal: value, chance at issue, hash of the forecast, who and why.
import { createHash } from "node:crypto";
import { appendJournal, readJournal } from "../../engine/index.js";
import type { Filter } from "../../engine/metrics/metric-query.js";
import type { Reader } from "../../engine/metrics/reader.js";
import { withLock } from "../../engine/workspace-lock.js";
import type { ModelContext } from "../model-context.js";
import { isRefusal, type Refusal } from "../model.js";
import { monthNumber, monthText } from "../month.js";
import { forecastTarget } from "./forecast-target.js";
import { targetErrors as fail } from "./target-errors.js";
import type { TargetFitted } from "./target-forecast.js";
import { committedTargets, targetId, type CommittedTarget, type TargetSubject } from "./target-ledger.js";
import { targetOutlook } from "./target-outlook.js";
import { targetSeries } from "./target-series.js";

export interface TargetCommitment {
  metric: string;
  where?: Filter[];
  employee?: string;
  /** First month of the quarter, "YYYY-MM". */
  from: string;
  value: number;
  why: string;
}

const mostReason = 500;

/** Errors: target_value_invalid, target_needs_reason, target_is_hindsight, target_unchanged, target_group_too_small. */
export async function commitTarget(
  context: ModelContext,
  commitment: TargetCommitment,
): Promise<CommittedTarget | Refusal> {
  const { workspace, cache, reader, now } = context;
  const { metric, employee, from, value } = commitment;
  const where = commitment.where ?? [];
  const why = commitment.why.trim();
  if (!Number.isFinite(value) || value <= 0) throw fail.target_value_invalid({ found: String(value) });
  if (why === "" || why.length > mostReason)
    throw fail.target_needs_reason({ most: mostReason, found: why.length });
  await mustBeReleased(context, { metric, where, employee });
  const answer = await forecastTarget(context, { metric, where, employee });
  if (isRefusal(answer)) return answer;
  const quarter = answer.quarters.find((one) => one.from === from);
  if (!quarter) {
    const known = answer.fitted.history.at(-1)!.month;
    const to = monthText(monthNumber(from) + 2);
    if (to <= known) throw fail.target_is_hindsight({ from, to, next: answer.quarters[0]?.from ?? "–" });
  }
  const span = quarter ?? { from, to: monthText(monthNumber(from) + 2) };
  const outlook = targetOutlook(answer.fitted, { from: span.from, to: span.to, target: value });
  const subject = subjectFor(reader, { metric, where, employee });
  const target = targetId(subject, span);
  const seq = withLock(workspace.path(".ledger.lock"), () => {
    const standing = committedTargets(readJournal(workspace).lines).findLast(
      (line) => line.target === target,
    );
    if (standing?.value === value) throw fail.target_unchanged({ seq: standing.seq, by: standing.by });
    const entry = {
      kind: "target_committed",
      target,
      metric,
      where: subject.where,
      ...(employee !== undefined && { employee }),
      ...(subject.reportsOf !== undefined && { reports_of: subject.reportsOf }),
      from: span.from,
      to: span.to,
      value,
      chance: outlook.probability!,
      mean: outlook.mean,
      low80: outlook.low80,
      high80: outlook.high80,
      commit: outlook.commit,
      stretch: outlook.stretch,
      last_year: outlook.lastYear,
      months_known: outlook.monthsKnown,
      known_to: answer.fitted.history.at(-1)!.month,
      method: answer.fitted.method,
      forecast_hash: forecastHash(answer.fitted),
      snapshot: cache.snapshot,
      by_user: reader.id,
      why,
      instead_of: standing?.seq ?? null,
    };
    return appendJournal(workspace, entry, now).seq;
  });
  return committedTargets(readJournal(workspace).lines).find((line) => line.seq === seq)!;
}

/** What a reader of groups is told rests on released cells; a target where any month is withheld would be set on a small team. */
async function mustBeReleased(context: ModelContext, subject: TargetSubject): Promise<void> {
  if (context.reader.rights === "person" || subject.employee !== undefined) return;
  const { months, withheld } = await targetSeries(context, subject);
  if (withheld > 0 || months.every(({ value }) => value === null))
    throw fail.target_group_too_small({ reader: context.reader.id, withheld, months: months.length });
}

/** "Everybody" of a reader is whom they read: the ledger says which people that were. */
export function subjectFor(reader: Reader, subject: TargetSubject): TargetSubject {
  const { metric, where, employee } = subject;
  if (employee !== undefined) return { metric, where, employee };
  const scope: Filter[] =
    reader.scope === undefined ? [] : [{ field: "org_unit", op: "=", value: reader.scope }];
  return {
    metric,
    where: [...where, ...scope],
    ...(reader.manages !== undefined && { reportsOf: reader.manages }),
  };
}

/** SHA-256 of all that the chances follow from. */
export const forecastHash = ({
  history,
  forecast,
  responses,
  lean,
  running,
  isNonNegative,
  seed,
}: TargetFitted): string =>
  createHash("sha256")
    .update(JSON.stringify({ history, forecast, responses, lean, running, isNonNegative, seed }))
    .digest("hex");
