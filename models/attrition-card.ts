// Fitted attrition model → its card: window, counts, scores on later months, what it may not look at, limits.
import { attritionInputs, excludedInputs } from "./attrition-inputs.js";
import type { AttritionFitted } from "./attrition-fitted.js";
import type { Bilingual } from "../engine/locale.js";
import type { ModelCard } from "./model.js";

export function attritionCard(fitted: AttritionFitted): ModelCard {
  const { backtest, hazard } = fitted;
  const used = hazard.coding.inputs.map((coded) => {
    const { label } = attritionInputs.find((input) => input.id === coded.id)!;
    return { name: coded.id, label };
  });
  const baselineName = "constant monthly rate";
  return {
    model: fitted.model,
    title: { en: "Attrition", zh: "离职" },
    question: {
      en: "How likely is a voluntary exit in the coming months, and what goes with it?",
      zh: "未来几个月主动离职的可能性有多大？哪些因素与之相关？",
    },
    window: fitted.window,
    rows: fitted.rows,
    people: fitted.people,
    events: fitted.events,
    backtest: backtest
      ? [
          {
            measure: "log_loss",
            model: backtest.logLoss.model,
            baseline: backtest.logLoss.naive,
            baselineName,
            folds: backtest.blocks.length,
            verdict: fitted.verdict,
          },
          {
            measure: "roc_auc",
            model: backtest.rocAuc,
            baseline: 0.5,
            baselineName,
            folds: backtest.blocks.length,
            verdict: {
              en: `AUC ${backtest.rocAuc.toFixed(2)} ± ${(1.96 * backtest.rocAucError).toFixed(2)} on months after those it learned from`,
              zh: `在学习之后的月份上 AUC ${backtest.rocAuc.toFixed(2)} ± ${(1.96 * backtest.rocAucError).toFixed(2)}`,
            },
          },
        ]
      : [],
    calibration: backtest?.calibration,
    limits: [
      {
        en: "Goes with, not causes: a driver may stand for something that was not measured.",
        zh: "相关而非因果：某个因素可能代表未被测量的其他原因。",
      },
      {
        en: "For groups and planning; not for decisions about single persons.",
        zh: "用于群体分析与规划；不得用于针对个人的决定。",
      },
      {
        en: "Looks ahead with today's circumstances: only tenure and the calendar move on. Exits of people hired later are not in it.",
        zh: "按当前情况向前推算：只有工龄和日历随时间变化；不含之后入职人员的离职。",
      },
      {
        en: "Rate ratios are drawn slightly towards 1 by the penalty; intervals count persons, not person-months, as independent.",
        zh: "惩罚项会使比率略向 1 收缩；置信区间以人（而非人月）为独立单位。",
      },
      ...(fitted.sample ? [sampleText(fitted)] : []),
      ...(fitted.isOn ? [] : [fitted.verdict]),
    ],
    inputs: used,
    excluded: [...excludedInputs, ...hazard.coding.skipped],
    fittedAt: fitted.fittedAt,
    snapshot: fitted.snapshot,
    seed: fitted.seed,
  };
}

function sampleText({ sample, people }: AttritionFitted): Bilingual {
  const share = Math.round(100 * sample!.share);
  const [all, some] = [sample!.of.toLocaleString("en"), people.toLocaleString("en")];
  return {
    en: `Learned from a random ${share}% of the persons (${some}), with all their months: the company has ${all} person-months, more than it takes. Exits counted on this card are those of the sample.`,
    zh: `从随机抽取的 ${share}% 员工（${some} 人）的全部月份中学习：公司共有 ${all} 个人月，已远超所需。本卡片中的离职人数为样本中的人数。`,
  };
}
