// Two columns → how closely they go together, 0 to 1: |Spearman| for two numbers, the correlation ratio on ranks for a number and
// a category (Fisher 1925), Cramér's V with its bias taken out for two categories (Bergsma 2013). Missing values: pairs left out.
import type { Column } from "./flat-table.js";

export function association(a: Column, b: Column): number {
  if (a.kind === "numeric" && b.kind === "numeric") return Math.abs(spearman(a.values, b.values));
  if (a.kind === "numeric" && b.kind === "categorical") return correlationRatio(a.values, b.codes);
  if (a.kind === "categorical" && b.kind === "numeric") return correlationRatio(b.values, a.codes);
  return a.kind === "categorical" && b.kind === "categorical" ? cramersV(a.codes, b.codes) : 0;
}

/** Ranks with ties at their mean, 1-based. */
export function ranks(values: ArrayLike<number>): Float64Array {
  const order = Array.from({ length: values.length }, (_, i) => i).sort((i, j) => values[i] - values[j]);
  const out = new Float64Array(values.length);
  for (let i = 0; i < order.length;) {
    let j = i;
    while (j < order.length && values[order[j]] === values[order[i]]) j++;
    for (let k = i; k < j; k++) out[order[k]] = (i + j + 1) / 2;
    i = j;
  }
  return out;
}

export function spearman(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const both: number[] = [];
  for (let i = 0; i < a.length; i++) if (!Number.isNaN(a[i]) && !Number.isNaN(b[i])) both.push(i);
  if (both.length < 3) return 0;
  const ra = ranks(both.map((i) => a[i]));
  const rb = ranks(both.map((i) => b[i]));
  const mean = (both.length + 1) / 2;
  let [cross, va, vb] = [0, 0, 0];
  for (let i = 0; i < both.length; i++) {
    cross += (ra[i] - mean) * (rb[i] - mean);
    va += (ra[i] - mean) ** 2;
    vb += (rb[i] - mean) ** 2;
  }
  return va > 0 && vb > 0 ? cross / Math.sqrt(va * vb) : 0;
}

function correlationRatio(values: ArrayLike<number>, codes: ArrayLike<number>): number {
  const both: number[] = [];
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i]) && codes[i] >= 0) both.push(i);
  if (both.length < 3) return 0;
  const rank = ranks(both.map((i) => values[i]));
  const mean = (both.length + 1) / 2;
  const groups = new Map<number, { sum: number; rows: number }>();
  let total = 0;
  both.forEach((i, k) => {
    total += (rank[k] - mean) ** 2;
    const group = groups.get(codes[i]);
    if (group) {
      group.sum += rank[k] - mean;
      group.rows++;
    } else groups.set(codes[i], { sum: rank[k] - mean, rows: 1 });
  });
  let between = 0;
  for (const { sum, rows } of groups.values()) between += (sum * sum) / rows;
  return total > 0 ? Math.sqrt(between / total) : 0;
}

function cramersV(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const cells = new Map<number, number>();
  const rows = new Map<number, number>();
  const columns = new Map<number, number>();
  let n = 0;
  for (let i = 0; i < a.length; i++) {
    if (a[i] < 0 || b[i] < 0) continue;
    n++;
    const key = a[i] * 1_000_003 + b[i];
    cells.set(key, (cells.get(key) ?? 0) + 1);
    rows.set(a[i], (rows.get(a[i]) ?? 0) + 1);
    columns.set(b[i], (columns.get(b[i]) ?? 0) + 1);
  }
  const [r, c] = [rows.size, columns.size];
  if (n < 3 || r < 2 || c < 2) return 0;
  let phi2 = -1;
  for (const [key, count] of cells) {
    const i = Math.floor(key / 1_000_003);
    phi2 += (count * count) / (rows.get(i)! * columns.get(key - i * 1_000_003)!);
  }
  const corrected = Math.max(0, phi2 - ((r - 1) * (c - 1)) / (n - 1));
  const [cr, cc] = [r - (r - 1) ** 2 / (n - 1), c - (c - 1) ** 2 / (n - 1)];
  return Math.sqrt(Math.min(1, corrected / Math.max(1e-12, Math.min(cr, cc) - 1)));
}
