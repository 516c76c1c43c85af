// A figure with a value and a goal, everything else unknown.
import { gapOf } from "../../../models/progress/gap.js";
import type { Figure, Goal } from "../../../models/progress/progress-types.js";

export function figure(goal: Partial<Goal>, value: number): Figure {
  const whole: Goal = {
    id: "one",
    name: { en: "One", zh: "一" },
    kind: null,
    weight: null,
    unit: "share",
    adds: "rate",
    source: { metric: "lead_conversion", take: "value" },
    target: null,
    direction: "at_least",
    controllable: "unstated",
    provenance: "measured",
    ...goal,
  };
  return {
    goal: whole,
    value,
    numerator: null,
    denominator: null,
    refused: null,
    conditions: [],
    gap: whole.target === null ? null : gapOf(value, whole.target, whole.direction),
    due: null,
    noDue: null,
    change: null,
    past: null,
    peers: null,
    noPeers: "no_value",
    band: null,
    noBand: "no_value",
    evidence: {
      receipt: "r",
      definition: "d",
      relation: "employee_month",
      from: "2026-07",
      to: "2026-07",
      snapshot: "s",
    },
  };
}
