// One row per employee and stretch of time in one job: where, under whom, at which level.
import type { Contract } from "./contract.js";
import { employeeId } from "./employee-id.js";

export const jobAssignment: Contract = {
  table: "job_assignment",
  title: { en: "Job assignments", zh: "任职记录" },
  grain: { en: "one row per employee and start of a stretch in one job", zh: "每名员工每段任职一行" },
  key: ["employee_id", "valid_from"],
  columns: [
    employeeId,
    {
      name: "valid_from",
      type: "date",
      required: true,
      label: { en: "Valid from", zh: "生效日期" },
      range: ["1950-01-01", "today"],
      headers: {
        en: ["effective date", "effective from", "from", "start date", "from date"],
        zh: ["生效日期", "开始日期", "任职开始日期", "起始日期"],
      },
    },
    {
      name: "valid_to",
      type: "date",
      label: { en: "Valid to (inclusive; empty = open)", zh: "失效日期（含当日；空为至今）" },
      headers: {
        en: ["effective to", "to", "end date", "to date"],
        zh: ["失效日期", "结束日期", "任职结束日期", "终止日期"],
      },
    },
    {
      name: "org_unit_id",
      type: "text",
      required: true,
      label: { en: "Organisation unit", zh: "部门" },
      headers: {
        en: [
          "department",
          "dept",
          "unit",
          "org unit",
          "org unit id",
          "team",
          "department id",
          "department name",
          "business unit",
        ],
        zh: ["部门", "部门编号", "所属部门", "部门名称", "所在部门", "组织", "组织编号", "一级部门"],
      },
    },
    {
      name: "manager_id",
      type: "text",
      label: { en: "Line manager", zh: "直接上级" },
      headers: {
        en: ["manager", "manager id", "line manager", "supervisor id", "reports to"],
        zh: ["直接上级", "上级工号", "主管工号", "汇报对象"],
      },
    },
    {
      name: "job",
      type: "text",
      label: { en: "Job", zh: "岗位" },
      headers: {
        en: ["job title", "job role", "position", "role", "title"],
        zh: ["岗位", "职位", "职务", "岗位名称", "职位名称", "职务名称", "现任岗位"],
      },
    },
    {
      name: "job_family",
      type: "text",
      label: { en: "Job family", zh: "岗位序列" },
      headers: { en: ["job family", "function"], zh: ["岗位序列", "职位序列", "职能"] },
    },
    {
      name: "level",
      type: "integer",
      label: { en: "Level", zh: "职级" },
      range: [0, 40],
      headers: { en: ["job level", "grade", "band"], zh: ["职级", "级别", "等级"] },
    },
    {
      name: "site",
      type: "text",
      label: { en: "Site", zh: "工作地点" },
      headers: {
        en: ["location", "office", "work location", "city"],
        zh: ["工作地点", "办公地点", "工作城市", "所在城市", "城市", "地点"],
      },
    },
    {
      name: "employment_type",
      type: "text",
      label: { en: "Employment type", zh: "用工类型" },
      headers: {
        en: ["contract type", "employment type", "worker type"],
        zh: ["用工类型", "用工形式", "合同类型"],
      },
    },
    {
      name: "tier",
      type: "text",
      label: { en: "Tier", zh: "员工分层" },
      headers: { en: ["tier", "segment", "cohort"], zh: ["员工分层", "分层", "人员类别"] },
    },
    {
      name: "fte",
      type: "decimal",
      label: { en: "Full-time equivalent", zh: "全职当量" },
      range: [0, 1.5],
      headers: { en: ["fte", "full time equivalent", "workload"], zh: ["全职当量", "工时比例"] },
    },
  ],
  ordered: [["valid_from", "valid_to"]],
  checks: ["unique_key", "dates_in_order", "overlap", "known_employee", "after_exit"],
  unlocks: {
    en: "organisation, managers, jobs, levels, moves and promotions",
    zh: "组织、上级、岗位、职级、调动与晋升",
  },
};
