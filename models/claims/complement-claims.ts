// Shares of one whole by what excludes each other (men and women, agree and disagree, promoters and detractors) → no more than 100 %.
import { both, percentText } from "./claim-words.js";
import { partsAWhole, severalAnswers } from "./exclusive-words.js";
import { spanOf, type Finding } from "./finding.js";
import type { ReadSentence } from "./pairs.js";

export const complementClaims = (read: ReadSentence[]): Finding[] =>
  read.flatMap((one) => [...complements(one), ...lists(one)]);

/** 45 % agree, 35 % disagree, 30 % undecided. */
function complements({ sentence, casts, pairs }: ReadSentence): Finding[] {
  const words = sentence.plain.slice(sentence.start, sentence.end);
  const shares = casts.filter(
    ({ quantity, role }) =>
      quantity.unit === "percent" &&
      role === "level" &&
      quantity.high === undefined &&
      !quantity.isApproximate,
  );
  if (
    !partsAWhole(words) ||
    severalAnswers.test(words) ||
    shares.length < 2 ||
    pairs.length > 0 ||
    casts.some(({ role }) => role === "delta" || role === "from")
  )
    return [];
  if (
    /turnover|attrition|rate|conversion|离职率|转化率|占有率|率/.test(words) ||
    /(?:of|among) (?:the )?(?:men|women|male|female)|男性中|女性中|(?:men|women) (?:were|are|said|agree)/.test(
      words,
    )
  )
    return [];
  const sum = Number(shares.reduce((all, { quantity }) => all + quantity.value, 0).toPrecision(12));
  // 四成 and 七成 would both have to be rounded up by their most
  const isInTenths = shares.every(({ quantity }) => quantity.step === 10);
  const room = shares.reduce((all, { quantity }) => all + quantity.step / 2, 0) - (isInTenths ? 1 : 0);
  const spans = shares.map(({ quantity }) => spanOf(quantity));
  if (sum <= 100 + room) return [];
  return [
    {
      kind: "sum",
      verdict: "wrong",
      spans,
      values: { sum },
      reason: both(
        `Parts of one whole that sum to ${percentText(sum)}.`,
        `同一整体的各部分之和为 ${percentText(sum)}。`,
      ),
      settle: both("The counts behind the shares.", "各比例背后的人数。"),
    },
  ];
}

const closed =
  /其他|其余|构成|结构|分布|\bothers?\b|\bthe rest\b|\bby (?:age|gender|sex|site|country|region|department|team|level|reason|tenure|contract)\b|按(?:年龄|性别|地区|部门|学历|原因|层级|司龄)/;
const ofUnlikeWholes = /率|turnover|rate\b|增长|growth|up |down /;

/** A list behind a colon that says it is the whole (by age, others, 其他): no more than 100. */
function lists({ sentence: { plain, start, end }, casts, pairs }: ReadSentence): Finding[] {
  const words = plain.slice(start, end);
  const shares = casts.filter(({ quantity }) => quantity.unit === "percent");
  if (
    shares.length < 3 ||
    !/[:：]/.test(words.slice(0, shares[0].quantity.start - start)) ||
    !closed.test(words) ||
    severalAnswers.test(words) ||
    ofUnlikeWholes.test(words) ||
    pairs.length > 0 ||
    shares.some(
      ({ role, quantity }) => role !== "level" || quantity.high !== undefined || quantity.isApproximate,
    )
  )
    return [];
  const sum = Number(shares.reduce((all, { quantity }) => all + quantity.value, 0).toPrecision(12));
  const room = shares.reduce((all, { quantity }) => all + quantity.step / 2, 0);
  if (sum <= 100 + room) return [];
  const terms = shares.map(({ quantity }) => quantity.value).join(" + ");
  return [
    {
      kind: "sum",
      verdict: "wrong",
      spans: shares.map(({ quantity }) => spanOf(quantity)),
      values: { sum },
      reason: both(
        `${terms} = ${percentText(sum)}: more than the whole.`,
        `${terms} = ${percentText(sum)}：超过整体。`,
      ),
    },
  ];
}
