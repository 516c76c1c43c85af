// Raw tables → which of their columns hold personal identifiers; on request the same tables with stand-ins in their place.
import type { Database } from "../database.js";
import { identifier, literal } from "../sql.js";
import { findSensitive } from "../sensitive/find-sensitive.js";
import { type ColumnJudgement, judgeColumn, sightingsIn } from "../sensitive/judge-column.js";
import { type Masker, maskText } from "../sensitive/mask.js";
import { type SensitiveKind, sensitiveKinds } from "../sensitive/sensitive-kind.js";
import type { TablePlan } from "./plan.js";
import type { RawTable } from "./raw-table.js";

export interface SensitiveColumn {
  file: string;
  header: string;
  kind: SensitiveKind;
  /** Distinct values with an identifier, of how many looked at. */
  found: number;
  looked: number;
  /** "left_out": the column is not imported. With masking its stand-ins stand in rejects.csv all the same. */
  fate: "imported" | "left_out" | "masked";
  /** `employee.name`, where it is imported. */
  column?: string;
}

interface Judged {
  raw: RawTable;
  index: number;
  header: string;
  judgement: ColumnJudgement;
}

/** Values that a column is judged by: distinct ones of its first rows, a fixed choice among them. */
const rowsLooked = 50_000;
const valuesLooked = 2000;
/** Files with hundreds of columns are judged by fewer values each. */
const cellsLooked = 20_000;
/** Columns asked for in one statement. */
const columnsAtOnce = 16;
/** Below this share a hit of a checked number is chance: one card-like order number in ten passes Luhn. */
const chanceShare: Record<SensitiveKind, number> = {
  id_card: 0,
  phone: 0.02,
  bank_card: 0.02,
  email: 0,
  name: 0.02,
};

const isText = (type: string): boolean => type === "VARCHAR";
const isWhole = (type: string): boolean => /^U?(BIG|HUGE)INT$/.test(type);

export async function judgeColumns(db: Database, raws: readonly RawTable[]): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (const raw of raws) {
    const looked = raw.columns.flatMap((_, index) =>
      isText(raw.types[index]!) || isWhole(raw.types[index]!) ? [index] : [],
    );
    const values = Math.max(100, Math.min(valuesLooked, Math.floor(cellsLooked / raw.columns.length)));
    for (let at = 0; at < looked.length; at += columnsAtOnce) {
      const some = looked.slice(at, at + columnsAtOnce);
      const found = await distinctValues(db, raw, some, values);
      for (const [i, index] of some.entries()) {
        const header = raw.headers[index] ?? "";
        const judgement = judgeColumn(found[i]!, header);
        judged.push({ raw, index, header: header || `#${index + 1}`, judgement });
      }
    }
  }
  return judged;
}

/** Up to `most` distinct values of each column; several columns in one statement, as a wide file has hundreds of them. */
async function distinctValues(
  db: Database,
  raw: RawTable,
  indices: readonly number[],
  most: number,
): Promise<string[][]> {
  const parts = indices.map((index, i) => {
    const column = identifier(raw.columns[index]!);
    return `(SELECT ${i} AS i, v FROM (SELECT DISTINCT ${column}::VARCHAR AS v FROM (SELECT ${column} FROM ${identifier(raw.relation)} LIMIT ${rowsLooked}))
       WHERE length(v) > 1 ORDER BY hash(v) LIMIT ${most})`;
  });
  const found: string[][] = indices.map(() => []);
  for (const { i, v } of await db.rows<{ i: number; v: string }>(parts.join("\nUNION ALL\n")))
    found[i]!.push(v);
  return found;
}

