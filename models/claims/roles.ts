// The quantities of a sentence → what each is there for: from, to, change, what it is compared with, n, weight, level.
import type { Cast, Role } from "./cast.js";
import type { Concept } from "./lexicon.js";
import type { Quantity } from "./quantity.js";
import type { Sentence, Sign } from "./sentence.js";
import { promoterNames } from "./promoter-names.js";
import { settle } from "./then-and-now.js";

const stopsBetween = (sentence: Sentence, start: number, end: number): string =>
  sentence.items
    .filter((item) => item.kind === "stop" && item.start >= start && item.end <= end)
    .map((item) => ("text" in item ? item.text : ""))
    .join("");

/** Words after which nothing of the sentence before matters for the number. */
export function castOf(sentence: Sentence): Cast[] {
  const { quantities, signs } = sentence;
  const casts: Cast[] = quantities.map((quantity, index) => {
    const [previous, next] = [quantities[index - 1], quantities[index + 1]];
    return {
      quantity,
      role: "level",
      before: signs.filter((s) => s.end <= quantity.start && s.start >= (previous?.end ?? sentence.start)),
      after: signs.filter((s) => s.start >= quantity.end && s.end <= (next?.start ?? sentence.end)),
      direction: 0,
      isChange: false,
      isRelative: false,
      index,
    };
  });
  for (const cast of casts) assign(cast, casts, sentence);
  settle(casts, sentence);
  return casts;
}

const has = (signs: Sign[], ...concepts: Concept[]): Sign | undefined =>
  signs.findLast((sign) => concepts.includes(sign.concept));

