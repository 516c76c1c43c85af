// Roles → pairs (35 % → 25 %; 90 % against 85 %) and the changes that are stated of them.
import { sameFamily, type Cast } from "./cast.js";
import { castOf } from "./roles.js";
import type { Quantity } from "./quantity.js";
import type { Sentence } from "./sentence.js";

export interface Pair {
  /** What it was, or what it is compared with. */
  base: Cast;
  /** What it is. */
  value: Cast;
  isChange: boolean;
  deltas: Cast[];
  sentence: Sentence;
}

export interface ReadSentence {
  sentence: Sentence;
  casts: Cast[];
  pairs: Pair[];
  /** Stated changes that belong to no pair. */
  orphans: Cast[];
}

export function readSentences(sentences: Sentence[]): ReadSentence[] {
  const read: ReadSentence[] = [];
  for (const sentence of sentences) {
    const casts = castOf(sentence);
    const pairs = pairsOf(casts, sentence);
    const orphans: Cast[] = [];
    for (const delta of casts.filter((c) => c.role === "delta")) {
      const pair = pairFor(delta, pairs, sentence) ?? earlierPair(delta, pairs, casts, read.at(-1), sentence);
      if (pair) pair.deltas.push(delta);
      else orphans.push(delta);
    }
    read.push({ sentence, casts, pairs, orphans });
  }
  return read;
}

function pairsOf(casts: Cast[], sentence: Sentence): Pair[] {
  const pairs: Pair[] = [];
  const used = new Set<Cast>();
  const add = (base: Cast, value: Cast, isChange: boolean): void => {
    used.add(base).add(value);
    pairs.push({ base: scaledAs(base, value), value: scaledAs(value, base), isChange, deltas: [], sentence });
  };
  for (const [i, cast] of casts.entries()) {
    if (cast.role !== "from" || used.has(cast)) continue;
    const to =
      casts
        .slice(i + 1)
        .find((c) => c.role === "to" && !used.has(c) && sameFamily(c.quantity, cast.quantity)) ??
      casts
        .slice(0, i)
        .findLast((c) => c.role === "to" && !used.has(c) && sameFamily(c.quantity, cast.quantity));
    // “4.1, up 0.3 from 3.8”
    const level = casts
      .slice(0, i)
      .findLast((c) => c.role === "level" && !used.has(c) && comparable(c, cast));
    const isStated = casts.slice(0, i).some((c) => c.role === "delta" && c.isChange);
    if (to) add(cast, to, true);
    else if (level && isStated) add(cast, level, true);
  }
  for (const [i, cast] of casts.entries()) {
    if (cast.role !== "reference" || used.has(cast)) continue;
    const fits = (c: Cast): boolean =>
      (c.role === "level" || c.role === "to") &&
      !used.has(c) &&
      comparable(c, cast) &&
      !isPartOf(...(c.index < cast.index ? ([c, cast] as const) : ([cast, c] as const)), sentence) &&
      isOneClause(c, cast, sentence);
    const value = casts.slice(0, i).findLast(fits) ?? casts.slice(i + 1).find(fits);
    if (value) add(cast, value, false);
  }
  // “B (100) is 30 % less than A (130)”; “A is 30 % above the average of 25 %”: levels that a stated distance lies between
  for (const delta of casts.filter((c) => c.role === "delta" && !c.isChange)) {
    if (pairs.length > 0) break;
    const levels = casts.filter((c) => c.role === "level" && !used.has(c) && c.quantity.unit !== "people");
    const pair = levels
      .flatMap((a, i) => levels.slice(i + 1).map((b) => [a, b] as const))
      .find(([a, b]) => comparable(a, b) && isOneClause(a, b, sentence));
    if (pair && delta.index > 0) add(pair[1], pair[0], false);
  }
  // “35 % before, 25 % after” and other levels in a row, where a change is stated: the later one is the new
  if (
    pairs.length === 0 &&
    casts.some((c) => c.role === "delta" && c.isChange && c.quantity.unit !== "people")
  ) {
    const levels = casts.filter(
      (c) =>
        c.role === "level" &&
        (c.quantity.unit !== "people" ||
          casts.every((d) => d.quantity.unit !== "percent" || d.role === "delta")),
    );
    if (
      levels.length === 2 &&
      comparable(levels[0], levels[1]) &&
      isOneClause(levels[0], levels[1], sentence) &&
      !isPartOf(levels[0], levels[1], sentence) &&
      levels.every((c) => c.quantity.unit !== "count" || c.quantity.noun === levels[0].quantity.noun)
    )
      add(levels[0], levels[1], true);
  }
  return pairs.sort((a, b) => a.value.index - b.value.index);
}

