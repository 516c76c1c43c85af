// A workspace after a crash → as it was before the interrupted step, or complete; never in between.
import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { appendJournal, fsyncFolder, readJournal, setTornLineAside } from "../journal.js";
import { breakText } from "../journal-break.js";
import type { Bilingual } from "../locale.js";
import type { Workspace } from "../workspace.js";
import { isAlive, isLocked } from "../workspace-lock.js";
import { fail } from "./ingest-errors.js";
import { sourceManifests } from "./manifest.js";
import { activeStagings, importLock, journalImport } from "./staging.js";

export interface Recovery {
  /** Half-written imports that were removed. */
  removed: string[];
  /** Finished imports whose journal line was missing. */
  completed: string[];
  /** File that an unfinished journal line was moved to. */
  torn?: string;
  /** What to tell the user; empty when there was nothing to do. */
  messages: Bilingual[];
}

/** Every command calls this when it opens a workspace. Imports that another living process is writing are left alone. */
export function recoverWorkspace(workspace: Workspace, now: Date): Recovery {
  const removed = removeHalfWritten(workspace);
  const torn = existsSync(workspace.path("journal.ndjson")) ? setTornLineAside(workspace) : undefined;
  const { lost } = readJournal(workspace);
  const completed = completeJournal(workspace, now);
  if (lost) appendJournal(workspace, { kind: "journal_loss", ...lost, ...(torn ? { torn } : {}) }, now);
  const messages: Bilingual[] = [];
  if (removed.length > 0)
    messages.push({
      en: "The last import was interrupted before it was finished. Its half-written files were removed; nothing is lost: the workspace is as it was before. Run the import again.",
      zh: "上次导入在完成前被中断。未写完的文件已清除；没有数据丢失：工作区与导入前一致。请重新导入。",
    });
  if (completed.length > 0)
    messages.push({
      en: `The last import (${completed.join(", ")}) was interrupted just after it was finished. It is complete; nothing is lost.`,
      zh: `上次导入（${completed.join("、")}）在完成后即被中断。导入完整；没有数据丢失。`,
    });
  if (torn)
    messages.push({
      en: `The last line of the journal was unfinished and was moved to ${torn}; nothing is lost.`,
      zh: `日志的最后一行未写完，已移至 ${torn}；没有数据丢失。`,
    });
  if (lost)
    messages.push({
      en: `The journal lacks lines that were written, from line ${lost.line} on (${breakText(lost, "en")}). Imports are complete, their lines were written again; what else was recorded there is in ${torn ?? "a backup only"}. The loss itself is recorded.`,
      zh: `日志缺少曾写入的行，自第 ${lost.line} 行起（${breakText(lost, "zh")}）。导入数据完整，其记录行已重新写入；其余记录仅存于${torn ? ` ${torn} ` : "备份"}中。此次缺失已记录在案。`,
    });
  return { removed, completed, ...(torn ? { torn } : {}), messages };
}

function removeHalfWritten(workspace: Workspace): string[] {
  const imports = workspace.path("imports");
  if (!existsSync(imports)) return [];
  const left = readdirSync(imports).filter((name) => {
    const pid = /^\.staging-(\d+)-/.exec(name)?.[1];
    if (pid === undefined || activeStagings.has(workspace.path("imports", name))) return false;
    return Number(pid) === process.pid || !isAlive(Number(pid));
  });
  for (const name of left) rmSync(workspace.path("imports", name), { recursive: true, force: true });
  if (left.length > 0) fsyncFolder(imports);
  return left;
}

/** The rename is the moment of commit: an import folder without a journal line is complete and gets its line. */
function completeJournal(workspace: Workspace, now: Date): string[] {
  if (isLocked(importLock(workspace))) return [];
  const manifests = sourceManifests(workspace);
  if (manifests.length === 0) return [];
  const journalled = new Set(
    readJournal(workspace)
      .lines.filter((line) => line.kind === "import")
      .map((line) => line.import),
  );
  const missing = manifests.filter((m) => !journalled.has(m.id));
  for (const manifest of missing) {
    for (const part of manifest.tables.flatMap((t) => t.parts)) {
      const file = workspace.path("imports", manifest.id, part.file);
      if (!existsSync(file) || statSync(file).size !== part.bytes)
        throw fail.import_damaged({ id: manifest.id, file: part.file });
    }
    journalImport(workspace, manifest, now, true);
  }
  return missing.map((m) => m.id);
}
