// Promoters, passives, detractors and the eNPS → is it promoters less detractors, in points.
import { both } from "./claim-words.js";
import { spanOf, type Finding } from "./finding.js";
import type { ReadSentence } from "./pairs.js";
import { promoterNames } from "./promoter-names.js";
import type { Quantity } from "./quantity.js";
import { trimmed } from "./rounding.js";

export const promoterClaims = (read: ReadSentence[]): Finding[] => read.flatMap(ofSentence);

function ofSentence({ casts, sentence: { plain, start, end } }: ReadSentence): Finding[] {
  const words = plain.slice(start, end);
  const found = (["promoters", "detractors", "score"] as const).map((key) => {
    // “eNPS: 52 % promoters, 17 % detractors, score +35”: the last name that has a number
    const pattern =
      key === "score"
        ? new RegExp(`${promoterNames.score.source}|\\bscore\\b`, "gi")
        : new RegExp(promoterNames[key].source, "gi");
    return [...words.matchAll(pattern)]
      .map(({ index, 0: name }) => numberOf(key, start + index, start + index + name.length))
      .find((one) => one !== undefined);
  });
  const [promoters, detractors, score] = found;
  if (!promoters || !detractors || !score || score === promoters) return [];
  return promoterFinding(promoters, detractors, score);

  /** “38 % promoters”, 推荐者38%, “eNPS is +12”. */
  function numberOf(key: string, from: number, to: number): Quantity | undefined {
    const all = casts.map(({ quantity }) => quantity).filter(({ high }) => high === undefined);
    const shares = all.filter(({ unit }) => (unit === "percent") !== (key === "score"));
    const behind = shares.find((q) => q.start >= to && !/[,，;；]/.test(plain.slice(to, q.start)));
    const ahead = shares.findLast((q) => q.end <= from && !/[,，;；]/.test(plain.slice(q.end, from)));
    if (key === "score") return behind;
    return ahead && (!behind || from - ahead.end < behind.start - to) ? ahead : behind;
  }
}

/** Shared with tables. */
export function promoterFinding(promoters: Quantity, detractors: Quantity, score: Quantity): Finding[] {
  const truth = promoters.value - detractors.value;
  const stated = score.sign < 0 ? -score.value : score.value;
  const room = (promoters.step + detractors.step + score.step) / 2;
  const sum = `${trimmed(promoters.value)} − ${trimmed(detractors.value)} = ${trimmed(truth)}`;
  const holds = Math.abs(truth - stated) <= (room > 1 ? room - 0.5 : room / 3) + 1e-9;
  return [
    {
      kind: "arithmetic",
      verdict: holds ? "consistent" : "wrong",
      spans: [score, promoters, detractors].map(spanOf),
      values: { truth, stated },
      reason: holds
        ? both(`${sum}.`, `${sum}。`)
        : both(`${sum}, not ${trimmed(stated)}.`, `${sum}，而不是 ${trimmed(stated)}。`),
      ...(!holds && { right: both(trimmed(truth), trimmed(truth)) }),
    },
  ];
}
