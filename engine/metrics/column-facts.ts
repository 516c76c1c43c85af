// Column of a relation → what it holds: type, unit, how it may be added up, and its words inside a formula.
import type { Bilingual } from "../locale.js";
import type { Unit } from "./unit.js";

/** `flag` = boolean; `number` adds up as it stands. */
export type ColumnKind = "flag" | "number" | "text";

/**
 * How a column may be added up:
 * - `flow`: over people and months (hours, exits, revenue);
 * - `exposure`: over people and months, as time at risk; below a division or averaged, never a result of its own;
 * - `stock`: over people, at one moment only (headcount, pay in force);
 * - `level`: never (scores, ages, ratios); a mean of it, or times its weight.
 */
export type Additivity = "flow" | "exposure" | "stock" | "level";

export interface ColumnFact {
  kind: ColumnKind;
  adds: Additivity;
  unit: Unit;
  words: Bilingual;
  /** Relation of its own that holds it, one row per employee and month at most (queries/); else the spine. */
  beside?: "leaver" | "course_month";
}

type Row = [name: string, en: string, zh: string];

const columns = (
  kind: ColumnKind,
  adds: Additivity,
  unit: Unit,
  rows: Row[],
  beside?: ColumnFact["beside"],
): Record<string, ColumnFact> =>
  Object.fromEntries(
    rows.map(([name, en, zh]) => [
      name,
      { kind, adds, unit, words: { en, zh }, ...(beside ? { beside } : {}) },
    ]),
  );

/** What the spine says about an employee and a month. NULL: the source says nothing about that month. */
export const employeeMonthFacts: Record<string, ColumnFact> = {
  ...columns("number", "flow", "days", [["employed_days", "days employed", "在职天数"]]),
  ...columns("number", "stock", "count", [
    ["headcount_end", "people employed at month’s end", "月末在职人数"],
    ["direct_reports", "direct reports", "直接下属人数"],
    ["customers_base", "customers with an order 13 to 24 months ago", "13～24 个月前有订单的客户数"],
    [
      "customers_kept",
      "of them, customers with an order in the last 12 months",
      "其中近 12 个月仍有订单的客户数",
    ],
  ]),
  ...columns("number", "exposure", "count", [
    ["headcount_average", "person-months employed", "在职人月"],
    ["exit_exposure", "person-months employed", "在职人月"],
    ["fte", "full-time equivalents", "全时当量"],
  ]),
  ...columns("flag", "flow", "count", [
    ["is_hire", "hires", "入职人数"],
    ["is_voluntary_exit", "voluntary exits", "主动离职人数"],
    ["is_involuntary_exit", "involuntary exits", "被动离职人数"],
    ["is_other_exit", "other exits", "其他离职人数"],
    ["is_transfer_in", "transfers in", "调入人次"],
    ["is_promotion", "promotions", "晋升人次"],
    ["is_raise", "raises", "调薪人次"],
    ["is_exit_within_90_days", "exits within 90 days of joining", "入职 90 天内离职人数"],
    ["is_exit_within_365_days", "exits within a year of joining", "入职一年内离职人数"],
  ]),
  ...columns("number", "flow", "days", [
    ["attendance_days", "days with attendance", "有考勤的天数"],
    ["absent_days", "days absent", "缺勤天数"],
    ["leave_days", "days of leave", "休假天数"],
    ["late_days", "days late", "迟到天数"],
    ["core_time_days", "days present through core time", "核心时段全程在岗天数"],
    ["absence_spell_days", "days of spells of unplanned absence", "计划外缺勤天数"],
  ]),
  ...columns("number", "flow", "hours", [
    ["planned_hours", "planned hours", "计划工时"],
    ["worked_hours", "hours worked", "实际工时"],
    ["overtime_hours", "overtime hours", "加班工时"],
    ["night_hours", "night hours", "夜间工时"],
    ["customer_contact_hours", "hours of customer contact", "客户沟通时长"],
    ["training_hours", "training hours", "培训学时"],
    ["coaching_hours", "hours of coaching", "带教时长"],
    ["ticket_response_hours", "hours until the first response", "首次响应等待时长"],
  ]),
  ...columns("number", "flow", "count", [
    ["absence_spells", "spells of unplanned absence", "计划外缺勤次数"],
    ["review_count", "reviews", "评分次数"],
    ["kpi_count", "KPIs scored", "KPI 项数"],
    ["competency_count", "competency ratings", "胜任力评分数"],
    ["courses_completed", "courses completed", "完成课程数"],
    ["exams_taken", "exams taken", "考试人次"],
    ["exams_passed", "exams passed", "考试通过人次"],
    ["survey_count", "survey answers", "问卷份数"],
    ["coaching_sessions", "coaching sessions", "带教次数"],
    ["suggestions", "suggestions", "建议数"],
    ["suggestions_adopted", "suggestions adopted", "被采纳建议数"],
    ["visits", "client visits", "客户拜访数"],
    ["leads", "leads", "线索数"],
    ["deals", "deals", "成交数"],
    ["leads_received", "leads received", "收到的线索数"],
    ["leads_due_24h", "leads whose 24 hours ended", "24 小时时限已到的线索数"],
    ["leads_answered_24h", "leads answered within 24 hours", "24 小时内响应的线索数"],
    ["leads_due_72h", "leads whose 72 hours ended", "72 小时时限已到的线索数"],
    ["leads_answered_72h", "leads answered within 72 hours", "72 小时内响应的线索数"],
    ["leads_closed", "leads closed", "已结案线索数"],
    ["leads_won", "leads won", "赢单线索数"],
    ["leads_closed_fast", "leads closed that were answered within 24 hours", "24 小时内响应且已结案的线索数"],
    ["leads_won_fast", "leads won that were answered within 24 hours", "24 小时内响应且赢单的线索数"],
    ["leads_closed_slow", "leads closed that waited more than 72 hours", "72 小时内未响应且已结案的线索数"],
    ["leads_won_slow", "leads won that waited more than 72 hours", "72 小时内未响应但赢单的线索数"],
    ["orders", "orders", "订单数"],
    ["repeat_orders", "orders of customers who had ordered before", "老客户订单数"],
    ["new_customers", "new customers", "新客户数"],
    ["customers_due", "customers whose order came due for a repeat", "复购到期客户数"],
    ["customers_repurchased", "customers who ordered again within 12 months", "12 个月内复购客户数"],
    ["feedback_count", "customer ratings", "客户评价数"],
    ["satisfied_count", "satisfied ratings", "满意评价数"],
    ["tickets_due_1h", "support requests whose hour ended", "1 小时时限已到的支持请求数"],
    ["tickets_answered_1h", "support requests answered within 1 hour", "1 小时内响应的支持请求数"],
    ["tickets_answered", "support requests answered", "已响应的支持请求数"],
  ]),
  ...columns("number", "flow", "money", [
    ["revenue", "revenue", "销售收入"],
    ["new_customer_revenue", "revenue from new customers", "新客户销售收入"],
    ["big_client_revenue", "revenue from big clients", "大客户销售收入"],
    ["order_amount", "order value", "订单金额"],
    ["suggestion_saving", "savings from suggestions", "建议带来的节约额"],
  ]),
  ...columns("number", "stock", "money", [["base_pay", "base pay per month", "月基本工资"]]),
  ...columns("number", "level", "score", [
    ["review_score", "review score", "绩效评分"],
    ["survey_score", "survey score", "问卷得分"],
    ["feedback_score", "customer rating", "客户评分"],
    ["competency_score", "competency score", "胜任力得分"],
    ["exam_score", "exam score", "考试成绩"],
    ["kpi_attainment", "KPI attainment", "KPI 达成率"],
  ]),
  ...columns("number", "level", "index", [
    ["pay_ratio", "pay ÷ median pay of peers", "薪酬 ÷ 同岗同级中位薪酬"],
  ]),
  ...columns(
    "flag",
    "flow",
    "count",
    [
      ["is_regretted_exit", "regretted exits", "遗憾离职人数"],
      ["is_reviewed_voluntary_exit", "voluntary exits of people with a review", "有绩效记录的主动离职人数"],
    ],
    "leaver",
  ),
  ...columns(
    "number",
    "flow",
    "count",
    [
      ["courses_ended", "courses completed, dropped or missed", "已完成、退出或缺席的课程数"],
      ["courses_done", "courses completed", "完成课程数"],
    ],
    "course_month",
  ),
};

