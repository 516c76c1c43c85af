// Statistics as articles print them → does p belong to t, F, χ² or z, does “significant” belong to p, does the estimate lie in its interval.
import { normalTail, studentTail } from "../../engine/metrics/tail-probability.js";
import { chiSquareTail } from "../estimators/chi-square.js";
import { fTail } from "../estimators/f-distribution.js";
import { both, pText } from "./claim-words.js";
import type { Finding } from "./finding.js";
import type { ReadSentence } from "./pairs.js";
import type { Span } from "./quantity.js";

export const statisticClaims = (read: ReadSentence[]): Finding[] =>
  read.flatMap(({ sentence: { plain, start, end } }) => {
    const words = plain.slice(start, end);
    return [...tests(words, start), ...significance(words, start), ...intervals(words, start)];
  });

const number = String.raw`[-+]?(?:\d+(?:\.\d+)?|\.\d+)`;
const statedP = String.raw`[,，;；\s]*p\s*(<=|>=|[<>=≤≥])\s*(\d?\.\d+)`;

/** Two-sided p of a statistic; F and χ² have one tail. */
const forms: [RegExp, (x: number, a: number, b: number) => number][] = [
  [
    new RegExp(String.raw`\b(t)\s?\(\s*(\d+(?:\.\d+)?)()\s*\)\s*=\s*(${number})${statedP}`, "g"),
    (x, freedom) => studentTail(x, freedom),
  ],
  [
    new RegExp(
      String.raw`\b(f)\s?\(\s*(\d+(?:\.\d+)?)\s*[,，]\s*(\d+(?:\.\d+)?)\s*\)\s*=\s*(${number})${statedP}`,
      "g",
    ),
    (x, top, bottom) => fTail(x, top, bottom),
  ],
  [
    new RegExp(
      String.raw`(χ2|chi2|卡方)\s?\(\s*(\d+)\s*(?:[,，]\s*n\s*=\s*([\d,]+))?\s*\)\s*=\s*(${number})${statedP}`,
      "g",
    ),
    (x, freedom) => chiSquareTail(x, freedom),
  ],
  [new RegExp(String.raw`\b(z)()()\s*=\s*(${number})${statedP}`, "g"), (x) => normalTail(x)],
];

/** The p of a rounded statistic lies between those of its ends; stated p is rounded too. */
function tests(words: string, from: number): Finding[] {
  const isOneSided = /one-(?:tailed|sided)|单[侧尾]/.test(words);
  return forms.flatMap(([pattern, tail]) =>
    [...words.matchAll(pattern)].flatMap((found): Finding[] => {
      const [all, name, a, b, written, operator, p] = found;
      const half = 10 ** -decimalsOf(written) / 2;
      const x = Math.abs(Number(written));
      const sides = isOneSided && /[tz]/.test(name) ? 2 : 1;
      const of = (value: number): number => tail(Math.max(0, value), Number(a), Number(b)) / sides;
      const [low, high, truth] = [of(x + half), of(x - half), of(x)];
      const stated = Number(p);
      const step = 10 ** -decimalsOf(p);
      const isWithin = (factor: number): boolean =>
        operator === "="
          ? low * factor <= stated + step / 2 + 1e-12 && high * factor >= stated - step / 2 - 1e-12
          : /[<≤]/.test(operator)
            ? low * factor <= stated
            : high * factor >= stated;
      const at = from + found.index + all.lastIndexOf(p);
      const spans = [
        { start: at, end: at + p.length },
        { start: from + found.index, end: at + p.length },
      ];
      const statistic = all.slice(0, all.indexOf(written) + written.length).trim();
      const reason = both(
        `${statistic} gives ${pText(truth, "en")}.`,
        `${statistic} 对应 ${pText(truth, "zh")}。`,
      );
      if (isWithin(1))
        return [{ kind: "chance", verdict: "consistent", spans, values: { p: truth }, reason }];
      const isHalved = sides === 1 && /[tz]/.test(name) && isWithin(0.5);
      return [
        {
          kind: "chance",
          verdict: isHalved ? "doubtful" : "wrong",
          spans,
          values: { p: truth, stated },
          reason: isHalved
            ? both(
                `${statistic} gives ${pText(truth, "en")} two-sided; the stated p is one-sided.`,
                `${statistic} 的双侧 ${pText(truth, "zh")}；所给 p 值是单侧的。`,
              )
            : reason,
          right: both(pText(truth, "en"), pText(truth, "zh")),
        },
      ];
    }),
  );
}

