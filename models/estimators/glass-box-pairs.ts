// Fitted glass box of person-periods → the same box with tables of pairs on top, learned from the same sample and refitted on the
// same draws of persons.
import type { Column, FlatTable } from "./flat-table.js";
import { assignFolds } from "./folds.js";
import { type GlassBox, type GlassBoxFit, glassBoxLogits, type GlassBoxOptions } from "./glass-box-hazard.js";
import { fitPairTables, type PairTable } from "./pair-tables.js";

/** The box has no `pairs` where no table lowers the loss on persons held back. */
export function addPairTables(
  fit: GlassBoxFit,
  table: FlatTable,
  y: Uint8Array,
  { person, seed, bags = 5 }: GlassBoxOptions,
): GlassBoxFit {
  const { sample } = fit;
  const taken = (positions: Int32Array, box: GlassBox) => {
    const rows = positions.map((position) => sample.rows[position]);
    return {
      rows,
      y: Uint8Array.from(rows, (row) => y[row]),
      weights: Float64Array.from(positions, (position) => sample.weights[position]),
      // the box speaks of all rows; among the sampled ones events are more frequent
      from: glassBoxLogits(box, rowsOf(table, rows)).map((logit) => logit - sample.correction),
    };
  };
  const whole = taken(Int32Array.from(sample.rows.keys()), fit.box);
  const persons = Int32Array.from(whole.rows, (row) => person[row]);
  const fitted = fitPairTables({ table, seed, ...whole }, assignFolds(whole.y, bags, seed, persons), bags);
  if (fitted.tables.length === 0) return fit;
  return {
    ...fit,
    box: withTables(fit.box, fitted.tables),
    refit(refitSeed) {
      const box = fit.refit(refitSeed);
      return withTables(box, fitted.again(taken(fit.drawn(refitSeed), box)));
    },
  };
}

/** What tables add on average moves into the intercept, which stays that of the average row. */
const withTables = (box: GlassBox, pairs: PairTable[]): GlassBox => ({
  ...box,
  intercept: pairs.reduce((sum, { centre }) => sum + centre, box.intercept),
  pairs,
});

const rowsOf = ({ columns }: FlatTable, rows: Int32Array): FlatTable => ({
  rows: rows.length,
  columns: columns.map((column): Column =>
    column.kind === "numeric"
      ? { ...column, values: Float64Array.from(rows, (row) => column.values[row]) }
      : { ...column, codes: Int32Array.from(rows, (row) => column.codes[row]) },
  ),
});
