// One row per person rated, rater, competency, item and date: a score on a stated scale (360° assessment).
import type { Contract } from "./contract.js";
import { employeeId } from "./employee-id.js";
import { scaleMax } from "./scale-max.js";

export const competencyRating: Contract = {
  table: "competency_rating",
  title: { en: "Competency ratings (360°)", zh: "胜任力评估（360 度）" },
  grain: {
    en: "one row per person rated, rater, competency, item and date",
    zh: "每名被评人、评估人、胜任力、题目和日期一行",
  },
  key: ["employee_id", "rater_id", "competency", "item", "rating_date"],
  columns: [
    {
      ...employeeId,
      headers: {
        en: [...employeeId.headers.en, "ratee id", "person rated"],
        zh: [...employeeId.headers.zh, "被评人工号", "被评人"],
      },
    },
    {
      // A pseudonym is enough: it only has to tell raters apart.
      name: "rater_id",
      type: "text",
      required: true,
      protected: true,
      label: { en: "Rater", zh: "评估人" },
      headers: {
        en: ["rater", "rater code", "assessor", "assessor id", "reviewer id"],
        zh: ["评估人", "评估人工号", "评价人", "评价人工号", "评估人代号"],
      },
    },
    {
      name: "relationship",
      type: "category",
      protected: true,
      label: { en: "Relationship to the person rated", zh: "与被评人关系" },
      headers: {
        en: ["relation", "rater type", "rater group", "rater relationship"],
        zh: ["评估关系", "评价关系", "关系", "评估人类型", "与被评人关系"],
      },
      levels: {
        self: ["self", "自评", "本人"],
        manager: ["manager", "boss", "supervisor", "superior", "上级", "上级评价", "直接上级"],
        peer: ["peer", "colleague", "同级", "同事", "平级"],
        report: ["report", "direct report", "subordinate", "下级", "下属"],
        customer: ["customer", "client", "external", "客户", "外部"],
      },
    },
    {
      name: "competency",
      type: "text",
      required: true,
      label: { en: "Competency", zh: "胜任力" },
      headers: {
        en: ["competence", "competency name", "capability", "dimension"],
        zh: ["胜任力", "能力项", "胜任力维度", "能力维度", "素质项"],
      },
    },
    {
      name: "item",
      type: "text",
      label: { en: "Item", zh: "行为题目" },
      headers: { en: ["behaviour", "statement", "question"], zh: ["行为题目", "题目", "行为描述", "题项"] },
    },
    {
      name: "rating_date",
      type: "date",
      required: true,
      label: { en: "Date", zh: "评估日期" },
      range: ["1990-01-01", "today"],
      headers: {
        en: ["date", "rated on", "assessment date", "date of rating"],
        zh: ["评估日期", "评价日期", "测评日期"],
      },
    },
    {
      name: "score",
      type: "decimal",
      unit: "score",
      required: true,
      label: { en: "Score", zh: "评分" },
      headers: { en: ["rating", "competency score"], zh: ["评分", "得分", "能力得分", "评估得分"] },
    },
    scaleMax,
  ],
  checks: ["unique_key", "known_employee", "before_hire", "after_exit", "score_within_scale"],
  unlocks: {
    en: "competency profiles, gaps to the role, rater leniency",
    zh: "胜任力画像、岗位差距、评分宽严",
  },
};
