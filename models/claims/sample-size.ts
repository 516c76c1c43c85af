// A sentence → the n behind its shares: n = 100, (16 people), 20 人中, 100 each; and whether the paragraph states one.
import type { ReadSentence } from "./pairs.js";
import type { Quantity } from "./quantity.js";
import type { Cast } from "./cast.js";

export interface SampleSizes {
  ns: Quantity[];
  /** Stated as n, a sample, “among”, in parentheses: not only people that are mentioned. */
  isOfSentence: boolean;
}

const others =
  /(?:培训|招聘|新增|离职|招|录用|辞退|裁|新进|入职|流失|trained|hired|recruited|left|joined|added|dismissed|lost|sent|with a team of)\s*了?\s*(?:了|over|about|约)?\s*$/;

/** n of this sentence, else one that the paragraph states as n. */
export function sampleSizes(read: ReadSentence[], index: number): SampleSizes {
  const own = read[index].casts.filter((cast) => isSize(cast, read[index])).map(({ quantity }) => quantity);
  if (own.length > 0) return { ns: own, isOfSentence: true };
  const { paragraph } = read[index].sentence;
  for (const i of [index - 1, index + 1, index - 2, index + 2]) {
    const other = read[i];
    if (!other || other.sentence.paragraph !== paragraph || isTakenUp(other)) continue;
    const stated = other.casts
      .filter((cast) => cast.role === "n" && isCount(cast.quantity))
      .map(({ quantity }) => quantity);
    if (stated.length > 0) return { ns: stated, isOfSentence: false };
  }
  for (let i = index - 1; i >= 0 && i >= index - 3; i--) {
    if (read[i].sentence.paragraph !== paragraph) break;
    const named = read[i].casts.find(
      (cast) => isSize(cast, read[i]) && isSpokenOf(cast.quantity, read[i], read[index]),
    );
    if (named) return { ns: [named.quantity], isOfSentence: true };
  }
  return { ns: [], isOfSentence: false };
}

/** Shares or a mean of its own stand with the n: it is theirs, and says nothing about another sentence's. */
const isTakenUp = ({ casts }: ReadSentence): boolean =>
  casts.some(
    ({ quantity, role }) =>
      quantity.unit === "percent" || (role === "level" && quantity.unit === "plain" && quantity.step < 1),
  );

/** 元老员工（16 人）… 元老员工满意度: those who were counted are spoken of again, by the same name. */
function isSpokenOf(
  quantity: Quantity,
  { sentence }: ReadSentence,
  { sentence: now }: ReadSentence,
): boolean {
  const words = now.plain.slice(now.start, now.end);
  if (/[a-z]/.test(quantity.noun)) {
    const noun = quantity.noun.split(" ").at(-1)!;
    return !/^(?:people|persons?|employees?|staff)$/.test(noun) && words.includes(noun);
  }
  const front = /([\u4e00-\u9fff]{4})\s*[(（]\s*(?:共\s*)?$/.exec(
    sentence.plain.slice(Math.max(0, quantity.start - 16), quantity.start),
  )?.[1];
  return [front, quantity.noun].some(
    (name) => name !== undefined && name.length >= 3 && words.includes(name),
  );
}

const isCount = ({ value, high }: Quantity): boolean =>
  Number.isInteger(value) && value >= 2 && high === undefined;

function isSize(cast: Cast, { sentence, casts }: ReadSentence): boolean {
  const { quantity, role, before } = cast;
  if (!isCount(quantity)) return false;
  if (role === "n") return true;
  if (
    role === "level" &&
    quantity.unit === "plain" &&
    /\b(?:team|group|class|department|panel|cohort|unit|staff|workforce) of\s*(?:about\s)?$/.test(
      sentence.plain.slice(Math.max(0, quantity.start - 24), quantity.start),
    )
  )
    return true;
  if (
    role === "delta" ||
    role === "operand" ||
    (quantity.unit !== "people" && quantity.unit !== "plain" && quantity.unit !== "count")
  )
    return false;
  const { plain } = sentence;
  const front = plain.slice(Math.max(0, quantity.start - 40), quantity.start);
  const behind = plain.slice(quantity.end, quantity.end + 20);
  if (others.test(front) || /(?:中|里|其中)有?\s*$/.test(front)) return false;
  // 9 of 16, 16 人中 9 人: the n is the whole
  if (quantity.unit !== "people")
    return (
      /\bn\s*[=:]\s*$/.test(front) ||
      (/\b(?:of|among|out of)\s+(?:the\s+|all\s+)?$/.test(front) &&
        /^\s*[,)）]|^\s*$/.test(behind) &&
        casts.some((c) => c.quantity.unit === "percent"))
    );
  if (/[(（]\s*(?:n\s*=\s*|共\s*|各\s*|每组\s*|both\s+)?$/.test(front) || /^\s*[)）]/.test(behind))
    return true;
  if (
    /^\s*(?:each|per group|in each|surveyed|asked|answered|responded|参与|受访|接受|参加|填写|作答|回答|打分|评分|评价|投票|各)|^[\u4e00-\u9fff]{0,8}?(?:中|里)(?=[，,\d有百的约])/.test(
      behind,
    )
  )
    return true;
  if (
    before.some(
      (sign) =>
        ["of", "n", "each", "survey"].includes(sign.concept) &&
        /^[\sa-z'-]*$/.test(plain.slice(sign.end, quantity.start)),
    )
  )
    return true;
  if (
    /(?:各|每组|在|对|共有|全部|全体|the|all|our|我们|来自|调查了?|based on|surveyed|asked|from)\s*$/.test(
      front,
    )
  )
    return true;
  const next = casts.find((c) => c.quantity.start > quantity.end);
  return (
    next?.quantity.unit === "percent" &&
    !/[,，;；]/.test(plain.slice(quantity.end, next.quantity.start)) &&
    /(?:^|\bwith|\bfor|\bamong|\bin)\s*$|[，,：:（(]\s*$/.test(front)
  );
}

/** n before and after of a pair: two that follow their shares in order, or one for both. */
export function sizesOfPair({ ns }: SampleSizes): [number, number] | undefined {
  if (ns.length === 0) return undefined;
  return ns.length === 2 ? [ns[0].value, ns[1].value] : [ns[0].value, ns[0].value];
}
