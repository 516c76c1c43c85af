// Folder → an open workspace, whatever a crash, a bad disk or a wrong hand left; everything that was mended is said.
import { existsSync, readdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { settleErasure } from "../erasure/erase-person.js";
import { breakSeal, isSealed, mainCache } from "../file-seal.js";
import { recoverWorkspace } from "../ingest/recover.js";
import { appendJournal } from "../journal.js";
import type { Bilingual } from "../locale.js";
import { isAlive, isLocked } from "../workspace-lock.js";
import { openWorkspace, type Workspace } from "../workspace.js";
import { repairImports } from "./import-repair.js";
import { repairJournal } from "./journal-repair.js";
import { repairSettings, rememberSettings } from "./settings-repair.js";
import { said } from "./start-messages.js";
import { sweepLeftovers } from "./sweep-leftovers.js";

export interface Started {
  workspace: Workspace;
  /** What to tell the user; empty when there was nothing to do. */
  messages: Bilingual[];
}

/** Every command opens its workspace through this. Throws only where there is none, or where its settings say something wrong. */
export function startWorkspace(dir: string, now: Date): Started {
  const messages: Bilingual[] = [];
  const finished = finishRestore(dir);
  sweepLeftovers(dir, "restoring");
  if (finished) messages.push(said.restoreUndone(finished));
  const settings = repairSettings(dir);
  if (settings) messages.push(said.settings(settings));
  const workspace = openWorkspace(dir);
  rememberSettings(dir);
  settleErasure(workspace, now);
  sweepScratch(workspace);
  const imports = repairImports(workspace);
  const journal = repairJournal(workspace, now);
  if (journal) messages.push(said.journal(journal));
  messages.push(...imports.manifests.map(said.manifest), ...imports.aside.map(said.aside));
  if (imports.damaged.length > 0) messages.push(said.damaged(imports.damaged));
  if (imports.healed.length > 0) messages.push(said.healed(imports.healed));
  messages.push(...recoverWorkspace(workspace, now).messages);
  if (dropDamagedCache(workspace)) messages.push(said.cache());
  const { manifests, aside, healed } = imports;
  if (settings || manifests.length > 0 || aside.length > 0 || healed.length > 0)
    appendJournal(
      workspace,
      {
        kind: "repair",
        ...(settings ? { settings: settings.reason } : {}),
        ...(manifests.length > 0 ? { manifests } : {}),
        ...(aside.length > 0 ? { set_aside: aside.map(({ id }) => id) } : {}),
        ...(healed.length > 0 ? { healed: healed.map(({ id, file }) => `${id}/${file}`) } : {}),
      },
      now,
    );
  return { workspace, messages };
}

/** A restore that died between moving the old workspace away and putting the new one in place: the old one comes back. */
function finishRestore(dir: string): string | undefined {
  const root = path.resolve(dir);
  if (existsSync(root) || !existsSync(path.dirname(root))) return undefined;
  const before = readdirSync(path.dirname(root))
    .filter((name) => name.startsWith(`${path.basename(root)}.before-restore-`))
    .sort()
    .at(-1);
  if (!before) return undefined;
  renameSync(path.join(path.dirname(root), before), root);
  return before;
}

/** A cache whose bytes are not those that were written. One that no version sealed is simply built again. */
function dropDamagedCache(workspace: Workspace): boolean {
  const file = workspace.path(mainCache);
  if (!existsSync(file) || !existsSync(`${file}.seal`) || isLocked(workspace.path(".cache.lock")))
    return false;
  if (isSealed(file)) return false;
  rmSync(file, { force: true });
  rmSync(`${file}.wal`, { force: true });
  breakSeal(file);
  return true;
}

/** Scratch folders of statements, and half-built caches, whose process is gone. */
function sweepScratch(workspace: Workspace): void {
  for (const name of readdirSync(workspace.dir)) {
    const pid = /^(?:\.sql-|cache\.duckdb\.building-)(\d+)/.exec(name)?.[1];
    if (pid && Number(pid) !== process.pid && !isAlive(Number(pid)))
      rmSync(workspace.path(name), { recursive: true, force: true });
  }
}