/** “…; manager support is 68 %”: what stands behind a semicolon is compared with what stands there. */
const isOneClause = ({ quantity: a }: Cast, { quantity: b }: Cast, { plain }: Sentence): boolean =>
  !/[;；]/.test(plain.slice(Math.min(a.end, b.end), Math.max(a.start, b.start)));

/** “31 of 40”, “18 out of 45” are a part and its whole. */
const isPartOf = ({ quantity: a }: Cast, { quantity: b }: Cast, { plain }: Sentence): boolean =>
  /^\s*(?:of|out of|\/)\s*(?:the |all |our )?$/.test(plain.slice(a.end, b.start));

/** “From 1.1 to 2.2 million”: the scale of one is that of both, where they would otherwise lie worlds apart. */
function scaledAs(cast: Cast, { quantity: other }: Cast): Cast {
  const { quantity } = cast;
  const isApart =
    quantity.scale === 1 &&
    other.scale > 1 &&
    quantity.value > 0 &&
    other.value / quantity.value > other.scale / 20;
  if (!isApart || !["plain", "money"].includes(quantity.unit)) return cast;
  const { scale } = other;
  return {
    ...cast,
    quantity: { ...quantity, value: quantity.value * scale, step: quantity.step * scale, scale },
  };
}

const comparable = (a: Cast, b: Cast): boolean =>
  !namedApart(a.quantity, b.quantity) &&
  sameFamily(a.quantity, b.quantity) &&
  (a.quantity.unit === b.quantity.unit ||
    [a, b].some((c) => c.quantity.unit === "plain") ||
    a.quantity.unit === "count" ||
    b.quantity.unit === "count");

const starts = ({ base, value }: Pair): number => Math.min(base.quantity.start, value.quantity.start);
const endOf = ({ base, value }: Pair): number => Math.max(base.quantity.end, value.quantity.end);

const fillers =
  /^(?:yoy|mom|qoq|a|an|the|that|this|it|is|was|which|so|thus|or|and|by|of|in|about|nearly|around|roughly|only|just|has|have|been|overall|total|net|i|e|means|an?|year|on|quarter|they|we|these|then|also|even|to|be|had)$/;
const chineseFillers =
  /同比|环比|累计|整体|总体|大幅|小幅|直接|实际|进一步|最终|成功|足足|相当|一共|总共|个|了|达|约|近|共|均|也|已|相|净|则|仍|又|将|可|会|上|为|的|是|其|较|比|约为|之|率|量|人|后|前|再|便|就|即/g;

/** “…, revenue grew 30 %”: the change verb has a subject of its own that was not spoken of before. */
function hasOwnSubject({ before, quantity }: Cast, sentence: Sentence, pair: Pair): boolean {
  const verb = before.findLast(
    ({ concept }) => concept === "change_verb" || concept === "change_noun" || concept === "more",
  );
  if (!verb || (verb.start < endOf(pair) && verb.end > starts(pair))) return false;
  const { plain, signs } = sentence;
  const clause = Math.max(
    sentence.start,
    ...[",", "，", ";", "；", ":", "：", "(", "（", "、"].map(
      (stop) => plain.lastIndexOf(stop, verb.start - 1) + 1,
    ),
    ...sentence.quantities.filter(({ end }) => end <= verb.start).map(({ end }) => end),
  );
  // before a pair: what the pair's own clause says of its subject
  const isAhead = quantity.end <= starts(pair);
  const [from, to] = isAhead ? [quantity.end, starts(pair)] : [clause, verb.start];
  const free = plain
    .slice(from, to)
    .split("")
    .map((c, i) =>
      signs.some((s) => s.concept !== "rate" && s.start <= from + i && from + i < s.end) ? " " : c,
    )
    .join("");
  const earlier = plain.slice(sentence.start, isAhead ? quantity.start : starts(pair) + 1);
  const own = /[\u4e00-\u9fff]/.test(free)
    ? free
        .replace(/[^\u4e00-\u9fff]/g, " ")
        .split(" ")
        .map((word) => (earlier.includes(word) ? "" : word.replace(chineseFillers, "")))
        .filter((word) => word.length >= 2)
    : (free.match(/[a-z]{3,}/g) ?? []).filter((word) => !fillers.test(word) && !earlier.includes(word));
  if (isAhead) return own.length > 0 && /[,，;；]/.test(plain.slice(from, to));
  return own.length > 0 && clause > endOf(pair) - 1 && clause > pair.value.quantity.end - 1;
}

