// RAPPORT_FAULT=<point> → the process dies there as if the power had failed. For the tests of crash safety only.

export const faultPoints = [
  "after_read",
  "after_checks",
  "staging_parts",
  "staging_manifest",
  "before_rename",
  "after_rename",
  "after_journal",
] as const;
/** Steps of writing one line of the journal, of setting a torn one aside, of repairing a damaged one. */
export const journalFaultPoints = [
  "journal_before_write",
  "journal_half_written",
  "journal_written",
  "journal_synced",
  "journal_copied",
  "journal_torn_aside",
  "journal_repair_aside",
  "journal_repair_replaced",
] as const;
/** Steps of a backup, and of putting one in place. */
export const backupFaultPoints = [
  "backup_hashed",
  "backup_half_written",
  "backup_written",
  "restore_half_unpacked",
  "restore_verified",
  "restore_moved_aside",
  "restore_in_place",
] as const;
/** Steps of building the cache. */
export const cacheFaultPoints = ["cache_built", "cache_swapped", "cache_sealed"] as const;

/** Here only the process that reads the files dies; the import goes on to refuse. */
export const childFaultPoint = "reading_child";
export type FaultPoint =
  | (typeof faultPoints)[number]
  | (typeof journalFaultPoints)[number]
  | (typeof backupFaultPoints)[number]
  | (typeof cacheFaultPoints)[number]
  | typeof childFaultPoint;

/** `halfway` is what is still done of the step before the process dies in it. */
export function faultPoint(point: FaultPoint, halfway?: () => unknown): void {
  if (process.env.RAPPORT_FAULT !== point) return;
  halfway?.();
  process.kill(process.pid, "SIGKILL");
}
