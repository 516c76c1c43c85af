// A step on a draft, checked against the draft's own units → the draft with the step.
import type { Database } from "../database.js";
import type { Workspace } from "../workspace.js";
import { type Draft, draftChange, type DraftStep } from "./draft.js";
import { addDraftStep, draftHash } from "./draft-store.js";
import type { Organisation } from "./organisation.js";
import { organisationError } from "./organisation-errors.js";
import { unitTree, type UnitNode } from "./unit-tree.js";

export const organisationOfDraft = (draft: Draft): Organisation => ({
  day: draft.base,
  draft: { name: draft.name, hash: draftHash(draft), change: draftChange(draft.steps) },
});

/** Errors: draft_unit_unknown, draft_unit_exists, draft_cycle. */
export async function editDraft(
  database: Database,
  store: Pick<Workspace, "path">,
  draft: Draft,
  step: DraftStep,
  now: Date,
): Promise<Draft> {
  const units = await unitTree(database, organisationOfDraft(draft));
  const known = (unit: string): string => {
    if (units.some((u) => u.unit === unit)) return unit;
    const candidates = nearestUnits(unit, units);
    throw organisationError.draft_unit_unknown({
      unit,
      name: draft.name,
      candidates,
      count: candidates.length,
    });
  };
  const under = (unit: string, parent: string | null): void => {
    if (parent === null) return;
    known(parent);
    const above = new Map(units.map((u) => [u.unit, u.parent]));
    const seen = new Set<string>();
    for (let at: string | null = parent; at !== null && !seen.has(at); at = above.get(at) ?? null) {
      if (at === unit) throw organisationError.draft_cycle({ unit, parent });
      seen.add(at);
    }
  };
  switch (step.do) {
    case "add":
      if (units.some((u) => u.unit === step.unit) || wasMerged(draft, step.unit))
        throw organisationError.draft_unit_exists({ unit: step.unit, name: draft.name });
      if (step.parent !== null) known(step.parent);
      break;
    case "move":
      under(known(step.unit), step.to);
      break;
    case "merge":
      under(known(step.unit), step.into);
      break;
    case "rename":
      known(step.unit);
  }
  return addDraftStep(store, draft, step, now);
}

/** An id that went into another unit stays taken: its people are there. */
const wasMerged = (draft: Draft, unit: string): boolean =>
  draft.steps.some((step) => step.do === "merge" && step.unit === unit);

/** A unit's name, or a part of its name or id, is often given for its id. */
function nearestUnits(text: string, units: readonly UnitNode[]): string[] {
  const wanted = text.toLowerCase();
  const meant = (of: string): boolean =>
    of.length > 0 && (of.toLowerCase().includes(wanted) || wanted.includes(of.toLowerCase()));
  const named = units.filter((u) => u.name.toLowerCase() === wanted);
  const found = named.length > 0 ? named : units.filter((u) => meant(u.name) || meant(u.unit));
  return found.slice(0, 3).map((u) => u.unit);
}