/** What is known of a hire: whether it was followed long enough, and whether the person left by then. */
export const hireCohortFacts: Record<string, ColumnFact> = columns("flag", "flow", "count", [
  ["followed_90_days", "hires followed for 90 days", "已满 90 天的入职人数"],
  ["followed_365_days", "hires followed for a year", "已满一年的入职人数"],
  ["left_within_90_days", "of them left within 90 days", "其中 90 天内离职人数"],
  ["left_within_365_days", "of them left within a year", "其中一年内离职人数"],
]);

/** Dimensions that are numbers can be averaged, never added up. */
export const dimensionFacts: Record<string, ColumnFact> = {
  ...columns("text", "level", "index", [
    ["org_unit_id", "unit", "组织单元"],
    ["division", "division", "事业部"],
    ["department", "department", "部门"],
    ["team", "team", "团队"],
    ["manager_id", "manager", "直属上级"],
    ["job", "job", "岗位"],
    ["job_family", "job family", "岗位序列"],
    ["site", "site", "工作地点"],
    ["tier", "tier", "员工分层"],
    ["employment_type", "employment type", "用工类型"],
    ["tenure_band", "tenure band", "司龄段"],
    ["gender", "gender", "性别"],
    ["age_band", "age band", "年龄段"],
    ["education", "education", "学历"],
    ["recruitment_source", "recruitment source", "招聘来源"],
  ]),
  ...columns("number", "level", "index", [
    ["level", "level", "职级"],
    ["age", "age in years", "年龄（岁）"],
  ]),
  ...columns("number", "level", "months", [["tenure_months", "months of tenure", "司龄月数"]]),
};
