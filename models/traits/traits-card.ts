// Fitted traits → their card: window, counts, what was proved on people held out, what it may not look at, limits.
import { behaviours, excludedTraits, hiringTraits } from "./behaviours.js";
import type { ModelCard } from "../model.js";
import type { TraitsFitted } from "./traits-model.js";

export function traitsCard(fitted: TraitsFitted): ModelCard {
  const { report, score } = fitted;
  const { hiring, rules, base } = report;
  const used = new Set(report.traits.map(({ name }) => name));
  return {
    model: fitted.model,
    title: { en: "High performers", zh: "高绩效画像" },
    question: {
      en: "What do the best fifth of each job family have that the others do not, and is it more than chance?",
      zh: "每个岗位序列中绩效最好的五分之一有哪些与众不同之处？是否超出偶然？",
    },
    window: fitted.window,
    rows: fitted.rows,
    people: fitted.people,
    events: report.top,
    backtest: [
      ...rules.map((rule) => ({
        measure: "precision",
        model: rule.precision.share,
        baseline: base,
        baselineName: "share at the top",
        folds: 5,
        verdict: {
          en: `“${rule.text.en}”: ${Math.round(100 * rule.precision.share)}% at the top among people it was not chosen on, against ${Math.round(100 * base)}% of all`,
          zh: `“${rule.text.zh}”：在未参与挑选的人中，高绩效占 ${Math.round(100 * rule.precision.share)}%，全体为 ${Math.round(100 * base)}%`,
        },
      })),
      ...(hiring
        ? [
            {
              measure: "roc_auc",
              model: hiring.auc.value,
              baseline: 0.5,
              baselineName: "a draw",
              folds: 5,
              verdict: hiring.isValid
                ? {
                    en: `Hiring profile: AUC ${hiring.auc.value.toFixed(2)} (${hiring.auc.low.toFixed(2)}–${hiring.auc.high.toFixed(2)}) out of fold`,
                    zh: `招聘画像：折外 AUC ${hiring.auc.value.toFixed(2)}（${hiring.auc.low.toFixed(2)}～${hiring.auc.high.toFixed(2)}）`,
                  }
                : {
                    en: `Hiring profile: not shown to be better than a draw (AUC ${hiring.auc.low.toFixed(2)}–${hiring.auc.high.toFixed(2)})`,
                    zh: `招聘画像：未能证明优于随机（AUC ${hiring.auc.low.toFixed(2)}～${hiring.auc.high.toFixed(2)}）`,
                  },
            },
          ]
        : []),
    ],
    limits: [
      {
        en: "Goes with, not causes: copying a trait of the best need not make anybody better.",
        zh: "相关而非因果：模仿高绩效者的特质未必能提高绩效。",
      },
      {
        en: `Of the ${score.apparentTop} with the best plain means about ${Math.round(score.expectedLucky)} are there by luck; of the ${report.top} compared here about ${Math.round(score.expectedTrue)} belong to the true best fifth.`,
        zh: `按原始平均最好的 ${score.apparentTop} 人中，约 ${Math.round(score.expectedLucky)} 人靠的是运气；这里比较的 ${report.top} 人中，约 ${Math.round(score.expectedTrue)} 人属于真正的前五分之一。`,
      },
      {
        en: "A review is how the rater saw it: leniency is taken out, prejudice is not.",
        zh: "评分反映评分者的看法：已剔除宽严差异，但无法剔除偏见。",
      },
      {
        en: "For coaching and for checking recruiting channels; not for decisions about single persons.",
        zh: "用于辅导与检视招聘渠道；不得用于针对个人的决定。",
      },
      {
        en: "Hired people only: who was never hired cannot be compared, so validity among applicants may differ.",
        zh: "只包含已录用者：未录用者无从比较，对应聘者的效度可能不同。",
      },
    ],
    inputs: [...behaviours, ...hiringTraits]
      .filter(({ id }) => used.has(id))
      .map(({ id, label }) => ({ name: id, label })),
    excluded: [...excludedTraits],
    fittedAt: fitted.fittedAt,
    snapshot: fitted.snapshot,
    seed: fitted.seed,
  };
}
