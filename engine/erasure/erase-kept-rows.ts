// Rows kept when months were closed → the same rows without the person's number. They stay: published numbers of a closed
// month never change. Each file gets a token of its own, so that not even one person's months hang together.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Database } from "../database.js";
import { identifier, literal } from "../sql.js";
import type { Workspace } from "../workspace.js";
import type { Redaction } from "./redact-text.js";
import { stagedPath } from "./swap-files.js";

/** Files staged, with their new hashes: the journal holds those of the close. */
export async function eraseKeptRows(
  db: Database,
  workspace: Workspace,
  { marks, token }: Redaction,
): Promise<Record<string, string>> {
  const folder = workspace.path("releases");
  const hashes: Record<string, string> = {};
  if (!existsSync(folder)) return hashes;
  for (const name of readdirSync(folder).filter((n) => n.endsWith(".parquet"))) {
    const scan = `read_parquet(${literal(path.join(folder, name))})`;
    const columns = await db.rows<{ column_name: string; column_type: string }>(`DESCRIBE FROM ${scan}`);
    const pointing = columns
      .filter((c) => c.column_type === "VARCHAR" && /^(employee_id|manager_id)$/.test(c.column_name))
      .map((c) => identifier(c.column_name));
    const id = literal(marks.employeeId);
    const { found } = await db.row<{ found: boolean }>(
      `SELECT EXISTS (FROM ${scan} WHERE ${pointing.map((c) => `${c} = ${id}`).join(" OR ") || "false"}) AS found`,
    );
    if (!found) continue;
    const own = literal(
      `${token}-${createHash("sha256")
        .update(token + name)
        .digest("hex")
        .slice(0, 8)}`,
    );
    const select = pointing.map((c) => `CASE WHEN ${c} = ${id} THEN ${own} ELSE ${c} END AS ${c}`);
    const file = path.join("releases", name);
    await db.run(
      `COPY (SELECT * REPLACE (${select.join(", ")}) FROM ${scan}) TO ${literal(stagedPath(workspace, file))} (FORMAT parquet, COMPRESSION zstd)`,
    );
    hashes[name] = createHash("sha256")
      .update(readFileSync(stagedPath(workspace, file)))
      .digest("hex");
  }
  return hashes;
}
