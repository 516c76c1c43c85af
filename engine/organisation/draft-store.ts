// Drafts of the organisation ↔ org-drafts/<name>.json in the workspace; each change is a line of the journal.
import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { appendJournal, fsyncFolder } from "../journal.js";
import type { Workspace } from "../workspace.js";
import { type Draft, draftSchema, type DraftStep } from "./draft.js";
import { organisationError } from "./organisation-errors.js";

type Store = Pick<Workspace, "path">;
const folder = "org-drafts";
const fileOf = (store: Store, name: string): string => store.path(folder, `${name}.json`);
const namePattern = /^[a-z0-9][a-z0-9-]{0,39}$/;

export function draftNames(store: Store): string[] {
  if (!existsSync(store.path(folder))) return [];
  return readdirSync(store.path(folder))
    .flatMap((file) => /^([a-z0-9][a-z0-9-]{0,39})\.json$/.exec(file)?.[1] ?? [])
    .sort();
}

/** Undefined when there is none of that name. Errors: draft_damaged. */
export function readDraft(store: Store, name: string): Draft | undefined {
  if (!namePattern.test(name) || !existsSync(fileOf(store, name))) return undefined;
  const file = `${folder}/${name}.json`;
  try {
    const checked = draftSchema.safeParse(JSON.parse(readFileSync(fileOf(store, name), "utf8")));
    if (checked.success) return checked.data;
    const issue = checked.error.issues[0]!;
    throw organisationError.draft_damaged({ file, problem: `${issue.path.join(".")}: ${issue.message}` });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw organisationError.draft_damaged({ file, problem: error.message });
  }
}

/** Errors: draft_unknown, draft_damaged. */
export function draftNamed(store: Store, name: string): Draft {
  const draft = readDraft(store, name);
  if (draft) return draft;
  const drafts = draftNames(store);
  throw organisationError.draft_unknown({ found: name.slice(0, 60), drafts, count: drafts.length });
}

/** What a receipt remembers of a draft: base and steps, not when it was made. */
export const draftHash = ({ base, steps }: Draft): string =>
  createHash("sha256")
    .update(JSON.stringify([base, steps]))
    .digest("hex")
    .slice(0, 16);

/** Errors: draft_name_invalid, draft_exists. */
export function createDraft(store: Store, name: string, base: string, now: Date): Draft {
  if (!namePattern.test(name)) throw organisationError.draft_name_invalid({ found: name.slice(0, 60) });
  if (existsSync(fileOf(store, name))) throw organisationError.draft_exists({ name });
  const draft: Draft = { version: 1, name, base, createdAt: now.toISOString(), steps: [] };
  write(store, draft);
  appendJournal(store, { kind: "org_draft_created", draft: name, base }, now);
  return draft;
}

/** Adds a step that was checked against the draft's units. */
export function addDraftStep(store: Store, draft: Draft, step: DraftStep, now: Date): Draft {
  const next = { ...draft, steps: [...draft.steps, step] };
  write(store, next);
  appendJournal(
    store,
    {
      kind: "org_draft_changed",
      draft: draft.name,
      step,
      steps: next.steps.length,
      content: draftHash(next),
    },
    now,
  );
  return next;
}

/** Back to what it was after its first `steps` steps; 0 = as it began. Errors: draft_step_unknown. */
export function rollBackDraft(store: Store, draft: Draft, steps: number, now: Date): Draft {
  if (!Number.isInteger(steps) || steps < 0 || steps > draft.steps.length)
    throw organisationError.draft_step_unknown({
      name: draft.name,
      steps: draft.steps.length,
      found: String(steps),
    });
  const next = { ...draft, steps: draft.steps.slice(0, steps) };
  write(store, next);
  appendJournal(
    store,
    {
      kind: "org_draft_rolled_back",
      draft: draft.name,
      undone: draft.steps.slice(steps),
      steps,
      content: draftHash(next),
    },
    now,
  );
  return next;
}

export function deleteDraft(store: Store, draft: Draft, now: Date): void {
  appendJournal(
    store,
    { kind: "org_draft_deleted", draft: draft.name, base: draft.base, steps: draft.steps },
    now,
  );
  rmSync(fileOf(store, draft.name), { force: true });
}

/** Whole or not at all: written beside, made durable, renamed. */
function write(store: Store, draft: Draft): void {
  mkdirSync(store.path(folder), { recursive: true });
  const file = fileOf(store, draft.name);
  const beside = `${file}.${process.pid}.tmp`;
  const handle = openSync(beside, "w");
  try {
    writeSync(handle, `${JSON.stringify(draft, null, 2)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(beside, file);
  fsyncFolder(store.path(folder));
}