function assign(cast: Cast, casts: Cast[], sentence: Sentence): void {
  const { quantity, index } = cast;
  const { plain } = sentence;
  // a comma between a word and the number takes the word away from it
  const near = cast.before.filter(
    (sign) => !/[,，;；。]/.test(stopsBetween(sentence, sign.end, quantity.start)),
  );
  // “a 5 % increase on 200”: the word belongs to the 5 %
  const consumed = casts[index - 1]?.postfix;
  const isListed = listsBehindColon(sentence, quantity);
  const free = near.filter(
    (sign) =>
      sign !== consumed &&
      !(
        isListed &&
        sign.end <= quantity.start &&
        /[:：]/.test(stopsBetween(sentence, sign.end, quantity.start))
      ) &&
      !(sign.concept === "more" && /[:：]/.test(stopsBetween(sentence, sign.end, quantity.start))),
  );
  const last = free.at(-1);
  const gapAfter = cast.after[0] ? plain.slice(quantity.end, cast.after[0].start) : "";
  const touching = cast.after[0] && /^[\s的(（]*$/.test(gapAfter) ? cast.after[0] : undefined;
  cast.isRelative =
    quantity.unit === "percent" &&
    (touching?.concept === "relative" ||
      cast.after.some((s) => s.concept === "relative" && s.start - quantity.end < 24) ||
      has(near, "relative") !== undefined ||
      /^\s?(?:relative|in relative|相对)/.test(plain.slice(quantity.end)));
  const moved = has(free, "change_verb", "change_noun", "more", "beyond", "to_go");
  const to = (role: Role, sign?: Sign): void => {
    cast.role = role;
    if (!sign) return;
    cast.direction = sign.direction;
    cast.isChange = sign.concept === "change_verb" || sign.concept === "change_noun";
  };

  if (isOperand(cast, sentence)) return to("operand");
  // “1.5x at 120 %”: what is paid there, no comparison
  if (quantity.unit === "times" && /^\s*(?:at|for|if|when|from)\b/.test(plain.slice(quantity.end)))
    return to("operand");
  if (
    /\bnet of\s*(?:the )?[¥$€£]?$|(?:扣除|剔除)[^\d,，。]{0,8}$/.test(
      plain.slice(Math.max(sentence.start, quantity.start - 14), quantity.start),
    )
  )
    return to("operand");
  if (
    /^\s?(?:制|-point\b)/.test(plain.slice(quantity.end)) ||
    /满分\s*$/.test(plain.slice(Math.max(0, quantity.start - 4), quantity.start))
  )
    return to("interval");
  // “4.1 out of 5”: the end of the scale
  const scored = casts[index - 1]?.quantity;
  const isOnScale =
    scored !== undefined && scored.step < 1 && scored.unit === "plain" && quantity.unit === "plain";
  if (isOnScale && /^\s*(?:out of|\/)\s*$/.test(plain.slice(scored.end, quantity.start)))
    return to("interval");
  if (
    has(near, "p") &&
    quantity.unit === "plain" &&
    /p(?:-value|值)?\s*[<=>≤≥]?\s*$/.test(plain.slice(Math.max(0, quantity.start - 24), quantity.start))
  )
    return to("p");
  if (
    /(?<![a-z])r\s*[=≈:]\s*[-+]?$/.test(plain.slice(Math.max(0, quantity.start - 24), quantity.start)) ||
    (isCorrelation(quantity) && has(cast.before, "correlation"))
  )
    return to("r");
  if (has(near, "interval") || touching?.concept === "interval") return to("interval");
  if (
    has(near, "n") &&
    (quantity.unit === "plain" || quantity.unit === "people" || quantity.unit === "count")
  )
    return to("n");
  const isChanging =
    sentence.signs.some((s) => s.concept === "change_verb" || s.concept === "change_noun") ||
    sentence.quantities.some(({ unit }) => unit === "ratio");
  const isMoving =
    last?.concept === "from" ||
    (last?.concept === "to" && wordsBetween(plain, last.end, quantity.start) <= 2);
  if (quantity.unit === "time" && !(isChanging && isMoving) && !isComparedTime(cast, near, touching))
    return to("duration");
  if (
    /(?:difference|gap) between [^.]*\b(?:is|was|of)\s*$/.test(plain.slice(sentence.start, quantity.start)) &&
    index >= 2
  )
    return to("delta", { direction: 0 } as Sign);
  if (quantity.unit === "ratio")
    return (to("delta", { direction: Math.sign(quantity.value - 1) } as Sign), void (cast.isChange = true));
  if (quantity.unit === "times" && casts.length > 2 && !moved)
    return (to("delta", { direction: 0 } as Sign), void (cast.isChange = false));
  // “eNPS +35”, “net +5 (plan +8)”: a level that has a sign
  const isSigned =
    !moved &&
    (/(?:\bnet|\bbalance|\bplan|\btarget|净[增减]?|结余|目标|计划)[:：\s]*[+-]?$/.test(
      plain.slice(sentence.start, quantity.start),
    ) ||
      (quantity.unit === "plain" && promoterNames.score.test(plain.slice(sentence.start, sentence.end))));
  if (quantity.sign !== 0 && !isSigned && last?.concept !== "from" && last?.concept !== "to") {
    to("delta", moved ?? ({ direction: quantity.sign } as Sign));
    cast.direction = quantity.sign;
    cast.isChange = true;
    return;
  }
  if (last?.concept === "from") return to("from");
  if (last?.concept === "to" && wordsBetween(plain, last.end, quantity.start) <= 2) {
    cast.direction = has(near, "change_verb")?.direction ?? 0;
    return to("to", has(near, "change_verb"));
  }
  if (last?.concept === "by" && moved) return to("delta", moved);
  if (
    last?.concept === "by" &&
    /\bby\s*$/.test(plain.slice(Math.max(0, quantity.start - 24), quantity.start))
  ) {
    // “rose from 41.2 to 41.9 years, by 0.7”
    const verb = sentence.signs.findLast(
      (s) =>
        s.end <= quantity.start &&
        s.start >= (casts[index - 3]?.quantity.end ?? sentence.start) &&
        ["change_verb", "change_noun", "more", "beyond"].includes(s.concept),
    );
    if (verb) return to("delta", verb);
  }
  const postfixed = touching && isPostfix(touching, plain, quantity) ? touching : undefined;
  if (postfixed && (quantity.unit !== "people" || postfixed.concept !== "change_verb")) {
    cast.postfix = postfixed;
    return to("delta", postfixed);
  }
  if (quantity.unit === "points")
    return to("delta", moved ?? has(casts[index - 1]?.before ?? [], "beyond", "more", "change_verb"));
  if (
    last &&
    ["change_verb", "change_noun", "more", "to_go"].includes(last.concept) &&
    wordsBetween(plain, last.end, quantity.start) <= 4
  )
    return to("delta", last);
  if (moved && ["change_verb", "change_noun"].includes(moved.concept) && last?.concept === "of")
    return to("delta", moved);
  // “11 of 16 reps”: a count, whatever word stands before it
  if (
    quantity.unit === "plain" &&
    /^\s*(?:of|out of)\s+(?:the |our |all )?\d/.test(plain.slice(quantity.end))
  )
    return to("level");
  const target =
    has(near, "target") ??
    (touching?.concept === "target" && !isAhead(touching, casts[index + 1], plain) ? touching : undefined);
  const nearest = has(near, "beyond");
  // “15 % above IT (115 against 95)”: the word belongs to the 15 %, and the brackets say what is behind it
  const isTaken =
    nearest !== undefined && nearest === consumed && /[(（]/.test(plain.slice(nearest.end, quantity.start));
  const beyond = isTaken ? undefined : nearest;
  if (beyond || target) {
    cast.direction = beyond?.direction ?? 0;
    return to("reference", beyond);
  }
  // 比去年（30%）: words of time and of averages may stand between
  const than = near.findLast(
    ({ concept, start: at }) =>
      (concept === "than" || concept === "versus") &&
      // 占营收比18.5%: a share
      !/占[\u4e00-\u9fff]{1,8}$/.test(plain.slice(Math.max(sentence.start, at - 9), at)),
  );
  if (
    than &&
    !/[:：]/.test(stopsBetween(sentence, than.end, quantity.start)) &&
    near
      .slice(near.indexOf(than) + 1)
      .every(({ concept }) => ["before", "after", "average", "rate", "n", "of"].includes(concept))
  )
    return to("reference");
  to("level");
}

/** 连续三个月下降：7月2.1%、8月1.8%、9月1.5%: what follows the colon are levels. */
const listsBehindColon = ({ quantities, plain }: Sentence, { unit, end }: Quantity): boolean => {
  const behind = quantities.filter((q) => q.start >= end && q.unit === unit);
  return (
    behind.length >= 2 &&
    /^[^\d;；。]{0,8}[,，、]\s*(?:\d{1,2}月|[^\d,，;；。]{0,10})?\s*$/.test(plain.slice(end, behind[0].start))
  );
};

/** “7 days longer than 38 days”, 超出目标16小时: a time that is compared, not one that passed. */
function isComparedTime({ quantity }: Cast, near: Sign[], touching: Sign | undefined): boolean {
  if (quantity.bound !== undefined) return false;
  const last = near.at(-1);
  return (
    (last?.concept === "by" && near.some(({ concept }) => concept === "change_verb")) ||
    touching?.concept === "more" ||
    touching?.concept === "target" ||
    near.some(({ concept }) => concept === "target" || concept === "than")
  );
}

/** “14 (plan 15)”: the word is the next number's. */
const isAhead = (sign: Sign, next: Cast | undefined, plain: string): boolean =>
  next !== undefined && /^[\s:：为是]*(?:of )?$/.test(plain.slice(sign.end, next.quantity.start));

const isCorrelation = ({ unit, value }: Quantity): boolean =>
  (unit === "plain" || unit === "times") && Math.abs(value) <= 1.5;

/** + − × ÷ = between numbers: a sum written out. */
function isOperand({ quantity }: Cast, sentence: Sentence): boolean {
  const neighbours = sentence.items.filter(
    (item) => item.kind === "stop" && /^[+*×÷=]$/.test(item.text) && touches(item, quantity, sentence.plain),
  );
  return neighbours.some(
    (item) =>
      !("text" in item && item.text === "=") ||
      !/[a-z]\s*$/.test(sentence.plain.slice(Math.max(0, item.start - 8), item.start)),
  );
}

const touches = (item: { start: number; end: number }, quantity: Quantity, plain: string): boolean =>
  (item.end <= quantity.start && plain.slice(item.end, quantity.start).trim() === "") ||
  (item.start >= quantity.end && plain.slice(quantity.end, item.start).trim() === "");

const wordsBetween = (plain: string, start: number, end: number): number => {
  const between = plain.slice(start, end).trim();
  if (between === "") return 0;
  return /[\u4e00-\u9fff]/.test(between) ? Math.ceil(between.length / 2) : between.split(/\s+/).length;
};

const nouns =
  /^(?:increase|decrease|drop|reduction|fall|rise|decline|improvement|growth|gain|cut|uplift|jump|loss|change)(?![a-z])/;

/** “30 % reduction”, “5 % above target”, “15 % to go”, “30 % 的降幅”; but not “35 % fell to” or “85 % 提升至”. */
function isPostfix(sign: Sign, plain: string, quantity: Quantity): boolean {
  const isChinese = /[\u4e00-\u9fff]/.test(sign.text);
  if (sign.concept === "to_go") return isChinese ? /差距/.test(sign.text) : !sign.text.endsWith("of");
  if (isChinese)
    return (sign.concept === "change_verb" || sign.concept === "change_noun") && plain[quantity.end] === "的";
  if (sign.concept === "more") return true;
  if (sign.concept === "beyond") return /above|below|over|under|ahead|short/.test(sign.text);
  if (sign.concept === "change_noun") return true;
  return (
    sign.concept === "change_verb" &&
    nouns.test(sign.text) &&
    !/^\s*(?:to|from \d)/.test(plain.slice(sign.end))
  );
}
