// Columns of a source's last two batches → columns gone, columns new, and columns whose share of empty cells changed.
import { mover, wilson } from "../metrics/interval.js";
import type { ColumnFill } from "./batch.js";

export interface FillChange {
  column: string;
  /** Share of empty cells, 0–1. */
  before: number;
  after: number;
  /** 95 % limits of the difference (Newcombe). */
  low: number;
  high: number;
}

export interface SchemaDrift {
  gone: string[];
  added: string[];
  /** Changed by five percentage points or more, and beyond chance; largest first. */
  fill: FillChange[];
}

const worthSaying = 0.05;

export function schemaDrift(
  before: ReadonlyMap<string, ColumnFill>,
  after: ReadonlyMap<string, ColumnFill>,
): SchemaDrift {
  // A batch without rows says nothing about columns.
  if (before.size === 0 || after.size === 0) return { gone: [], added: [], fill: [] };
  const fill = [...after].flatMap(([column, now]) => {
    const was = before.get(column);
    if (!was || was.cells === 0 || now.cells === 0) return [];
    const [a, b] = [now.empty / now.cells, was.empty / was.cells];
    const { low, high } = mover(a, wilson(now.empty, now.cells), b, wilson(was.empty, was.cells));
    const isChange = Math.abs(a - b) >= worthSaying && (low > 0 || high < 0);
    return isChange ? [{ column, before: b, after: a, low, high }] : [];
  });
  return {
    gone: [...before.keys()].filter((column) => !after.has(column)).sort(),
    added: [...after.keys()].filter((column) => !before.has(column)).sort(),
    fill: fill.sort((x, y) => Math.abs(y.after - y.before) - Math.abs(x.after - x.before)),
  };
}
