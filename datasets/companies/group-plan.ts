// Everything planted in the demo company `group`, as numbers.
import type { HazardRatios } from "./hazard.js";
import { geometricMeanOne } from "./sales.js";

export const hazardRatios: HazardRatios = {
  tenure_under_1y: 2.4,
  overtime_10h: 1.3,
  missed_two_reviews: 1.8,
  manager_change_6m: 1.6,
  training_16h_12m: 0.7,
  promotion_12m: 0.6,
  internal_referral: 0.75,
  after_spring_festival: 1.6,
};

/** Job family of a department → its jobs, baseline monthly hazard, usual overtime hours, share of women. */
export const families = {
  生产: { jobs: ["操作工", "技术员", "班组长"], baseline: 0.0075, overtime: 18, women: 0.35, share: 0.4 },
  研发: { jobs: ["工程师", "高级工程师", "架构师"], baseline: 0.005, overtime: 16, women: 0.25, share: 0.22 },
  销售: {
    jobs: ["销售代表", "客户经理", "大区销售"],
    baseline: 0.008,
    overtime: 12,
    women: 0.42,
    share: 0.18,
  },
  服务: {
    jobs: ["服务专员", "服务工程师", "服务顾问"],
    baseline: 0.006,
    overtime: 11,
    women: 0.5,
    share: 0.12,
  },
  职能: { jobs: ["专员", "主管专员", "专家"], baseline: 0.004, overtime: 7, women: 0.62, share: 0.08 },
} as const;
export type Family = keyof typeof families;

export const sites = [
  "上海",
  "苏州",
  "宁波",
  "深圳",
  "东莞",
  "成都",
  "重庆",
  "武汉",
  "西安",
  "天津",
  "青岛",
  "合肥",
] as const;

export const education = { 高中: 0.25, 大专: 0.3, 本科: 0.35, 硕士: 0.1 };
export const sources = { 社会招聘: 0.45, 校园招聘: 0.25, 内部推荐: 0.2, 劳务派遣转正: 0.1 };

/** Monthly hazards and probabilities that are not modelled further. */
export const rates = {
  dismissal: 0.0012,
  contractEnd: 0.0006,
  swap: 0.003,
  promotion: 0.12,
  vacantForSecondMonth: 0.4,
};

export const reviews = { mean: 76, skill: 6, noise: 4 };

export const sales = {
  base: 150_000,
  season: geometricMeanOne([0.88, 0.82, 1.05, 0.98, 0.98, 1.08, 0.95, 0.95, 1.07, 0.97, 1.06, 1.3]),
  festival: -0.3,
  skill: 0.25,
  noise: 0.35,
  visits: 20,
};

/** Hours of one course. */
export const courseHours = [4, 8, 12, 16] as const;
export const courseNames = ["安全生产", "质量管理", "沟通技巧", "项目管理", "数据分析", "班组建设"] as const;
