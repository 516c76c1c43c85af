// Scores of one scheme → at each edge of a band: do more stand just above than just below?
// Holm 1979 over the scheme's edges; a person's periods count as one person's. Fewer than 20 on a side: refused, not "no".
import { densityDiscontinuity } from "../../estimators/density-discontinuity.js";
import type { Band, PersonScore } from "../score-types.js";
import type { Bunching } from "./backtest-types.js";

/** The threshold that pay rules usually stand on; tested also where no band begins there. */
const usualThreshold = 90;

export function thresholdBunching(
  scores: readonly PersonScore[],
  bands: readonly Band[],
  scheme: "a" | "b",
): Bunching[] {
  const edges = [...new Set([usualThreshold, ...bands.map(({ at_least }) => at_least)])]
    .filter((edge) => edge > 0)
    .sort((x, y) => x - y);
  const values = scores.map(({ total }) => total);
  const people = new Map<string, number>();
  const clusters = scores.map(({ employee }) => {
    if (!people.has(employee)) people.set(employee, people.size);
    return people.get(employee)!;
  });
  const found = edges.map((threshold): Bunching => {
    const jump = densityDiscontinuity(values, { threshold, clusters });
    const base = { scheme, threshold, values: values.length };
    if (typeof jump === "string") return { ...base, ...nothing, refused: jump };
    const { below, above, ratio, difference, low, high, p, bandwidth } = jump;
    return {
      ...base,
      refused: null,
      below,
      above,
      ratio: Number.isFinite(ratio) ? ratio : null,
      difference,
      limits: { low, high },
      p,
      pHolm: null,
      bandwidth,
      isFound: false,
    };
  });
  const tested = found.filter(({ p }) => p !== null).sort((x, y) => x.p! - y.p!);
  let most = 0;
  tested.forEach((one, i) => {
    most = Math.max(most, Math.min(1, one.p! * (tested.length - i)));
    one.pHolm = most;
    one.isFound = most < 0.05 && one.difference! > 0 && one.limits!.low > 0;
  });
  return found;
}

const nothing = {
  below: null,
  above: null,
  ratio: null,
  difference: null,
  limits: null,
  p: null,
  pHolm: null,
  bandwidth: null,
  isFound: false,
};
