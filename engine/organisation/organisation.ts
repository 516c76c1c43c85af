// The text of `asOf.org` (a day, a month, latest, draft:NAME) → the organisation meant.
import type { Workspace } from "../workspace.js";
import { type DraftChange, draftChange } from "./draft.js";
import { draftHash, draftNames, readDraft } from "./draft-store.js";
import { organisationError } from "./organisation-errors.js";

/** An organisation: units and people's places in it as of one day, and what a draft changes about that. */
export interface Organisation {
  /** YYYY-MM-DD. */
  day: string;
  draft?: { name: string; hash: string; change: DraftChange };
}

/** `last` is the last month of the history (YYYY-MM), which `latest` stands for. Errors: organisation_unknown. */
export function organisationNamed(
  workspace: { path?: Workspace["path"] },
  text: string,
  last: string,
): Organisation {
  const found = text.trim();
  if (found === "latest") return { day: lastDay(last) };
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(found)) return { day: lastDay(found) };
  if (isDay(found)) return { day: found };
  const store = workspace.path ? { path: workspace.path } : undefined;
  const name = /^draft:(.+)$/.exec(found)?.[1];
  const draft = name !== undefined && store ? readDraft(store, name) : undefined;
  if (draft)
    return {
      day: draft.base,
      draft: { name: draft.name, hash: draftHash(draft), change: draftChange(draft.steps) },
    };
  const drafts = store ? draftNames(store) : [];
  throw organisationError.organisation_unknown({ found: found.slice(0, 60), drafts, count: drafts.length });
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** "2026-02" → "2026-02-28". */
function lastDay(month: string): string {
  const [year, number] = month.split("-").map(Number) as [number, number];
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}
