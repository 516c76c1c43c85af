// Employee number → the texts that point to this person: what has to go from every store.
import type { Database } from "../database.js";
import type { Manifest } from "../ingest/manifest.js";
import { identifier, literal } from "../sql.js";
import type { Workspace } from "../workspace.js";
import { erasureErrors as fail } from "./erasure-errors.js";

export interface PersonMarks {
  employeeId: string;
  /** Name, e-mail address: texts that nobody else in the imports has. */
  own: string[];
  /** Texts that others have as well (a common name): taken from the person's own rows only. */
  common: string[];
}

/** Columns of `employee` that name a person. */
const naming = ["name", "email"];

export async function personMarks(
  db: Database,
  workspace: Pick<Workspace, "path">,
  manifests: readonly Manifest[],
  employeeId: string,
): Promise<PersonMarks> {
  const texts = new Set<string>();
  const files = manifests.flatMap((m) =>
    m.tables
      .filter((t) => t.table === "employee")
      .flatMap((t) => t.parts.map((p) => workspace.path("imports", m.id, p.file))),
  );
  const others = new Map<string, number>();
  let rows = 0;
  for (const file of files) {
    const scan = `read_parquet(${literal(file)})`;
    const present = (await db.rows<{ column_name: string }>(`DESCRIBE FROM ${scan}`)).map(
      (c) => c.column_name,
    );
    const columns = naming.filter((c) => present.includes(c));
    const own = await db.rows<Record<string, string | null>>(
      `SELECT ${["employee_id", ...columns].map(identifier).join(", ")} FROM ${scan} WHERE employee_id = $1`,
      [employeeId],
    );
    rows += own.length;
    for (const row of own) for (const c of columns) if (row[c]?.trim()) texts.add(row[c].trim());
    for (const text of texts) {
      if (columns.length === 0) break;
      const { n } = await db.row<{ n: number }>(
        `SELECT count(*) AS n FROM ${scan} WHERE employee_id <> $1 AND (${columns.map((c) => `trim(${identifier(c)}) = $2`).join(" OR ")})`,
        [employeeId, text],
      );
      others.set(text, (others.get(text) ?? 0) + n);
    }
  }
  if (rows === 0 && !(await isMentioned(db, workspace, manifests, employeeId)))
    throw fail.person_unknown({ employee: employeeId });
  const all = [...texts].filter((text) => [...text].length >= 2);
  return {
    employeeId,
    own: all.filter((text) => (others.get(text) ?? 0) === 0),
    common: all.filter((text) => (others.get(text) ?? 0) > 0),
  };
}

/** Rows about somebody who stands in no employee list (rejected there, or left out). */
async function isMentioned(
  db: Database,
  workspace: Pick<Workspace, "path">,
  manifests: readonly Manifest[],
  employeeId: string,
): Promise<boolean> {
  for (const m of manifests)
    for (const part of m.tables.flatMap((t) => t.parts)) {
      const scan = `read_parquet(${literal(workspace.path("imports", m.id, part.file))})`;
      const columns = await db.rows<{ column_name: string }>(`DESCRIBE FROM ${scan}`);
      if (!columns.some((c) => c.column_name === "employee_id")) continue;
      const { n } = await db.row<{ n: number }>(
        `SELECT count(*) AS n FROM (SELECT 1 FROM ${scan} WHERE employee_id = $1 LIMIT 1)`,
        [employeeId],
      );
      if (n > 0) return true;
    }
  return false;
}
