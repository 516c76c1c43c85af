// Fitted glass box with tables of pairs + its refits → each table as it is drawn: two named axes, and in every cell what the two
// together add beyond their curves, with its interval over refits and the person-months it rests on.
import type { Bilingual } from "../engine/locale.js";
import { type FittedGlass, pairName, partLabel } from "./attrition-glass.js";
import type { AttritionInput } from "./attrition-inputs.js";
import { glassInput, tableOf } from "./attrition-table.js";
import { binned, type Binning } from "./estimators/bins.js";
import { quantile } from "./estimators/flat-table.js";
import type { GlassBox } from "./estimators/glass-box-hazard.js";
import type { PairTable } from "./estimators/pair-tables.js";

export interface PairAxis {
  input: string;
  label: Bilingual;
  kind: AttritionInput["kind"];
  /** Numbers: where one cell ends and the next begins; one fewer than cells. Empty for others. */
  edges: number[];
  /** Levels of a category; none for a number. */
  levels: string[];
  cells: number;
}

export interface PairCell {
  /** Monthly odds of leaving times this, beyond what either input does alone. */
  ratio: number;
  /** 95 % over refits on persons drawn with replacement; null without refits. */
  low: number | null;
  high: number | null;
  /** Person-months in the cell. */
  months: number;
}

export interface PairShape {
  /** "a × b", as a prediction's reasons name it. */
  label: Bilingual;
  down: PairAxis;
  across: PairAxis;
  /** Row by row. */
  cells: PairCell[];
  /** Mean size of the effect on the log odds over person-months. */
  importance: number;
  /** Every interval holds 1. */
  couldBeFlat: boolean;
}

/** Strongest first; none where the box has curves only. What is missing or was never seen is not drawn. */
export function pairShapes({ hazard, fit, rows }: FittedGlass, refits: readonly GlassBox[]): PairShape[] {
  const { inputs, box } = hazard;
  if (!box.pairs) return [];
  const { rows: kept, weights } = fit.sample;
  const { columns } = tableOf(
    inputs,
    Array.from(kept, (i) => rows[i]),
  );
  const places = Int32Array.from(kept.keys());
  return box.pairs
    .map((pair): PairShape => {
      const { a, b, axes } = pair;
      const [down, across] = [axisOf(inputs[a], axes[0]), axisOf(inputs[b], axes[1])];
      const [rowOf, columnOf] = [binned(columns[a], axes[0], places), binned(columns[b], axes[1], places)];
      const months = new Float64Array(down.cells * across.cells);
      let [size, total] = [0, 0];
      for (const i of places) {
        total += weights[i];
        size += weights[i] * Math.abs(effectAt(pair, rowOf[i], columnOf[i]));
        if (rowOf[i] < down.cells && columnOf[i] < across.cells)
          months[rowOf[i] * across.cells + columnOf[i]] += weights[i];
      }
      const drawn = refits.flatMap(({ pairs = [] }) => pairs.filter((one) => one.a === a && one.b === b));
      const cells = Array.from(months, (count, at): PairCell => {
        const [row, column] = [Math.floor(at / across.cells), at % across.cells];
        return { ...withLimits(pair, drawn, row, column), months: Math.round(count) };
      });
      return {
        label: partLabel(pairName(inputs[a], inputs[b])),
        down,
        across,
        cells,
        importance: total > 0 ? size / total : 0,
        couldBeFlat: !cells.some(isSure),
      };
    })
    .sort((x, y) => y.importance - x.importance);
}

function axisOf(id: string, { limits, levels, bins }: Binning): PairAxis {
  const { label, kind } = glassInput(id);
  return { input: id, label, kind, edges: limits, levels, cells: bins };
}

/** Log odds, counted from the table's mean. */
const effectAt = ({ axes, values, centre }: PairTable, row: number, column: number): number =>
  values[row * (axes[1].bins + 1) + column] - centre;

function withLimits(
  pair: PairTable,
  refits: readonly PairTable[],
  row: number,
  column: number,
): Omit<PairCell, "months"> {
  const estimate = effectAt(pair, row, column);
  const drawn = Float64Array.from(refits, (one) => effectAt(one, row, column)).sort();
  if (drawn.length === 0) return { ratio: Math.exp(estimate), low: null, high: null };
  return {
    ratio: Math.exp(estimate),
    low: Math.exp(Math.min(estimate, quantile(drawn, 0.025))),
    high: Math.exp(Math.max(estimate, quantile(drawn, 0.975))),
  };
}

const isSure = ({ low, high }: Pick<PairCell, "low" | "high">): boolean =>
  low !== null && high !== null && (low > 1 || high < 1);