/** The pair that a stated change speaks of: the one before it, or the one after it where nothing parts them. */
function pairFor(delta: Cast, pairs: Pair[], sentence: Sentence): Pair | undefined {
  const { plain } = sentence;
  const clause = plain.slice(0, delta.quantity.start).search(/[;；][^;；]*$/);
  const isAlone = sentence.quantities.every(
    ({ start, end }) =>
      start === delta.quantity.start || end <= clause || end <= sentence.start || start < clause,
  );
  const fitting = pairs.filter(
    (pair) =>
      fits(delta, pair) &&
      !hasOwnSubject(delta, sentence, pair) &&
      (endOf(pair) > clause || (isAlone && clause >= sentence.start)) &&
      !/[;；]/.test(plain.slice(delta.quantity.end, starts(pair))),
  );
  const before = fitting.findLast((pair) => endOf(pair) <= delta.quantity.start || between(delta, pair));
  const after = fitting.find((pair) => starts(pair) >= delta.quantity.end);
  if (!before || !after) return before ?? after;
  const isCut = /[;；,，]/.test(plain.slice(endOf(before), delta.quantity.start));
  return isCut && !/[;；,，]/.test(plain.slice(delta.quantity.end, starts(after))) ? after : before;
}

const between = (delta: Cast, pair: Pair): boolean =>
  delta.quantity.start >= starts(pair) && delta.quantity.end <= endOf(pair);

/** 5.8 GB is no distance between 256 MB and anything. */
const namedApart = (a: Quantity, b: Quantity): boolean =>
  [a, b].every(({ unit, noun }) => unit === "count" && /^[a-z]/.test(noun)) && a.noun !== b.noun;

/** Of other kinds the distance cannot be: 30 people are no change of a share. */
function fits({ quantity }: Cast, { value, base }: Pair): boolean {
  if (namedApart(quantity, value.quantity) || namedApart(quantity, base.quantity)) return false;
  if (["percent", "times", "ratio"].includes(quantity.unit)) return true;
  if (quantity.unit === "points")
    return [value, base].some(
      ({ quantity: q }) => q.unit === "percent" || q.unit === "plain" || q.unit === "score",
    );
  return sameFamily(quantity, value.quantity) || quantity.unit === value.quantity.unit;
}

/** “Turnover went from 35 % to 25 %. That is a drop of 30 %.” */
function earlierPair(
  delta: Cast,
  pairs: Pair[],
  casts: Cast[],
  previous: ReadSentence | undefined,
  sentence: Sentence,
): Pair | undefined {
  if (pairs.length > 0 || !previous || previous.sentence.paragraph !== sentence.paragraph) return undefined;
  const isAlone = casts.every(
    (c) => c.role === "delta" || c.role === "n" || c.role === "duration" || c.role === "p",
  );
  const isAbout =
    /^[\s。.]*(?:that|this|which|it|a |an |so |i\.e|thus|the (?:drop|fall|reduction|increase|rise|gain|change)|这|即|也就是|降幅|增幅|涨幅|相当于|相比|下降|提升|增长|上升|提高|降低|减少|超)/.test(
      sentence.plain.slice(sentence.start, sentence.end).trimStart(),
    );
  const pair = previous.pairs.findLast((one) => fits(delta, one));
  return isAlone && isAbout && pair && pair.deltas.length === 0 ? pair : undefined;
}
