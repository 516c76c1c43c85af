// Sentences of the evidence pack, each bound to a check of the state: it is printed while the check holds, with the state's own numbers.
import type { Bilingual, Locale } from "../../engine/locale.js";
import { grouped } from "../../engine/metrics/format-number.js";
import { measureText } from "./card-words.js";
import type { EvidenceState } from "./evidence-state.js";

export interface Statement {
  check: string;
  holds(state: EvidenceState): boolean;
  text(state: EvidenceState): Bilingual;
}

const n = (value: number): string => grouped(value, 0);
/** "1 import", "2 imports". */
const counted = (value: number, one: string): string => `${n(value)} ${one}${value === 1 ? "" : "s"}`;
const kindsOf = ({ kinds }: EvidenceState["audit"], comma: string): string =>
  Object.keys(kinds).sort().join(comma);
const revealed = ({ reveals }: EvidenceState, kind: string): number => reveals[kind] ?? 0;
const fitted = ({ cards }: EvidenceState) => cards.filter(({ card }) => card !== null);
const named = (list: readonly Bilingual[]): Bilingual => ({
  en: list.map(({ en }) => en).join(", "),
  zh: list.map(({ zh }) => zh).join("、"),
});
const decisionKinds = /dismiss|hire_decision|fired|promote|demote|salary_change|employment_decision/;

