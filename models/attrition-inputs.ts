// What the attrition model may look at, in the order in which it is added when events are few; labels in both languages.
import type { Bilingual } from "../engine/locale.js";
import type { AttritionRow } from "./attrition-row.js";
import { calendarMonth, monthNumber, yearOf } from "./month.js";
import { isAfterSpringFestival } from "./targets/spring-festival.js";

interface Described {
  id: string;
  label: Bilingual;
  /** What the rate ratio compares. */
  contrast: Bilingual;
  /** Moves on by itself as months pass: tenure and the calendar. */
  moves?: true;
  /** Something that a manager can act on, and what would be done. */
  actionable?: Lever;
}

/** A change that a manager can make to an input; what is expected of it is association, not effect. */
export interface Lever {
  action: Bilingual;
  /** Value after the change; undefined where there is nothing to change for this row. */
  change(value: number | null): number | undefined;
}

/** Yes or no. */
export interface FlagInput extends Described {
  kind: "flag";
  read(row: AttritionRow): number | null;
}

/** A number; its ratio is given per `step`, or per standard deviation when the scale is the company's own. */
export interface NumberInput extends Described {
  kind: "number";
  step: number | "sd";
  read(row: AttritionRow): number | null;
}

/** Each level is compared with the average of all. */
export interface CategoryInput extends Described {
  kind: "category";
  /** An input that it may merely repeat (a company with one level of units): then it is left out. */
  sameAs?: string;
  read(row: AttritionRow): string | null;
}

export type AttritionInput = FlagInput | NumberInput | CategoryInput;

const outcomeMonth = (row: AttritionRow) => monthNumber(row.month) + 1;

