// Journal lines of what left with person-level rights → the files outside of the workspace that name the erased person, or may: they
// cannot be reached, so the report says where they lie.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { JournalLine } from "../journal.js";
import type { Workspace } from "../workspace.js";
import { digestManifest } from "./erase-digests.js";
import type { Redaction } from "./redact-text.js";
import { textHolds } from "./text-holds.js";

export interface DepartedFile {
  /** Absolute. Of a digest: its folder. */
  file: string;
  what: string;
  /** Of the last line that names the file. */
  at: string;
  /** `gone`: no longer there, so it was deleted or taken elsewhere; `may_name`: its bytes don't show its texts. */
  state: "names" | "may_name" | "gone";
}

/** In the order of the journal. Files inside the workspace are not among them: those are reached. */
export function departedFiles(
  workspace: Pick<Workspace, "dir">,
  lines: readonly JournalLine[],
  redaction: Redaction,
): DepartedFile[] {
  const { employeeId } = redaction.marks;
  const found = new Map<string, DepartedFile>();
  for (const line of lines) {
    if (typeof line.file !== "string" || !path.isAbsolute(line.file)) continue;
    if (line.kind !== "export" && line.kind !== "pay_check_written") continue;
    if (isInside(workspace.dir, line.file)) continue;
    const isOther = typeof line.person === "string" && line.person !== employeeId;
    const what = String(line.what ?? line.kind);
    for (const [file, state] of placesOf(line.file, line.person === employeeId, redaction))
      if (!isOther || state === "names") found.set(file, { file, what, at: line.at, state });
  }
  return [...found.values()];
}

function isInside(dir: string, file: string): boolean {
  const away = path.relative(path.resolve(dir), file);
  return away !== "" && !away.startsWith("..") && !path.isAbsolute(away);
}

function placesOf(file: string, isTheirs: boolean, redaction: Redaction): [string, DepartedFile["state"]][] {
  if (!existsSync(file)) return [[file, "gone"]];
  if (statSync(file).isDirectory()) return digestsIn(file, redaction.marks.employeeId);
  if (isTheirs || textHolds(readFileSync(file), redaction)) return [[file, "names"]];
  return /\.(csv|json|md|html|txt|yml|yaml)$/i.test(file) ? [] : [[file, "may_name"]];
}

/** Folders of an outbox that hold a sheet of the person. */
function digestsIn(root: string, employeeId: string): [string, DepartedFile["state"]][] {
  return readdirSync(root)
    .sort()
    .flatMap((name): [string, DepartedFile["state"]][] => {
      const folder = path.join(root, name);
      const manifest = digestManifest(path.join(folder, "manifest.json"));
      const isIn =
        manifest &&
        (manifest.withoutFigures.includes(employeeId) ||
          manifest.files.some(({ employee }) => employee === employeeId));
      return isIn ? [[folder, "names"]] : [];
    });
}
