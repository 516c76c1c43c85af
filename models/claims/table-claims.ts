// A pasted table → do totals, weights, means, differences, rates and shares in it hold.
import type { Finding } from "./finding.js";
import type { PastedTable } from "./pasted-table.js";
import { tableAttainment } from "./table-attainment.js";
import { inPercent } from "./table-columns.js";
import { growthColumns, tableGrowth, type GrowthColumns } from "./table-growth.js";
import { rateColumns, tableRates } from "./table-rates.js";
import { relationsOf, tableRelations } from "./table-relations.js";
import { tableShares } from "./table-shares.js";
import { tableTotals } from "./table-totals.js";
import { answerRows } from "./table-whole.js";

export function tableClaims(tables: PastedTable[]): Finding[] {
  return tables.flatMap((raw) => {
    const table = inPercent(raw);
    const [rates, growth] = [rateColumns(table), growthColumns(table)];
    // a rate is that of its counts, a growth that of its levels: neither is the mean or the sum of its column
    const settled = new Set([...rates.map(({ rate }) => rate), ...growthInPercent(table, growth)]);
    const taken = new Set([...settled, ...growth.map(({ delta }) => delta)]);
    const relations = relationsOf(table, taken);
    const ratios = relations.filter(({ kind }) => kind === "ratio").map(({ target }) => target);
    return [
      ...tableTotals(table, new Set([...settled, ...ratios])),
      ...tableRates(table, rates),
      ...tableGrowth(table, growth),
      ...tableRelations(table, relations),
      ...tableShares(raw, settled),
      ...tableAttainment(table),
      ...answerRows(table),
    ];
  });
}

const growthInPercent = ({ rows }: PastedTable, growth: GrowthColumns[]): number[] =>
  growth
    .map(({ delta }) => delta)
    .filter((delta) => rows.some((row) => row[delta]?.quantity?.unit === "percent"));
