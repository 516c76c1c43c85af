// How a comparison came about → can it mean what is said: survivors of a waiting time, several changes at once.
import { both, levelText } from "./claim-words.js";
import { spanOf, type Finding } from "./finding.js";
import type { ReadSentence } from "./pairs.js";
import { periodNames } from "./period-words.js";
import type { Quantity } from "./quantity.js";

export function designClaims(read: ReadSentence[]): Finding[] {
  return read.flatMap((one, i) => [...immortalTime(one), ...notSeparable(one, read[i + 1])]);
}

const lasting =
  /follow|wait|used|using|use it|nurtur|stay|stays|stayed|remain|tenure|open for|worked|work for|kept|in contact|pursu|engaged|employed|service|relationship|contact|跟进|等待|停留|在职|司龄|留任|持续|合作|使用|沟通|维护|在岗|工作满|入职满|服务|培育|联系|接触/;
const outcome =
  /win|won|convert|conversion|close|sign|deal|success|retention|retain|renew|perform|score|sell|sales|revenue|repurchase|churn|leave|turnover|promot|成交|赢|转化|签约|签单|成功|留存|续约|业绩|绩效|销售|复购|流失|离职|晋升|成单|回购/;
const bad = /churn|leave|turnover|attrition|quit|lost|流失|离职/;

/** “Deals followed up for more than 30 days win 45 % more.” */
function immortalTime({ casts, sentence, orphans, pairs }: ReadSentence): Finding[] {
  const words = sentence.plain.slice(sentence.start, sentence.end);
  if (sentence.signs.some(({ concept }) => concept === "fair")) return [];
  if (/\b(?:not|never|no)\b[^,，]*\bwithin\b|未在|以内|之内|within/.test(words)) return [];
  const waited = casts.find(
    ({ quantity }) => quantity.unit === "time" && isLongerThan(quantity, sentence.plain),
  )?.quantity;
  if (!waited || !lasting.test(words) || !outcome.test(words)) return [];
  const effects = [...orphans, ...pairs.flatMap(({ deltas }) => deltas)].filter(({ quantity }) =>
    ["percent", "points", "times", "ratio"].includes(quantity.unit),
  );
  const compared =
    effects[0] ??
    casts.find(({ quantity, role }) => quantity.unit === "percent" && role !== "reference") ??
    pairs[0]?.value;
  if (!compared) return [];
  const way = effects[0]?.direction ?? 0;
  const isBad = bad.test(words);
  // those who waited long doing worse is not what surviving the wait brings about
  if (way !== 0 && way > 0 === isBad) return [];
  const [time, zeit] = [levelOfTime(waited, "en"), levelOfTime(waited, "zh")];
  return [
    {
      kind: "immortal_time",
      verdict: "doubtful",
      spans: [spanOf(compared.quantity), spanOf(waited)],
      reason: both(
        `Immortal time: to be counted among those beyond ${time}, a case must still have been open (or a person still there) until then; what ended earlier can only be in the other group.`,
        `不死时间偏差：只有撑过 ${zeit} 的才会被计入这一组；更早结束的只能落在另一组。`,
      ),
      settle: both(
        `Group by what was known on day ${waited.period === "day" ? waited.value : "N"} among those still open then (landmark), or count the time before it as not followed (time-varying); “rapport programme follow-up” does both.`,
        `在第 ${waited.period === "day" ? waited.value : "N"} 天仍未结束的案例中按当时已知情况分组（界标法），或把此前时间计为未跟进（时变）；“rapport programme follow-up”两者都会计算。`,
      ),
    },
  ];
}

const isLongerThan = (quantity: Quantity, plain: string): boolean =>
  quantity.bound === "least" ||
  /(?:beyond|longer than|exceed(?:s|ing)?|past|>|≥|满|达到?|大于|多于|超|逾|长达)\s*$/.test(
    plain.slice(Math.max(0, quantity.start - 14), quantity.start),
  ) ||
  /^\s*(?:or longer|or more|plus|\+|and more|以上|多)/.test(plain.slice(quantity.end));

const levelOfTime = (quantity: Quantity, locale: "en" | "zh"): string => {
  const { period, value } = quantity;
  const name = periodNames[period ?? "day"][1];
  const zh = ["月", "季度", "半年"].includes(name) ? `个${name}` : name;
  return locale === "zh"
    ? `${levelText(value, { ...quantity, unit: "plain", noun: "" }, "zh")} ${zh}`
    : `${value} ${period ?? "day"}${value === 1 ? "" : "s"}`;
};