export const chain: Statement = {
  check: "journal_chain",
  holds: ({ audit }) => audit.intact && audit.lines > 0,
  text: ({ audit }) => ({
    en: `The journal holds ${counted(audit.lines, "line")} from ${audit.from!.slice(0, 10)} to ${audit.to!.slice(0, 10)}; each carries the hash of the one before, and all were recomputed and match. That shows a change to a line; it does not show that somebody with access to the file did not write the whole chain anew.`,
    zh: `日志共 ${n(audit.lines)} 行，自 ${audit.from!.slice(0, 10)} 至 ${audit.to!.slice(0, 10)}；每行带有上一行的哈希，已重新计算，全部一致。这能发现对某一行的改动，但不能排除有文件权限的人重写整条链。`,
  }),
};
export const chainBroken: Statement = {
  check: "journal_chain_broken",
  holds: ({ audit }) => !audit.intact,
  text: ({ audit }) => ({
    en: `The journal’s chain is broken at line ${n(audit.broken?.line ?? 0)}: lines from there on prove nothing.`,
    zh: `日志链在第 ${n(audit.broken?.line ?? 0)} 行断裂：自该行起不能作为证明。`,
  }),
};
export const noOutcome: Statement = {
  check: "no_employment_outcome",
  holds: ({ audit }) => !Object.keys(audit.kinds).some((kind) => decisionKinds.test(kind)),
  text: ({ audit }) => ({
    en: `Among the ${counted(Object.keys(audit.kinds).length, "kind")} of journal lines so far (${kindsOf(audit, ", ")}) there is none for a decision to hire, promote, pay or dismiss.`,
    zh: `日志目前的 ${n(Object.keys(audit.kinds).length)} 类记录（${kindsOf(audit, "、")}）中，没有录用、晋升、薪酬或解雇决定。`,
  }),
};
export const reveals: Statement = {
  check: "reveals_counted",
  holds: () => true,
  text: (state) => ({
    en: `Predicted risk of a single person: ${state.isRevealOn ? "can be asked for" : "switched off in rapport.yml"}; on record ${counted(revealed(state, "reveal_requested"), "request")}, ${n(revealed(state, "reveal_approved"))} approved by a second person, ${n(revealed(state, "reveal_refused"))} refused, ${counted(revealed(state, "reveal_looked"), "look")}.`,
    zh: `单个人的预测风险：${state.isRevealOn ? "可以申请查看" : "已在 rapport.yml 中关闭"}；有记录的申请 ${n(revealed(state, "reveal_requested"))} 次，经第二人批准 ${n(revealed(state, "reveal_approved"))} 次，拒绝 ${n(revealed(state, "reveal_refused"))} 次，查看 ${n(revealed(state, "reveal_looked"))} 次。`,
  }),
};
export const contests: Statement = {
  check: "contests_counted",
  holds: () => true,
  text: ({ contests: count }) => ({
    en: `Contests by the people concerned on record: ${n(count)}.`,
    zh: `有记录的当事人异议：${n(count)} 次。`,
  }),
};
export const groupsOnly: Statement = {
  check: "policy_k",
  holds: ({ trust }) => trust.k >= 2,
  text: ({ trust }) => ({
    en: `Readers without person-level rights get no personal measure of a group below ${n(trust.k)} people (headcount, hires and the number of all exits are exact for everybody); ${n(trust.users.filter(({ rights }) => rights === "group").length)} of ${n(trust.users.length)} readers are such.`,
    zh: `没有个人级权限的用户看不到少于 ${n(trust.k)} 人的群体的个人性指标（人数、入职数与离职总数对所有用户均为精确值）；${n(trust.users.length)} 名用户中有 ${n(trust.users.filter(({ rights }) => rights === "group").length)} 名属于此类。`,
  }),
};
export const backtests: Statement = {
  check: "backtests_on_cards",
  holds: (state) => fitted(state).some(({ card }) => card!.backtest.length > 0),
  text: (state) => {
    const tested = fitted(state).filter(({ card }) => card!.backtest.length > 0);
    const lines = (locale: Locale): string =>
      tested
        .map(({ card }) => {
          const { measure, model, baseline } = card!.backtest[0];
          return `${card!.title[locale]} ${measureText(measure, locale)} ${model.toFixed(3)} / ${baseline.toFixed(3)}`;
        })
        .join(locale === "zh" ? "；" : "; ");
    return {
      en: `Tested on data held back from the fit, against a baseline (model / baseline; how it was held back is on each card): ${lines("en")}.`,
      zh: `在未参与拟合的数据上与基线比较（模型／基线；留出方式见各卡片）：${lines("zh")}。`,
    };
  },
};
export const notTested: Statement = {
  check: "no_backtest",
  holds: (state) => fitted(state).some(({ card }) => card!.backtest.length === 0),
  text: (state) => {
    const without = named(
      fitted(state)
        .filter(({ card }) => card!.backtest.length === 0)
        .map(({ card }) => card!.title),
    );
    return {
      en: `Without a test on data held back: ${without.en}.`,
      zh: `没有在留出数据上检验：${without.zh}。`,
    };
  },
};
export const cardsKept: Statement = {
  check: "cards_kept",
  holds: (state) => fitted(state).length > 0,
  text: (state) => ({
    en: `Model cards in both languages: ${fitted(state)
      .map(
        ({ card }) =>
          `${card!.title.en} (${card!.window.from} – ${card!.window.to}, ${n(card!.rows)} rows, ${n(card!.people)} people, ${n(card!.events)} events)`,
      )
      .join("; ")}. Printed below.`,
    zh: `双语模型卡片：${fitted(state)
      .map(
        ({ card }) =>
          `${card!.title.zh}（${card!.window.from} 至 ${card!.window.to}，${n(card!.rows)} 行，${n(card!.people)} 人，${n(card!.events)} 次事件）`,
      )
      .join("；")}。附于文后。`,
  }),
};
export const stale: Statement = {
  check: "models_to_refit",
  holds: ({ cards }) => cards.some(({ isStale, needsRefit }) => isStale || needsRefit),
  text: ({ cards }) => ({
    en: `To be fitted again: ${cards
      .filter(({ isStale, needsRefit }) => isStale || needsRefit)
      .map(({ id, needsRefit }) => `${id}${needsRefit ? " (rows were erased)" : ""}`)
      .join(", ")}.`,
    zh: `需重新拟合：${cards
      .filter(({ isStale, needsRefit }) => isStale || needsRefit)
      .map(({ id, needsRefit }) => `${id}${needsRefit ? "（有行已被删除）" : ""}`)
      .join("、")}。`,
  }),
};
export const switchedOff: Statement = {
  check: "models_off",
  holds: ({ cards }) => cards.some(({ isOn, refusal }) => isOn === false || refusal !== null),
  text: ({ cards }) => {
    const off = cards.filter(({ isOn }) => isOn === false).map(({ id }) => id);
    const refused = cards.filter(({ refusal }) => refusal !== null).map(({ id }) => id);
    return {
      en: `Switched off for not beating the baseline: ${off.join(", ") || "none"}; refused to answer, with the reason on the card: ${refused.join(", ") || "none"}.`,
      zh: `因未超过基线而停用：${off.join("、") || "无"}；拒绝给出结果（理由见卡片）：${refused.join("、") || "无"}。`,
    };
  },
};
/** Inputs that the catalogue marks as protected characteristics, model by model; proxies are judged on the cards. */
const protectedInputs = ({ cards, protectedCharacteristics }: EvidenceState) => {
  const names = new Set(protectedCharacteristics.flatMap(({ en, zh }) => [en.toLowerCase(), zh]));
  return cards.flatMap(({ card }) => {
    const found = (card?.inputs ?? []).filter(
      ({ name, label }) => names.has(name) || names.has(label.en.toLowerCase()) || names.has(label.zh),
    );
    return card && found.length > 0 ? [{ title: card.title, inputs: found.map(({ label }) => label) }] : [];
  });
};
export const excluded: Statement = {
  check: "protected_never_inputs",
  holds: (state) => fitted(state).length > 0 && protectedInputs(state).length === 0,
  text: ({ protectedCharacteristics }) => ({
    en: `Characteristics protected in law (${named(protectedCharacteristics).en}) are inputs of none of the models on file. Other inputs may still stand in for them.`,
    zh: `受法律保护的特征（${named(protectedCharacteristics).zh}）不是任何现有模型的输入。其他输入仍可能间接代表它们。`,
  }),
};
export const protectedUsed: Statement = {
  check: "protected_inputs",
  holds: (state) => protectedInputs(state).length > 0,
  text: (state) => {
    const used = (locale: Locale): string =>
      protectedInputs(state)
        .map(({ title, inputs }) => `${title[locale]} (${named(inputs)[locale]})`)
        .join(locale === "zh" ? "；" : "; ");
    return {
      en: `Models that take a characteristic protected in law: ${used("en")}.`,
      zh: `使用了受法律保护特征的模型：${used("zh").replaceAll(" (", "（").replaceAll(")", "）")}。`,
    };
  },
};
export const data: Statement = {
  check: "imports_counted",
  holds: ({ imports }) => imports.count > 0,
  text: ({ imports, history }) => ({
    en: `Data: ${counted(imports.count, "import")}, ${counted(imports.rows, "row")} accepted and ${n(imports.rejected)} set aside with the reason, of ${counted(imports.tables.length, "source")} (${imports.tables.join(", ")}); months ${history.from} to ${history.to}.`,
    zh: `数据：${n(imports.count)} 次导入，接收 ${n(imports.rows)} 行，附理由剔除 ${n(imports.rejected)} 行，来源 ${n(imports.tables.length)} 个（${imports.tables.join("、")}）；月份 ${history.from} 至 ${history.to}。`,
  }),
};
export const fairness: Statement = {
  check: "impact_ratios_computed",
  holds: ({ cards }) => cards.some(({ fairness: tables }) => tables.length > 0),
  text: ({ cards }) => {
    const tables = cards.flatMap(({ fairness: own }) => own);
    return {
      en: `Selection rates and impact ratios with intervals are computed for ${named(tables.map(({ label }) => label)).en}; printed below. Selected there means singled out by the model; whom you hired or promoted is not among these figures.`,
      zh: `已对${named(tables.map(({ label }) => label)).zh}计算入选率与影响比及其区间；附于文后。其中“入选”指被模型选出；你们实际录用或晋升了谁不在这些数字中。`,
    };
  },
};
export const noFairness: Statement = {
  check: "impact_ratios_absent",
  holds: ({ cards }) => cards.every(({ fairness: tables }) => tables.length === 0),
  text: () => ({
    en: "No impact ratio has been computed yet (`rapport fit traits`).",
    zh: "尚未计算影响比（`rapport fit traits`）。",
  }),
};
export const outgoing: Statement = {
  check: "exports_counted",
  holds: () => true,
  text: ({ exports, erasures }) => ({
    en: `On record: ${counted(exports, "export")}, ${counted(erasures, "erasure")} of a person’s data. Copies that left by an export are beyond the system’s reach.`,
    zh: `有记录的导出 ${n(exports)} 次，个人数据删除 ${n(erasures)} 次。已导出的副本不在系统控制之内。`,
  }),
};
export const retention: Statement = {
  check: "days_on_record",
  holds: ({ audit }) => audit.lines > 0,
  text: ({ daysOnRecord }) => ({
    en: `Lines reach back ${counted(daysOnRecord, "day")}; no line is removed with age, and an erasure takes the person out of lines and leaves a line of its own. (AI Act arts. 19 and 26(6): logs at least six months; PIPL art. 56: reports of impact assessments at least three years.)`,
    zh: `记录可追溯 ${n(daysOnRecord)} 天；系统不因时间删除任何行，删除个人数据时会从各行中去除该人，并另记一行。（《人工智能法》第 19 条与第 26 条第 6 款：日志至少六个月；《个人信息保护法》第五十六条：影响评估报告至少三年。）`,
  }),
};
export const purposes: Statement = {
  check: "purpose_required",
  holds: ({ trust }) => trust.purposeRequired,
  text: () => ({
    en: "Readers have to give a purpose before they read figures at person level; it is written to the journal.",
    zh: "用户读取个人级数字前须说明用途，用途写入日志。",
  }),
};
export const limitsKnown: Statement = {
  check: "known_limits",
  holds: ({ trust }) => trust.cannotProtect.length > 0,
  text: ({ trust }) => ({
    en: `Known limits of the protection: ${trust.cannotProtect.map(({ en }, i) => `(${i + 1}) ${en.replace(/\.$/, "")}.`).join(" ")}`,
    zh: `保护措施的已知局限：${trust.cannotProtect.map(({ zh }, i) => `（${i + 1}）${zh.replace(/。$/, "")}。`).join("")}`,
  }),
};
export const plans: Statement = {
  check: "programmes_registered",
  holds: ({ programmes }) => programmes.count > 0,
  text: ({ programmes }) => ({
    en: `Programmes on file: ${n(programmes.count)}; ${n(programmes.beforeStart)} with their plan on record before the start.`,
    zh: `现有项目 ${n(programmes.count)} 个，其中 ${n(programmes.beforeStart)} 个的计划在开始前已登记。`,
  }),
};
