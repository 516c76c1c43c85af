// The 16 errata of the source articles, each in both languages with the figures that prove it, and beside each a true statement.
import { describe, expect, it } from "vitest";
import { checkClaims, type Finding } from "../../../models/claims/index.js";
import { loadFrameworks } from "../../../models/competency/framework-catalogue.js";

const { frameworks } = loadFrameworks();
const check = (text: string): Finding[] => checkClaims(text, { frameworks }).findings;

interface Golden {
  name: string;
  false: string[];
  verdict: Finding["verdict"];
  kind: Finding["kind"];
  /** Figures that the finding has to carry. */
  values?: Record<string, number>;
  /** What the words have to say. */
  says?: RegExp;
  /** True statements of the same kind: never marked. */
  true: string[];
}

const table = (weights: string): string => `\n\n| KPI 指标 | Weight 权重 |\n|---|---|\n${weights}`;
const schemeB = table("| 销售额 | 40% |\n| 拜访量 | 20% |\n| 线索转化率 | 25% |\n| 客户满意度 | 15% |");
const schemeBEn = table(
  "| Sales | 40% |\n| Visits | 20% |\n| Lead conversion | 25% |\n| Satisfaction | 15% |",
);

const goldens: Golden[] = [
  {
    name: "weights 40+10+30+5+10+5+5 are 105 %",
    false: [
      "权重：老客户复购率40%+弹性工时10%+带教30%+建议5%+出勤10%+沟通5%+其他5%",
      "Weights: 40+10+30+5+10+5+5",
    ],
    verdict: "wrong",
    kind: "weights",
    values: { sum: 105 },
    true: ["权重：复购率40%+弹性工时10%+带教30%+建议20%", "Weights: 40+30+20+10"],
  },
  {
    name: "1 suggestion against 0.5 exceeds by 0.5, not 1",
    false: [
      "本周提交建议1条，目标0.5条，超出1条",
      "1 suggestion vs 0.5 → exceeds by 1",
      "Suggestions 1 vs 0.5 (+1)",
    ],
    verdict: "wrong",
    kind: "comparison",
    values: { difference: 0.5 },
    true: [
      "本周提交建议1条，目标0.5条，超出0.5条",
      "1 suggestion vs 0.5 → exceeds by 0.5",
      "Suggestions 1 vs 0.5 (+0.5)",
    ],
  },
  {
    name: "0.5 a week is 6.5 a quarter; 2 a quarter are .15 a week",
    false: [
      "每季度建议≥2条，周目标0.5条",
      "At least 2 suggestions per quarter, so the weekly target is 0.5.",
    ],
    verdict: "wrong",
    kind: "cadence",
    values: { perLong: 6.5, perShort: 2 / 13 },
    true: ["每季度建议2条，周目标0.15条", "6.5 suggestions per quarter, so the weekly target is 0.5."],
  },
  {
    name: "a rate has no weekly share: 85 %/4",
    false: ["复购率周目标为85%/4=21.25%", "The weekly repurchase target is 85 %/4 = 21.25 %"],
    verdict: "doubtful",
    kind: "rate_quota",
    true: ["建议目标每季度13条，即每周1条", "52 visits per quarter, so the weekly target is 4."],
  },
  {
    name: "60 → 90 % of 16 elders are no whole people",
    false: [
      "16位元老员工的满意度从60%提升至90%",
      "Satisfaction among the 16 elders rose from 60 % to 90 %",
      "元老员工满意度由60%升至90%（16人）",
    ],
    verdict: "wrong",
    kind: "impossible_share",
    values: { n: 16, share: 60 },
    says: /9\/16 = 56\.3%, 10\/16 = 62\.5%/,
    true: [
      "16位元老员工的满意度从25%提升至87.5%",
      "Satisfaction among the 16 elders rose from 25 % to 93.8 %",
    ],
  },
  {
    name: "90 % against 85 % is 5 points, 5.9 % relative",
    false: ["复购率90%，超出目标85% 5%", "90 % exceeds the target of 85 % by 5 %"],
    verdict: "doubtful",
    kind: "points_or_relative",
    values: { difference: 5, relative: 100 * (5 / 85) },
    says: /5\.9%/,
    true: ["复购率90%，超出目标85% 5个百分点", "90 % exceeds the target of 85 % by 5.9 %"],
  },
  {
    name: "85 against 70 is 15 points, 21.4 % relative",
    false: ["转化率85%，比目标70%高15%", "85 vs 70 exceeds by 15 %"],
    verdict: "doubtful",
    kind: "points_or_relative",
    values: { difference: 15, relative: 100 * (15 / 70) },
    says: /21\.4%/,
    true: ["转化率85%，比目标70%高15个百分点", "85 vs 70 exceeds by 15", "85 vs 70 exceeds by 21.4 %"],
  },
  {
    name: "25 % stands at follow-up timeliness in the text, at lead conversion in the table",
    false: [
      `线索跟进及时率权重25%。${schemeB}`,
      `Lead follow-up timeliness has a weight of 25 %.${schemeBEn}`,
    ],
    verdict: "wrong",
    kind: "contradiction",
    true: [`线索转化率权重25%。${schemeB}`, `Lead conversion has a weight of 25 %.${schemeBEn}`],
  },
  {
    name: "r = .85 without n",
    false: ["拜访量与销售额的相关系数为0.85", "Visits and sales correlate with r = 0.85."],
    verdict: "incomplete",
    kind: "correlation",
    says: /\.65 to \.94.*\.78 to \.90/,
    true: ["拜访量与销售额的相关系数为0.85（n=100）", "Visits and sales correlate with r = 0.85 (n = 20)."],
  },
  {
    name: "35 → 25 % is down 28.6 %, not 30 %",
    false: ["离职率从35%降至25%，下降30%", "Turnover fell from 35 % to 25 %, down 30 %."],
    verdict: "wrong",
    kind: "change",
    values: { relative: 100 * (-10 / 35), difference: -10 },
    says: /28\.6%/,
    true: [
      "离职率从35%降至25%，相对下降28.6%（前后各1000人）",
      "Turnover fell from 35 % to 25 %, down 29 % (n = 1,000 each).",
      "Turnover fell from 35 % to 25 %, down about 30 % (n = 1,000 each).",
    ],
  },
  {
    name: "35 → 25 % at n = 100: p = .12, −2.7 to 22.3 points",
    false: [
      "培训后离职率从35%降至25%（前后各100人）",
      "After the courses turnover fell from 35 % to 25 % (n = 100 each).",
    ],
    verdict: "doubtful",
    kind: "chance",
    values: { p: 0.1228, needed: 328, low: -0.2227, high: 0.0268 },
    says: /−2\.7 to 22\.3 points, p = \.12/,
    true: [
      "培训后离职率从35%降至25%（前后各400人）",
      "After the courses turnover fell from 35 % to 25 % (n = 400 each).",
    ],
  },
  {
    name: "35 → 25 % at n = 65: p = .18",
    false: [
      "培训后离职率从35%降至25%（前后各65人）",
      "After the courses turnover fell from 35 % to 25 % (n = 65 each).",
    ],
    verdict: "doubtful",
    kind: "chance",
    values: { p: 0.1808 },
    says: /p = \.18/,
    true: ["培训后离职率从36.9%降至10.8%（前后各65人）"],
  },
  {
    name: "a scheme of which only “volume 60 %” is stated lacks 40 %",
    false: ["旧方案：业绩量占60%", "Old scheme: volume 60 %"],
    verdict: "incomplete",
    kind: "weights",
    values: { missing: 40 },
    true: ["旧方案：业绩量占60%，服务占40%", "Old scheme: volume 60 %, service 40 %", "满意度的权重为60%"],
  },
  {
    name: "跨部门协调 and 资源协调 are one dimension",
    false: [
      "65名销售的跨部门协调能力不足。下一节：65名销售缺乏资源协调能力。",
      "65 sellers lack cross-department coordination. Later: 65 sellers lack resource coordination.",
    ],
    verdict: "wrong",
    kind: "synonym",
    true: [
      "65名销售的资源协调（即跨部门协调）能力不足。",
      "65 sellers lack resource coordination. Later: resource coordination is taught.",
    ],
  },
  {
    name: "“commission 15 % higher” has two readings",
    false: ["大客户佣金比小单高15%", "Commission on big clients is 15 % higher than on small deals."],
    verdict: "ambiguous",
    kind: "relative_to_rate",
    says: /23% or 35%/,
    true: [
      "大客户佣金比小单高15个百分点",
      "Commission on big clients is 15 percentage points higher than on small deals.",
    ],
  },
  {
    name: "followed up for more than 30 days wins 45 % more: immortal time",
    false: ["跟进超过30天的大客户，成交率高45%", "Deals followed up for more than 30 days win 45 % more."],
    verdict: "doubtful",
    kind: "immortal_time",
    true: ["24小时内响应的线索，转化率高5个百分点", "Leads answered within 24 hours convert 5 points more."],
  },
  {
    name: "training, scheme and app at once are not separable",
    false: [
      "通过培训课程、新绩效方案和APP上线，离职率从35%降至25%（前后各1000人）",
      "After training, a new scheme and the app at once, turnover fell from 35 % to 25 % (n = 1,000 each).",
    ],
    verdict: "doubtful",
    kind: "not_separable",
    true: [
      "通过培训，离职率从35%降至25%（前后各1000人）",
      "After training turnover fell from 35 % to 25 % (n = 1,000 each).",
    ],
  },
];

