// What people report of themselves, beside rows of a measured source of the same activity → the share without any trace.
// No trace is no proof of a false report: the source may be incomplete. Interval: Wilson where each person claims once, else the
// persons are drawn anew (percentile bootstrap), since one person's periods hang together.
import type { Bilingual } from "../../../engine/locale.js";
import { wilson } from "../../../engine/metrics/interval.js";
import { bootstrap } from "../../estimators/bootstrap.js";
import type { UntracedReports } from "./backtest-types.js";

export interface Report {
  employee: string;
  period: string;
  /** As reported; in units of the source where `isSameUnit`. */
  claimed: number;
  /** Rows or amount in measured sources; 0 = none. */
  traced: number;
}

export interface ReportedIndicator {
  indicator: string;
  name: Bilingual;
  sources: string[];
  /** Claimed and traced count the same thing, so more claimed than traced is an excess. */
  isSameUnit: boolean;
  reports: readonly Report[];
}

export function untracedReports(
  { indicator, name, sources, isSameUnit, reports }: ReportedIndicator,
  seed: number,
): UntracedReports {
  const claims = reports.filter(({ claimed }) => claimed > 0);
  const withoutTrace = claims.filter(({ traced }) => traced === 0).length;
  const base = { indicator, name, sources, claims: claims.length, withoutTrace };
  if (sources.length === 0) return { ...base, ...nothing, refused: "no_measured_source" };
  if (claims.length === 0) return { ...base, ...nothing, refused: "no_claims" };
  const people = [...new Set(claims.map(({ employee }) => employee))];
  const at = new Map(people.map((employee, i) => [employee, i]));
  const sums = people.map(() => ({ claims: 0, untraced: 0, claimed: 0, over: 0 }));
  for (const { employee, claimed, traced } of claims) {
    const sum = sums[at.get(employee)!]!;
    sum.claims++;
    sum.untraced += traced === 0 ? 1 : 0;
    sum.claimed += claimed;
    sum.over += Math.max(0, claimed - traced);
  }
  const ratio = (top: "untraced" | "over", bottom: "claims" | "claimed") => (weights: Float64Array) => {
    let [x, y] = [0, 0];
    weights.forEach((weight, i) => {
      x += weight * sums[i]![top];
      y += weight * sums[i]![bottom];
    });
    return y > 0 ? x / y : Number.NaN;
  };
  const limitsOf = (statistic: (weights: Float64Array) => number) => {
    const { low, high } = bootstrap({
      clusters: people.length,
      statistic,
      seed,
      resamples: 1000,
      method: "percentile",
    });
    return { low, high };
  };
  const isOnceEach = people.length === claims.length;
  // all or none of them: a bootstrap would draw the same every time
  const isExtreme = withoutTrace === 0 || withoutTrace === claims.length;
  return {
    ...base,
    refused: null,
    share: withoutTrace / claims.length,
    limits: isOnceEach
      ? wilson(withoutTrace, claims.length)
      : isExtreme
        ? wilson(withoutTrace === 0 ? 0 : people.length, people.length)
        : limitsOf(ratio("untraced", "claims")),
    excess: isSameUnit ? ratio("over", "claimed")(new Float64Array(people.length).fill(1)) : null,
    excessLimits: isSameUnit ? limitsOf(ratio("over", "claimed")) : null,
  };
}

const nothing = { share: null, limits: null, excess: null, excessLimits: null };
