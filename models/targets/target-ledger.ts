// Journal → targets as they were committed: in force or replaced, with the score that came of each. Nothing here is ever rewritten.
import { createHash } from "node:crypto";
import type { JournalLine } from "../../engine/journal.js";
import type { Filter } from "../../engine/metrics/metric-query.js";

/** Whose target: everybody (no condition), a part of the organisation, somebody's reports, or one person. */
export interface TargetSubject {
  metric: string;
  where: Filter[];
  employee?: string;
  /** Employee whose direct and indirect reports are meant. */
  reportsOf?: string;
}

export interface TargetSpan {
  /** First and last month, "YYYY-MM". */
  from: string;
  to: string;
}

export interface TargetScore {
  /** Sum of the span's months; null where some are missing, as when a person has left. */
  actual: number | null;
  reached: boolean | null;
  /** Line in the journal; the line that it took the place of, after a later import changed the past. */
  seq: number;
  insteadOf: number | null;
  at: string;
}

export interface CommittedTarget extends TargetSubject, TargetSpan {
  /** The same for every line of this subject, measure and span. */
  target: string;
  value: number;
  /** P(total ≥ value) as it was said when the target was committed. */
  chance: number;
  mean: number;
  low80: number;
  high80: number;
  commit: number;
  stretch: number;
  lastYear: number | null;
  /** Months of the span that were known already, and the last month known. */
  monthsKnown: number;
  knownTo: string;
  method: string;
  forecastHash: string;
  snapshot: string;
  by: string;
  why: string;
  at: string;
  seq: number;
  insteadOf: number | null;
  /** Line that took its place; null = in force. */
  replacedBy: number | null;
  score: TargetScore | null;
}

/** Order of conditions says nothing: the same people have the same id. */
export function targetId({ metric, where, employee, reportsOf }: TargetSubject, span: TargetSpan): string {
  const conditions = where.map(({ field, op, value }) => JSON.stringify([field, op, value])).sort();
  const key = JSON.stringify([metric, conditions, employee ?? null, reportsOf ?? null, span.from, span.to]);
  return createHash("sha256").update(key).digest("hex").slice(0, 12);
}

export const sameSubject = (a: TargetSubject, b: TargetSubject): boolean => {
  const anySpan = { from: "", to: "" };
  return targetId(a, anySpan) === targetId(b, anySpan);
};

/** Every line, in the journal's order. */
export function committedTargets(lines: readonly JournalLine[]): CommittedTarget[] {
  const scores = new Map<number, TargetScore>();
  const replaced = new Map<number, number>();
  for (const line of lines) {
    if (line.kind === "target_scored") scores.set(Number(line.target_seq), scoreOf(line));
    if (line.kind === "target_committed" && typeof line.instead_of === "number")
      replaced.set(line.instead_of, line.seq);
  }
  return lines
    .filter(({ kind }) => kind === "target_committed")
    .map((line) => ({
      target: String(line.target),
      metric: String(line.metric),
      where: line.where as Filter[],
      ...(typeof line.employee === "string" && { employee: line.employee }),
      ...(typeof line.reports_of === "string" && { reportsOf: line.reports_of }),
      from: String(line.from),
      to: String(line.to),
      value: Number(line.value),
      chance: Number(line.chance),
      mean: Number(line.mean),
      low80: Number(line.low80),
      high80: Number(line.high80),
      commit: Number(line.commit),
      stretch: Number(line.stretch),
      lastYear: line.last_year === null ? null : Number(line.last_year),
      monthsKnown: Number(line.months_known),
      knownTo: String(line.known_to),
      method: String(line.method),
      forecastHash: String(line.forecast_hash),
      snapshot: String(line.snapshot),
      by: String(line.by_user),
      why: String(line.why),
      at: line.at,
      seq: line.seq,
      insteadOf: (line.instead_of as number | null) ?? null,
      replacedBy: replaced.get(line.seq) ?? null,
      score: scores.get(line.seq) ?? null,
    }));
}

const scoreOf = (line: JournalLine): TargetScore => ({
  actual: line.actual as number | null,
  reached: line.reached as boolean | null,
  seq: line.seq,
  insteadOf: (line.instead_of as number | null) ?? null,
  at: line.at,
});

/**
 * Of each target the line by which it is judged: the last one committed before any month of its span was known, so that nobody
 * improves their record by moving a target when the result is near. Targets committed only later are judged by none.
 */
export function judgedLines(all: readonly CommittedTarget[]): CommittedTarget[] {
  const last = new Map<string, CommittedTarget>();
  for (const line of all) if (line.monthsKnown === 0) last.set(line.target, line);
  return [...last.values()];
}