describe.each(goldens)("golden: $name", (golden) => {
  it.each(golden.false)("marks %j", (text) => {
    const found = check(text).find(({ kind, verdict }) => kind === golden.kind && verdict === golden.verdict);
    expect(found).toBeDefined();
    for (const [name, value] of Object.entries(golden.values ?? {}))
      expect(found!.values![name]).toBeCloseTo(value, 3);
    expect(`${found!.reason.en} ${found!.right?.en ?? ""}`).toMatch(golden.says ?? /./);
  });

  it.each(golden.true)("lets %j stand", (text) => {
    expect(check(text).filter(({ verdict }) => !["consistent", "not_checkable"].includes(verdict))).toEqual(
      [],
    );
  });
});

describe("correlations as R has them", () => {
  // cor.test: r = .85, n = 20 and n = 100
  it("golden: .65–.94 from 20 pairs, .78–.90 from 100", () => {
    expect(check("r = 0.85, n = 20")[0].values).toMatchObject({
      low: expect.closeTo(0.6529, 3),
      high: expect.closeTo(0.9393, 3),
    });
    expect(check("r = 0.85, n = 100")[0].values).toMatchObject({
      low: expect.closeTo(0.7846, 3),
      high: expect.closeTo(0.8967, 3),
    });
  });
});

describe("progress facts of the articles", () => {
  it.each([
    "已完成70%，距目标85%还差15个百分点",
    "You have reached 70 %, 15 points to go (target 85 %).",
    "复购率25%，目标21.25%，超出3.75个百分点",
    "Coaching 18 % vs 17.5 % (+0.5).",
  ])("golden: %s", (text) => {
    const findings = check(text);
    expect(findings.map(({ verdict }) => verdict)).toEqual(["consistent"]);
  });
});
