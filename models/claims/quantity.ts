// A place in the text → the quantity written there: number, unit, range, bound, per what, with its span.
import { phraseAt } from "./lexicon.js";
import { numberAt } from "./number-literal.js";

export interface Span {
  start: number;
  end: number;
}

export type ClaimUnit =
  | "percent"
  | "points"
  /** As written: 2 times, 3-fold. */
  | "times"
  /** Doubled, halved: the new over the old. */
  | "ratio"
  | "people"
  | "money"
  | "time"
  | "score"
  | "count"
  | "plain";

export type ClaimPeriod = "hour" | "day" | "week" | "month" | "quarter" | "half" | "year";

export interface Quantity extends Span {
  kind: "quantity";
  /** As written: 35 for 35 %. */
  value: number;
  /** Other end of a range. */
  high?: number;
  /** Worth of one unit of the last digit. */
  step: number;
  /** 1e6 for “2.2 million”; 1 for bare digits. */
  scale: number;
  unit: ClaimUnit;
  /** suggestions, 条建议; lower case, singular where English. */
  noun: string;
  /** For unit `time`. */
  period?: ClaimPeriod;
  /** 0.5 per week. */
  per?: ClaimPeriod;
  /** Written sign. */
  sign: -1 | 0 | 1;
  bound?: "least" | "most";
  isApproximate: boolean;
  /** Written in digits, or with a unit that makes the words a number. */
  text: string;
}

const peopleNouns =
  "people|persons|person|employees|employee|staff|respondents|participants|sellers|salespeople|salespersons|sales reps|reps|elders|customers|clients|managers|workers|members|colleagues|answers|responses|questionnaires|men|women|leavers|newcomers|veterans|hires|firms|companies|deals|leads|users|students|learners|cases|records|reviews|ratings|teams|sales staff|salesmen|candidates|applicants|orders|buyers|stores|branches|agents|males|females|heads|raters|subjects|patients|items|tickets|requests|visits";
const units: [RegExp, ClaimUnit, ClaimPeriod?][] = [
  [
    /\s?(?:%\s?-?\s?(?:points?|pts?)\b|(?:percentage|percent)[ -]points?\b|p\.p\.|pps?\b|ppts?\b|pts?\b|points?\b|个?百分点|个点(?!子))/y,
    "points",
  ],
  [/\s?(?:%|percent\b|per cent\b|pct\b)/y, "percent"],
  [/\s?(?:倍|×(?!\s*\d)|x\b(?!\s*\d)|times\b(?! (?:a|per|each)\b)|-?fold\b)/y, "times"],
  [/\s?(?:小时|钟头|hours?\b|hrs?\b|h\b)/y, "time", "hour"],
  [/\s?(?:个?工作日|天|(?:working )?days?\b)/y, "time", "day"],
  [/\s?(?:个?星期|周(?!年)|weeks?\b)/y, "time", "week"],
  [/\s?(?:个月|months?\b)/y, "time", "month"],
  [/\s?(?:个?季度|quarters?\b)/y, "time", "quarter"],
  [/\s?(?:年|years?\b)/y, "time", "year"],
  [/\s?(?:元|块钱|人民币|yuan\b|cny\b|rmb\b|usd\b|dollars?\b|euros?\b)/y, "money"],
  [/\s?(?:人次|人(?!均|民)|名(?!单|称)|位(?!置))/y, "people"],
  [/\s?(?:分(?!之|钟|别|阶|批|位))/y, "score"],
  [/\s?(?:条|次|件|单|个|笔|项|份|家|台|套|例|场|组|道)/y, "count"],
];
const englishPeople = new RegExp(
  String.raw`\s?(?:(?!(?:of|in|and|to|with|are|is|was|were|that|the|from|vs|out|by|per|had|have|left)\b)[a-z-]+ ){0,2}(?:${peopleNouns})\b`,
  "y",
);
const englishNoun = /\s([a-z][a-z-]*[a-z])\b/y;
const notNouns = new Set(
  "to of in and or vs is was were are by per for on at the a an than from with against exceeds exceed more less higher lower above below over under up down as that which who but now before after while when per each it we this have had has through between until will would should not if out ahead short due target versus only so then done left went fell rose since also because against among plus minus i.e weighted".split(
    " ",
  ),
);
const chineseNoun = /[的]?([\u4e00-\u9fff]{1,4})/y;
const periods: Record<string, ClaimPeriod> = {
  hour: "hour",
  day: "day",
  week: "week",
  month: "month",
  quarter: "quarter",
  year: "year",
  "half-year": "half",
};
const perSuffix =
  /\s?(?:\/|per |a |an |each |every )\s?(hour|day|week|month|quarter|half-year|year)\b|\s?\/\s?(周|月|季度?|年|天|日)|\s(daily|weekly|monthly|quarterly|yearly|annually)\b/y;
