// A write to the workspace → done, or an error that says what the user can mend.
import type { Workspace } from "../workspace.js";
import { fail } from "./ingest-errors.js";

export const unwritable = (workspace: Workspace, error: unknown): Error =>
  fail.workspace_unwritable({
    dir: workspace.dir,
    reason: (error as NodeJS.ErrnoException).code ?? String(error),
  });

/** The first writes to the workspace: no permission, a read-only or full disk are the user's to mend. */
export function writable<T>(workspace: Workspace, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const isDisk = ["EACCES", "EPERM", "EROFS", "ENOSPC", "EDQUOT", "ENOTDIR", "EEXIST"].includes(code ?? "");
    throw isDisk ? unwritable(workspace, error) : error;
  }
}
