// What the state shows → sections by law: statements that hold now (one whose check fails is absent), and what only the employer can write.
// Sources: Regulation (EU) 2024/1689 arts. 9–15, 26 and Annex III point 4; PIPL arts. 24, 55, 56; NYC Local Law 144 of 2021, 6 RCNY § 5-301.
import type { Bilingual } from "../../engine/locale.js";
import type { EvidenceState } from "./evidence-state.js";
import {
  backtests,
  cardsKept,
  chain,
  chainBroken,
  contests,
  data,
  excluded,
  fairness,
  groupsOnly,
  limitsKnown,
  noFairness,
  noOutcome,
  notTested,
  outgoing,
  plans,
  protectedUsed,
  purposes,
  retention,
  reveals,
  stale,
  switchedOff,
  type Statement,
} from "./evidence-statements.js";

export interface EvidenceStatement {
  /** The check that this sentence rests on. */
  check: string;
  text: Bilingual;
}

export interface EvidenceSection {
  id: string;
  law: Bilingual;
  title: Bilingual;
  shows: EvidenceStatement[];
  /** What the system cannot know. */
  employer: Bilingual[];
}

interface SectionPlan extends Omit<EvidenceSection, "shows"> {
  statements: Statement[];
}

const aiAct: Bilingual = { en: "EU AI Act, Annex III point 4", zh: "欧盟《人工智能法》附件三第 4 点" };
const pipl: Bilingual = { en: "PIPL (China)", zh: "《个人信息保护法》" };
const ll144: Bilingual = { en: "New York City Local Law 144", zh: "纽约市第 144 号地方法" };
const employer = (en: string, zh: string): Bilingual => ({ en, zh });

const plansOfSections: SectionPlan[] = [
  {
    id: "ai-act-risk",
    law: aiAct,
    title: { en: "Risk management (art. 9)", zh: "风险管理（第 9 条）" },
    statements: [groupsOnly, reveals, switchedOff, limitsKnown, plans],
    employer: [
      employer(
        "Whether the use falls under Annex III point 4, who is provider and who deployer.",
        "该用途是否属于附件三第 4 点，谁是提供者、谁是部署者。",
      ),
      employer(
        "The risks to the people concerned in your use, and who accepted what remains.",
        "在你们的用途中对当事人的风险，以及由谁接受剩余风险。",
      ),
    ],
  },
  {
    id: "ai-act-data",
    law: aiAct,
    title: { en: "Data and data governance (art. 10)", zh: "数据与数据治理（第 10 条）" },
    statements: [data, excluded, protectedUsed, fairness, noFairness],
    employer: [
      employer(
        "Why these data suit the purpose, how they were collected, who is missing from them, and why each protected attribute that a model takes is needed.",
        "这些数据为何适合该用途、如何收集、缺少哪些人，以及模型所用的每项受保护属性为何必要。",
      ),
    ],
  },
  {
    id: "ai-act-documentation",
    law: aiAct,
    title: { en: "Technical documentation (art. 11, Annex IV)", zh: "技术文档（第 11 条、附件四）" },
    statements: [cardsKept, backtests, notTested, stale],
    employer: [
      employer(
        "How results enter your processes, and the versions in use.",
        "结果如何进入你们的流程，以及在用的版本。",
      ),
    ],
  },
  {
    id: "ai-act-logs",
    law: aiAct,
    title: { en: "Records (arts. 12, 19, 26(6))", zh: "记录（第 12、19 条与第 26 条第 6 款）" },
    statements: [chain, chainBroken, retention],
    employer: [employer("Where the journal is backed up, and for how long.", "日志备份在何处、保存多久。")],
  },
  {
    id: "ai-act-transparency",
    law: aiAct,
    title: { en: "Transparency (arts. 13, 26(7), 26(11))", zh: "透明度（第 13 条、第 26 条第 7、11 款）" },
    statements: [cardsKept, reveals, contests],
    employer: [
      employer(
        "How and when workers and their representatives were told before the use began.",
        "使用开始前如何、何时告知员工及其代表。",
      ),
    ],
  },
  {
    id: "ai-act-oversight",
    law: aiAct,
    title: { en: "Human oversight (arts. 14, 26(2))", zh: "人工监督（第 14 条、第 26 条第 2 款）" },
    statements: [noOutcome, reveals],
    employer: [
      employer(
        "Who oversees, what they are trained in, and how they overrule a result.",
        "由谁监督、受过何种培训、如何推翻结果。",
      ),
    ],
  },
  {
    id: "ai-act-accuracy",
    law: aiAct,
    title: { en: "Accuracy and robustness (art. 15)", zh: "准确性与稳健性（第 15 条）" },
    statements: [backtests, notTested, switchedOff],
    employer: [
      employer(
        "The accuracy that your use needs, and what happens below it.",
        "你们的用途需要多高的准确性，达不到时如何处理。",
      ),
    ],
  },
  {
    id: "pipl-24",
    law: pipl,
    title: { en: "Automated decisions (art. 24)", zh: "自动化决策（第二十四条）" },
    statements: [noOutcome, contests, fairness, noFairness],
    employer: [
      employer(
        "How a person asks for an explanation or refuses a decision made by automated means alone, and who answers.",
        "个人如何要求说明或拒绝仅通过自动化决策作出的决定，由谁答复。",
      ),
    ],
  },
  {
    id: "pipl-55",
    law: pipl,
    title: { en: "Impact assessment (arts. 55, 56)", zh: "个人信息保护影响评估（第五十五、五十六条）" },
    statements: [data, purposes, groupsOnly, outgoing, retention],
    employer: [
      employer(
        "Whether purpose and means are lawful, legitimate and necessary; the effect on people’s rights; whether the measures are in proportion. Keep the report three years.",
        "处理目的、方式是否合法、正当、必要；对个人权益的影响；保护措施是否与风险相适应。报告保存三年。",
      ),
    ],
  },
  {
    id: "ll144",
    law: ll144,
    title: {
      en: "Selection rates and impact ratios (6 RCNY § 5-301)",
      zh: "入选率与影响比（6 RCNY § 5-301）",
    },
    statements: [fairness, noFairness],
    employer: [
      employer(
        "An audit by an independent auditor no more than one year before the use, its summary published, and notice to candidates and employees ten business days ahead. The ratios here are arithmetic, not that audit.",
        "使用前一年内由独立审计机构审计并公布摘要，并提前十个工作日通知候选人与员工。此处的比值只是算术，不是该审计。",
      ),
      employer(
        "Categories of race and ethnicity, sex and their intersections, where your records hold them.",
        "种族与族裔、性别及其交叉类别（若记录中有）。",
      ),
    ],
  },
];

export const evidenceSections = (state: EvidenceState): EvidenceSection[] =>
  plansOfSections.map(({ statements, ...plan }) => ({
    ...plan,
    shows: statements
      .filter((statement) => statement.holds(state))
      .map((statement) => ({ check: statement.check, text: statement.text(state) })),
  }));
