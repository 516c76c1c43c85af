// Fitted attrition model → its card: window, counts, scores on later months, what it may not look at, limits.
import { attritionInputs, excludedInputs } from "./attrition-inputs.js";
import type { AttritionBacktest } from "./attrition-backtest.js";
import type { AttritionFitted } from "./attrition-fitted.js";
import { type GlassHazard, hasPairs, pairName, partLabel } from "./attrition-glass.js";
import { glassInput } from "./attrition-table.js";
import type { CandidateId } from "./attrition-tested.js";
import type { Bilingual } from "../engine/locale.js";
import type { ModelCard } from "./model.js";

export function attritionCard(fitted: AttritionFitted): ModelCard {
  const { backtest, hazard } = fitted;
  const isGlass = fitted.champion === "glass_box" && fitted.glass !== undefined;
  const used = isGlass
    ? fitted.glass!.inputs.map((id) => ({ name: id, label: glassInput(id).label }))
    : hazard.coding.inputs.map((coded) => {
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
    calibration: backtest && { ...backtest.calibration, isShare: true },
    limits: [
      ...(backtest ? [championText(backtest)] : []),
      ...(isGlass && hasPairs(fitted.glass!) ? [pairsText(fitted.glass!)] : []),
      ...(fitted.samePeople.length > 0 ? [samePeopleText(fitted)] : []),
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
    excluded: [...excludedInputs, ...(isGlass ? fitted.glass!.skipped : hazard.coding.skipped)],
    fittedAt: fitted.fittedAt,
    snapshot: fitted.snapshot,
    seed: fitted.seed,
  };
}

export const candidateNames: Record<CandidateId, Bilingual> = {
  naive: { en: "constant rate", zh: "恒定比率" },
  logistic: { en: "logistic hazard", zh: "逻辑回归风险模型" },
  glass_box: { en: "glass box", zh: "玻璃箱模型" },
  neural: { en: "neural hazard", zh: "神经网络风险模型" },
};

function championText({ champion, candidates }: AttritionBacktest): Bilingual {
  const list = (locale: "en" | "zh") =>
    candidates
      .map(({ id, logLoss }) => `${candidateNames[id][locale]} ${logLoss.toFixed(5)}`)
      .join(locale === "zh" ? "，" : ", ");
  return {
    en: `Chosen on later months: ${candidateNames[champion].en}. Another is taken only where its log loss is lower by more than 2 standard errors (${list("en")}).`,
    zh: `按之后月份的表现选用：${candidateNames[champion].zh}。其他候选只有在对数损失低出 2 个标准误以上时才会取代（${list("zh")}）。`,
  };
}

function pairsText({ inputs, box }: GlassHazard): Bilingual {
  const names = box.pairs!.map(({ a, b }) => partLabel(pairName(inputs[a], inputs[b])));
  return {
    en: `Inputs that matter together have tables of their own, parts of every sum, since these foretold later months better by more than 2 standard errors: ${names.map(({ en }) => en).join(", ")}.`,
    zh: `共同起作用的因素另有成对的效应表，并计入每个总和，因其对之后月份的预测好出 2 个标准误以上：${names.map(({ zh }) => zh).join("、")}。`,
  };
}

/** How many, not which: a card is read by readers of groups as well. The drivers page names them to readers of everybody. */
function samePeopleText({ samePeople }: AttritionFitted): Bilingual {
  const count = samePeople.length;
  const [fewest, most] = [Math.min, Math.max].map((of) => of(...samePeople.map(shareAlike)));
  const shares = fewest === most ? `${most}%` : `${fewest}–${most}%`;
  const percents = fewest === most ? `${most}%` : `${fewest}%～${most}%`;
  return {
    en: `${count} ${count === 1 ? "person seems" : "people seem"} to have more than one employee number (alike to the last digit in ${shares} of the months they share); counted as one. Who may read everybody finds the numbers under “Drivers of exits”: mend the source.`,
    zh: `有 ${count} 人似乎拥有多个工号（在共同的月份中有 ${percents} 完全一致）；按一人计算。可读取全员数据者可在“离职因素”页看到具体工号：请修正数据来源。`,
  };
}

const shareAlike = ({ alike, months }: AttritionFitted["samePeople"][number]): number =>
  Math.round((100 * alike) / months);

function sampleText({ sample, people }: AttritionFitted): Bilingual {
  const share = Math.round(100 * sample!.share);
  const [all, some] = [sample!.of.toLocaleString("en"), people.toLocaleString("en")];
  return {
    en: `Learned from a random ${share}% of the persons (${some}), with all their months: the company has ${all} person-months, more than it takes. Exits counted on this card are those of the sample.`,
    zh: `从随机抽取的 ${share}% 员工（${some} 人）的全部月份中学习：公司共有 ${all} 个人月，已远超所需。本卡片中的离职人数为样本中的人数。`,
  };
}
