// Text in any usual way of writing numbers → numbers, as a DuckDB macro; and whether a column writes decimals with a comma.
import type { Database } from "../database.js";

const currency = "[¥￥$€£]?\\s*";
const after = "\\s*[€%％元]?";

/**
 * `rapport_number(x, comma)`: 1234.5, 1,234.5, ¥1 234, 12 % (0.12); with `comma` 1.234,5 and 0,25 instead.
 * Anything else is NULL: nothing is guessed at.
 */
export async function defineNumberMacros(db: Database): Promise<void> {
  const point = `${currency}[+-]?(\\d{1,3}([, ]\\d{3})+|\\d+)?(\\.\\d+)?${after}`;
  const comma = `${currency}[+-]?(\\d{1,3}([. ]\\d{3})+|\\d+)?(,\\d+)?${after}`;
  const part = "CASE WHEN regexp_matches(x, '[%％]') THEN 100 ELSE 1 END";
  await db.run(`CREATE MACRO rapport_number(x, comma) AS CASE
    WHEN comma AND regexp_full_match(x, '${comma}') THEN
      try_cast(replace(regexp_replace(x, '[^0-9,+-]', '', 'g'), ',', '.') AS DOUBLE) / ${part}
    WHEN try_cast(x AS DOUBLE) IS NOT NULL THEN try_cast(x AS DOUBLE)
    WHEN regexp_full_match(x, '${point}') THEN try_cast(regexp_replace(x, '[^0-9.+-]', '', 'g') AS DOUBLE) / ${part} END`);
}

/** Only a decimal comma can be meant, only a decimal point can be meant, a comma that may be either. */
const written = {
  comma: `${currency}[+-]?(\\d{1,3}(\\.\\d{3})+,\\d+|\\d+,(\\d{1,2}|\\d{4,})|0,\\d+|\\d{4,},\\d+|\\d{1,3}(\\.\\d{3}){2,})${after}`,
  point: `${currency}[+-]?(\\d{1,3}(,\\d{3})+\\.\\d+|\\d+\\.(\\d{1,2}|\\d{4,})|0\\.\\d+|\\d{1,3}(,\\d{3}){2,})${after}`,
};

/** The columns whose decimals have a comma. Where a column leaves it open, the file's other columns or its `;` decide. */
export async function decimalCommas(
  db: Database,
  relation: string,
  columns: readonly { name: string; expression: string }[],
  delimiter: string | undefined,
): Promise<Set<string>> {
  if (columns.length === 0) return new Set();
  const any = columns.map((c) => `contains(trim(${c.expression}), ',')`).join(" OR ");
  const { n } = await db.row<{ n: number }>(
    `SELECT count(*) AS n FROM (SELECT 1 FROM ${relation} WHERE ${any} LIMIT 1)`,
  );
  if (n === 0) return new Set();
  const counts = columns.flatMap(({ expression }, i) =>
    Object.entries(written).map(
      ([kind, pattern]) =>
        `count(*) FILTER (regexp_full_match(trim(${expression}), '${pattern}')) AS ${kind}${i}`,
    ),
  );
  const found = await db.row<Record<string, number>>(`SELECT ${counts.join(", ")} FROM ${relation}`);
  const evidence = columns.map(({ name }, i) => ({
    name,
    comma: found[`comma${i}`]!,
    point: found[`point${i}`]!,
  }));
  const total = (kind: "comma" | "point"): number => evidence.reduce((sum, e) => sum + e[kind], 0);
  const isFileComma = total("comma") === total("point") ? delimiter === ";" : total("comma") > total("point");
  return new Set(
    evidence.filter((e) => (e.comma === e.point ? isFileComma : e.comma > e.point)).map((e) => e.name),
  );
}
