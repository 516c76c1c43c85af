// Shares and means with their n → can so many people give them (GRIM: Brown & Heathers 2017); more than the whole.
import { both, percentText } from "./claim-words.js";
import { spanOf, type Finding } from "./finding.js";
import type { ReadSentence } from "./pairs.js";
import type { Quantity } from "./quantity.js";
import type { Cast } from "./cast.js";
import { agreement, trimmed } from "./rounding.js";
import { sampleSizes } from "./sample-size.js";
import { turnoverName } from "./table-columns.js";

export function shareClaims(read: ReadSentence[]): Finding[] {
  return read.flatMap((one, index) => [...impossible(one, read, index), ...overHundred(one)]);
}

/** The whole numbers of people nearest to a share, below and above: 60 % of 16 → 9 (56.3 %) and 10 (62.5 %). */
export function nearestCounts(percent: number, n: number): [number, number] {
  const below = Math.floor((percent * n) / 100 + 1e-9);
  return [below, below + 1];
}

/** Some whole number of n gives this percentage, a half rounded either way. `step` in per cent. */
export function isPossibleShare(percent: number, step: number, n: number): boolean {
  return nearestCounts(percent, n).some((k) => k <= n && agreement((100 * k) / n, percent, step) === "equal");
}

/** Growth, weights, prices and attainment are no shares of people. */
export const notOfPeople =
  /growth|revenue|sales (?:grew|rose|fell)|salary|pay\b|price|bonus|commission|weight|attain|utili|margin|interval|effort|budget|cost|profit|market|增长率|收入|销售额|营收|薪|奖金|提成|佣金|权重|达成率|毛利|成本|利润|预算|价格|费用|产值|市场/;

function impossible(one: ReadSentence, read: ReadSentence[], index: number): Finding[] {
  const { casts, sentence } = one;
  const { ns, isOfSentence } = sampleSizes(read, index);
  if (ns.length === 0) return [];
  if (notOfPeople.test(sentence.plain.slice(sentence.start, sentence.end))) return [];
  const findings: Finding[] = [];
  const shares = casts.filter((cast) => isLevelShare(cast, sentence.plain));
  for (const [i, { quantity }] of shares.entries()) {
    const n = sizeFor(quantity, i, shares.length, ns);
    if (!isOfSentence && shares.length > 2) continue;
    if (isPartOfMore(quantity, n, casts)) continue;
    findings.push(...judgedShare(quantity, n, sentence.plain));
  }
  return [...findings, ...impossibleMeans(one, ns)];
}

const isLevelShare = ({ quantity, role, before }: Cast, plain: string): boolean =>
  quantity.unit === "percent" &&
  quantity.high === undefined &&
  !quantity.isApproximate &&
  quantity.bound === undefined &&
  ["level", "from", "to", "reference"].includes(role) &&
  !before.some(({ concept }) => concept === "target" || concept === "weight" || concept === "beyond") &&
  !/^\s?(?:target|confidence|ci\b|power|置信)/.test(plain.slice(quantity.end)) &&
  quantity.value <= 100 &&
  quantity.value >= 0;

/** “20 people, of whom 80 % (16)”: the 16 are what the share counts, not what it is of. */
const isPartOfMore = (share: Quantity, n: Quantity, casts: Cast[]): boolean =>
  casts.some(
    ({ quantity: whole }) =>
      whole !== n &&
      whole !== share &&
      Number.isInteger(whole.value) &&
      whole.value > n.value &&
      ["people", "plain", "count"].includes(whole.unit) &&
      agreement((100 * n.value) / whole.value, share.value, share.step) === "equal",
  );

/** As many n as shares: each its own; else the one n. */
function sizeFor(quantity: Quantity, i: number, count: number, ns: Quantity[]): Quantity {
  if (ns.length === count) return ns[i];
  const before = ns.findLast((n) => n.end <= quantity.start);
  return ns.length === 1 ? ns[0] : (before ?? ns[0]);
}

/** A turnover over an average headcount is no share of whole people: not checkable where the average is named, else doubtful. */
function overAverage(
  share: Quantity,
  size: Quantity,
  plain: string,
): "not_checkable" | "doubtful" | undefined {
  const clause = plain.slice(
    Math.max(0, Math.min(share.start, size.start) - 40),
    Math.max(share.end, size.end) + 12,
  );
  if (
    /(?:average|avg\.?|mean|平均)[^\d,，;；。]{0,24}$/.test(
      plain.slice(Math.max(0, size.start - 32), size.start),
    )
  )
    return "not_checkable";
  return turnoverName.test(clause) ? "doubtful" : undefined;
}

