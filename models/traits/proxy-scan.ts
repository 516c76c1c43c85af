// Traits × protected attributes → which traits would let a model see what it must not: named above a stated strength.
import type { Bilingual } from "../../engine/locale.js";
import type { Limits } from "../../engine/metrics/interval.js";
import { contingency } from "../estimators/contingency-table.js";
import type { Column, FlatTable } from "../estimators/flat-table.js";
import { rankDifference } from "../estimators/rank-difference.js";
import type { ProtectedColumn } from "./trait-data.js";

export interface ProxyFinding extends Limits {
  /** Index of the table's column. */
  column: number;
  attribute: string;
  label: Bilingual;
  /** Numbers: chance that a member of `group` and another person are told apart (0.5 … 1); categories: Cramér's V without bias. */
  measure: "auc" | "cramers_v";
  value: number;
  threshold: number;
  group: string | null;
  /** At or above the threshold, and not by chance. */
  isProxy: boolean;
}

/** Half way to telling the groups apart. */
export const proxyThresholds = { auc: 0.7, cramers_v: 0.3 };
/** Groups with fewer people say nothing. */
const leastPeople = 10;

/** The strongest relation of each trait to each attribute. */
export function proxyScan(table: FlatTable, attributes: readonly ProtectedColumn[]): ProxyFinding[] {
  return table.columns.flatMap((column, index) =>
    attributes.flatMap((attribute) => {
      const found = column.kind === "numeric" ? byRank(column, attribute) : byTable(column, attribute);
      if (!found) return [];
      const threshold = proxyThresholds[found.measure];
      const isProxy = found.value >= threshold && found.low > (found.measure === "auc" ? 0.5 : 0);
      return [
        { column: index, attribute: attribute.name, label: attribute.label, threshold, ...found, isProxy },
      ];
    }),
  );
}

type Strength = Pick<ProxyFinding, "measure" | "value" | "low" | "high" | "group">;

function byRank(
  { values }: Extract<Column, { kind: "numeric" }>,
  { codes, groups }: ProtectedColumn,
): Strength | undefined {
  let strongest: Strength | undefined;
  groups.forEach(({ name }, g) => {
    const inside: number[] = [];
    const outside: number[] = [];
    values.forEach((v, row) => {
      if (codes[row] >= 0 && !Number.isNaN(v)) (codes[row] === g ? inside : outside).push(v);
    });
    if (inside.length < leastPeople || outside.length < leastPeople) return;
    const { auc, limits } = rankDifference(inside, outside);
    const turned = auc < 0.5;
    const value = turned ? 1 - auc : auc;
    if (strongest && strongest.value >= value) return;
    strongest = {
      measure: "auc",
      value,
      low: turned ? 1 - limits.high : limits.low,
      high: turned ? 1 - limits.low : limits.high,
      group: name,
    };
  });
  return strongest;
}

function byTable(
  { codes, levels }: Extract<Column, { kind: "categorical" }>,
  { codes: groupOf, groups }: ProtectedColumn,
): Strength | undefined {
  const counts = levels.map(() => groups.map(() => 0));
  codes.forEach((code, row) => {
    if (code >= 0 && groupOf[row] >= 0) counts[code][groupOf[row]]++;
  });
  const isLarge = groups.map((_, g) => counts.reduce((sum, row) => sum + row[g], 0) >= leastPeople);
  const table = counts
    .map((row) => row.filter((_, g) => isLarge[g]))
    .filter((row) => row.some((count) => count > 0));
  if (table.length < 2 || table[0].length < 2) return undefined;
  const { cramersVCorrected, limits } = contingency(table);
  return { measure: "cramers_v", value: cramersVCorrected, ...limits, group: null };
}
