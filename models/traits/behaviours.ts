// The behaviours that may distinguish top performers: id as in queries/traits-behaviour.sql → names, units, which way is shown.
import type { Bilingual } from "../../engine/locale.js";

export interface Behaviour {
  id: string;
  label: Bilingual;
  unit: "share" | "hours" | "count" | "minutes";
  /** Received as it is counted (training); anything else is a habit of which some months were seen. */
  isReceived?: true;
  /** What is meant, in one line. */
  meaning: Bilingual;
}

export const behaviours: readonly Behaviour[] = [
  {
    id: "early_starts",
    label: { en: "Days begun before 8:00", zh: "8 点前上班的天数占比" },
    unit: "share",
    meaning: { en: "share of days with a punch", zh: "占有打卡的天数" },
  },
  {
    id: "early_contacts",
    label: { en: "Contacts before 8:00", zh: "8 点前的联系占比" },
    unit: "share",
    meaning: { en: "share of all calls, mails and meetings", zh: "占全部电话、邮件与会议" },
  },
  {
    id: "contact_hours",
    label: { en: "Hours with customers", zh: "客户接触时长" },
    unit: "hours",
    meaning: { en: "hours a month", zh: "小时／月" },
  },
  {
    id: "off_clock_contact",
    label: { en: "Customer contact off the clock", zh: "工作时间外的客户接触" },
    unit: "share",
    meaning: { en: "share of the hours with customers", zh: "占客户接触时长" },
  },
  {
    id: "overtime",
    label: { en: "Overtime", zh: "加班" },
    unit: "hours",
    meaning: { en: "hours a month", zh: "小时／月" },
  },
  {
    id: "night_hours",
    label: { en: "Night work", zh: "夜间工作" },
    unit: "hours",
    meaning: { en: "hours a month", zh: "小时／月" },
  },
  {
    id: "late_days",
    label: { en: "Late days", zh: "迟到天数占比" },
    unit: "share",
    meaning: { en: "share of the days at work", zh: "占出勤天数" },
  },
  {
    id: "core_time",
    label: { en: "Present in core time", zh: "核心时段在岗" },
    unit: "share",
    meaning: { en: "share of the days at work", zh: "占出勤天数" },
  },
  {
    id: "visits",
    label: { en: "Customer visits", zh: "客户拜访" },
    unit: "count",
    meaning: { en: "visits a month", zh: "次／月" },
  },
  {
    id: "leads_in_24h",
    label: { en: "Leads answered within 24 hours", zh: "24 小时内响应的线索" },
    unit: "share",
    meaning: { en: "share of leads received", zh: "占收到的线索" },
  },
  {
    id: "tickets_in_1h",
    label: { en: "Tickets answered within the hour", zh: "1 小时内答复的工单" },
    unit: "share",
    meaning: { en: "share of tickets asked", zh: "占提出的工单" },
  },
  {
    id: "training_hours",
    label: { en: "Training", zh: "培训时长" },
    unit: "hours",
    isReceived: true,
    meaning: { en: "hours a year", zh: "小时／年" },
  },
  {
    id: "courses",
    label: { en: "Courses completed", zh: "完成的课程" },
    unit: "count",
    isReceived: true,
    meaning: { en: "courses a year", zh: "门／年" },
  },
  {
    id: "coaching",
    label: { en: "Coaching sessions", zh: "辅导次数" },
    unit: "count",
    isReceived: true,
    meaning: { en: "sessions a year", zh: "次／年" },
  },
  {
    id: "suggestions",
    label: { en: "Suggestions made", zh: "合理化建议" },
    unit: "count",
    meaning: { en: "suggestions a year", zh: "条／年" },
  },
];

/** What was known before the hire. */
export const hiringTraits: readonly { id: "recruitment_source" | "education"; label: Bilingual }[] = [
  { id: "recruitment_source", label: { en: "Recruitment source", zh: "招聘来源" } },
  { id: "education", label: { en: "Education", zh: "学历" } },
];

/** What was left out on purpose. */
export const excludedTraits: readonly { name: string; reason: Bilingual }[] = [
  {
    name: "gender, age, birth_date",
    reason: {
      en: "Gender, age, date of birth: protected, only used to check fairness",
      zh: "性别、年龄、出生日期：受保护，只用于公平性检查",
    },
  },
  {
    name: "absence, leave",
    reason: {
      en: "Absence and leave: would stand for health and parenthood",
      zh: "缺勤与休假：会间接代表健康与生育状况",
    },
  },
  {
    name: "kpi_attainment",
    reason: {
      en: "KPI attainment: is made of behaviours (visits): used as performance only where there is neither review nor revenue",
      zh: "KPI 达成率：由行为（拜访）构成：仅在既无评分也无销售额时作为绩效",
    },
  },
  {
    name: "pay, level, tier, competency_score, deals, leads_won",
    reason: {
      en: "Pay, level, tier, competency ratings, deals won: consequences of good performance, not traits of it",
      zh: "薪酬、职级、员工分层、胜任力评分、成交：是高绩效的结果，而非特质",
    },
  },
];
