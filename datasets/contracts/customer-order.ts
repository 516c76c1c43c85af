// One row per order: which customer, through whom, when, how much.
import type { Contract } from "./contract.js";
import { employeeId } from "./employee-id.js";

export const customerOrder: Contract = {
  table: "customer_order",
  title: { en: "Customer orders", zh: "客户订单" },
  grain: { en: "one row per order", zh: "每张订单一行" },
  key: ["order_id"],
  columns: [
    {
      name: "order_id",
      type: "text",
      required: true,
      label: { en: "Order", zh: "订单编号" },
      headers: {
        en: ["order", "order no", "order number", "contract no"],
        zh: ["订单编号", "订单号", "合同编号", "合同号"],
      },
    },
    {
      ...employeeId,
      headers: {
        en: [...employeeId.headers.en, "seller id", "sales rep id", "owner id"],
        zh: [...employeeId.headers.zh, "销售工号", "负责人工号", "业务员工号"],
      },
    },
    {
      name: "customer_id",
      type: "text",
      required: true,
      label: { en: "Customer", zh: "客户编号" },
      headers: {
        en: ["customer", "client id", "account id"],
        zh: ["客户编号", "客户号", "客户ID", "客户代码"],
      },
    },
    {
      name: "order_date",
      type: "date",
      required: true,
      label: { en: "Order date", zh: "订单日期" },
      range: ["1990-01-01", "today"],
      headers: {
        en: ["ordered on", "date of order", "date", "signed on"],
        zh: ["订单日期", "下单日期", "签约日期", "成交日期"],
      },
    },
    {
      name: "amount",
      type: "decimal",
      unit: "money",
      label: { en: "Amount", zh: "订单金额" },
      headers: {
        en: ["order amount", "order value", "total", "value"],
        zh: ["订单金额", "金额", "合同金额", "成交金额"],
      },
    },
    {
      name: "is_big_client",
      type: "boolean",
      label: { en: "Big client", zh: "是否大客户" },
      headers: { en: ["big client", "key account", "large client"], zh: ["是否大客户", "大客户"] },
    },
    {
      name: "cancelled_on",
      type: "date",
      label: { en: "Cancelled on", zh: "取消日期" },
      headers: {
        en: ["cancelled on", "cancellation date", "date cancelled", "returned on"],
        zh: ["取消日期", "订单取消日期", "退单日期", "退货日期"],
      },
    },
  ],
  checks: ["unique_key", "known_employee"],
  unlocks: {
    en: "repurchase, customer retention, new customers, share of big clients",
    zh: "复购率、客户留存、新客户、大客户占比",
  },
};
