// A funnel (1,200 CVs → 240 screens (20 %) → 96 interviews (40 %)) → is each share that of the stage before, or of the first.
import type { Cast } from "./cast.js";
import { percentText } from "./claim-words.js";
import type { Finding } from "./finding.js";
import type { ReadSentence } from "./pairs.js";
import type { Quantity } from "./quantity.js";
import { reckoned } from "./reckoned.js";
import { agreement, trimmed } from "./rounding.js";

interface Stage {
  count: Quantity;
  share?: Quantity;
}

export const stageClaims = (read: ReadSentence[]): Finding[] =>
  read.flatMap(({ casts, sentence: { plain } }) => funnels(casts, plain).flatMap(ofFunnel));

const isCount = ({ unit, value, high }: Quantity): boolean =>
  ["people", "count", "plain"].includes(unit) && Number.isInteger(value) && high === undefined;

/** Counts joined by arrows, each with the share that stands in brackets behind it. */
function funnels(casts: Cast[], plain: string): Stage[][] {
  const all: Stage[][] = [];
  let stages: Stage[] = [];
  for (const [i, { quantity }] of casts.entries()) {
    const link = i > 0 ? plain.slice(casts[i - 1].quantity.end, quantity.start) : "";
    const last = stages.at(-1);
    const isShare =
      quantity.unit === "percent" &&
      quantity.high === undefined &&
      last?.count === casts[i - 1]?.quantity &&
      /^[^\d,，;；(（]{0,16}[(（]\s*$/.test(link) &&
      /^\s*[)）]/.test(plain.slice(quantity.end));
    if (isShare && last) {
      last.share = quantity;
      continue;
    }
    if (!/(?:→|->)[^\d,，;；。]{0,16}$/.test(link)) {
      all.push(stages);
      stages = [];
    }
    if (isCount(quantity)) stages.push({ count: quantity });
  }
  return [...all, stages].filter((one) => one.length >= 3 && one.some(({ share }) => share));
}

function ofFunnel(stages: Stage[]): Finding[] {
  const truths = stages.map(({ count }, i) =>
    i === 0 ? undefined : [stages[i - 1].count, stages[0].count].map((whole) => [count, whole] as const),
  );
  const fits = ({ share }: Stage, i: number, way: number): boolean => {
    const pair = truths[i]?.[way];
    return (
      share !== undefined &&
      pair !== undefined &&
      agreement((100 * pair[0].value) / pair[1].value, share.value, share.step, share.isApproximate) ===
        "equal"
    );
  };
  // shares of the stage before, or of the first, whichever more of them are
  const agreeing = [0, 1].map((way) => stages.filter((stage, i) => fits(stage, i, way)).length);
  const way = agreeing[1] > agreeing[0] ? 1 : 0;
  return stages.flatMap((stage, i) => {
    const pair = truths[i]?.[way];
    if (!stage.share || !pair || fits(stage, i, 1 - way)) return [];
    const truth = (100 * pair[0].value) / pair[1].value;
    return [
      reckoned({
        kind: "part_of_whole",
        truth,
        stated: stage.share,
        from: [...pair],
        sum: `${trimmed(pair[0].value, 0)} ÷ ${trimmed(pair[1].value, 0)} = ${percentText(truth)}`,
        right: percentText(truth),
      }),
    ];
  });
}
