// A header as somebody wrote it → the contract column it means, by name, label and known spellings in both languages.
import { type Column, type Contract, contractOf } from "../../datasets/contracts/index.js";
import type { IdentityColumns } from "./plan.js";
import { headerWords } from "./header-words.js";

/** Case, width, spaces, `_`, `-`, `.` and `*` don't count. */
export const normaliseHeader = (header: string): string =>
  header
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\s_\-.*'"#:/\\]+/g, "");

/** Also without a bracketed remark: 年龄（岁） → 年龄. */
const withoutRemark = (header: string): string =>
  header.normalize("NFKC").replaceAll(/[([【].*?[)\]】]/g, "");

/** Columns are what the contracts say for the whole run: a wide file asks for their spellings at each of its headers. */
function oncePerColumn<T>(of: (column: Column) => T): (column: Column) => T {
  const known = new WeakMap<Column, T>();
  return (column) => {
    if (!known.has(column)) known.set(column, of(column));
    return known.get(column)!;
  };
}

/** Spellings of a column, best first. */
const spellings = oncePerColumn((column) =>
  [column.name, column.label.en, column.label.zh, ...column.headers.en, ...column.headers.zh].map(
    normaliseHeader,
  ),
);

/** The same words in another order or abbreviated count less than any spelling as it stands. */
const otherWords = 1000;
const wordsOf = oncePerColumn((column) =>
  [column.name, column.label.en, ...column.headers.en].map(headerWords),
);

/** Position of the header among the column's spellings (0 is best); undefined when it is none of them. */
export function headerRank(header: string, column: Column): number | undefined {
  const known = spellings(column);
  const texts = [header, withoutRemark(header)];
  for (const [penalty, text] of texts.entries()) {
    const at = known.indexOf(normaliseHeader(text));
    if (at >= 0) return at + penalty * 100;
  }
  const words = headerWords(texts[1]!);
  const at = words === undefined ? -1 : wordsOf(column).indexOf(words);
  return at < 0 ? undefined : at + otherWords;
}

/** Does any table know a column by that header? */
export const isKnownHeader = (header: string, contracts: readonly Contract[]): boolean =>
  contracts.some((contract) => contract.columns.some((column) => headerRank(header, column) !== undefined));

export interface TableMatch {
  contract: Contract;
  /** Contract column → index of the header. */
  columns: Map<string, number>;
  /** Indexes of named headers that mean nothing in this table. */
  unknown: number[];
  /** Required columns without a header. */
  missing: string[];
  /** Headers about the person that the table has no column for: they say whose row it is. */
  identity?: IdentityColumns;
}

/** Best assignment of headers to the columns of one contract: each header and each column at most once. */
export function matchTable(headers: readonly string[], contract: Contract): TableMatch {
  const pairs = contract.columns.flatMap((column) =>
    headers.flatMap((header, index) => {
      const rank = header ? headerRank(header, column) : undefined;
      return rank === undefined ? [] : [{ column: column.name, index, rank }];
    }),
  );
  pairs.sort((a, b) => a.rank - b.rank || a.index - b.index);
  const columns = new Map<string, number>();
  const used = new Set<number>();
  for (const { column, index } of pairs) {
    if (columns.has(column) || used.has(index)) continue;
    columns.set(column, index);
    used.add(index);
  }
  const identity = identityColumns(headers, contract, columns, used);
  return {
    contract,
    columns,
    unknown: headers.flatMap((header, i) => (header && !used.has(i) ? [i] : [])),
    missing: contract.columns.filter((c) => c.required && !columns.has(c.name)).map((c) => c.name),
    ...(identity ? { identity } : {}),
  };
}

/** E-mail, name and birth date in a table about people that has no such columns of its own; marks them as used. */
function identityColumns(
  headers: readonly string[],
  contract: Contract,
  columns: Map<string, number>,
  used: Set<number>,
): IdentityColumns | undefined {
  const key = contract.columns.find((c) => c.name === "employee_id");
  if (key?.references !== "employee.employee_id") return undefined;
  const found: IdentityColumns = {};
  for (const name of ["email", "name", "birth_date"] as const) {
    const column = personColumns[name];
    const index = headers.findIndex(
      (h, i) => h !== "" && !used.has(i) && column && headerRank(h, column) !== undefined,
    );
    if (index < 0) continue;
    found[name] = index;
    used.add(index);
  }
  const { email, name, birth_date } = found;
  const instead = email ?? (birth_date === undefined ? undefined : name);
  if (!columns.has("employee_id") && instead !== undefined) {
    columns.set("employee_id", instead);
    found.isKey = true;
  }
  return Object.keys(found).length > 0 ? found : undefined;
}

const personColumns = Object.fromEntries(
  (contractOf("employee")?.columns ?? []).map((column) => [column.name, column]),
);

/** The table that explains the headers best: nothing required missing, fewest unknown, most matched. */
export function bestMatch(headers: readonly string[], contracts: readonly Contract[]): TableMatch {
  return contracts
    .map((contract) => matchTable(headers, contract))
    .sort((a, b) => cost(a) - cost(b) || a.contract.columns.length - b.contract.columns.length)[0]!;
}

/** A key column that is missing says more than any unknown header. */
function cost(match: TableMatch): number {
  return match.missing.length * 5 + match.unknown.length * 2 - match.columns.size;
}

/** The column nearest to a header by edit distance on normalised text; undefined when none is near. */
export function nearest(header: string, contracts: readonly Contract[]): string | undefined {
  const text = normaliseHeader(header);
  let best: { name: string; share: number } | undefined;
  for (const contract of contracts)
    for (const column of contract.columns)
      for (const spelling of spellings(column)) {
        const share = distance(text, spelling) / Math.max(spelling.length, text.length, 1);
        if (share <= nearShare && (!best || share < best.share))
          best = { name: `${contract.table}.${column.name}`, share };
      }
  return best?.name;
}

/** A quarter of the letters may differ: typing slips, not other words. */
const nearShare = 0.25;

/** Levenshtein distance. */
export function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length]!;
}
