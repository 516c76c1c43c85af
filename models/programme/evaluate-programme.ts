// Programme + workspace → its evaluation: every outcome by every design that the data allow, what else changed, what to make of it; saved.
import { readsEverybody } from "../../engine/metrics/reader.js";
import { falseDiscovery, falseDiscoveryRate } from "../../engine/metrics/false-discovery.js";
import type { Bilingual } from "../../engine/locale.js";
import type { Unit } from "../../engine/metrics/unit.js";
import type { ModelContext } from "../model-context.js";
import { modelErrors } from "../model-errors.js";
import { findModel, saveModel, type StoredModel } from "../model-store.js";
import { changeOverlap, type Overlap } from "./change-overlap.js";
import { costOfEffect, type CostOfEffect } from "./cost-of-effect.js";
import { evaluateOutcome, type OutcomeEvaluation } from "./outcome-evaluation.js";
import { programmeCard } from "./programme-card.js";
import { programmeError } from "./programme-errors.js";
import { registrationOf, type ProgrammeFile, type Registration } from "./programme-files.js";
import { programmePeople } from "./programme-people.js";
import { outcomeRows } from "./programme-rows.js";
import type { Programme } from "./programme-schema.js";
import { outcomeWords, type OutcomeWords } from "./outcome-words.js";

export interface JudgedOutcome extends OutcomeEvaluation {
  label: Bilingual;
  unit: Unit;
  /** Benjamini–Hochberg over the programme's outcomes. */
  q: number;
  isBeyondChance: boolean;
  /** Null where the plan declares no costs. */
  cost: CostOfEffect | null;
  words: OutcomeWords;
}

export interface ProgrammeEvaluation {
  programme: Programme;
  registration: Registration;
  outcomes: JudgedOutcome[];
  /** Metrics without a row of a treated person before or after. */
  withoutRows: string[];
  overlaps: Overlap[];
  people: { treated: number; compared: number; late: number; leftOut: number };
  isStaggered: boolean;
  rows: number;
}

export const programmeModelId = (id: string): string => `programme-${id}`;

/** Errors: fit_needs_person_rights, programme_outside_history, programme_nobody, programme_outcome_unsuited. */
export async function evaluateProgramme(
  context: ModelContext,
  file: ProgrammeFile,
  { save = true }: { save?: boolean } = {},
): Promise<StoredModel<ProgrammeEvaluation>> {
  const { reader, workspace, cache, now } = context;
  if (!readsEverybody(reader)) throw modelErrors.fit_needs_person_rights({ reader: reader.id });
  const { programme } = file;
  requireHistory(programme, cache.history);
  const placed = await programmePeople(context, programme);
  const { phases } = programme;
  const overlaps = await changeOverlap(context, programme);
  const judged: Omit<JudgedOutcome, "q" | "isBeyondChance" | "cost" | "words">[] = [];
  const withoutRows: string[] = [];
  let rows = 0;
  for (const metric of new Set(programme.outcomes)) {
    const outcome = await outcomeRows(context, metric, { from: phases.before.from, to: phases.after.to });
    rows += outcome.rows.length;
    const found = evaluateOutcome(outcome, programme, placed);
    if (found) judged.push({ ...found, label: outcome.metric.label, unit: outcome.metric.unit });
    else withoutRows.push(metric);
  }
  const q = falseDiscovery(judged.map(({ effect }) => effect.p));
  const { people, isStaggered, leftOut } = placed;
  const count = (group: "treated" | "compared"): number =>
    people.filter((person) => person.group === group).length;
  const evaluation: ProgrammeEvaluation = {
    programme,
    registration: registrationOf(workspace, file),
    outcomes: judged.map((outcome, i) => {
      const isBeyondChance = q[i]! <= falseDiscoveryRate;
      const { currency } = workspace.config;
      const cost = costOfEffect(outcome, outcome.unit, programme, currency);
      const told = { ...outcome, q: q[i]!, isBeyondChance, cost };
      return {
        ...told,
        words: outcomeWords(told, { programme, overlaps, currency }),
      };
    }),
    withoutRows,
    overlaps,
    people: {
      treated: count("treated"),
      compared: count("compared"),
      late: people.filter(({ isLate }) => isLate).length,
      leftOut,
    },
    isStaggered,
    rows,
  };
  const fittedAt = now.toISOString();
  const stored = {
    fitted: evaluation,
    card: programmeCard(evaluation, { fittedAt, snapshot: cache.snapshot }),
    snapshot: cache.snapshot,
    fittedAt,
  };
  if (save) saveModel(workspace, programmeModelId(programme.id), stored, now);
  return stored;
}

export const findEvaluation = (
  workspace: ModelContext["workspace"],
  id: string,
): StoredModel<ProgrammeEvaluation> | undefined =>
  findModel<ProgrammeEvaluation>(workspace, programmeModelId(id));

/** Every phase has at least one month in the history. */
function requireHistory({ id, phases }: Programme, history: { from: string; to: string }): void {
  const months = (span: { from: string; to: string }): boolean =>
    span.from <= history.to && span.to >= history.from;
  for (const phase of ["before", "change", "after"] as const)
    if (!months(phases[phase]))
      throw programmeError.programme_outside_history({
        id,
        phase,
        ...phases[phase],
        historyFrom: history.from,
        historyTo: history.to,
      });
}
