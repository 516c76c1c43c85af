// One row per question to an internal service desk: who asked, who answered, when.
import type { Contract } from "./contract.js";
import { employeeId } from "./employee-id.js";

export const supportTicket: Contract = {
  table: "support_ticket",
  title: { en: "Support tickets", zh: "支持工单" },
  grain: { en: "one row per ticket", zh: "每张工单一行" },
  key: ["ticket_id"],
  columns: [
    {
      name: "ticket_id",
      type: "text",
      required: true,
      label: { en: "Ticket", zh: "工单编号" },
      headers: {
        en: ["ticket", "ticket no", "ticket number", "request id", "case id"],
        zh: ["工单编号", "工单号", "工单ID", "反馈单号"],
      },
    },
    {
      ...employeeId,
      label: { en: "Employee who asked", zh: "提单人工号" },
      headers: {
        en: [...employeeId.headers.en, "requester id", "requested by", "asked by", "reporter id"],
        zh: [...employeeId.headers.zh, "提单人工号", "提单人", "申请人工号", "反馈人工号"],
      },
    },
    {
      name: "handler_id",
      type: "text",
      label: { en: "Handled by", zh: "处理人工号" },
      headers: {
        en: ["handler", "agent id", "assignee id", "handled by", "assigned to"],
        zh: ["处理人工号", "处理人", "受理人工号", "受理人"],
      },
    },
    {
      name: "created_at",
      type: "timestamp",
      required: true,
      label: { en: "Asked", zh: "提单时间" },
      headers: {
        en: ["opened at", "asked at", "ticket created", "requested at"],
        zh: ["提单时间", "创建时间", "提交时间", "反馈时间"],
      },
    },
    {
      name: "first_response_at",
      type: "timestamp",
      label: { en: "First response", zh: "首次响应时间" },
      headers: {
        en: ["first response", "answered at", "responded at", "first reply at"],
        zh: ["首次响应时间", "首次回复时间", "响应时间", "受理时间"],
      },
    },
    {
      name: "resolved_at",
      type: "timestamp",
      label: { en: "Resolved", zh: "解决时间" },
      headers: {
        en: ["solved at", "closed at", "ticket closed", "resolution time"],
        zh: ["解决时间", "关闭时间", "完成时间", "办结时间"],
      },
    },
  ],
  ordered: [
    ["created_at", "first_response_at"],
    ["created_at", "resolved_at"],
  ],
  checks: ["unique_key", "known_employee", "dates_in_order"],
  unlocks: { en: "support response within one hour, waiting time", zh: "支持 1 小时响应率、等待时长" },
};