const chinesePeriods: Record<string, ClaimPeriod> = {
  天: "day",
  日: "day",
  周: "week",
  星期: "week",
  月: "month",
  季: "quarter",
  季度: "quarter",
  年: "year",
  半年: "half",
};
const adverbs: Record<string, ClaimPeriod> = {
  daily: "day",
  weekly: "week",
  monthly: "month",
  quarterly: "quarter",
  yearly: "year",
  annually: "year",
  annual: "year",
};

const stickyTest = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

const fractions: [RegExp, number][] = [
  [/(?:half|one half|a half)(?= (?:of|the)\b)|(?<=\bby )half\b/y, 50],
  [/(?:a third|one third|one-third)\b/y, 100 / 3],
  [/(?:two thirds|two-thirds)\b/y, 200 / 3],
  [/(?:a quarter|one quarter)(?= of\b)/y, 25],
  [/(?:three quarters|three-quarters)\b/y, 75],
  [/一半|半数/y, 50],
];
const ratios: [RegExp, number][] = [
  [/doubl(?:ed|es|ing)\b|翻了?一?番|翻倍|翻了一倍/y, 2],
  [/tripl(?:ed|es|ing)\b|trebled\b/y, 3],
  [/quadrupled\b|翻了?两番/y, 4],
  [/(?:twofold|two-fold)\b/y, 2],
  [/(?:threefold|three-fold)\b/y, 3],
  [/(?:fourfold|four-fold)\b/y, 4],
  [/(?:fivefold|five-fold)\b/y, 5],
  [/(?:tenfold|ten-fold)\b/y, 10],
  [/halved\b|减半|腰斩/y, 0.5],
];

/** `text` in plain characters. Undefined where no quantity begins. */
export function quantityAt(text: string, at: number): Quantity | undefined {
  return wordQuantity(text, at) ?? chineseShare(text, at) ?? numberQuantity(text, at);
}

function wordQuantity(text: string, at: number): Quantity | undefined {
  if (/[a-z]/.test(text[at] ?? "") && /[a-z]/.test(text[at - 1] ?? "")) return undefined;
  for (const [patterns, unit] of [
    [fractions, "percent"],
    [ratios, "ratio"],
  ] as const)
    for (const [pattern, value] of patterns) {
      const found = stickyTest(pattern, text, at);
      if (found)
        return {
          ...blank(at, at + found[0].length, text),
          value,
          unit,
          step: unit === "percent" ? 1 : 0.1,
          isApproximate: unit === "percent",
        };
    }
  return undefined;
}

/** 百分之三十, 三分之二, 三成五. */
function chineseShare(text: string, at: number): Quantity | undefined {
  if (text.startsWith("百分之", at)) {
    const number = numberAt(text, at + 3);
    return (
      number &&
      withEnds(text, {
        ...blank(at, number.end, text),
        value: number.value,
        step: number.step,
        unit: "percent",
      })
    );
  }
  const first = numberAt(text, at);
  if (!first) return undefined;
  if (text.startsWith("分之", first.end)) {
    const second = numberAt(text, first.end + 2);
    if (second && first.value > 0)
      return {
        ...blank(at, second.end, text),
        value: (100 * second.value) / first.value,
        step: 1,
        unit: "percent",
        isApproximate: true,
      };
  }
  if (text[first.end] === "成" && !/[本功长交为绩立员果就]/.test(text[first.end + 1] ?? "")) {
    const half = numberAt(text, first.end + 1);
    const isHalf = half?.isWords === true && half.value < 10;
    const end = isHalf ? half.end : first.end + 1;
    const value = 10 * first.value + (isHalf ? half.value : 0);
    return withEnds(text, { ...blank(at, end, text), value, step: isHalf ? 1 : 10, unit: "percent" });
  }
  return undefined;
}

const blank = (start: number, end: number, text: string): Quantity => ({
  kind: "quantity",
  start,
  end,
  value: 0,
  step: 1,
  scale: 1,
  unit: "plain",
  noun: "",
  sign: 0,
  isApproximate: false,
  text: text.slice(start, end),
});

const currency = /[¥$€£]\s?|(?:cny|rmb|usd|eur)\s/y;

function numberQuantity(text: string, at: number): Quantity | undefined {
  const money = stickyTest(currency, text, at);
  let start = money ? at + money[0].length : at;
  const previous =
    text
      .slice(Math.max(0, at - 8), at)
      .trimEnd()
      .at(-1) ?? "";
  let sign: -1 | 0 | 1 = 0;
  // A sign belongs to the number where nothing stands before it that could be subtracted from or added to.
  const signed = /([+-])\s?(?=[\d.])/y;
  const written = stickyTest(signed, text, start);
  const isFree =
    !/[\d%)\]a-z人元个条次分点天]/.test(previous) ||
    (/[a-z]{2}\s+$/.test(text.slice(Math.max(0, start - 8), start)) &&
      /\s[+-]$/.test(text.slice(start - 1, start + 1)));
  if (written && isFree) {
    sign = written[1] === "+" ? 1 : -1;
    start += written[0].length;
  }
  const number = numberAt(text, start);
  if (!number) return undefined;
  // letters before a number make it a name: Q1, Top3, ISO 27001
  if (
    !number.isWords &&
    (/[a-z_]/.test(text[start - 1] ?? "") ||
      /(?:iso|aes|sha|gb|no\.|top|第)[ -]?$/.test(text.slice(Math.max(0, start - 8), start)))
  )
    return undefined;
  const quantity: Quantity = {
    ...blank(at, number.end, text),
    value: number.value,
    step: number.step,
    scale: number.scale,
    sign,
    ...(money && { unit: "money" as const }),
  };
  const ranged = range(text, quantity);
  const found = unitOf(text, ranged) ?? ranged;
  if (number.isWords && found.unit === "plain" && !/[a-z]/.test(text[start])) return undefined;
  if (number.isWords && found.unit === "count" && /[个]/.test(text[number.end]) && number.value <= 1)
    return undefined;
  return withEnds(text, { ...found, text: text.slice(at, found.end) });
}

