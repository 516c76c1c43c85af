// A true value, the stated one and how the truth is reckoned → the finding: consistent, cut off, or wrong with the right value.
import type { Bilingual } from "../../engine/locale.js";
import { both } from "./claim-words.js";
import { spanOf, type ClaimKind, type Finding, type Verdict } from "./finding.js";
import type { Quantity, Span } from "./quantity.js";
import { agreement } from "./rounding.js";

export interface Reckoned {
  kind: ClaimKind;
  truth: number;
  stated: Quantity;
  /** What the truth is made of. */
  from: Span[];
  /** “48 ÷ 80 = 60%”. */
  sum: string;
  /** The truth as it should be written. */
  right: string;
  /** Nothing was measured: hours of a week, an hourly rate. Rounding may move it by no more than a fiftieth. */
  isExact?: boolean;
  /** What at most may be said where the numbers could mean something else, and why. */
  atMost?: { verdict: Verdict; why: Bilingual };
}

export function reckoned({ kind, truth, stated, from, sum, right, isExact, atMost }: Reckoned): Finding {
  const near = agreement(truth, stated.value, stated.step, stated.isApproximate);
  const agreed =
    isExact && !stated.isApproximate && Math.abs(truth - stated.value) > 0.02 * Math.abs(truth) + 1e-9
      ? "different"
      : near;
  const isWithin =
    (stated.bound === "least" && truth >= stated.value) || (stated.bound === "most" && truth <= stated.value);
  const common = {
    kind,
    spans: [stated, ...from].map(spanOf),
    values: { truth, stated: stated.value },
  };
  if (agreed === "equal" || isWithin)
    return { ...common, verdict: "consistent", reason: both(`${sum}.`, `${sum}。`) };
  const written = stated.text.trim();
  return {
    ...common,
    verdict: agreed === "cut" ? "doubtful" : (atMost?.verdict ?? "wrong"),
    reason: atMost
      ? both(`${sum}, not ${written}; ${atMost.why.en}.`, `${sum}，而不是 ${written}；${atMost.why.zh}。`)
      : both(`${sum}, not ${written}.`, `${sum}，而不是 ${written}。`),
    right: both(right, right),
  };
}