/** One entry per column and kind that is there beyond chance. */
export function sensitiveColumns(
  judged: readonly Judged[],
  plans: readonly TablePlan[],
  masked: ReadonlySet<SensitiveKind>,
): SensitiveColumn[] {
  return judged.flatMap(({ raw, index, header, judgement }) => {
    const plan = plans.find(
      (p) =>
        p.raw.label === raw.label &&
        ([...p.columns.values()].some((s) => "index" in s && s.index === index) ||
          p.unpivot?.includes(index)),
    );
    const target = plan && [...plan.columns].find(([, s]) => "index" in s && s.index === index)?.[0];
    return sensitiveKinds.flatMap((kind) => {
      const found = judgement.counts[kind] ?? 0;
      if (found === 0 || found < chanceShare[kind] * judgement.cells) return [];
      return [
        {
          file: raw.label,
          header,
          kind,
          found,
          looked: judgement.cells,
          fate: !plan
            ? ("left_out" as const)
            : masked.has(kind)
              ? ("masked" as const)
              : ("imported" as const),
          ...(plan && target ? { column: `${plan.contract.table}.${target}` } : {}),
        },
      ];
    });
  });
}

/** The tables with every identifier of these kinds replaced, wherever it stands: keys, free text, columns that are left out. */
export async function maskTables(
  db: Database,
  judged: readonly Judged[],
  raws: readonly RawTable[],
  kinds: readonly SensitiveKind[],
  mask: Masker,
): Promise<RawTable[]> {
  const result: RawTable[] = [];
  for (const raw of raws) {
    const ragged = raw.ragged.map((r) => ({
      ...r,
      text: maskText(r.text, findSensitive(r.text, { kinds }), mask),
    }));
    const replaced: { index: number; table: string }[] = [];
    for (const column of judged.filter((j) => j.raw === raw)) {
      const table = `${raw.relation}_mask_${column.index}`;
      if (await fillStandIns(db, raw, column, kinds, mask, table))
        replaced.push({ index: column.index, table });
    }
    result.push({ ...(await withStandIns(db, raw, replaced)), ragged });
  }
  return result;
}

/** Names of the columns that hold stand-ins from now on. */
export const maskedColumns = (found: readonly SensitiveColumn[]): string[] =>
  [
    ...new Set(
      found.flatMap(({ fate, column }) => (fate === "masked" && column !== undefined ? [column] : [])),
    ),
  ].sort();

/** A relation `value, masked` of the column's values that change; false when none does. */
async function fillStandIns(
  db: Database,
  raw: RawTable,
  { index, judgement, header }: Judged,
  kinds: readonly SensitiveKind[],
  mask: Masker,
  table: string,
): Promise<boolean> {
  const column = identifier(raw.columns[index]!);
  const values = await db.rows<{ v: string }>(
    `SELECT DISTINCT ${column}::VARCHAR AS v FROM ${identifier(raw.relation)} WHERE regexp_matches(${column}::VARCHAR, '[0-9０-９]{4}|[0-9][ -][0-9]|@|＠|\\p{L}{2}')`,
  );
  const changed = values.flatMap(({ v }) => {
    const sightings = sightingsIn(v, header, judgement, kinds);
    return sightings.length > 0 ? [`(${literal(v)}, ${literal(maskText(v, sightings, mask))})`] : [];
  });
  if (changed.length === 0) return false;
  await db.run(`CREATE TABLE ${identifier(table)} (value VARCHAR, masked VARCHAR)`);
  for (let at = 0; at < changed.length; at += 1000)
    await db.run(`INSERT INTO ${identifier(table)} VALUES ${changed.slice(at, at + 1000).join(", ")}`);
  return true;
}

async function withStandIns(
  db: Database,
  raw: RawTable,
  replaced: readonly { index: number; table: string }[],
): Promise<RawTable> {
  if (replaced.length === 0) return raw;
  const relation = `${raw.relation}_masked`;
  const columns = replaced.map(({ index, table }) => {
    const column = identifier(raw.columns[index]!);
    return `coalesce(${identifier(table)}.masked, r.${column}::VARCHAR) AS ${column}`;
  });
  const joins = replaced.map(
    ({ index, table }) =>
      `LEFT JOIN ${identifier(table)} ON ${identifier(table)}.value = r.${identifier(raw.columns[index]!)}::VARCHAR`,
  );
  await db.run(
    `CREATE TABLE ${identifier(relation)} AS SELECT r.* REPLACE (${columns.join(", ")}) FROM ${identifier(raw.relation)} r ${joins.join(" ")}`,
  );
  const changed = new Set(replaced.map((r) => r.index));
  return { ...raw, relation, types: raw.types.map((type, i) => (changed.has(i) ? "VARCHAR" : type)) };
}
