// Kept predictions of single persons (ledger/*.json) → the same files without the person's row, and their new hashes: the journal
// holds those of the issue. Sums of groups stay: they were published, and one person is not read from them.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Workspace } from "../workspace.js";
import type { Redaction } from "./redact-text.js";
import { writeStaged } from "./swap-files.js";

export const keptPredictionFile = /^ledger[/\\][^/\\]+\.json$/;

interface Kept {
  people: { employee_id: string }[];
}

/** Name of each file staged → its hash. A pseudonym keeps the row under the token: it can still be scored. */
export function erasePredictions(
  workspace: Workspace,
  { marks, token }: Redaction,
  mode: "erase" | "pseudonymise",
): Record<string, string> {
  const folder = workspace.path("ledger");
  const hashes: Record<string, string> = {};
  if (!existsSync(folder)) return hashes;
  for (const name of readdirSync(folder).filter((file) => file.endsWith(".json"))) {
    const kept = JSON.parse(readFileSync(path.join(folder, name), "utf8")) as Kept;
    if (!kept.people.some(({ employee_id: id }) => id === marks.employeeId)) continue;
    const people =
      mode === "erase"
        ? kept.people.filter(({ employee_id: id }) => id !== marks.employeeId)
        : kept.people.map((one) =>
            one.employee_id === marks.employeeId ? { ...one, employee_id: token } : one,
          );
    const text = `${JSON.stringify({ ...kept, people })}\n`;
    writeStaged(workspace, path.join("ledger", name), text);
    hashes[name] = createHash("sha256").update(text).digest("hex");
  }
  return hashes;
}
