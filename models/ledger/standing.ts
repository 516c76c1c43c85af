// The ledger's scores → does the model still stand? One that lost to the constant rate on what it foretold is off, with the
// reason, until it is fitted again and beats that rate on held-back months.
import { appendJournal, readJournal, type Workspace } from "../../engine/index.js";
import type { JournalLine } from "../../engine/journal.js";
import type { Bilingual } from "../../engine/locale.js";
import type { AttritionFitted } from "../attrition-fitted.js";
import { modelErrors } from "../model-errors.js";
import { isRefusal, type Refusal } from "../model.js";
import { loadModel } from "../model-store.js";
import { scoresIn, type PredictionScore } from "./score-predictions.js";

export interface Standing {
  isOff: boolean;
  reason: Bilingual | null;
  /** Issues that count, each at its longest horizon that has come. */
  issues: number;
  events: number;
  /** Mean log loss of the constant rate − that of the model, per person; below 0 the model lost. */
  gain: number | null;
  gainError: number | null;
}

const leastIssues = 2;
const leastEvents = 30;

/** Replays were made after the fact: they are shown, and do not count. */
export function standingOf(lines: readonly JournalLine[]): Standing {
  const off = lines.findLast(({ kind, model }) => kind === "model_switched_off" && model === "attrition");
  const refitted = isRefitted(lines, off);
  const longest = new Map<string, PredictionScore>();
  const issuedAt = new Map(
    lines.filter(({ kind }) => kind === "prediction_issued").map((line) => [String(line.issue), line.seq]),
  );
  for (const score of scoresIn(lines).values()) {
    if (score.replay || (off && (issuedAt.get(score.issue) ?? 0) < off.seq)) continue;
    const other = longest.get(score.issue);
    if (!other || other.horizon < score.horizon) longest.set(score.issue, score);
  }
  const scores = [...longest.values()];
  const people = scores.reduce((sum, s) => sum + s.people, 0);
  const events = scores.reduce((sum, s) => sum + s.events, 0);
  const gain = people > 0 ? scores.reduce((sum, s) => sum + s.gain * s.people, 0) / people : null;
  const gainError =
    people > 0 ? Math.sqrt(scores.reduce((sum, s) => sum + (s.gainError * s.people) ** 2, 0)) / people : null;
  const counted = { issues: scores.length, events, gain, gainError };
  if (off && !refitted)
    return { isOff: true, reason: { en: String(off.reason_en), zh: String(off.reason_zh) }, ...counted };
  const isJudged = scores.length >= leastIssues || events >= leastEvents;
  if (isJudged && gain !== null && gain < 0)
    return { isOff: true, reason: reasonOf(scores.length, events, gain), ...counted };
  return { isOff: false, reason: null, ...counted };
}

/** Fitted again since that line, and good enough to be on. */
const isRefitted = (lines: readonly JournalLine[], off: JournalLine | undefined): boolean =>
  off !== undefined &&
  lines.some(
    ({ kind, model, seq, refused, is_on: isOn }) =>
      kind === "model_fitted" &&
      model === "attrition" &&
      seq > off.seq &&
      refused === undefined &&
      isOn !== false,
  );

const reasonOf = (issues: number, events: number, gain: number): Bilingual => ({
  en: `Off: on ${issues} issued ${issues === 1 ? "prediction" : "predictions"} that came due (${events} exits) it did worse than the constant rate (log loss ${(-gain).toFixed(4)} higher). Fit it again; it comes back when it beats that rate on held-back months.`,
  zh: `已停用：在 ${issues} 次到期的已发布预测上（${events} 次离职），其表现不如恒定比率（对数损失高 ${(-gain).toFixed(4)}）。请重新拟合；若在留出的月份上优于该比率，即恢复启用。`,
});

/** Notes the loss once, so that it stays known whatever is scored later. */
export function noteStanding(workspace: Workspace, now: Date): Standing {
  const { lines } = readJournal(workspace);
  const standing = standingOf(lines);
  // Off by a line that stands is noted already, whatever else was fitted or refused since.
  const noted = lines.findLast(({ kind, model }) => kind === "model_switched_off" && model === "attrition");
  const isNoted = standing.reason?.en === noted?.reason_en && !isRefitted(lines, noted);
  if (standing.isOff && !isNoted)
    appendJournal(
      workspace,
      {
        kind: "model_switched_off",
        model: "attrition",
        reason_en: standing.reason!.en,
        reason_zh: standing.reason!.zh,
        issues: standing.issues,
        events: standing.events,
        gain: standing.gain,
      },
      now,
    );
  return standing;
}

/** The fitted model as it may be used: off where the ledger says so. Errors: model_not_fitted. */
export function fittedInForce(workspace: Workspace): AttritionFitted | Refusal {
  const { fitted } = loadModel<AttritionFitted>(workspace, "attrition");
  // One of an older version cannot be read any more: it is as if it had never been fitted.
  if (!isRefusal(fitted) && fitted.version !== 2)
    throw modelErrors.model_not_fitted({ model: "attrition", workspace: workspace.dir });
  if (isRefusal(fitted) || !fitted.isOn) return fitted;
  const standing = standingOf(readJournal(workspace).lines);
  return standing.isOff ? { ...fitted, isOn: false, champion: "naive", verdict: standing.reason! } : fitted;
}
