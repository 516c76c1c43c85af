// A header as somebody wrote it → the contract column it means, by name, label and known spellings in both languages.
import type { Column, Contract } from "../../datasets/contracts/index.js";

/** Case, width, spaces, `_`, `-`, `.` and `*` don't count. */
export const normaliseHeader = (header: string): string =>
  header
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\s_\-.*'"#:/\\]+/g, "");

/** Also without a bracketed remark: 年龄（岁） → 年龄. */
const withoutRemark = (header: string): string =>
  header.normalize("NFKC").replaceAll(/[([【].*?[)\]】]/g, "");

/** Spellings of a column, best first. */
const spellings = (column: Column): string[] =>
  [column.name, column.label.en, column.label.zh, ...column.headers.en, ...column.headers.zh].map(
    normaliseHeader,
  );

/** Position of the header among the column's spellings (0 is best); undefined when it is none of them. */
export function headerRank(header: string, column: Column): number | undefined {
  const known = spellings(column);
  for (const [penalty, text] of [header, withoutRemark(header)].entries()) {
    const at = known.indexOf(normaliseHeader(text));
    if (at >= 0) return at + penalty * 100;
  }
  return undefined;
}

export interface TableMatch {
  contract: Contract;
  /** Contract column → index of the header. */
  columns: Map<string, number>;
  /** Indexes of named headers that mean nothing in this table. */
  unknown: number[];
  /** Required columns without a header. */
  missing: string[];
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
  return {
    contract,
    columns,
    unknown: headers.flatMap((header, i) => (header && !used.has(i) ? [i] : [])),
    missing: contract.columns.filter((c) => c.required && !columns.has(c.name)).map((c) => c.name),
  };
}

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

/** Words of the contract nearest to a header, at most three, by edit distance on normalised text. */
export function nearest(header: string, contracts: readonly Contract[]): string[] {
  const text = normaliseHeader(header);
  const found = contracts.flatMap((contract) =>
    contract.columns.map((column) => ({
      name: `${contract.table}.${column.name}`,
      distance: Math.min(
        ...spellings(column).map((s) => distance(text, s) / Math.max(s.length, text.length, 1)),
      ),
    })),
  );
  const close = found.filter((f) => f.distance <= 0.34).sort((a, b) => a.distance - b.distance);
  return [...new Set(close.map((f) => f.name))].slice(0, 3);
}

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
