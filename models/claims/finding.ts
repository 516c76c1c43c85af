// What is said about a place in the text: verdict, reason, the right value, and what would settle it, in both languages.
import type { Bilingual } from "../../engine/locale.js";
import type { Span } from "./quantity.js";

export const verdicts = [
  "wrong",
  "doubtful",
  "incomplete",
  "ambiguous",
  "not_checkable",
  "consistent",
] as const;
/** `consistent`: checked, and it holds. `not_checkable`: a claim of which nothing here can be checked. */
export type Verdict = (typeof verdicts)[number];

export const claimKinds = [
  "sum",
  "weights",
  "weighted_score",
  "arithmetic",
  "part_of_whole",
  "change",
  "comparison",
  "points_or_relative",
  "relative_to_rate",
  "impossible_share",
  "impossible_mean",
  "share_over_100",
  "missing_n",
  "chance",
  "correlation",
  "interval",
  "cadence",
  "rate_quota",
  "mean_of_rates",
  "contradiction",
  "synonym",
  "immortal_time",
  "not_separable",
  "own_figure",
] as const;
export type ClaimKind = (typeof claimKinds)[number];

export interface Finding {
  kind: ClaimKind;
  verdict: Verdict;
  /** Places in the text as it was pasted, UTF-16 units, in order; the first is the claim itself. */
  spans: Span[];
  reason: Bilingual;
  /** The value that it should be. */
  right?: Bilingual;
  settle?: Bilingual;
  /** Figures behind the words, as plain numbers: p, low, high, points, relative, … */
  values?: Record<string, number>;
}

export const spanOf = ({ start, end }: Span): Span => ({ start, end });
