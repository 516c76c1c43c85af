// What only the whole sentence tells of its numbers → their roles: 35 % 降至 25 % makes 35 % the from; 去年 35%，今年 25%.
import { gap, sameFamily, type Cast } from "./cast.js";
import type { Concept } from "./lexicon.js";
import type { Sentence } from "./sentence.js";

/** A third number after a pair is the distance. */
export function settle(casts: Cast[], sentence: Sentence): void {
  for (const [i, cast] of casts.entries()) {
    const previous = casts[i - 1];
    if (cast.role === "to" && previous?.role === "level" && sameFamily(previous.quantity, cast.quantity)) {
      // “38 accepted → 81 %”: what follows from it, not what it became
      const follows =
        previous.quantity.unit !== cast.quantity.unit &&
        /[a-z\u4e00-\u9fff]\s*(?:→|->)\s*$/.test(gap(sentence, previous.quantity, cast.quantity));
      if (!follows && cast.before.every((s) => s.concept !== "from")) previous.role = "from";
    }
    if (cast.role === "reference") {
      const earlier = casts.slice(0, i);
      const hasReference = earlier.some(
        (c) => c.role === "reference" && sameFamily(c.quantity, cast.quantity),
      );
      const hasLevel = earlier.some((c) => c.role === "level");
      const beyond = cast.before.findLast((s) => s.concept === "beyond");
      const next = casts[i + 1];
      if (hasReference && hasLevel && beyond && next?.role !== "delta") {
        cast.role = "delta";
        cast.direction = beyond.direction;
      }
    }
  }
  // 超出目标 85% 5 个百分点: what stands bare behind the reference is the distance
  for (const [i, cast] of casts.entries()) {
    const previous = casts[i - 1];
    if (!["level", "reference"].includes(cast.role) || previous?.role !== "reference") continue;
    const beyond = previous.before.findLast((s) => s.concept === "beyond" || s.concept === "more");
    if (
      !beyond ||
      !/^[\s的]*(?:的(?:目标|平均值?|均值|计划|水平))?\s*$/.test(
        gap(sentence, previous.quantity, cast.quantity),
      )
    )
      continue;
    cast.role = "delta";
    cast.direction = beyond.direction;
  }
  comparedTimes(casts);
  alsoInPercent(casts, sentence);
  thenInBrackets(casts, sentence);
  thenAndNow(casts, sentence);
  byMonth(casts, sentence);
}

/** Where one time is compared or its change stated, the others of its kind are what it is compared with. */
function comparedTimes(casts: Cast[]): void {
  const compared = casts.filter(
    ({ role, quantity }) =>
      (quantity.unit === "time" && role === "delta") ||
      (["time", "plain"].includes(quantity.unit) && role === "reference"),
  );
  for (const cast of casts)
    if (
      cast.role === "duration" &&
      compared.some(({ quantity: q }) => q.unit === "plain" || q.period === cast.quantity.period)
    )
      cast.role = "level";
}

/** “+27.5 or 3.4 %”: the same change again in per cent. */
function alsoInPercent(casts: Cast[], sentence: Sentence): void {
  for (const [i, cast] of casts.entries()) {
    const previous = casts[i - 1];
    if (previous?.role !== "delta" || previous.quantity.unit === "percent" || cast.role !== "level") continue;
    const isAgain = /^\s*(?:or|i\.e\.|[(（,/，、]|即|或|,\s*(?:i\.e\.|or))\s*$/.test(
      gap(sentence, previous.quantity, cast.quantity),
    );
    const isOwn = /^\s*(?:of|on|的|der)\b|^的/.test(sentence.plain.slice(cast.quantity.end));
    if (cast.quantity.unit !== "percent" || !isAgain || isOwn) continue;
    cast.role = "delta";
    cast.direction = previous.direction;
    cast.isChange = previous.isChange;
  }
}

const earlierInBrackets =
  /[(（]\s*(?:(?:in )?(?:the )?(?:(?:prior|previous|last|preceding) (?:year|quarter|month|week|period)|year before|prior|previously|before|py|ly)|上年同?期?|去年同?期?|上个?月|上季度?|上期|同期|原来?|此前|之前|原人均|人均原|(?:fy ?)?20\d\d年?|fy ?\d\d|q[1-4](?: 20\d\d)?)\s*[:：为是]?\s*约?$/;

/** “up 8 % to 54 (prior year: 50)”, “4.5亿元，同比增长7.1%（上年4.2亿元）”: what stands in brackets is the older. */
function thenInBrackets(casts: Cast[], { plain, start }: Sentence): void {
  if (casts.some(({ role }) => role === "from") || !casts.some(({ role }) => role === "delta")) return;
  const older = casts.filter(
    ({ role, quantity }) =>
      role === "level" &&
      earlierInBrackets.test(plain.slice(Math.max(start, quantity.start - 40), quantity.start)),
  );
  if (older.length !== 1) return;
  const newer = casts
    .slice(0, older[0].index)
    .findLast(
      ({ role, quantity }) =>
        (role === "level" || role === "to") &&
        sameFamily(quantity, older[0].quantity) &&
        (quantity.unit === older[0].quantity.unit || quantity.unit === "plain"),
    );
  if (!newer) return;
  [older[0].role, newer.role] = ["from", "to"];
}

const months = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec".split("|");
const orderOf = (words: string): number => {
  const [, name, number, quarter] =
    /\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|(\d{1,2})月|\bq([1-4])\b/.exec(words) ?? [];
  return name ? months.indexOf(name) + 1 : number ? Number(number) : quarter ? 3 * Number(quarter) : NaN;
};

/** “3.1 % in June, 2.8 % in May”: the month says which is the older. */
function byMonth(casts: Cast[], { plain, end }: Sentence): void {
  if (casts.some(({ role }) => role === "from" || role === "to")) return;
  const levels = casts.filter(({ role }) => role === "level");
  const isChanged = casts.some(({ role, isChange }) => role === "delta" && isChange);
  if (levels.length !== 2 || !isChanged || !sameFamily(levels[0].quantity, levels[1].quantity)) return;
  const [first, second] = levels.map(({ quantity }, i) =>
    orderOf(plain.slice(quantity.end, levels[i + 1]?.quantity.start ?? Math.min(end, quantity.end + 16))),
  );
  if (first > second) [levels[0].role, levels[1].role] = ["to", "from"];
}

/** “35 % before and 25 % after”, “去年 35%，今年 25%”. */
function thenAndNow(casts: Cast[], sentence: Sentence): void {
  if (casts.some((c) => c.role === "from" || c.role === "to")) return;
  const levels = casts.filter((c) => c.role === "level");
  for (let i = 0; i + 1 < levels.length; i++) {
    const [a, b] = [levels[i], levels[i + 1]];
    if (!sameFamily(a.quantity, b.quantity)) continue;
    const [first, second] = [timeOf(a, sentence), timeOf(b, sentence)];
    if (first === "before" && second === "after") [a.role, b.role] = ["from", "to"];
    else if (first === "after" && second === "before") [a.role, b.role] = ["to", "from"];
  }
}

const timeOf = ({ before, after, quantity }: Cast, sentence: Sentence): Concept | undefined => {
  // (n = 2,400) may stand between
  const behind = [...after, ...sentence.signs].find(
    (s) =>
      s.start >= quantity.end &&
      (s.concept === "before" || s.concept === "after") &&
      /^\s*(?:[(（][^)）]*[)）])?[\s(（]*(?:in |the )?$/.test(sentence.plain.slice(quantity.end, s.start)),
  );
  return (behind ?? before.findLast((s) => s.concept === "before" || s.concept === "after"))?.concept;
};
