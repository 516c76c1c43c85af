// Parts and wholes that are counted: 9 of 16 (60 %), 20 % of 150 is 30, 36 of them (75 %) → does the share belong to the counts.
import { both, percentText } from "./claim-words.js";
import { spanOf, type Finding } from "./finding.js";
import type { ReadSentence } from "./pairs.js";
import type { Cast } from "./cast.js";
import type { Quantity } from "./quantity.js";
import { agreement, trimmed } from "./rounding.js";

export const partClaims = (read: ReadSentence[]): Finding[] => read.flatMap((one) => partsNamed(one));

/** “9 of 16 (60 %)”, “16 人中 9 人，占 56%”. */
function partsNamed({ casts, sentence }: ReadSentence): Finding[] {
  const findings: Finding[] = [];
  const { plain } = sentence;
  for (let i = 0; i + 2 < casts.length; i++) {
    const three = casts.slice(i, i + 3).map(({ quantity }) => quantity);
    const share = three.find((q) => q.unit === "percent" && q.high === undefined);
    const counts = three.filter(
      (q) => q !== share && Number.isInteger(q.value) && ["people", "plain", "count"].includes(q.unit),
    );
    if (
      !share ||
      counts.length !== 2 ||
      casts.slice(i, i + 3).some((c) => ["delta", "from", "to", "operand", "p"].includes(c.role))
    )
      continue;
    const [first, second] = counts;
    const link = plain.slice(first.end, second.start);
    const isOf =
      /^\s*(?:\/|of|out of|of the|of all|of our|from|名?人?中?之?的?占|[,，]?\s*占了?(?:全部|全体|总)?[\u4e00-\u9fff]{0,6}|[,，、(（]\s*(?:共|总共|全部|全体|合计))\s*(?:the |all |our )?$/.test(
        link,
      );
    const isLed =
      /\bof (?:the |all |our )?$/.test(plain.slice(Math.max(0, first.start - 12), first.start)) &&
      /^[^\d;；]{0,24}$/.test(link);
    const isCounted =
      first.unit === "people" &&
      second.unit === "people" &&
      /占|比例/.test(plain.slice(second.end, three[2].start)) &&
      second.value < first.value;
    const isAmong =
      (/中|里|其中|of whom|of them|of which|of these/.test(link) || isLed || isCounted) &&
      !/[;；]/.test(link);
    if (!isOf && !isAmong) continue;
    const [part, whole] = isOf && !/中/.test(link) ? [first, second] : [second, first];
    if (share === three[1]) continue;
    // 80/20 is a rule, 4.2/5 a score; “71 % of employees” has a whole of its own
    if (/^\s*\/\s*$/.test(link) && part.value > whole.value) continue;
    if (share === three[2] && /^\s*of\s+[a-z]/.test(plain.slice(share.end))) continue;
    const linked = plain.slice(Math.min(three[2].start, Math.max(first.end, second.end)), three[2].start);
    if (share === three[2] && !/^[\s(（,，:：=a-z.\u4e00-\u9fff]{0,28}$/.test(linked)) continue;
    if (
      share === three[0] &&
      !/^[\s(（,，:：a-z即共有]*$|^[\u4e00-\u9fff]{0,12}(?:[(（]|[,，]\s*即)\s*$/.test(
        plain.slice(share.end, first.start),
      )
    )
      continue;
    if (!isOf && isOfEarlier(share, part, casts.slice(0, i))) continue;
    const truth = (100 * part.value) / whole.value;
    const agreed = agreement(truth, share.value, share.step, share.isApproximate);
    const isBounded =
      share.bound === "least" ? truth >= share.value : share.bound === "most" ? truth <= share.value : false;
    const reckoned = `${trimmed(part.value, 0)} ÷ ${trimmed(whole.value, 0)} = ${percentText(truth)}`;
    findings.push({
      kind: "part_of_whole",
      verdict: agreed === "equal" || isBounded ? "consistent" : agreed === "cut" ? "doubtful" : "wrong",
      spans: [share, part, whole].map(spanOf),
      values: { truth, stated: share.value },
      reason:
        agreed === "equal" || isBounded
          ? both(`${reckoned}.`, `${reckoned}。`)
          : both(`${reckoned}, not ${share.text.trim()}.`, `${reckoned}，而不是 ${share.text.trim()}。`),
      ...(agreed !== "equal" && !isBounded && { right: both(percentText(truth), percentText(truth)) }),
    });
    i += 2;
  }
  return [...findings, ...ofThem(casts, plain), ...moreThanWhole(casts, plain)];
}

/** 回收692份/发放800份，其中有效675份（97.5%）: of a count further back. */
const isOfEarlier = (share: Quantity, part: Quantity, earlier: Cast[]): boolean =>
  earlier.some(
    ({ quantity: q }) =>
      q.unit === part.unit &&
      q.value > part.value &&
      agreement((100 * part.value) / q.value, share.value, share.step) === "equal",
  );

/** “48 answered; 36 of them (70 %)”, “48 人作答，其中 36 人（70%）”: of the count before. */
function ofThem(casts: Cast[], plain: string): Finding[] {
  return casts.slice(1).flatMap(({ quantity: share }, i): Finding[] => {
    const part = casts[i].quantity;
    const link = plain.slice(part.end, share.start);
    const front = plain.slice(Math.max(0, part.start - 4), part.start);
    const isTheirs =
      /^\s*(?:of them|of these|of whom)\s*[(（,，]\s*$/.test(link) ||
      (/其中有?$/.test(front) && /^[^\d,，;；]{0,8}[(（]\s*$/.test(link));
    const whole = casts
      .slice(0, i)
      .findLast(
        ({ quantity: q }) =>
          q.unit !== "percent" && Number.isInteger(q.value) && q.unit !== "time" && q.value >= part.value,
      )?.quantity;
    if (
      share.unit !== "percent" ||
      share.high !== undefined ||
      !isTheirs ||
      !whole ||
      !Number.isInteger(part.value)
    )
      return [];
    const truth = (100 * part.value) / whole.value;
    const agreed = agreement(truth, share.value, share.step, share.isApproximate);
    const reckoned = `${trimmed(part.value, 0)} ÷ ${trimmed(whole.value, 0)} = ${percentText(truth)}`;
    return [
      {
        kind: "part_of_whole",
        verdict: agreed === "equal" ? "consistent" : agreed === "cut" ? "doubtful" : "wrong",
        spans: [share, part, whole].map(spanOf),
        values: { truth, stated: share.value },
        reason: both(`${reckoned}.`, `${reckoned}。`),
        ...(agreed !== "equal" && { right: both(percentText(truth), percentText(truth)) }),
      },
    ];
  });
}

/** “45 of 30 people”. */
function moreThanWhole(casts: Cast[], plain: string): Finding[] {
  return casts.slice(1).flatMap(({ quantity: whole }, i) => {
    const part = casts[i].quantity;
    const isOf = /^\s*(?:of|out of)\s*(?:the |all |our )?$/.test(plain.slice(part.end, whole.start));
    const isAmong =
      (whole.unit === "people" || whole.unit === "count") &&
      part.unit === whole.unit &&
      /^[名位个]?(?:员工|客户|同事|销售|受访者)?中,?有?$/.test(plain.slice(part.end, whole.start));
    const [k, n] = isAmong ? [whole, part] : [part, whole];
    if (
      !(isOf || isAmong) ||
      k.unit === "percent" ||
      n.unit === "percent" ||
      k.unit === "time" ||
      n.unit === "money" ||
      k.unit === "money" ||
      !(n.unit === "people" || isAmong)
    )
      return [];
    if (k.value <= n.value || k.high !== undefined) return [];
    return [
      {
        kind: "part_of_whole" as const,
        verdict: "wrong" as const,
        spans: [spanOf(k), spanOf(n)],
        reason: both(
          `${trimmed(k.value, 0)} cannot be out of ${trimmed(n.value, 0)}: a part is no more than the whole.`,
          `${trimmed(n.value, 0)} 中不可能有 ${trimmed(k.value, 0)}：部分不能大于整体。`,
        ),
      },
    ];
  });
}
