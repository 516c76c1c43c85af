// One number → extra columns that let its effect bend: (x − knot)₊ hinges, or one indicator per value.
// Truncated linear basis (Ruppert, Wand & Carroll 2003), penalised together with everything else; scaled so that the
// penalty treats a bend more sternly than the straight line.
import { quantile } from "./flat-table.js";

export interface Basis {
  labels: string[];
  add(value: number, firstColumn: number, add: (column: number, value: number) => void): void;
}

/** Hinges at the quartiles of the (sorted) training values, each scaled to a standard deviation of `scale`. */
export function hinges(sorted: readonly number[], scale = 0.5, at = [0.25, 0.5, 0.75]): Basis | undefined {
  const knots = [...new Set(at.map((q) => quantile(sorted, q)))].filter(
    (knot) => knot > sorted[0] && knot < sorted.at(-1)!,
  );
  if (knots.length === 0) return undefined;
  const factors = knots.map((knot) => {
    let sum = 0;
    let squares = 0;
    for (const v of sorted) {
      const h = Math.max(0, v - knot);
      sum += h;
      squares += h * h;
    }
    const mean = sum / sorted.length;
    return scale / Math.sqrt(Math.max(squares / sorted.length - mean * mean, 1e-300));
  });
  return {
    labels: knots.map((knot) => `above ${knot}`),
    add(value, first, add) {
      for (let k = 0; k < knots.length; k++)
        if (value > knots[k]) add(first + k, (value - knots[k]) * factors[k]);
    },
  };
}

/** One indicator per value of a number with few values (a 1–4 scale), weighted `weight`. */
export function valueIndicators(distinct: readonly number[], weight = 0.5): Basis {
  const position = new Map(distinct.map((value, k) => [value, k]));
  return {
    labels: distinct.map((value) => `= ${value}`),
    add(value, first, add) {
      const k = position.get(value);
      if (k !== undefined) add(first + k, weight);
    },
  };
}
