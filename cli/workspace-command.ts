// -w DIR → the workspace, after making good what a crash left; what was made good is said on stderr.
import { settleErasure } from "../engine/erasure/erase-person.js";
import { recoverWorkspace } from "../engine/ingest/recover.js";
import type { Locale } from "../engine/locale.js";
import { openWorkspace, type Workspace } from "../engine/workspace.js";

/** Every command opens its workspace through this. */
export function openForCommand(dir: string, locale: Locale, now: Date = new Date()): Workspace {
  const workspace = openWorkspace(dir);
  settleErasure(workspace, now);
  for (const message of recoverWorkspace(workspace, now).messages) console.error(message[locale]);
  return workspace;
}