export const attritionInputs: readonly AttritionInput[] = [
  {
    id: "tenure_under_1y",
    kind: "flag",
    label: { en: "First year", zh: "入职第一年" },
    contrast: { en: "in the first year against 3 years and more", zh: "入职第一年，对比满 3 年及以上" },
    moves: true,
    read: (row) => (row.tenure_months < 12 ? 1 : 0),
  },
  {
    id: "overtime",
    kind: "number",
    step: 10,
    label: { en: "Overtime", zh: "加班" },
    contrast: {
      en: "per 10 overtime hours a month (mean of 3 months)",
      zh: "每月加班每多 10 小时（近 3 个月平均）",
    },
    actionable: {
      action: { en: "at most 10 overtime hours a month", zh: "每月加班不超过 10 小时" },
      change: (hours) => (hours !== null && hours > 10 ? 10 : undefined),
    },
    read: (row) => row.overtime_hours_3m,
  },
  {
    id: "review_last",
    kind: "number",
    step: "sd",
    label: { en: "Last review score", zh: "最近一次绩效评分" },
    contrast: {
      en: "per standard deviation of the last review score",
      zh: "最近一次绩效评分每高 1 个标准差",
    },
    read: (row) => row.review_last,
  },
  {
    id: "manager_change",
    kind: "flag",
    label: { en: "New manager", zh: "更换上级" },
    contrast: { en: "manager changed within 6 months against not", zh: "6 个月内更换过上级，对比未更换" },
    actionable: {
      action: { en: "no change of manager", zh: "不更换上级" },
      change: (changed) => (changed === 1 ? 0 : undefined),
    },
    read: (row) => row.is_manager_change_6m,
  },
  {
    id: "promotion",
    kind: "flag",
    label: { en: "Promotion", zh: "晋升" },
    contrast: { en: "promoted within 12 months against not", zh: "12 个月内晋升过，对比未晋升" },
    read: (row) => row.is_promotion_12m,
  },
  {
    id: "training",
    kind: "flag",
    label: { en: "Training", zh: "培训" },
    contrast: {
      en: "16 training hours or more in 12 months against less",
      zh: "12 个月内培训满 16 小时，对比不足 16 小时",
    },
    actionable: {
      action: { en: "16 training hours in 12 months", zh: "12 个月内培训满 16 小时" },
      change: (trained) => (trained === 0 ? 1 : undefined),
    },
    read: (row) => (row.training_hours_12m === null ? null : row.training_hours_12m >= 16 ? 1 : 0),
  },
  {
    id: "after_spring_festival",
    kind: "flag",
    label: { en: "Month after Spring Festival", zh: "春节次月" },
    contrast: { en: "in the month after Spring Festival against other months", zh: "春节次月，对比其他月份" },
    moves: true,
    read: (row) => {
      const month = outcomeMonth(row);
      return isAfterSpringFestival(yearOf(month), calendarMonth(month)) ? 1 : 0;
    },
  },
  {
    id: "low_twice",
    kind: "flag",
    label: { en: "Two low reviews", zh: "连续两次低绩效" },
    contrast: {
      en: "last two reviews in the company's lowest quarter against not",
      zh: "最近两次绩效均处于公司最低四分之一，对比其他",
    },
    read: (row) => row.is_low_twice ?? 0,
  },
  {
    id: "survey_last",
    kind: "number",
    step: "sd",
    label: { en: "Survey score", zh: "员工调研得分" },
    contrast: {
      en: "per standard deviation of the last survey score (12 months)",
      zh: "最近一次员工调研得分每高 1 个标准差（12 个月内）",
    },
    read: (row) => row.survey_last,
  },
  {
    id: "tenure_1_3y",
    kind: "flag",
    label: { en: "One to three years", zh: "入职一至三年" },
    contrast: { en: "with 1 to 3 years against 3 years and more", zh: "工龄 1 至 3 年，对比满 3 年及以上" },
    moves: true,
    read: (row) => (row.tenure_months >= 12 && row.tenure_months < 36 ? 1 : 0),
  },
  {
    id: "absence",
    kind: "number",
    step: 1,
    label: { en: "Absence", zh: "缺勤" },
    contrast: {
      en: "per day absent a month (mean of 3 months)",
      zh: "每月缺勤每多 1 天（近 3 个月平均）",
    },
    read: (row) => row.absent_days_3m,
  },
  {
    id: "revenue_gap",
    kind: "number",
    step: 0.5,
    label: { en: "Sales against own job", zh: "销售额相对同岗位" },
    contrast: {
      en: "per 50% above the median revenue of the own job (6 months)",
      zh: "近 6 个月销售额比同岗位中位数每高 50%",
    },
    read: (row) => row.revenue_gap_6m,
  },
  {
    id: "move",
    kind: "flag",
    label: { en: "Internal move", zh: "内部调动" },
    contrast: { en: "moved within 12 months against not", zh: "12 个月内调动过，对比未调动" },
    read: (row) => row.is_move_12m,
  },
  {
    id: "review_change",
    kind: "number",
    step: "sd",
    label: { en: "Change of review score", zh: "绩效评分变化" },
    contrast: {
      en: "per standard deviation of the change between the last two reviews",
      zh: "最近两次绩效评分之差每高 1 个标准差",
    },
    read: (row) => row.review_change,
  },
  {
    id: "level",
    kind: "number",
    step: 1,
    label: { en: "Level", zh: "职级" },
    contrast: { en: "per level", zh: "职级每高 1 级" },
    read: (row) => row.level,
  },
  {
    id: "division",
    kind: "category",
    label: { en: "Division", zh: "事业部" },
    contrast: { en: "division {level} against the average", zh: "事业部 {level}，对比平均" },
    read: (row) => row.division,
  },
  {
    id: "department",
    kind: "category",
    sameAs: "division",
    label: { en: "Department", zh: "部门" },
    contrast: { en: "department {level} against the average", zh: "部门 {level}，对比平均" },
    read: (row) => row.department,
  },
  {
    id: "recruitment_source",
    kind: "category",
    label: { en: "Recruitment source", zh: "招聘渠道" },
    contrast: { en: "hired through {level} against the average", zh: "招聘渠道 {level}，对比平均" },
    read: (row) => row.recruitment_source,
  },
  {
    id: "job_family",
    kind: "category",
    label: { en: "Job family", zh: "职族" },
    contrast: { en: "job family {level} against the average", zh: "职族 {level}，对比平均" },
    read: (row) => row.job_family,
  },
  {
    id: "site",
    kind: "category",
    label: { en: "Site", zh: "工作地点" },
    contrast: { en: "site {level} against the average", zh: "工作地点 {level}，对比平均" },
    read: (row) => row.site,
  },
  {
    id: "season",
    kind: "category",
    label: { en: "Quarter of the year", zh: "季度" },
    contrast: { en: "in {level} against the average", zh: "{level}，对比平均" },
    moves: true,
    read: (row) => `Q${Math.ceil(calendarMonth(outcomeMonth(row)) / 3)}`,
  },
];

/**
 * What the glass box looks at: the same facts, but tenure and training as the numbers that they are, since its curves find
 * their own bends.
 */
export const glassInputs: readonly AttritionInput[] = [
  {
    id: "tenure",
    kind: "number",
    step: 12,
    label: { en: "Tenure (months)", zh: "工龄（月）" },
    contrast: { en: "per 12 months of tenure", zh: "工龄每多 12 个月" },
    moves: true,
    read: (row) => row.tenure_months,
  },
  {
    id: "training_hours",
    kind: "number",
    step: 8,
    label: { en: "Training hours (12 months)", zh: "培训小时（12 个月）" },
    contrast: { en: "per 8 training hours in 12 months", zh: "12 个月内培训每多 8 小时" },
    actionable: {
      action: { en: "16 training hours in 12 months", zh: "12 个月内培训满 16 小时" },
      change: (hours) => (hours !== null && hours < 16 ? 16 : undefined),
    },
    read: (row) => row.training_hours_12m,
  },
  ...attritionInputs.filter(({ id }) => !["tenure_under_1y", "tenure_1_3y", "training"].includes(id)),
];

/** Never inputs, whatever they would add. */
export const excludedInputs: { name: string; reason: Bilingual }[] = [
  {
    name: "gender",
    reason: { en: "protected attribute", zh: "受保护属性" },
  },
  {
    name: "age, birth_date",
    reason: { en: "protected attribute", zh: "受保护属性" },
  },
];
