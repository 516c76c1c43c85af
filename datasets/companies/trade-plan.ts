// Everything about the demo company `trade`: seats, careers, and the few effects that twenty people can carry.
import type { FactsPlan } from "./month-facts.js";
import type { OptionalPlan } from "./optional-sources.js";
import type { ExitKind } from "./person.js";
import { geometricMeanOne } from "./sales.js";
import type { WorkforcePlan } from "./workforce.js";

export interface TradeSeat {
  unit: string;
  job: string;
  family: string;
  level: number;
  isLead?: boolean;
  /** Years with the company when the files begin; 16 people have at least five by their end. */
  years: number;
  /** Set for the three who leave: share of the history after which they go. */
  leaves?: { after: number; kind: ExitKind; reason: string };
}

export const units = [
  { id: "QF", name: "启帆外贸", parent: null, kind: "公司" },
  { id: "QF-YW", name: "外贸业务部", parent: "QF", kind: "部门" },
  { id: "QF-CG", name: "采购部", parent: "QF", kind: "部门" },
  { id: "QF-DZ", name: "单证物流部", parent: "QF", kind: "部门" },
  { id: "QF-CX", name: "财务行政部", parent: "QF", kind: "部门" },
] as const;

const sales = { unit: "QF-YW", family: "销售" };
const buying = { unit: "QF-CG", family: "采购" };
const shipping = { unit: "QF-DZ", family: "单证物流" };
const office = { unit: "QF-CX", family: "职能" };

export const seats: readonly TradeSeat[] = [
  { unit: "QF", job: "总经理", family: "管理", level: 10, isLead: true, years: 13 },
  { ...sales, job: "外贸业务经理", level: 7, isLead: true, years: 11 },
  { ...sales, job: "高级外贸业务员", level: 5, years: 9 },
  { ...sales, job: "高级外贸业务员", level: 5, years: 7.5 },
  { ...sales, job: "外贸业务员", level: 4, years: 5 },
  { ...sales, job: "外贸业务员", level: 4, years: 3.5 },
  {
    ...sales,
    job: "外贸业务员",
    level: 3,
    years: 1.2,
    leaves: { after: 0.24, kind: "voluntary", reason: "个人发展" },
  },
  {
    ...sales,
    job: "外贸跟单员",
    level: 3,
    years: 0.6,
    leaves: { after: 0.55, kind: "voluntary", reason: "薪酬福利" },
  },
  { ...buying, job: "采购经理", level: 7, isLead: true, years: 10 },
  { ...buying, job: "采购专员", level: 4, years: 6 },
  { ...buying, job: "采购专员", level: 4, years: 4.2 },
  { ...buying, job: "验货员", level: 4, years: 3 },
  { ...shipping, job: "单证主管", level: 6, isLead: true, years: 9.5 },
  { ...shipping, job: "单证员", level: 4, years: 5.5 },
  {
    ...shipping,
    job: "单证员",
    level: 3,
    years: 1.8,
    leaves: { after: 0.74, kind: "involuntary", reason: "绩效不达标" },
  },
  { ...shipping, job: "报关员", level: 4, years: 4 },
  { ...office, job: "财务经理", level: 7, isLead: true, years: 12 },
  { ...office, job: "会计", level: 5, years: 8 },
  { ...office, job: "出纳", level: 4, years: 2.6 },
  { ...office, job: "行政人事专员", level: 3, years: 1 },
];

export const workforce: WorkforcePlan = {
  prefix: "QF",
  education: { 大专: 0.35, 本科: 0.6, 硕士: 0.05 },
  sources: { 社会招聘: 0.55, 校园招聘: 0.15, 内部推荐: 0.3 },
  traits: { education: {}, source: {} },
  women: { 销售: 0.55, 采购: 0.4, 单证物流: 0.6, 职能: 0.75, 管理: 0.3 },
  overtime: { 销售: 12, 采购: 9, 单证物流: 13, 职能: 6, 管理: 10 },
};

/** Exports peak before the year's end and stand still around 春节. */
export const facts: FactsPlan = {
  sales: {
    base: 520_000,
    season: geometricMeanOne([0.95, 0.85, 0.98, 0.95, 0.97, 1.0, 1.05, 1.12, 1.18, 1.08, 1.0, 0.94]),
    festival: -0.5,
    skill: 0.2,
    visiting: 0.1,
    noise: 0.25,
    visits: 9,
    mix: {
      changeFrom: 0,
      changeTo: 0,
      bigClientBefore: 0.3,
      bigClientAfter: 0.3,
      bigClientCourse: 0,
      newClientBefore: 0.15,
      newClientAfter: 0.15,
      revenueAfter: 0,
      revenueCourse: 0,
      visitsAfter: 1,
      courses: [],
    },
  },
  reviews: { mean: 78, skill: 5, visiting: 1.5, course: 0, noise: 3, leniency: 3 },
  training: {
    open: {
      courses: [
        { name: "国际贸易术语", hours: 6 },
        { name: "跨文化沟通", hours: 4 },
        { name: "出口退税实务", hours: 8 },
      ],
      monthly: 0.08,
    },
    onboarding: { name: "入职培训", hours: 4 },
    programme: [],
    programmeFrom: 0,
    programmeMonthly: 0,
    requiredScore: 80,
  },
  reviewMonths: [6, 12],
  surveyMonths: [],
};

export const mailDomain = "qifan-trade.example";

/** Customers sit in Europe and America: half of the contacts are in the evening. */
export const optional: OptionalPlan = {
  leads: { monthly: 3, within24h: 0.5, within72h: 0.25, won: { fast: 0.3, medium: 0.2, slow: 0.12 } },
  orders: { repurchase: 0.7, amount: 90_000, bigClient: () => 0.3, rated: 0.4, satisfied: () => 0.8 },
  contacts: { monthly: 14, internalMails: 0.4, evening: 0.5, doubled: 0.25, domain: mailDomain },
};
