// One row per sales lead: who got it, when it came, was answered and was closed, and how.
import type { Contract } from "./contract.js";
import { employeeId } from "./employee-id.js";

export const lead: Contract = {
  table: "lead",
  title: { en: "Leads", zh: "销售线索" },
  grain: { en: "one row per lead", zh: "每条线索一行" },
  key: ["lead_id"],
  columns: [
    {
      name: "lead_id",
      type: "text",
      required: true,
      label: { en: "Lead", zh: "线索编号" },
      headers: {
        en: ["lead", "lead no", "lead number", "opportunity id"],
        zh: ["线索编号", "线索号", "线索ID", "商机编号"],
      },
    },
    {
      ...employeeId,
      headers: {
        en: [...employeeId.headers.en, "owner id", "lead owner", "seller id", "sales rep id"],
        zh: [...employeeId.headers.zh, "负责人工号", "销售工号", "线索负责人"],
      },
    },
    {
      name: "customer_id",
      type: "text",
      label: { en: "Customer", zh: "客户编号" },
      headers: {
        en: ["customer", "client id", "account id", "prospect id"],
        zh: ["客户编号", "客户号", "客户ID"],
      },
    },
    {
      name: "created_at",
      type: "timestamp",
      required: true,
      label: { en: "Received", zh: "线索时间" },
      headers: {
        en: ["received at", "lead created", "created on", "lead time", "date received"],
        zh: ["线索时间", "创建时间", "线索创建时间", "接收时间", "分配时间"],
      },
    },
    {
      name: "first_response_at",
      type: "timestamp",
      label: { en: "First response", zh: "首次跟进时间" },
      headers: {
        en: ["first response", "answered at", "first contact at", "first follow up", "responded at"],
        zh: ["首次跟进时间", "首次响应时间", "首次联系时间", "首跟时间"],
      },
    },
    {
      name: "closed_at",
      type: "timestamp",
      label: { en: "Closed", zh: "关闭时间" },
      headers: {
        en: ["closed on", "close date", "closing date", "lead closed"],
        zh: ["关闭时间", "关闭日期", "结案时间", "成交或关闭时间"],
      },
    },
    {
      name: "status",
      type: "category",
      label: { en: "Status", zh: "线索状态" },
      headers: { en: ["lead status", "stage", "outcome"], zh: ["线索状态", "状态", "跟进结果", "阶段"] },
      levels: {
        open: [
          "open",
          "new",
          "working",
          "in progress",
          "contacted",
          "跟进中",
          "新建",
          "进行中",
          "待跟进",
          "初步沟通",
          "需求确认",
          "合同谈判",
        ],
        won: ["won", "closed won", "converted", "success", "成交", "赢单", "已成交", "已转化"],
        lost: ["lost", "closed lost", "disqualified", "dead", "流失", "输单", "已关闭", "丢单", "无效"],
      },
    },
    {
      name: "source",
      type: "text",
      label: { en: "Source of the lead", zh: "线索来源" },
      headers: { en: ["lead source", "origin", "campaign"], zh: ["线索来源", "来源", "渠道", "线索渠道"] },
    },
  ],
  ordered: [
    ["created_at", "first_response_at"],
    ["created_at", "closed_at"],
  ],
  checks: ["unique_key", "known_employee", "dates_in_order"],
  unlocks: {
    en: "lead response within 24 and 72 hours, conversion by response time",
    zh: "线索 24/72 小时响应率、按响应时间看转化率",
  },
};
