// Selected or not, groups of people → selection rate of each group, and its ratio to the highest rate, with intervals.
// Arithmetic of New York City's Local Law 144 (6 RCNY § 5-300: rate of the group ÷ rate of the most selected group) and of the
// four-fifths rule (29 CFR 1607.4 D); where a score is given, "selected" is a score above the median of all (scoring rate).
import { wilson, type Limits } from "../../engine/metrics/interval.js";
import type { Bilingual } from "../../engine/locale.js";
import { shareRatio } from "../estimators/share-ratio.js";
import type { ProtectedColumn } from "./trait-data.js";

export interface ImpactRow {
  group: string;
  label: Bilingual;
  people: number;
  selected: number;
  rate: number;
  rateLimits: Limits;
  /** ÷ highest rate of the groups that are not small; that group has 1; null where nobody was selected. */
  ratio: number | null;
  ratioLimits: Limits | null;
  /** The ratio against four fifths: below or above as a whole interval, or not to be told. */
  verdict: "below" | "above" | "unclear" | "reference";
  /** The plain arithmetic of the rule, whatever the interval. */
  belowFourFifths: boolean;
  /** Under 2 % of the people: the law lets it be left out (6 RCNY § 5-301 d), so it is not what others are measured by. */
  isSmall: boolean;
}

export interface ImpactTable {
  attribute: string;
  label: Bilingual;
  rows: ImpactRow[];
  /** People whose group is not known; in no row. */
  unknown: number;
}

const fourFifths = 0.8;

/** Groups without people are left out. The first of equal highest rates is the reference. */
export function impactTable(selected: ArrayLike<number>, attribute: ProtectedColumn): ImpactTable {
  const people = attribute.groups.map(() => 0);
  const chosen = attribute.groups.map(() => 0);
  let unknown = 0;
  attribute.codes.forEach((code, row) => {
    if (code < 0) unknown++;
    else {
      people[code]++;
      if (selected[row] > 0) chosen[code]++;
    }
  });
  const all = people.reduce((a, b) => a + b, 0);
  const present = people.flatMap((n, g) => (n > 0 ? [g] : []));
  const isSmall = (g: number) => people[g] < 0.02 * all;
  const large = present.filter((g) => !isSmall(g));
  const highest = (large.length > 0 ? large : present).reduce(
    (best, g) => (best < 0 || chosen[g] / people[g] > chosen[best] / people[best] ? g : best),
    -1,
  );
  return {
    attribute: attribute.name,
    label: attribute.label,
    unknown,
    rows: present.map((g) => {
      const rate = chosen[g] / people[g];
      const hasRatio = chosen[highest] > 0;
      const { ratio, low, high } = shareRatio(chosen[g], people[g], chosen[highest], people[highest]);
      const limits = g === highest ? { low: 1, high: 1 } : { low, high };
      return {
        group: attribute.groups[g].name,
        label: attribute.groups[g].label,
        people: people[g],
        selected: chosen[g],
        rate,
        rateLimits: wilson(chosen[g], people[g]),
        ratio: hasRatio ? ratio : null,
        ratioLimits: hasRatio ? limits : null,
        verdict:
          g === highest
            ? "reference"
            : !hasRatio
              ? "unclear"
              : high < fourFifths
                ? "below"
                : low >= fourFifths
                  ? "above"
                  : "unclear",
        belowFourFifths: hasRatio && ratio < fourFifths,
        isSmall: isSmall(g),
      };
    }),
  };
}

/** Score above the median of all → 1 (LL144's scoring rate). */
export function aboveMedian(scores: ArrayLike<number>): Uint8Array {
  const sorted = Float64Array.from(scores).sort();
  const n = sorted.length;
  const median = n % 2 === 1 ? sorted[(n - 1) / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
  return Uint8Array.from({ length: n }, (_, i) => (scores[i] > median ? 1 : 0));
}
