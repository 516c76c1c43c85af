// Risks of single persons as they were at issue → a file beside the journal, whose line holds its hash. Read for scoring, and
// through the reveal protocol; an erasure takes the person's row out and notes the new hash.
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { readJournal, type Workspace } from "../../engine/index.js";
import { writeWhole } from "../write-file.js";
import { ledgerErrors as fail } from "./ledger-errors.js";

export const ledgerFolder = "ledger";

export interface KeptIssue {
  issue: string;
  model: string;
  /** Month at whose end the people were looked at. */
  month: string;
  asOf: string;
  horizons: number[];
  people: { employee_id: string; unit: string | null; risk: number[] }[];
}

export interface KeptPrediction {
  issue: string;
  asOf: string;
  months: number[];
  risk: number[];
}

/** Path inside the workspace, and the file's hash. */
export function keepIssue(workspace: Workspace, kept: KeptIssue): { file: string; hash: string } {
  const file = path.posix.join(ledgerFolder, `${kept.issue}.json`);
  const text = `${JSON.stringify(kept)}\n`;
  writeWhole(workspace.path(file), text, 0o600);
  return { file, hash: createHash("sha256").update(text).digest("hex") };
}

/** Errors: kept_file_changed when it is not what the journal says it was, erasures included. */
export function readIssue(workspace: Workspace, issue: string): KeptIssue {
  const file = path.posix.join(ledgerFolder, `${issue}.json`);
  const text = existsSync(workspace.path(file)) ? readFileSync(workspace.path(file), "utf8") : "";
  const hash = createHash("sha256").update(text).digest("hex");
  let expected: unknown;
  for (const line of readJournal(workspace).lines) {
    if (line.kind === "prediction_issued" && line.issue === issue) expected = line.file_hash;
    const erased =
      line.kind === "erasure" ? (line.kept_predictions as Record<string, string> | undefined) : undefined;
    if (erased?.[`${issue}.json`]) expected = erased[`${issue}.json`];
  }
  if (hash !== expected) throw fail.kept_file_changed({ issue, file });
  return JSON.parse(text) as KeptIssue;
}

/** Issues that hold this person, the latest first. */
export function keptPredictions(workspace: Workspace, employee: string): KeptPrediction[] {
  // A file without its line was never issued: the machine stopped between the two.
  const issues = readJournal(workspace).lines.flatMap(({ kind, issue }) =>
    kind === "prediction_issued" ? [String(issue)] : [],
  );
  return [...new Set(issues)]
    .sort()
    .reverse()
    .flatMap((issue) => {
      const kept = readIssue(workspace, issue);
      const own = kept.people.find(({ employee_id }) => employee_id === employee);
      return own ? [{ issue: kept.issue, asOf: kept.asOf, months: kept.horizons, risk: own.risk }] : [];
    });
}
