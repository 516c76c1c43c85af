// Metrics of the workspace → measures that add up over months: only these can have a target; money first.
import type { Meta, MetaMetric } from "../meta.js";

export const summedMeasures = ({ metrics }: Pick<Meta, "metrics">): MetaMetric[] =>
  metrics
    .filter(({ isFlow, theme, id }) => isFlow && (theme !== "turnover" || id === "revenue"))
    .sort((a, b) => Number(b.unit === "money") - Number(a.unit === "money"));