const decimalsOf = (written: string): number => /\.(\d+)/.exec(written)?.[1].length ?? 0;

const significant = /(?:statistically )?significant(?:ly)?|显著/;
const denied =
  /\b(?:not|no|non|nor|never|neither|without)\b|n\.s\.|insignificant|marginal|nearly|almost|approach|if |when |whether|level|criterion|不显著|未达|无显著|没有|不具|边缘|接近|若|如果|是否|水平/;

/** “Significant (p = .23)”. */
function significance(words: string, from: number): Finding[] {
  const said = significant.exec(words);
  const p = /(?<![a-z])p(?:值|-value| value)?\s*(=|>|≥)\s*(0?\.\d+)/.exec(words);
  if (!said || !p || denied.test(words) || (p[1] === "=" ? Number(p[2]) < 0.05 : Number(p[2]) < 0.05))
    return [];
  const start = from + p.index + p[0].length - p[2].length;
  return [
    {
      kind: "chance",
      verdict: p[1] === "=" && Number(p[2]) < 0.1 ? "doubtful" : "wrong",
      spans: [
        { start, end: start + p[2].length },
        { start: from + said.index, end: from + said.index + said[0].length },
      ],
      values: { stated: Number(p[2]) },
      reason: both(
        `p ${p[1]} ${p[2]} is not significant at the 5% level.`,
        `p ${p[1]} ${p[2]} 在 5% 水平上不显著。`,
      ),
      settle: both(
        "The level that was set beforehand, if another than 5%.",
        "若事先设定的水平不是 5%，请注明。",
      ),
    },
  ];
}

const interval = new RegExp(
  String.raw`(?:(${number})\s*%?\s*(?:points?|pp|个百分点)?\s*[,，;；]?\s*[(（\[]?\s*)?(?:95|90|99)\s?%\s*(?:ci|confidence interval|置信区间)(?:\s*(?:of|from|为|是))?\s*[:：=]?\s*[(（\[]?\s*(${number})\s*%?\s*(?:to|[,，;~]|-|至|到)\s*(${number})`,
  "g",
);

/** “0.6 (95% CI 0.7 to 1.3)”, “[0.41, 0.07]”. */
function intervals(words: string, from: number): Finding[] {
  return [...words.matchAll(interval)].flatMap((found): Finding[] => {
    const [all, estimate, low, high] = found;
    const end = from + found.index + all.length;
    const limits: Span = { start: end - all.length + all.lastIndexOf(low, all.length - high.length), end };
    const [a, b] = [Number(low), Number(high)];
    if (a > b)
      return [
        {
          kind: "interval",
          verdict: "wrong",
          spans: [limits],
          reason: both("The lower limit is above the upper one.", "区间下限大于上限。"),
          right: both(`${high} – ${low}`, `${high}～${low}`),
        },
      ];
    if (estimate === undefined) return [];
    const room = 10 ** -Math.min(...[estimate, low, high].map(decimalsOf)) / 2;
    const value = Number(estimate);
    const start = from + found.index;
    const spans = [{ start, end: start + estimate.length }, limits];
    const isWithin = value >= a - room && value <= b + room;
    return [
      {
        kind: "interval",
        verdict: isWithin ? "consistent" : "wrong",
        spans,
        values: { low: a, high: b, stated: value },
        reason: isWithin
          ? both("The estimate lies in its interval.", "估计值位于其区间内。")
          : both(
              `${estimate} lies outside its own interval, ${low} to ${high}.`,
              `${estimate} 不在其自身区间 ${low}～${high} 内。`,
            ),
      },
    ];
  });
}