function judgedShare(quantity: Quantity, size: Quantity, plain: string): Finding[] {
  const n = size.value;
  if (100 / n <= quantity.step) return [];
  const spans = [spanOf(quantity), spanOf(size)];
  const decimals = Math.max(1, Math.round(-Math.log10(quantity.step)));
  const near = nearestCounts(quantity.value, n).filter((k) => k <= n);
  const texts = near.map((k) => `${k}/${n} = ${percentText((100 * k) / n, decimals)}`);
  if (isPossibleShare(quantity.value, quantity.step, n)) {
    const k = near.find((one) => agreement((100 * one) / n, quantity.value, quantity.step) === "equal")!;
    return [
      {
        kind: "impossible_share",
        verdict: "consistent",
        spans,
        values: { n, k },
        reason: both(
          `${k} of ${n} people are ${percentText((100 * k) / n, decimals)}.`,
          `${n} 人中 ${k} 人即 ${percentText((100 * k) / n, decimals)}。`,
        ),
      },
    ];
  }
  const over = overAverage(quantity, size, plain);
  if (over)
    return [
      {
        kind: "impossible_share",
        verdict: over,
        spans,
        values: { n, share: quantity.value },
        reason: both(
          `No whole number out of ${n} is ${quantity.text.trim()} (${texts.join(", ")}), but turnover is divided by the average headcount of its period, which need not be ${n} or even whole.`,
          `${n} 人中没有整数人数对应 ${quantity.text.trim()}（${texts.join("，")}），但离职率的分母是期间平均人数，未必是 ${n}，也未必是整数。`,
        ),
        settle: both("The number who left, and the average headcount.", "离职人数与期间平均人数。"),
      },
    ];
  return [
    {
      kind: "impossible_share",
      verdict: "wrong",
      spans,
      values: { n, share: quantity.value },
      reason: both(
        `No whole number out of ${n} is ${quantity.text.trim()}: ${texts.join(", ")}.`,
        `${n} 人中没有整数人数对应 ${quantity.text.trim()}：${texts.join("，")}。`,
      ),
      right: both(texts.join(" or "), texts.join(" 或 ")),
      settle: both(
        "How many answered, and how many of them said so.",
        "实际作答人数，以及其中作此回答的人数。",
      ),
    },
  ];
}

/** “Mean 3.48 on a scale of whole points, n = 28”. */
function impossibleMeans({ casts, sentence }: ReadSentence, ns: Quantity[]): Finding[] {
  const isMean = /\b(?:mean|average|m)\b|均值|平均/.test(sentence.plain.slice(sentence.start, sentence.end));
  const isWhole =
    /likert|scale|rating|score|item|point|1 ?- ?5|1 to 5|1-7|1-10|whole|integer|量表|评分|打分|得分|分制|整数|分/.test(
      sentence.plain.slice(sentence.start, sentence.end),
    );
  if (!isMean || !isWhole) return [];
  return casts
    .filter(
      ({ quantity, role }) =>
        ["level", "from", "to"].includes(role) &&
        quantity.step < 1 &&
        quantity.value > 0 &&
        ["plain", "score", "count"].includes(quantity.unit),
    )
    .flatMap(({ quantity }, i, all) => {
      const size = sizeFor(quantity, i, all.length, ns);
      const n = size.value;
      if (1 / n <= quantity.step) return [];
      const total = Math.floor(quantity.value * n + 1e-9);
      const decimals = Math.round(-Math.log10(quantity.step));
      const holds = [total, total + 1].some(
        (sum) => agreement(sum / n, quantity.value, quantity.step) === "equal",
      );
      const texts = [total, total + 1].map(
        (sum) => `${sum}/${n} = ${trimmed(sum / n, Math.min(4, decimals + 1))}`,
      );
      return [
        {
          kind: "impossible_mean" as const,
          verdict: holds ? ("consistent" as const) : ("wrong" as const),
          spans: [spanOf(quantity), spanOf(size)],
          values: { n, mean: quantity.value },
          reason: holds
            ? both(`A mean that ${n} whole-number answers can have.`, `${n} 个整数评分可以得到该均值。`)
            : both(
                `${n} whole-number answers cannot average ${trimmed(quantity.value, decimals)}: ${texts.join(", ")}.`,
                `${n} 个整数评分的均值不可能为 ${trimmed(quantity.value, decimals)}：${texts.join("，")}。`,
              ),
          ...(!holds && {
            right: both(texts.join(" or "), texts.join(" 或 ")),
            settle: both(
              "The number of answers, and whether half points were allowed.",
              "作答人数，以及是否允许半分。",
            ),
          }),
        },
      ];
    });
}

const wholeWords =
  /(?:share of|proportion of|per ?cent of (?:the |all |our )?(?:employees|staff|people|respondents|customers|sellers|firms|companies|answers|teams|managers)|% of (?:the |all |our )?(?:employees|staff|people|respondents|customers|clients|sellers|firms|companies|answers|teams|managers|elders|deals|leads)|占比|占全|占总|的员工|的人|的客户|的受访|的企业|满意度|满意率|离职率|转化率|留存率|成交率|合格率|出勤率|satisfaction|conversion|retention rate|win rate|pass rate|response rate|completion rate)/;
const mayExceed =
  /target|attain|plan|quota|growth|grew|increase|achiev|of last year|of the budget|目标|达成|完成率|完成了|增长|提升|预算|任务|同比|环比|人效|产能|retention \(net\)|net retention|净留存/;

function overHundred({ casts, sentence }: ReadSentence): Finding[] {
  return casts
    .filter(
      ({ quantity, role }) =>
        quantity.unit === "percent" &&
        (quantity.high ?? quantity.value) > 100 &&
        role !== "delta" &&
        role !== "operand",
    )
    .flatMap(({ quantity }) => {
      const around = sentence.plain.slice(
        Math.max(sentence.start, quantity.start - 30),
        Math.min(sentence.end, quantity.end + 30),
      );
      const clause = around.replace(/^.*[,，;；]/s, "") || around;
      if (!wholeWords.test(around) || mayExceed.test(clause) || mayExceed.test(around)) return [];
      return [
        {
          kind: "share_over_100" as const,
          verdict: "wrong" as const,
          spans: [spanOf(quantity)],
          reason: both("A share of a whole cannot be more than 100%.", "整体的占比不可能超过 100%。"),
          settle: both("The count and the whole that it was divided by.", "分子与分母各是多少。"),
        },
      ];
    });
}
