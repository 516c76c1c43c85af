// Promoters, passives, detractors and the eNPS → is it promoters less detractors, in points.
import { both } from "./claim-words.js";
import { spanOf, type Finding } from "./finding.js";
import type { ReadSentence } from "./pairs.js";
import type { Quantity } from "./quantity.js";
import { trimmed } from "./rounding.js";

export const promoterClaims = (read: ReadSentence[]): Finding[] => read.flatMap(ofSentence);

/** Names of the three, in sentences and over columns. */
export const promoterNames = {
  promoters: /promoters?|推荐者/i,
  detractors: /detractors?|贬损者|批评者/i,
  score: /\be?nps\b|net promoter|净推荐/i,
};

function ofSentence({ casts, sentence: { plain, start, end } }: ReadSentence): Finding[] {
  const words = plain.slice(start, end);
  const found = (["promoters", "detractors", "score"] as const).map((key) => {
    const pattern = promoterNames[key];
    const at = pattern.exec(words);
    return at ? numberOf(key, start + at.index, start + at.index + at[0].length) : undefined;
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
