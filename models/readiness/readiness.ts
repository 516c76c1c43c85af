// Workspace + cache + who asks → every model: fitted when and on what, which candidate stands, judged how, what it still needs
// (from its own refusal), which sources are absent, and the next thing to do. Readers who may not read everybody get the
// thresholds and no counts: “29 of 30 exits” is a count of people.
import { existsSync } from "node:fs";
import { contractOf, contracts } from "../../datasets/contracts/index.js";
import type { Cache, Workspace } from "../../engine/index.js";
import { readJournal } from "../../engine/index.js";
import type { Bilingual } from "../../engine/locale.js";
import { type Reader, readsEverybody } from "../../engine/metrics/reader.js";
import type { AttritionFitted } from "../attrition-fitted.js";
import { standingOf } from "../ledger/standing.js";
import { isRefusal, type ModelCard, type Refusal } from "../model.js";
import { findModel } from "../model-store.js";
import { programmeModelId } from "../programme/evaluate-programme.js";
import { programmesOf } from "../programme/programme-files.js";
import { type ModelPlan, modelPlans } from "./model-plans.js";
import { forOthersToDo, nextStep, type NextStep } from "./next-step.js";

export type ModelState = "none" | "refused" | "off" | "fitted";

export interface ModelNeed {
  unit: string;
  label: Bilingual;
  least: number;
  /** Null where it has not been counted, or is not for this reader. */
  have: number | null;
  /** Still wanting; 0 where there is enough, null where it is not known. */
  more: number | null;
}

export interface AbsentSource {
  table: string;
  title: Bilingual;
  unlocks: Bilingual;
  /** Without it, or another of its kind, there is no answer at all. */
  isRequired: boolean;
}

export interface ModelReadiness {
  id: string;
  title: Bilingual;
  href: string;
  /** For readers of groups a refusal reads as `none`: that there are too few is a count too. */
  state: ModelState;
  fittedAt: string | null;
  /** Fitted on other data than the workspace holds now, or rows that it learnt from were erased. */
  isStale: boolean;
  needsRefit: boolean;
  window: { from: string; to: string } | null;
  counts: { rows: number; people: number; events: number } | null;
  champion: Bilingual | null;
  /** Its first test against the baseline. */
  judged:
    | (Pick<ModelCard["backtest"][number], "measure" | "model" | "baseline" | "folds"> & {
        verdict: Bilingual | null;
      })
    | null;
  /** Why there is no answer, or why it is off. */
  reason: Bilingual | null;
  needs: ModelNeed[];
  absent: AbsentSource[];
  next: NextStep;
}

export async function modelReadiness({
  workspace,
  cache,
  reader,
}: {
  workspace: Workspace;
  cache: Cache;
  reader: Reader;
}): Promise<ModelReadiness[]> {
  const present = await presentSources(cache);
  const seesAll = readsEverybody(reader);
  const programmes = programmesOf(workspace).found.map(({ programme }): ModelPlan => ({
    id: programmeModelId(programme.id),
    title: { en: `Programme: ${programme.name.en}`, zh: `项目：${programme.name.zh}` },
    href: `/programmes?programme=${programme.id}`,
    requires: [],
    sources: [["employee"]],
    useful: [],
    champion: () => null,
  }));
  return [...modelPlans, ...programmes].map((plan) =>
    readinessOf(plan, { workspace, cache, present, seesAll }),
  );
}

interface Around {
  workspace: Workspace;
  cache: Cache;
  present: ReadonlySet<string>;
  seesAll: boolean;
}

function readinessOf(plan: ModelPlan, { workspace, cache, present, seesAll }: Around): ModelReadiness {
  const stored = findModel<object>(workspace, plan.id);
  const refusal = stored && isRefusal(stored.fitted) ? stored.fitted : null;
  const off = stored && !refusal ? offReason(workspace, plan.id, stored.fitted) : null;
  const real: ModelState = !stored ? "none" : refusal ? "refused" : off ? "off" : "fitted";
  const state = seesAll || real !== "refused" ? real : "none";
  const card = state === "none" ? null : (stored?.card ?? null);
  const isStale = state !== "none" && stored !== undefined && stored.snapshot !== cache.snapshot;
  const needsRefit = state !== "none" && existsSync(workspace.path("models", plan.id, "refit.json"));
  const absent = absentSources(plan, present);
  const needs = needsOf(plan, refusal, card).map((need) =>
    seesAll ? need : { ...need, have: null, more: null },
  );
  const test = card?.backtest[0];
  const next = nextStep({ plan, state, isStale, needsRefit, needs, absent });
  return {
    id: plan.id,
    title: plan.title,
    href: plan.href,
    state,
    fittedAt: state === "none" ? null : (stored?.fittedAt ?? null),
    isStale,
    needsRefit,
    window: card?.window ?? null,
    counts: card && seesAll ? { rows: card.rows, people: card.people, events: card.events } : null,
    champion: state === "fitted" && stored ? plan.champion(stored.fitted) : null,
    judged: test
      ? {
          measure: test.measure,
          model: test.model,
          baseline: test.baseline,
          folds: test.folds,
          verdict: seesAll ? test.verdict : null,
        }
      : null,
    reason: seesAll ? (refusal?.text ?? off) : null,
    needs,
    absent,
    next: seesAll ? next : forOthersToDo(next),
  };
}

/** It says of itself that it does not beat its baseline, or lost on what it foretold. */
function offReason(workspace: Workspace, id: string, fitted: object): Bilingual | null {
  const { isOn, verdict } = fitted as Partial<AttritionFitted>;
  if (isOn === false) return verdict ?? null;
  if (id !== "attrition") return null;
  const standing = standingOf(readJournal(workspace).lines);
  return standing.isOff ? standing.reason : null;
}

/** What the refusal counted; else what the card counts; else only what is asked for. */
function needsOf({ requires }: ModelPlan, refusal: Refusal | null, card: ModelCard | null): ModelNeed[] {
  return requires.map(({ unit, least, label }) => {
    const needed = Number(refusal?.facts[`${unit}Needed`] ?? least);
    const counted = refusal ? refusal.facts[unit] : (card as Record<string, unknown> | null)?.[unit];
    const have = typeof counted === "number" ? counted : null;
    const isMet = have === null && card !== null;
    return {
      unit,
      label,
      least: needed,
      have,
      more: isMet ? 0 : have === null ? null : Math.max(0, needed - have),
    };
  });
}

function absentSources({ sources, useful }: ModelPlan, present: ReadonlySet<string>): AbsentSource[] {
  const wanted = sources.filter((kind) => !kind.some((table) => present.has(table))).flat();
  const further = useful.filter((table) => !present.has(table) && !wanted.includes(table));
  const described =
    (isRequired: boolean) =>
    (table: string): AbsentSource[] => {
      const contract = contractOf(table);
      return contract ? [{ table, title: contract.title, unlocks: contract.unlocks, isRequired }] : [];
    };
  return [...wanted.flatMap(described(true)), ...further.flatMap(described(false))];
}

/** Tables that hold a row, however they came in: a flat list fills several. */
async function presentSources({ database }: Cache): Promise<Set<string>> {
  const found = await database.rows<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_name LIKE 'source\\_%' ESCAPE '\\'",
  );
  const names = new Set(found.map(({ name }) => name));
  const present = new Set<string>();
  for (const { table } of contracts) {
    if (!names.has(`source_${table}`)) continue;
    const { some } = await database.row<{ some: boolean }>(
      `SELECT count(*) > 0 AS "some" FROM (FROM source_${table} LIMIT 1)`,
    );
    if (some) present.add(table);
  }
  return present;
}
