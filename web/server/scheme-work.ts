// Long work on KPI schemes, for a process of its own: a back-test, a draft's preview on a past period.
import { cacheFacts } from "../../engine/index.js";
import { metricError } from "../../engine/metrics/metric-errors.js";
import { readsEverybody } from "../../engine/metrics/reader.js";
import type { ModelContext } from "../../models/model-context.js";
import { saveBacktest } from "../../models/schemes/backtest/backtest-store.js";
import type { Backtest, SideFacts } from "../../models/schemes/backtest/backtest-types.js";
import { sideFacts } from "../../models/schemes/backtest/backtest.js";
import { pinnedScheme } from "../../models/schemes/backtest/pinned-scheme.js";
import { requireScores, runBacktest } from "../../models/schemes/backtest/run-backtest.js";
import { schemeErrors } from "../../models/schemes/scheme-errors.js";
import { schemeNamed } from "../../models/schemes/scheme-files.js";
import { lastWholePeriod } from "../../models/schemes/scheme-periods.js";
import type { Scheme } from "../../models/schemes/scheme-schema.js";
import { scoreScheme } from "../../models/schemes/score-scheme.js";
import type { PersonScore } from "../../models/schemes/score-types.js";
import { schemeBonus } from "./scheme-bonus.js";
import { checkDraftText } from "./scheme-text-check.js";

/** A scheme on file, or a text that is not saved yet. */
export type SchemeChoice = { id: string; version?: string } | { text: string; version?: string };

export type SchemeWork =
  | { do: "backtest"; a: SchemeChoice; b: SchemeChoice; periods?: string[] }
  | { do: "preview"; text: string };

export interface SchemePreview {
  period: string;
  facts: SideFacts;
  /** The person in the middle, without a number or a name; null below k people. */
  example: Omit<PersonScore, "employee"> | null;
}

export async function schemeWork(context: ModelContext, work: SchemeWork): Promise<Backtest | SchemePreview> {
  return work.do === "backtest" ? runAndSave(context, work) : preview(context, work.text);
}

async function runAndSave(
  context: ModelContext,
  work: Extract<SchemeWork, { do: "backtest" }>,
): Promise<Backtest> {
  const { workspace, reader, now, cache } = context;
  const a = { scheme: chosen(context, work.a), ...versionOf(work.a) };
  const b = { scheme: chosen(context, work.b), ...versionOf(work.b) };
  const found = await runBacktest(context, {
    a,
    b,
    ...(work.periods && { periods: work.periods }),
    bonusFor: (periods) => schemeBonus(context, [a.scheme.id, b.scheme.id], periods),
  });
  // a draft is nobody's business yet, and part of a company is not the company
  const areOnFile = "id" in work.a && "id" in work.b;
  if (areOnFile && readsEverybody(reader)) saveBacktest(workspace, found, cache.snapshot, now);
  return found;
}

/** The last whole period under the text's latest version. Errors: scheme_invalid, backtest_needs_person_rights. */
async function preview(context: ModelContext, text: string): Promise<SchemePreview> {
  const { workspace } = context;
  requireScores(context.reader);
  const { scheme, version } = pinnedScheme(parsed(context, text));
  const period = lastWholePeriod(scheme, await history(context));
  const scores = await scoreScheme(context, scheme, period);
  if (scores.length === 0) throw schemeErrors.scheme_nobody({ scheme: scheme.id, period });
  const complete = scores.filter(({ isComplete }) => isComplete);
  const rising = (complete.length > 0 ? complete : scores).toSorted((x, y) => x.total - y.total);
  const { employee: _, ...example } = rising[Math.floor(rising.length / 2)]!;
  return {
    period,
    facts: sideFacts({ scheme, version, scores, bands: scheme.versions[0]!.bands }),
    example: scores.length >= (workspace.config.k ?? 5) ? example : null,
  };
}

const versionOf = ({ version }: SchemeChoice) => (version === undefined ? {} : { version });

const chosen = (context: ModelContext, choice: SchemeChoice): Scheme =>
  "id" in choice ? schemeNamed(context.workspace, choice.id).scheme : parsed(context, choice.text);

function parsed({ workspace }: ModelContext, text: string): Scheme {
  const checked = checkDraftText(workspace, text);
  if (checked.problems[0]) throw checked.problems[0];
  return checked.scheme!;
}

async function history({ cache, workspace }: ModelContext) {
  const facts = await cacheFacts({ ...cache, workspace });
  if (!facts.history) throw metricError.history_empty();
  return facts.history;
}
