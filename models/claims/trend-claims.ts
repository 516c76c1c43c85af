// A rise or fall said to go on (连续三个月下降：2.1%、1.8%、1.5%; rose every quarter: 12, 14, 13) → does every value of the list follow the one before.
import type { Cast } from "./cast.js";
import { both, levelText } from "./claim-words.js";
import { spanOf, type Finding } from "./finding.js";
import type { ReadSentence } from "./pairs.js";

export const trendClaims = (read: ReadSentence[]): Finding[] => read.flatMap(ofSentence);

const fall = /下降|下滑|回落|走低|减少|降低|\bf[ae]ll(?:en|s)?\b|declin|decreas|dropp/;
const rise = /上升|增长|提升|走高|攀升|提高|\br[io]sen?\b|\bris(?:en|ing)\b|\bgr[eo]wn?\b|increas|climb/;
const goesOn =
  /连续|逐[年月季]|持续|(?:every|each) (?:month|quarter|year|week)|(?:month|quarter|year|week)[- ](?:on|by|after)[- ](?:month|quarter|year|week)|in a row|consecutive|steadily|continuously/;

function ofSentence({ casts, sentence: { plain, start, end } }: ReadSentence): Finding[] {
  const words = plain.slice(start, end);
  const isFall = fall.test(words);
  const levels = casts.filter(({ role }) => role === "level" || role === "to" || role === "from");
  if (!goesOn.test(words) || isFall === rise.test(words) || levels.length < 3) return [];
  const run = lastRun(levels, plain);
  if (run.length < 3) return [];
  const step = run.slice(1).findIndex(({ quantity }, i) => {
    const before = run[i].quantity;
    return isFall ? quantity.value > before.value : quantity.value < before.value;
  });
  const spans = (first: number): Finding["spans"] =>
    [run[first], ...run.filter((_, i) => i !== first)].map(({ quantity }) => spanOf(quantity));
  if (step < 0)
    return [
      {
        kind: "change",
        verdict: "consistent",
        spans: spans(run.length - 1),
        reason: both("Each value follows the one before in that direction.", "各期数值均按此方向变化。"),
      },
    ];
  const [a, b] = [run[step].quantity, run[step + 1].quantity];
  return [
    {
      kind: "change",
      verdict: "wrong",
      spans: spans(step + 1),
      reason: both(
        `From ${levelText(a.value, a, "en")} to ${levelText(b.value, b, "en")} is a ${isFall ? "rise" : "fall"}.`,
        `由 ${levelText(a.value, a, "zh")} 到 ${levelText(b.value, b, "zh")} 是${isFall ? "上升" : "下降"}。`,
      ),
    },
  ];
}

/** Values of one unit with nothing but commas and the names of periods between them. */
function lastRun(levels: Cast[], plain: string): Cast[] {
  const runs: Cast[][] = [];
  for (const cast of levels) {
    const previous = runs.at(-1)?.at(-1);
    const link = previous ? plain.slice(previous.quantity.end, cast.quantity.start) : "";
    const isNext =
      previous?.quantity.unit === cast.quantity.unit &&
      /^\s*(?:in [a-z]+ ?)?(?:[,，、/]|→|->|,? and|to|和|及)\s*(?:\d{1,2}月(?:份)?|第?[一二三四]季度|q[1-4]:?|[a-z]{3,9}:?|20\d\d年?:?)?\s*(?:为|:|：)?\s*(?:in |and )?$/.test(
        link,
      );
    if (isNext) runs.at(-1)!.push(cast);
    else runs.push([cast]);
  }
  return runs.find(({ length }) => length >= 3) ?? [];
}
