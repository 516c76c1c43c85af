// Rows + what to order by → a permutation: ties always fall back to period and dimensions, empty values stand last.
import type { Frame } from "./frame.js";
import { metricError } from "./metric-errors.js";
import { nearest } from "./nearest.js";
import type { QueryTree } from "./tree.js";

interface SortKey {
  values: ArrayLike<number | string | null>;
  descending: boolean;
}

/**
 * `order` names columns of the answer, "-" in front sorts downwards. Withheld numbers are empty here already, so their
 * place tells nothing. `columns` are the metric columns that may be named.
 */
export function rowOrder(
  frame: Frame,
  tree: QueryTree,
  order: readonly string[],
  columns: ReadonlyMap<string, Float64Array>,
): Int32Array {
  const natural = naturalKeys(frame, tree);
  const asked = order.map((entry): SortKey => {
    const descending = entry.startsWith("-");
    const name = descending ? entry.slice(1) : entry;
    const values = columns.get(name) ?? natural.get(name)?.values;
    if (values) return { values, descending };
    const candidates = nearest(name, [...columns.keys(), ...natural.keys()]);
    throw metricError.order_unknown({ column: name.slice(0, 80), candidates, count: candidates.length });
  });
  const keys = [...asked, ...natural.values()];
  const rows = Int32Array.from({ length: frame.length }, (_, row) => row);
  return rows.sort((a, b) => {
    for (const { values, descending } of keys) {
      const difference = compare(values[a], values[b], descending);
      if (difference !== 0) return difference;
    }
    return a - b;
  });
}

/** Period first, then dimensions as asked; declared values in their declared order, before any other. */
function naturalKeys(frame: Frame, tree: QueryTree): Map<string, SortKey> {
  const keys = new Map<string, SortKey>();
  if (tree.grain)
    keys.set(tree.grain, {
      values: Float64Array.from({ length: frame.length }, (_, row) => frame.periodOf(row).start),
      descending: false,
    });
  for (const [i, { definition }] of tree.dimensions.entries()) {
    const declared = definition.values?.map((v) => v.value);
    if (declared)
      keys.set(`${definition.id} `, {
        values: frame.keys[i].map((v) => {
          const rank = declared.indexOf(String(v));
          return v === null ? null : rank < 0 ? declared.length : rank;
        }),
        descending: false,
      });
    keys.set(definition.id, { values: frame.keys[i], descending: false });
  }
  for (const { definition } of tree.dimensions) {
    const ranked = keys.get(`${definition.id} `);
    // A dimension with declared values is ordered by them when asked for by name, too.
    if (ranked) keys.set(definition.id, ranked);
  }
  return keys;
}

function compare(a: number | string | null, b: number | string | null, descending: boolean): number {
  const [noA, noB] = [isEmpty(a), isEmpty(b)];
  if (noA || noB) return Number(noA) - Number(noB);
  const difference = a! < b! ? -1 : a! > b! ? 1 : 0;
  return descending ? -difference : difference;
}

const isEmpty = (value: number | string | null): boolean => value === null || Number.isNaN(value);
