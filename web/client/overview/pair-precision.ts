// Two estimates that stand side by side → one precision for both: "32.6% → 32.2%", never "32.6% → 32%".
import { decimalsFor, type NumberOptions } from "../../../engine/metrics/format-number.js";
import { isPercentUnit } from "../../../engine/metrics/unit.js";
import type { Fact } from "./fact.js";

type Pair = { before: Fact | null; after: Fact | null };

const width = ({ low, high }: Fact): number =>
  low === null || high === null ? Infinity : Math.max(0, high - low);

/** The interval of the better known of the two: its width sets the decimals of all numbers of the comparison. */
export function pairPrecision({ before, after }: Pair): Pick<NumberOptions, "low" | "high"> {
  const known = [before, after].filter((fact): fact is Fact => fact?.value != null);
  const best = known.sort((a, b) => width(a) - width(b))[0];
  return best ? { low: best.low, high: best.high } : {};
}

/** Whether the two print as the same number. */
export function printAlike(before: Fact, after: Fact): boolean {
  if (before.value === null || after.value === null) return false;
  const { unit } = after.metric;
  const scale = isPercentUnit(unit) ? 100 : 1;
  const decimals = decimalsFor(after.value, unit, pairPrecision({ before, after }));
  return (before.value * scale).toFixed(decimals) === (after.value * scale).toFixed(decimals);
}
