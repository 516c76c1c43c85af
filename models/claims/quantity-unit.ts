// What stands right behind a number → its unit and what is counted.
import { phraseAt } from "./lexicon.js";
import { matchAt } from "./match-at.js";
import type { ClaimPeriod } from "./period-words.js";
import type { ClaimUnit, Quantity } from "./quantity.js";

const peopleNouns =
  "people|persons|person|employees|employee|staff|respondents|participants|sellers|salespeople|salespersons|sales reps|reps|elders|customers|clients|managers|workers|members|colleagues|answers|responses|questionnaires|men|women|leavers|newcomers|veterans|hires|firms|companies|deals|leads|users|students|learners|cases|records|reviews|ratings|teams|sales staff|salesmen|candidates|applicants|orders|buyers|stores|branches|agents|males|females|heads|raters|subjects|patients|items|tickets|requests|visits";
const basisPoints = /\s?(?:bps?\b|basis points?\b|个?基点)/y;
const units: [RegExp, ClaimUnit, ClaimPeriod?][] = [
  [
    /\s?(?:%\s?-?\s?(?:points?|pts?)\b|(?:percentage|percent)[ -]points?\b|p\.p\.|pps?\b|ppts?\b|pts?\b|points?\b|个?百分点|个点(?!子))/y,
    "points",
  ],
  [/\s?(?:%|percent\b|per cent\b|pct\b)/y, "percent"],
  [/\s?(?:倍|×(?!\s*[\d¥$€£])|x\b(?!\s*\d)|times\b(?! (?:a|per|each)\b)|-?fold\b)/y, "times"],
  [/[\s-]?(?:小时|钟头|hours?\b|hrs?\b|h\b)/y, "time", "hour"],
  [/[\s-]?(?:个?工作日|天|(?:working )?days?\b)/y, "time", "day"],
  [/[\s-]?(?:个?星期|周(?!年)|weeks?\b)/y, "time", "week"],
  [/[\s-]?(?:个月|months?\b)/y, "time", "month"],
  [/[\s-]?(?:个?季度|quarters?\b)/y, "time", "quarter"],
  [/[\s-]?(?:年|years?\b)/y, "time", "year"],
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
/** Undefined where nothing behind the number says what it is. */
export function unitOf(text: string, quantity: Quantity): Quantity | undefined {
  // a line of its own has nothing to do with the number before it
  if (/^[^\S\n]?\n/.test(text.slice(quantity.end, quantity.end + 2))) return undefined;
  const basis = matchAt(basisPoints, text, quantity.end);
  if (basis && quantity.unit === "plain")
    return {
      ...quantity,
      unit: "points",
      value: Number((quantity.value / 100).toPrecision(12)),
      step: quantity.step / 100,
      end: quantity.end + basis[0].length,
    };
  const people = matchAt(englishPeople, text, quantity.end);
  if (people && quantity.unit !== "money") {
    const noun = people[0].trim();
    return { ...quantity, unit: "people", noun, end: quantity.end + people[0].length };
  }
  for (const [pattern, unit, period] of units) {
    const found = matchAt(pattern, text, quantity.end);
    if (!found) continue;
    const end = quantity.end + found[0].length;
    const noun = unit === "count" || unit === "people" ? chineseNounAt(text, end) : "";
    return { ...quantity, unit, end, noun, ...(period && { period }) };
  }
  const noun = matchAt(englishNoun, text, quantity.end);
  if (
    noun &&
    quantity.unit === "plain" &&
    !notNouns.has(noun[1]) &&
    !/[^e]ed$/.test(noun[1]) &&
    !phraseAt(text, quantity.end + 1)
  )
    return {
      ...quantity,
      unit: "count",
      noun: noun[1].replace(/s$/, ""),
      end: quantity.end + noun[0].length,
    };
  return undefined;
}

const chineseNounAt = (text: string, at: number): string => {
  const found = matchAt(chineseNoun, text, at);
  return found ? found[1] : "";
};
