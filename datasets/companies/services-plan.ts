// Everything planted in the demo company `services`, as numbers: the generator draws from it, truth.json repeats it.
import { dayOf, monthOf } from "./calendar.js";
import type { HazardRatios } from "./hazard.js";
import type { OptionalPlan } from "./optional-sources.js";
import type { FactsPlan } from "./month-facts.js";
import { leniencyOf, type ReviewPlan } from "./review.js";
import { geometricMeanOne, type SalesPlan } from "./sales.js";
import type { TrainingPlan } from "./training.js";
import type { WorkforcePlan } from "./workforce.js";

/** Before = up to 2025-01, after = from 2025-06; between them things shift. */
export const programme = {
  changeFrom: monthOf("2025-02"),
  changeTo: monthOf("2025-05"),
  newKpiScheme: dayOf("2025-02-01"),
  courses: dayOf("2025-03-01"),
  app: dayOf("2025-05-01"),
};

export const hazardRatios: HazardRatios = {
  tenure_under_1y: 2.8,
  overtime_10h: 1.35,
  missed_two_reviews: 1.9,
  manager_change_6m: 1.7,
  training_16h_12m: 0.65,
  promotion_12m: 0.55,
  low_survey: 1.6,
  internal_referral: 0.7,
  after_spring_festival: 1.5,
  sales_after_programme: 0.9,
};

/** Monthly hazard of a voluntary exit with every fact at zero, by division (the head of the company: corporate). */
export const baselineHazard = { S: 0.012, D: 0.005, C: 0.0045 };

/** Monthly hazard of a dismissal, and its ratio after two missed reviews in a row. */
export const dismissal = { monthly: 0.0015, afterTwoMissedReviews: 4 };

export const courses = [
  {
    name: "客户洞察",
    hours: 8,
    gap: 4,
    raises: 5,
    items: ["判断客户的决策链", "发现客户没有说出的需求", "说清客户的业务目标"],
  },
  {
    name: "关系维护",
    hours: 8,
    gap: -2,
    raises: 0,
    items: ["妥善处理客户的不满", "兑现对客户的承诺", "定期联系客户关键人"],
  },
  {
    name: "资源协调",
    hours: 12,
    gap: 13,
    raises: 7,
    items: ["化解部门之间的冲突", "争取其他部门的支持", "按期组织交付资源"],
    formerly: { name: "跨部门协调", until: programme.courses },
  },
] as const;

export const training: TrainingPlan = {
  open: {
    courses: [
      { name: "沟通与表达", hours: 8 },
      { name: "信息安全", hours: 4 },
      { name: "项目管理基础", hours: 12 },
      { name: "办公软件进阶", hours: 6 },
    ],
    monthly: 0.11,
  },
  onboarding: { name: "入职培训", hours: 4 },
  programme: courses,
  programmeFrom: programme.courses,
  programmeMonthly: 0.3,
  requiredScore: 80,
};

export const sales: SalesPlan = {
  base: 180_000,
  season: geometricMeanOne([0.86, 0.8, 1.06, 0.98, 0.97, 1.1, 0.94, 0.93, 1.08, 0.95, 1.08, 1.36]),
  festival: -0.35,
  skill: 0.3,
  visiting: 0.15,
  noise: 0.3,
  visits: 18,
  mix: {
    changeFrom: programme.changeFrom,
    changeTo: programme.changeTo,
    bigClientBefore: 0.1,
    bigClientAfter: 0.36,
    bigClientCourse: 0.08,
    newClientBefore: 0.2,
    newClientAfter: 0.45,
    revenueAfter: 0.05,
    revenueCourse: 0.08,
    visitsAfter: 1.12,
    courses: courses.map((course) => course.name),
  },
};

export const reviews: ReviewPlan = {
  mean: 76,
  skill: 6,
  visiting: 2,
  course: 3,
  noise: 4,
  leniency: 3,
};

export const workforce: WorkforcePlan = {
  prefix: "QH",
  education: { 大专: 0.3, 本科: 0.55, 硕士: 0.15 },
  sources: { 社会招聘: 0.5, 校园招聘: 0.22, 内部推荐: 0.2, 猎头: 0.08 },
  traits: { education: { 硕士: 0.3 }, source: { 内部推荐: 0.4 } },
  women: { 销售: 0.42, 交付: 0.3, 客服: 0.62, 职能: 0.66, 技术: 0.3, 管理: 0.35 },
  overtime: { 销售: 13, 交付: 18, 客服: 10, 职能: 8, 技术: 17, 管理: 16 },
};

export const facts: FactsPlan = {
  sales,
  reviews,
  training,
  reviewMonths: [3, 6, 9, 12],
  surveyMonths: [4, 10],
};

/** From here on tickets are answered in the app, and customers are better served. */
const afterApp = monthOf("2025-05");

export const conversion = { fast: 0.3, medium: 0.22, slow: 0.12 };
export const answeredIn1h = { before: 0.45, after: 0.85 };
export const satisfied = { before: 0.75, after: 0.88 };
export const mailDomain = "qiheng-services.example";
export const kpiWeights = { before: { revenue: 60, visits: 40 }, after: { revenue: 30, visits: 70 } };

/** CRM, service desk, mail system and HR processes. */
export const optional = (seedText: string): OptionalPlan => ({
  leads: { monthly: 4, within24h: 0.62, within72h: 0.2, won: conversion },
  orders: {
    repurchase: 0.6,
    amount: 42_000,
    bigClient: (day) => (day < programme.newKpiScheme ? 0.1 : 0.36),
    rated: 0.35,
    satisfied: (day) => (day < programme.app ? satisfied.before : satisfied.after),
  },
  contacts: { monthly: 7, internalMails: 0.4, evening: 0.12, doubled: 0.25, domain: mailDomain },
  work: {
    tickets: 0.8,
    answeredIn1h: (month) => (month < afterApp ? answeredIn1h.before : answeredIn1h.after),
    coaching: 0.5,
    suggestions: 0.03,
    adopted: 0.4,
    competencies: courses,
    requiredScore: training.requiredScore,
    ratingMonth: 10,
    leniency: (rater) => leniencyOf(seedText, rater, reviews),
    kpi: {
      targets: { revenue: 200_000, visits: 20 },
      weights: (month) => (month < programme.changeFrom ? kpiWeights.before : kpiWeights.after),
    },
  },
  pay: { base: 9_000, perLevel: 1.2, spread: 0.1, raise: 0.7, raiseSize: 0.05 },
});