/** 20–40 %, 20 % ~ 40 %, between … and is read with the phrases. */
function range(text: string, first: Quantity): Quantity {
  const between = /(\s?%)?\s?(?:-|~)\s?(?=[\d.])/y;
  const dash = stickyTest(between, text, first.end);
  if (!dash || first.sign !== 0) return first;
  const second = numberAt(text, first.end + dash[0].length);
  if (!second || second.value <= first.value || /[-~/年月]/.test(text[second.end] ?? "")) return first;
  return { ...first, high: second.value, end: second.end, step: Math.max(first.step, second.step) };
}

function unitOf(text: string, quantity: Quantity): Quantity | undefined {
  const people = stickyTest(englishPeople, text, quantity.end);
  if (people && quantity.unit !== "money") {
    const noun = people[0].trim();
    return { ...quantity, unit: "people", noun, end: quantity.end + people[0].length };
  }
  for (const [pattern, unit, period] of units) {
    const found = stickyTest(pattern, text, quantity.end);
    if (!found) continue;
    const end = quantity.end + found[0].length;
    const noun = unit === "count" || unit === "people" ? chineseNounAt(text, end) : "";
    return { ...quantity, unit, end, noun, ...(period && { period }) };
  }
  const noun = stickyTest(englishNoun, text, quantity.end);
  if (noun && quantity.unit === "plain" && !notNouns.has(noun[1]) && !phraseAt(text, quantity.end + 1))
    return {
      ...quantity,
      unit: "count",
      noun: noun[1].replace(/s$/, ""),
      end: quantity.end + noun[0].length,
    };
  return undefined;
}

const chineseNounAt = (text: string, at: number): string => {
  const found = stickyTest(chineseNoun, text, at);
  return found ? found[1] : "";
};

/** What stands round it: about, at least, 以上, per week. */
function withEnds(text: string, quantity: Quantity): Quantity {
  const before = text.slice(Math.max(0, quantity.start - 16), quantity.start);
  const after = text.slice(quantity.end, quantity.end + 8);
  const isAbout =
    /(?:about|around|roughly|approximately|nearly|almost|some|circa|c\.|approx\.|[~≈约近]|大约|将近|接近|大概)\s?$/.test(
      before,
    ) || /^\s?(?:左右|上下|or so\b)/.test(after);
  const bound =
    /(?:≥|>=?|at least|no less than|not less than|min\.?|minimum of|至少|不低于|不少于|最少)\s?$/.test(
      before,
    ) || /^\s?(?:以上|or more\b|及以上)/.test(after)
      ? "least"
      : /(?:≤|<=?|at most|no more than|not more than|up to|最多|不超过|至多|不高于)\s?$/.test(before) ||
          /^\s?(?:以下|以内|or less\b|or fewer\b)/.test(after)
        ? "most"
        : /(?:more than|over|超过)\s?$/.test(before)
          ? "least"
          : undefined;
  const per = stickyTest(perSuffix, text, quantity.end);
  const period = per
    ? (periods[per[1]] ?? chinesePeriods[per[2]] ?? adverbs[per[3]])
    : perBefore(text, quantity.start);
  return {
    ...quantity,
    isApproximate: quantity.isApproximate || isAbout,
    ...(bound && { bound: bound as "least" | "most" }),
    ...(period && quantity.period === undefined && { per: period }),
  };
}

/** 每周至少 0.5 条; a weekly target of 0.5. */
function perBefore(text: string, at: number): ClaimPeriod | undefined {
  const clause = /[^,，。；;.!?！？\n(（)）]*$/.exec(text.slice(Math.max(0, at - 40), at))![0];
  const since = clause.replace(/^.*\d/s, "");
  const chinese =
    /(?:每个?|单)(半年|季度?|周|星期|月|年|天|日)|(周|月|季度?|年|日)(?:度?目标|均|度任务)/.exec(since);
  if (chinese) return chinesePeriods[chinese[1] ?? chinese[2]];
  const english =
    /\b(daily|weekly|monthly|quarterly|yearly|annual)\b|\b(?:per|each|every|a) (day|week|month|quarter|year)\b/.exec(
      since,
    );
  return english ? (adverbs[english[1]] ?? periods[english[2]]) : undefined;
}
