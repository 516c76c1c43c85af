// Issued predictions whose time has come + what happened → scores in the journal: Brier and log loss beside the constant rate's,
// expected against actual by bin and unit. Outcomes that a later import changed are scored anew, as a new line.
import { createHash } from "node:crypto";
import { appendJournal, readJournal, type JournalEntry } from "../../engine/journal.js";
import { calibrationBins, type CalibrationBin } from "../estimators/calibration-curve.js";
import { rowLogLoss } from "../estimators/classification-scores.js";
import type { ModelContext } from "../model-context.js";
import { monthNumber, monthText } from "../month.js";
import { readIssue, type KeptIssue } from "./kept-file.js";

export interface PredictionScore {
  issue: string;
  month: string;
  /** Months ahead. */
  horizon: number;
  replay: boolean;
  people: number;
  events: number;
  expected: number;
  naiveExpected: number;
  brier: number;
  naiveBrier: number;
  logLoss: number;
  naiveLogLoss: number;
  /** Mean naive log loss − model log loss per person, and its standard error. */
  gain: number;
  gainError: number;
  bins: CalibrationBin[];
  units: { unit: string | null; people: number; expected: number; actual: number }[];
  /** Hash of who left and who did not: another one means that the past was changed. */
  outcomes: string;
  /** The score that this one takes the place of, by its line's number. */
  insteadOf: number | null;
  /** Line in the journal, and when it was written. */
  seq: number;
  at: string;
}

/**
 * Writes what is due; returns only what was written now. Errors: kept_file_changed, after everything else is scored, so that
 * spoiling one file keeps no other issue from its score.
 */
export async function scorePredictions(context: ModelContext): Promise<PredictionScore[]> {
  const { workspace, cache, now } = context;
  const known = scoresIn(readJournal(workspace).lines);
  const written: PredictionScore[] = [];
  const spoilt: unknown[] = [];
  for (const line of readJournal(workspace).lines.filter(({ kind }) => kind === "prediction_issued")) {
    const issue = String(line.issue);
    const month = String(line.month);
    let kept: KeptIssue | undefined;
    for (const horizon of line.horizons as number[]) {
      if (monthNumber(month) + horizon > monthNumber(cache.history.to)) continue;
      try {
        kept ??= readIssue(workspace, issue);
      } catch (error) {
        spoilt.push(error);
        break;
      }
      const left = await leaversWithin(context, month, horizon);
      if (!left) continue;
      const score = scoreOf(kept, horizon, left, Number(line.base_rate), line.replay === true);
      const before = known.get(`${issue} ${horizon}`);
      if (before?.outcomes === score.outcomes) continue;
      const entry = entryOf(score, before?.seq ?? null, cache.snapshot);
      const { seq, at } = appendJournal(workspace, entry, now);
      written.push({ ...score, insteadOf: before?.seq ?? null, seq, at });
    }
  }
  if (spoilt.length > 0) throw spoilt[0];
  return written;
}

/** Employee numbers that left by choice in the months after; undefined where exits were not observed in all of them. */
async function leaversWithin(
  { cache }: Pick<ModelContext, "cache">,
  month: string,
  horizon: number,
): Promise<Set<string> | undefined> {
  const [from, to] = [1, horizon].map((ahead) => `${monthText(monthNumber(month) + ahead)}-01`);
  const { observed } = await cache.database.row<{ observed: boolean }>(
    `SELECT coalesce(bool_and(exposed), false) AS observed FROM (
       SELECT month, max(exit_exposure) > 0 AS exposed FROM employee_month WHERE month BETWEEN $1 AND $2 GROUP BY month)`,
    [from, to],
  );
  if (!observed) return undefined;
  const rows = await cache.database.rows<{ id: string }>(
    `SELECT DISTINCT employee_id AS id FROM employee_month WHERE is_voluntary_exit AND month BETWEEN $1 AND $2`,
    [from, to],
  );
  return new Set(rows.map(({ id }) => id));
}

type Unwritten = Omit<PredictionScore, "insteadOf" | "seq" | "at">;

export function scoreOf(
  kept: KeptIssue,
  horizon: number,
  left: ReadonlySet<string>,
  baseRate: number,
  replay: boolean,
): Unwritten {
  const h = kept.horizons.indexOf(horizon);
  const y = Uint8Array.from(kept.people, ({ employee_id }) => (left.has(employee_id) ? 1 : 0));
  const p = Float64Array.from(kept.people, ({ risk }) => risk[h]);
  const naive = 1 - (1 - baseRate) ** horizon;
  const n = y.length;
  const gains = Float64Array.from(y, (outcome, i) => rowLogLoss(outcome, naive) - rowLogLoss(outcome, p[i]));
  const gain = meanOf(gains);
  const units = new Map<string | null, { people: number; expected: number; actual: number }>();
  kept.people.forEach(({ unit }, i) => {
    const own = units.get(unit) ?? { people: 0, expected: 0, actual: 0 };
    units.set(unit, { people: own.people + 1, expected: own.expected + p[i], actual: own.actual + y[i] });
  });
  return {
    issue: kept.issue,
    month: kept.month,
    horizon,
    replay,
    people: n,
    events: y.reduce((a, b) => a + b, 0),
    expected: p.reduce((a, b) => a + b, 0),
    naiveExpected: naive * n,
    brier: meanOf(y.length > 0 ? Float64Array.from(y, (outcome, i) => (p[i] - outcome) ** 2) : []),
    naiveBrier: meanOf(Float64Array.from(y, (outcome) => (naive - outcome) ** 2)),
    logLoss: meanOf(Float64Array.from(y, (outcome, i) => rowLogLoss(outcome, p[i]))),
    naiveLogLoss: meanOf(Float64Array.from(y, (outcome) => rowLogLoss(outcome, naive))),
    gain,
    gainError: Math.sqrt(
      gains.reduce((sum, g) => sum + (g - gain) ** 2, 0) / Math.max(1, n - 1) / Math.max(1, n),
    ),
    bins: calibrationBins(y, p, { most: 5 }),
    units: [...units].map(([unit, own]) => ({ unit, ...own })),
    outcomes: createHash("sha256")
      .update(kept.people.map(({ employee_id }, i) => `${employee_id}:${y[i]}`).join("\n"))
      .digest("hex"),
  };
}

const meanOf = (values: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return values.length > 0 ? sum / values.length : 0;
};

const entryOf = (score: Unwritten, insteadOf: number | null, snapshot: string): JournalEntry => ({
  kind: "prediction_scored",
  model: "attrition",
  snapshot,
  ...score,
  instead_of: insteadOf,
});

/** The score in force of each issue and horizon: its latest line. */
export function scoresIn(
  lines: readonly ({ kind: string; seq: number; at: string } & Record<string, unknown>)[],
): Map<string, PredictionScore> {
  const scores = new Map<string, PredictionScore>();
  for (const line of lines) {
    if (line.kind !== "prediction_scored") continue;
    const score = line as unknown as PredictionScore & { instead_of: number | null };
    scores.set(`${score.issue} ${score.horizon}`, { ...score, insteadOf: score.instead_of });
  }
  return scores;
}
