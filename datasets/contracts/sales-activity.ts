// One row per seller and month: visits, leads, deals and revenue by kind of client.
import type { Contract } from "./contract.js";
import { employeeId } from "./employee-id.js";

export const salesActivity: Contract = {
  table: "sales_activity",
  title: { en: "Sales activity", zh: "销售业绩" },
  grain: { en: "one row per employee and month", zh: "每名销售每月一行" },
  key: ["employee_id", "month"],
  columns: [
    {
      ...employeeId,
      headers: {
        en: [...employeeId.headers.en, "seller id"],
        zh: [...employeeId.headers.zh, "销售工号"],
      },
    },
    {
      name: "month",
      type: "date",
      required: true,
      label: { en: "Month", zh: "月份" },
      range: ["1990-01-01", "today"],
      headers: { en: ["period", "sales month", "year month"], zh: ["月份", "业绩月份", "期间"] },
    },
    {
      name: "visits",
      type: "integer",
      unit: "count",
      label: { en: "Client visits", zh: "客户拜访" },
      range: [0, 10000],
      headers: { en: ["visits", "client visits"], zh: ["拜访次数", "客户拜访", "拜访量"] },
    },
    {
      name: "leads",
      type: "integer",
      unit: "count",
      label: { en: "Leads", zh: "线索" },
      range: [0, 100000],
      headers: { en: ["leads"], zh: ["线索数", "线索", "新增线索"] },
    },
    {
      name: "deals",
      type: "integer",
      unit: "count",
      label: { en: "Deals won", zh: "成交单数" },
      range: [0, 100000],
      headers: { en: ["deals", "deals won", "orders"], zh: ["成交单数", "成交", "签单数"] },
    },
    {
      name: "revenue",
      type: "decimal",
      unit: "money",
      label: { en: "Revenue", zh: "销售额" },
      headers: {
        en: ["revenue", "sales", "amount", "sales amount"],
        zh: ["销售额", "业绩", "营收", "合同额"],
      },
    },
    {
      name: "new_customer_revenue",
      type: "decimal",
      unit: "money",
      label: { en: "Revenue from new customers", zh: "新客户销售额" },
      headers: { en: ["new customer revenue", "new business"], zh: ["新客户销售额", "新客户业绩"] },
    },
    {
      name: "big_client_revenue",
      type: "decimal",
      unit: "money",
      label: { en: "Revenue from big clients", zh: "大客户销售额" },
      headers: {
        en: ["big client revenue", "key account revenue", "large client revenue"],
        zh: ["大客户销售额", "大客户业绩"],
      },
    },
  ],
  checks: ["unique_key", "known_employee", "before_hire", "after_exit", "part_exceeds_whole"],
  unlocks: { en: "revenue per head, client mix, sales targets", zh: "人均销售额、客户结构、销售目标" },
};