const changes: [string, RegExp][] = [
  ["training", /training|course|workshop|curriculum|培训|课程|学习平台|训练/],
  [
    "scheme",
    /kpi|scheme|scorecard|appraisal|performance plan|evaluation system|绩效方案|考核|绩效制度|新方案|绩效改革|绩效体系|指标调整/,
  ],
  ["software", /\bapp\b|\bcrm\b|software|system|tool|dashboard|platform|系统|软件|平台|小程序|看板|app/],
  [
    "pay",
    /bonus|commission|raised pay|pay increase|higher pay|wage|pay rise|raise in pay|incentive|salary|奖金|提成|激励|涨薪|加薪|薪酬/,
  ],
  ["coaching", /coaching|mentor|buddy|带教|导师|辅导/],
  ["hours", /flexible hours|flexible work|remote|home office|four-day|弹性|远程|居家/],
  [
    "people",
    /new manager|new hires|reorganisation|reorganization|restructur|new leadership|招聘|组织调整|换了?主管|新主管|架构调整|重组/,
  ],
  ["price", /price cut|discount|promotion campaign|advertising|campaign|marketing|降价|促销|广告|营销/],
  ["process", /new process|process change|workflow|流程|制度优化/],
  ["care", /wellbeing|well-being|team building|survey feedback|recognition|关怀|团建|表彰/],
];
const introduced =
  /introduc|launch|roll(?:ed)? ?out|implement|started|brought in|new |after|since|following|thanks|because|due to|through|with |together|plus|combin|adopt|deploy|gave|effect|推行|推出|上线|实施|引入|开展|启用|采用|通过|同时|后|改革|得益|因为|由于|加上|以及|配合|并/;

/** “After the training, the new scheme and the app, turnover fell.” */
function notSeparable(
  { sentence, casts, pairs, orphans }: ReadSentence,
  next: ReadSentence | undefined,
): Finding[] {
  const words = sentence.plain.slice(sentence.start, sentence.end);
  const follows = next?.sentence.paragraph === sentence.paragraph ? next : undefined;
  const fair = [sentence, ...(follows ? [follows.sentence] : [])].some(({ signs }) =>
    signs.some(({ concept }) => concept === "fair"),
  );
  if (fair || !introduced.test(words)) return [];
  const found = changes.flatMap(([name, pattern]) => {
    const at = pattern.exec(words);
    return at
      ? [
          {
            name,
            start: sentence.start + at.index,
            end: sentence.start + at.index + at[0].length,
            text: at[0].trim(),
          },
        ]
      : [];
  });
  if (found.length < 2) return [];
  const effectOf = (one: { pairs: typeof pairs; orphans: typeof orphans } | undefined) =>
    one &&
    (one.pairs.find(({ isChange }) => isChange)?.value.quantity ??
      one.orphans.find(
        ({ direction, quantity }) =>
          direction !== 0 && ["percent", "points", "times", "ratio"].includes(quantity.unit),
      )?.quantity);
  const effect = effectOf({ pairs, orphans }) ?? effectOf(follows);
  if (!effect) return [];
  // a change whose own size is stated is an outcome, not a cause
  const causes = found.filter(
    ({ start, end }) =>
      !casts.some(
        ({ quantity, role }) =>
          (role === "delta" || role === "from") &&
          quantity.start > end &&
          quantity.start - end < 14 &&
          !/[,，;；]/.test(sentence.plain.slice(end, quantity.start)) &&
          start < quantity.start,
      ),
  );
  if (causes.length < 2) return [];
  causes.sort((a, b) => a.start - b.start);
  const list = causes.map(({ text }) => text);
  return [
    {
      kind: "not_separable",
      verdict: "doubtful",
      spans: [spanOf(effect), ...causes.map(spanOf)],
      reason: both(
        `Several changes at once (${list.join(", ")}): the numbers cannot tell which of them made the difference.`,
        `多项变化同时发生（${list.join("、")}）：数据无法区分是哪一项起了作用。`,
      ),
      settle: both(
        "Groups that got only one of them, different starting dates, or a comparison group; “rapport programme” plans and evaluates such a change.",
        "只接受其中一项的组、不同的开始时间或对照组；“rapport programme”可以规划并评估。",
      ),
    },
  ];
}
