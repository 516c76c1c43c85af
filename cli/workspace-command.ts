// -w DIR → the workspace, after making good what a crash or damage left; what was made good is said on stderr.
import { startWorkspace } from "../engine/durability/start-workspace.js";
import type { Locale } from "../engine/locale.js";
import type { Workspace } from "../engine/workspace.js";

/** Every command opens its workspace through this. */
export function openForCommand(dir: string, locale: Locale, now: Date = new Date()): Workspace {
  const { workspace, messages } = startWorkspace(dir, now);
  for (const message of messages) console.error(message[locale]);
  return workspace;
}
