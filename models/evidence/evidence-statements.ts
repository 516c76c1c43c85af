// Sentences of the evidence pack, each bound to a check of the state: it is printed while the check holds, with the state's own numbers.
import type { Bilingual } from "../../engine/locale.js";
import { grouped } from "../../engine/metrics/format-number.js";
import type { EvidenceState } from "./evidence-state.js";

export interface Statement {
  check: string;
  holds(state: EvidenceState): boolean;
  text(state: EvidenceState): Bilingual;
}

const n = (value: number): string => grouped(value, 0);
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
    en: `The journal holds ${n(audit.lines)} lines from ${audit.from!.slice(0, 10)} to ${audit.to!.slice(0, 10)}; its chain of hashes is whole.`,
    zh: `日志共 ${n(audit.lines)} 行，自 ${audit.from!.slice(0, 10)} 至 ${audit.to!.slice(0, 10)}；其哈希链完整。`,
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
    en: `None of the ${n(Object.keys(audit.kinds).length)} kinds of journal lines records an employment outcome: the system writes none.`,
    zh: `日志的 ${n(Object.keys(audit.kinds).length)} 类记录中没有任何用工决定：系统不写入此类结果。`,
  }),
};
export const reveals: Statement = {
  check: "reveals_counted",
  holds: () => true,
  text: (state) => ({
    en: `Figures of single people: ${n(revealed(state, "reveal_requested"))} asked for, ${n(revealed(state, "reveal_approved"))} approved by a second person, ${n(revealed(state, "reveal_refused"))} refused, ${n(revealed(state, "reveal_looked"))} looked at.`,
    zh: `个人数值：申请 ${n(revealed(state, "reveal_requested"))} 次，经第二人批准 ${n(revealed(state, "reveal_approved"))} 次，拒绝 ${n(revealed(state, "reveal_refused"))} 次，查看 ${n(revealed(state, "reveal_looked"))} 次。`,
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
    en: `Readers without person-level rights see no group below ${n(trust.k)} people; ${n(trust.users.filter(({ rights }) => rights === "group").length)} of ${n(trust.users.length)} readers are such.`,
    zh: `没有个人级权限的用户看不到少于 ${n(trust.k)} 人的群体；${n(trust.users.length)} 名用户中有 ${n(trust.users.filter(({ rights }) => rights === "group").length)} 名属于此类。`,
  }),
};
export const backtests: Statement = {
  check: "backtests_on_cards",
  holds: (state) => fitted(state).some(({ card }) => card!.backtest.length > 0),
  text: (state) => {
    const tested = fitted(state).filter(({ card }) => card!.backtest.length > 0);
    const lines = tested.map(({ card }) => {
      const { measure, model, baseline } = card!.backtest[0]!;
      return `${measure} ${model.toFixed(3)} / ${baseline.toFixed(3)}`;
    });
    return {
      en: `Tested on later data against a baseline (model / baseline): ${tested.map(({ card }, i) => `${card!.title.en} ${lines[i]}`).join("; ")}.`,
      zh: `在之后的数据上与基线比较（模型／基线）：${tested.map(({ card }, i) => `${card!.title.zh} ${lines[i]}`).join("；")}。`,
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
      en: `Switched off for not beating the baseline: ${off.join(", ") || "none"}; refused for lack of data: ${refused.join(", ") || "none"}.`,
      zh: `因未超过基线而停用：${off.join("、") || "无"}；因数据不足而拒绝：${refused.join("、") || "无"}。`,
    };
  },
};
export const excluded: Statement = {
  check: "protected_never_inputs",
  holds: ({ cards, protectedAttributes }) => {
    const names = new Set(protectedAttributes.flatMap(({ en, zh }) => [en.toLowerCase(), zh]));
    return cards.every(({ card }) =>
      (card?.inputs ?? []).every(({ name, label }) => !names.has(name) && !names.has(label.en.toLowerCase())),
    );
  },
  text: ({ protectedAttributes }) => ({
    en: `Protected attributes (${named(protectedAttributes).en}) are inputs of none of the models on file.`,
    zh: `受保护属性（${named(protectedAttributes).zh}）不是任何现有模型的输入。`,
  }),
};
export const data: Statement = {
  check: "imports_counted",
  holds: ({ imports }) => imports.count > 0,
  text: ({ imports, history }) => ({
    en: `Data: ${n(imports.count)} imports, ${n(imports.rows)} rows accepted and ${n(imports.rejected)} set aside with the reason, of ${n(imports.tables.length)} sources (${imports.tables.join(", ")}); months ${history.from} to ${history.to}.`,
    zh: `数据：${n(imports.count)} 次导入，接收 ${n(imports.rows)} 行，附理由剔除 ${n(imports.rejected)} 行，来源 ${n(imports.tables.length)} 个（${imports.tables.join("、")}）；月份 ${history.from} 至 ${history.to}。`,
  }),
};
export const fairness: Statement = {
  check: "impact_ratios_computed",
  holds: ({ cards }) => cards.some(({ fairness: tables }) => tables.length > 0),
  text: ({ cards }) => {
    const tables = cards.flatMap(({ fairness: own }) => own);
    return {
      en: `Selection rates and impact ratios with intervals are computed for ${named(tables.map(({ label }) => label)).en}; printed below.`,
      zh: `已对${named(tables.map(({ label }) => label)).zh}计算入选率与影响比及其区间；附于文后。`,
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
    en: `On record: ${n(exports)} exports, ${n(erasures)} erasures of a person’s data.`,
    zh: `有记录的导出 ${n(exports)} 次，个人数据删除 ${n(erasures)} 次。`,
  }),
};
export const retention: Statement = {
  check: "days_on_record",
  holds: ({ audit }) => audit.lines > 0,
  text: ({ daysOnRecord }) => ({
    en: `Lines reach back ${n(daysOnRecord)} days; nothing deletes them. (Logs are to be kept at least six months, records of impact assessments three years.)`,
    zh: `记录可追溯 ${n(daysOnRecord)} 天，系统不会删除。（日志应至少保存六个月，影响评估记录三年。）`,
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
    en: `Known limits of the protection: ${trust.cannotProtect.map(({ en }) => en.replace(/\.$/, "")).join("; ")}.`,
    zh: `保护措施的已知局限：${trust.cannotProtect.map(({ zh }) => zh.replace(/。$/, "")).join("；")}。`,
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
