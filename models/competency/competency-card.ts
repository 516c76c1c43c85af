// A competency study → its card: window, counts, how well ratings held back are told, what it may not be used for.
import type { Bilingual } from "../../engine/locale.js";
import type { ModelCard } from "../model.js";
import type { CompetencyFitted, DimensionFit } from "./competency-fitted.js";

export function competencyCard(fitted: CompetencyFitted): ModelCard {
  return {
    model: fitted.model,
    title: { en: "Competency", zh: "胜任力" },
    question: {
      en: "How far are people from what their role requires, which competency goes with performance, and what do courses change?",
      zh: "员工距离岗位要求还有多远？哪些胜任力与绩效相关？课程改变了什么？",
    },
    window: fitted.window,
    rows: fitted.rows,
    people: fitted.people,
    events: fitted.rounds.length,
    backtest: fitted.dimensions.map((dimension) => ({
      measure: `rmse ${dimension.id}`,
      model: dimension.heldBack?.model ?? 0,
      baseline: dimension.heldBack?.plain ?? 0,
      baselineName: "mean of the person's other ratings",
      folds: 5,
      verdict: verdictOf(dimension),
    })),
    limits: limitsOf(fitted),
    inputs: [
      { name: "competency_rating", label: { en: "360° ratings", zh: "360 度评估" } },
      { name: "performance_review", label: { en: "Performance reviews", zh: "绩效考核" } },
      { name: "training_record", label: { en: "Courses and exams", zh: "课程与考试" } },
      { name: "job_family, job, level", label: { en: "Role", zh: "角色" } },
    ],
    excluded: [
      {
        name: "gender, age, birth_date, nationality",
        reason: { en: "protected; not read", zh: "受保护属性，不读取" },
      },
    ],
    fittedAt: fitted.fittedAt,
    snapshot: fitted.snapshot,
    seed: fitted.seed,
  };
}

function verdictOf({ label, heldBack }: DimensionFit): Bilingual {
  if (!heldBack)
    return {
      en: `${label.en}: too few ratings to hold some back.`,
      zh: `${label.zh}：评估太少，无法留出检验。`,
    };
  const [model, plain] = [heldBack.model.toFixed(1), heldBack.plain.toFixed(1)];
  const gain = (100 * (1 - heldBack.model / heldBack.plain)).toFixed(0);
  return heldBack.model < heldBack.plain
    ? {
        en: `${label.en}: ratings held back are missed by ${model} points instead of ${plain} (${gain}% less).`,
        zh: `${label.zh}：对留出评分的误差为 ${model} 分，直接取平均为 ${plain} 分（减少 ${gain}%）。`,
      }
    : {
        en: `${label.en}: no better than plain means on ratings held back (${model} points against ${plain}).`,
        zh: `${label.zh}：对留出评分并不优于直接取平均（${model} 分对 ${plain} 分）。`,
      };
}

function limitsOf(fitted: CompetencyFitted): Bilingual[] {
  const limits: Bilingual[] = [
    {
      en: "Ratings are opinions. Leniency is taken out only where raters rate several people; a fault that all raters share stays in.",
      zh: "评分是主观判断。只有评估人评多人时才能扣除其宽严；所有评估人共有的偏差无法消除。",
    },
    {
      en: "A competency that goes with performance need not cause it.",
      zh: "胜任力与绩效相关，不等于因果。",
    },
    {
      en: "A course's effect compares people rated before and after it with people who had not taken it yet. Who takes a course first is not drawn by lot; those rated low rise a little on their own (regression to the mean), so the effect at an equal start stands beside it.",
      zh: "课程效果将培训前后都有评估的人与尚未参加者相比。谁先参加并非随机；原来得分低的人本来就会略有回升（向均值回归），因此同时给出起点相同时的效果。",
    },
    {
      en: "For development; not for pay, promotion or dismissal.",
      zh: "用于培养发展；不得用于定薪、晋升或辞退。",
    },
    {
      en: "The held-back test keeps the variances of all ratings; only people and raters are estimated anew.",
      zh: "留出检验沿用全部评分的方差，仅重新估计个人与评估人。",
    },
  ];
  const weak = fitted.dimensions.filter(({ reliability }) => reliability.corrected < 0.6);
  if (weak.length > 0)
    limits.push({
      en: `Reliability below 0.6 in ${weak.map(({ label }) => label.en).join(", ")}: read groups, not people.`,
      zh: `${weak.map(({ label }) => label.zh).join("、")}的信度低于 0.6：只宜看群体，不宜看个人。`,
    });
  const close = fitted.performance.together.filter(({ correlation }) => correlation > 0.8);
  if (close.length > 0)
    limits.push({
      en: "Some dimensions move almost as one (true correlation above 0.8): which of them goes with performance cannot be told apart.",
      zh: "部分维度几乎同升同降（真值相关超过 0.8）：无法分辨究竟是哪一个与绩效相关。",
    });
  if (fitted.churn && fitted.churn.links.length > 0) limits.push(fitted.churn.caveat);
  if (fitted.isDerived)
    limits.push({
      en: "No framework knows these competencies: without required levels there is no gap. Write one in competencies/*.yml.",
      zh: "没有框架包含这些胜任力：未设要求等级，因此没有差距。请在 competencies/*.yml 中编写框架。",
    });
  return limits;
}
