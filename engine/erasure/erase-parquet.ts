// One Parquet part of an import → the same part without the person: rows gone, or under a pseudonym; references to them a token.
import { fsyncSync, openSync, closeSync, statSync } from "node:fs";
import { sha256Of } from "../file-hash.js";
import { contractOf } from "../../datasets/contracts/index.js";
import type { Database } from "../database.js";
import { identifier, literal } from "../sql.js";
import type { Redaction } from "./redact-text.js";

export type ErasureMode = "erase" | "pseudonymise";

/** Columns that hold employee numbers, whether or not a contract insists that the employee is known. */
const naming = new Set(["employee_id", "manager_id", "rater_id", "coachee_id", "handler_id"]);

export interface ErasedPart {
  /** Rows removed, or put under the pseudonym. */
  own: number;
  /** Other people's rows that pointed to the person. */
  mentions: number;
  rows: number;
  bytes: number;
  sha256: string;
}

/** Writes `target` when the part says anything of the person; undefined when it does not. */
export async function erasePart(
  db: Database,
  table: string,
  source: string,
  target: string,
  redaction: Redaction,
  mode: ErasureMode,
): Promise<ErasedPart | undefined> {
  const scan = `read_parquet(${literal(source)})`;
  const columns = await db.rows<{ column_name: string; column_type: string }>(`DESCRIBE FROM ${scan}`);
  const { marks, token } = redaction;
  const contract = contractOf(table);
  const id = literal(marks.employeeId);
  const mine = columns.some((c) => c.column_name === "employee_id") ? `employee_id = ${id}` : "false";
  const texts = columns.filter((c) => c.column_type === "VARCHAR").map((c) => c.column_name);
  const pointing = texts.map((c) => {
    const name = identifier(c);
    const points =
      naming.has(c) || contract?.columns.find((k) => k.name === c)?.references === "employee.employee_id";
    const named = marks.own.map((mark) => `contains(${name}, ${literal(mark)})`);
    return {
      column: c,
      points,
      test: [...(points ? [`${name} = ${id}`] : []), ...named].join(" OR ") || "false",
    };
  });
  const mentioned = pointing.map((p) => `(${p.test})`).join(" OR ") || "false";
  const found = await db.row<{ own: number; mentions: number }>(
    `SELECT count(*) FILTER (${mine}) AS own, count(*) FILTER (NOT coalesce(${mine}, false) AND (${mentioned})) AS mentions FROM ${scan}`,
  );
  if (found.own === 0 && found.mentions === 0) return undefined;
  const select = columns.map(({ column_name: c, column_type: type }) => {
    const name = identifier(c);
    if (mode === "pseudonymise" && table === "employee" && (c === "name" || c === "email"))
      return `CASE WHEN ${mine} THEN NULL ELSE ${name} END AS ${name}`;
    if (mode === "pseudonymise" && c === "birth_date" && type === "DATE")
      return `CASE WHEN ${mine} THEN make_date(year(${name}), 1, 1) ELSE ${name} END AS ${name}`;
    const text = pointing.find((p) => p.column === c);
    if (!text) return name;
    const without = marks.own.reduce(
      (sql, mark) => `replace(${sql}, ${literal(mark)}, ${literal(token)})`,
      name,
    );
    return text.points
      ? `CASE WHEN ${name} = ${id} THEN ${literal(token)} ELSE ${without} END AS ${name}`
      : `${without} AS ${name}`;
  });
  const kept = mode === "erase" ? `WHERE NOT coalesce(${mine}, false)` : "";
  await db.run(
    `COPY (SELECT ${select.join(", ")} FROM ${scan} ${kept}) TO ${literal(target)} (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1)`,
  );
  const handle = openSync(target, "r");
  fsyncSync(handle);
  closeSync(handle);
  const { rows } = await db.row<{ rows: number }>(
    `SELECT count(*) AS rows FROM read_parquet(${literal(target)})`,
  );
  return { ...found, rows, bytes: statSync(target).size, sha256: await sha256Of(target) };
}
