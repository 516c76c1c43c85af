// New versions of several files → all of them in place, or none: staged beside, committed by a plan, finished after a crash.
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { fsyncFolder, type JournalEntry } from "../journal.js";
import type { Workspace } from "../workspace.js";

export interface SwapPlan {
  /** Paths relative to the workspace; each has its new version staged under the same path. */
  files: string[];
  /** Rebuildable files to remove. */
  removed: string[];
  /** Journal line to write when all is in place. */
  line: JournalEntry;
}

const folderName = ".erasing";
const planName = "plan.json";

/** Where the new version of a file is written before it counts. */
export function stagedPath(workspace: Pick<Workspace, "path">, file: string): string {
  const staged = workspace.path(folderName, file);
  mkdirSync(path.dirname(staged), { recursive: true });
  return staged;
}

export function writeStaged(
  workspace: Pick<Workspace, "path">,
  file: string,
  content: string | Buffer,
): void {
  const staged = stagedPath(workspace, file);
  writeFileSync(staged, content);
  const handle = openSync(staged, "r");
  fsyncSync(handle);
  closeSync(handle);
}

/** From here on the change is made, whatever happens to this process. */
export function commitSwap(workspace: Pick<Workspace, "path">, plan: SwapPlan): void {
  const folder = workspace.path(folderName);
  mkdirSync(folder, { recursive: true });
  writeStaged(workspace, `${planName}.new`, JSON.stringify(plan));
  renameSync(path.join(folder, `${planName}.new`), path.join(folder, planName));
  fsyncFolder(folder);
}

/**
 * Finishes a committed swap; throws away one that was not. Returns the journal line that is still to be written (the
 * caller writes it and then calls `endSwap`), or undefined.
 */
export function finishSwap(workspace: Pick<Workspace, "path">): JournalEntry | undefined {
  const folder = workspace.path(folderName);
  const file = path.join(folder, planName);
  if (!existsSync(file)) {
    rmSync(folder, { recursive: true, force: true });
    return undefined;
  }
  const plan = JSON.parse(readFileSync(file, "utf8")) as SwapPlan;
  for (const name of plan.files) {
    const staged = workspace.path(folderName, name);
    if (!existsSync(staged)) continue; // already in its place
    renameSync(staged, workspace.path(name));
    fsyncFolder(path.dirname(workspace.path(name)));
  }
  for (const name of plan.removed) rmSync(workspace.path(name), { recursive: true, force: true });
  return plan.line;
}

export const endSwap = (workspace: Pick<Workspace, "path">): void =>
  rmSync(workspace.path(folderName), { recursive: true, force: true });
