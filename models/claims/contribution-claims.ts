// A change and what each part contributed to it (8.3 %, 其中人数贡献5.0个百分点; 2 % merit plus 1 % promotion, 3 % in total) → do the parts make it up.
import type { Cast } from "./cast.js";
import { both, percentText } from "./claim-words.js";
import { spanOf, type Finding } from "./finding.js";
import type { ReadSentence } from "./pairs.js";
import { trimmed } from "./rounding.js";

export const contributionClaims = (read: ReadSentence[]): Finding[] =>
  read.flatMap((one) => [...contributed(one), ...inTotal(one)]);

/** No more than the change itself: parts that are not named may make up the rest. */
function contributed({ casts, sentence: { plain, start, end } }: ReadSentence): Finding[] {
  const first = casts.findIndex(({ quantity }) => quantity.unit === "percent" && quantity.high === undefined);
  const parts = casts.slice(first + 1).filter(({ quantity }) => quantity.unit === "points");
  const isSaid = /贡献|拉动|contribut|due to|attributable/.test(plain.slice(start, end));
  const isDown = parts.some(({ quantity, direction }) => quantity.sign < 0 || direction < 0);
  if (first < 0 || !isSaid || isDown || parts.length < 2 || casts.length !== parts.length + 1) return [];
  return made(casts[first], parts, false);
}

/** “2 % merit plus 1 % promotion budget, 4 % in total”. */
function inTotal({ casts, sentence: { plain } }: ReadSentence): Finding[] {
  const total = casts.at(-1);
  if (
    casts.length < 3 ||
    !total ||
    !["percent", "money"].includes(total.quantity.unit) ||
    casts.some(
      ({ quantity: q }) =>
        q.unit !== total.quantity.unit || q.high !== undefined || (q.per && q !== total.quantity),
    )
  )
    return [];
  const parts = casts.slice(0, -1);
  const links = parts.slice(1).map(({ quantity }, i) => plain.slice(parts[i].quantity.end, quantity.start));
  const isJoined = links.every((link) =>
    /^[^\d,，;；。]*(?:\bplus\b|\+|加上?)[^\d,，;；。]{0,8}$/.test(link),
  );
  const link = plain.slice(parts.at(-1)!.quantity.end, total.quantity.start);
  const isTotal =
    /^[^\d;；。]{0,28}[,，]\s*[\u4e00-\u9fff]{0,6}(?:合计|共计?|总计|in total|altogether|together|a total of|totalling)\s*(?:为|of)?\s*$/.test(
      link,
    ) ||
    (/^[^\d;；。]{0,28}[,，]\s*(?:so |i\.e\. |or )?$/.test(link) &&
      /^\s*(?:in total|altogether|together|all told|in all)\b/.test(plain.slice(total.quantity.end)));
  return isJoined && isTotal ? made(total, parts, true) : [];
}

function made({ quantity: stated }: Cast, parts: Cast[], isWhole: boolean): Finding[] {
  const sum = Number(parts.reduce((all, { quantity }) => all + quantity.value, 0).toPrecision(12));
  const room =
    parts.reduce((all, { quantity: { step } }) => all + (step < 1 ? step / 2 : 0), 0) +
    (stated.step < 1 ? stated.step / 2 : 0) +
    (stated.isApproximate ? 0.1 * sum : 0) +
    1e-9;
  const off = sum - stated.value;
  if (!isWhole && off < -room) return [];
  const holds = Math.abs(off) <= room;
  const isShare = stated.unit === "percent";
  const unit = !isShare ? both("", "") : isWhole ? both("%", "%") : both(" points", " 个百分点");
  const terms = parts.map(({ quantity }) => trimmed(quantity.value, 2)).join(" + ");
  const [en, zh] = [`${terms} = ${trimmed(sum, 2)}${unit.en}`, `${terms} = ${trimmed(sum, 2)}${unit.zh}`];
  return [
    {
      kind: "sum",
      verdict: holds ? "consistent" : "wrong",
      spans: [stated, ...parts.map(({ quantity }) => quantity)].map(spanOf),
      values: { sum, stated: stated.value },
      reason: holds
        ? both(`${en}.`, `${zh}。`)
        : both(`${en}, not ${stated.text.trim()}.`, `${zh}，而不是 ${stated.text.trim()}。`),
      ...(!holds && {
        right: isShare
          ? both(percentText(sum, 2), percentText(sum, 2))
          : both(trimmed(sum, 2), trimmed(sum, 2)),
      }),
    },
  ];
}
