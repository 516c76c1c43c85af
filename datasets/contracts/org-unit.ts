// One row per organisation unit and version: name and parent, valid when.
import type { Contract } from "./contract.js";

export const orgUnit: Contract = {
  table: "org_unit",
  title: { en: "Organisation units", zh: "组织单元" },
  grain: { en: "one row per unit and start of validity", zh: "每个组织单元每次变更一行" },
  key: ["org_unit_id", "valid_from"],
  columns: [
    {
      name: "org_unit_id",
      type: "text",
      required: true,
      label: { en: "Unit", zh: "组织编号" },
      headers: {
        en: ["unit id", "org unit id", "department id", "org id"],
        zh: ["组织编号", "部门编号", "组织ID"],
      },
    },
    {
      name: "name",
      type: "text",
      required: true,
      label: { en: "Name", zh: "名称" },
      headers: { en: ["unit name", "department name", "org name"], zh: ["组织名称", "部门名称", "名称"] },
    },
    {
      name: "parent_id",
      type: "text",
      references: "org_unit.org_unit_id",
      label: { en: "Parent unit", zh: "上级组织" },
      headers: {
        en: ["parent", "parent unit", "parent unit id", "parent id"],
        zh: ["上级组织", "上级部门", "上级组织编号", "上级部门编号"],
      },
    },
    {
      name: "kind",
      type: "text",
      label: { en: "Kind", zh: "类型" },
      headers: { en: ["unit type", "type"], zh: ["组织类型", "类型"] },
    },
    {
      name: "valid_from",
      type: "date",
      label: { en: "Valid from", zh: "生效日期" },
      headers: { en: ["effective date", "from", "start date"], zh: ["生效日期", "开始日期"] },
    },
    {
      name: "valid_to",
      type: "date",
      label: { en: "Valid to", zh: "失效日期" },
      headers: { en: ["to", "end date"], zh: ["失效日期", "结束日期"] },
    },
  ],
  ordered: [["valid_from", "valid_to"]],
  checks: ["unique_key", "dates_in_order", "known_parent", "tree"],
  unlocks: { en: "the organisation tree: divisions, departments, teams", zh: "组织树：事业部、部门、团队" },
};
