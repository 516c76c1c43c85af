// CAGR and the values and years it spans (2021年700人，2024年1,000人，复合增长率12.6%) → is it the root of their ratio.
import { percentText } from "./claim-words.js";
import type { Finding } from "./finding.js";
import type { ReadSentence } from "./pairs.js";
import type { Quantity } from "./quantity.js";
import { reckoned } from "./reckoned.js";
import { trimmed } from "./rounding.js";

export const yearlyGrowthClaims = (read: ReadSentence[]): Finding[] => read.flatMap(ofSentence);

const named =
  /\bcagr\b|compound (?:annual )?growth|annual compound growth|复合(?:年(?:均|化)?)?增长率?|年均复合/;
const chineseNumbers = "一二三四五六七八九十";

function ofSentence({ casts, sentence: { plain, start, end } }: ReadSentence): Finding[] {
  const words = plain.slice(start, end);
  if (!named.test(words)) return [];
  const all = casts.map(({ quantity }) => quantity);
  const rates = all.filter(({ unit }) => unit === "percent");
  const amounts = all.filter(
    (q) => ["people", "count", "plain", "money", "score"].includes(q.unit) && !isYear(q) && q.value > 0,
  );
  const years = yearsOf(words);
  if (rates.length !== 1 || amounts.length !== 2 || years === undefined) return [];
  const [a, b] = amounts;
  if (a.high !== undefined || b.high !== undefined || rates[0].high !== undefined) return [];
  const truth = 100 * ((b.value / a.value) ** (1 / years) - 1);
  return [
    reckoned({
      kind: "arithmetic",
      truth: rates[0].sign === 0 ? Math.abs(truth) : rates[0].sign * truth,
      stated: rates[0],
      from: [a, b],
      sum: `(${trimmed(b.value, 2)} ÷ ${trimmed(a.value, 2)})^(1/${years}) − 1 = ${percentText(truth)}`,
      right: percentText(truth),
    }),
  ];
}

const isYear = ({ value, unit }: Quantity): boolean =>
  (unit === "plain" || unit === "time") && Number.isInteger(value) && value >= 1900 && value <= 2100;

/** Years between the first and the last named; else “over 3 years”, 近三年. */
function yearsOf(words: string): number | undefined {
  const named = [...words.matchAll(/(?<!\d)(?:19|20)\d\d(?!\d)/g)].map(([year]) => Number(year));
  if (named.length >= 2) return Math.max(...named) - Math.min(...named) || undefined;
  const [, digits, chinese] =
    /(?:over|in|for|近|过去)\s?(?:the (?:last|past) )?(?:(\d{1,2})|([一二三四五六七八九十]))[\s-]?(?:years?|年)/.exec(
      words,
    ) ?? [];
  if (digits) return Number(digits) || undefined;
  return chinese ? chineseNumbers.indexOf(chinese) + 1 : undefined;
}
