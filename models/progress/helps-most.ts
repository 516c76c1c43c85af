// A person's figures → the indicator where closing the gap brings most: gap × weight, among what the person can move.
import type { Figure, ProgressSheet } from "./progress-types.js";

/**
 * Weighted points that are missing: the gap as a part of the target (never more than all of it) × the weight. While the period
 * runs, of an amount that adds up only what is due by now can be missing.
 */
export function missingPoints({ goal, gap, due }: Figure): number {
  if (!gap || gap.isMet || goal.weight === null || goal.weight === 0) return 0;
  if (due) return due.amount > 0 ? Math.min(1, Math.max(0, -due.ahead) / due.amount) * goal.weight : 0;
  const part = gap.relative === null ? 1 : Math.min(1, Math.abs(gap.relative));
  return part * goal.weight;
}

export function helpsMost(figures: readonly Figure[]): Pick<ProgressSheet, "helpsMost" | "noHelp"> {
  const weighed = figures.filter(({ goal, gap }) => goal.weight !== null && goal.weight > 0 && gap !== null);
  if (weighed.length === 0) return { helpsMost: null, noHelp: "no_weights" };
  const missing = weighed.filter((figure) => missingPoints(figure) > 0);
  if (missing.length === 0) return { helpsMost: null, noHelp: "all_met" };
  const movable = missing.filter(({ goal }) => goal.controllable !== "no");
  const [best] = [...movable].sort(
    (a, b) => rank(b) - rank(a) || missingPoints(b) - missingPoints(a) || (a.goal.id < b.goal.id ? -1 : 1),
  );
  return best
    ? { helpsMost: { indicator: best.goal.id, worth: missingPoints(best) }, noHelp: null }
    : { helpsMost: null, noHelp: "nothing_controllable" };
}

/** What is said to be in the person's hands goes before what nobody has said anything about. */
const rank = ({ goal: { controllable } }: Figure): number => (controllable === "unstated" ? 0 : 1);
