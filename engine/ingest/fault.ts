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
/** Here only the process that reads the files dies; the import goes on to refuse. */
export const childFaultPoint = "reading_child";
export type FaultPoint = (typeof faultPoints)[number] | typeof childFaultPoint;

export function faultPoint(point: FaultPoint): void {
  if (process.env.RAPPORT_FAULT === point) process.kill(process.pid, "SIGKILL");
}
