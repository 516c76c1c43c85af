// One row per mail, call, meeting or chat with a counterpart: only when, how long and with whom; never what was said.
import type { Contract } from "./contract.js";
import { employeeId } from "./employee-id.js";
import { instantColumn, timeZoneColumn } from "./time-zone.js";

export const customerContact: Contract = {
  table: "customer_contact",
  title: { en: "Customer contacts", zh: "客户沟通记录" },
  grain: { en: "one row per mail, call, meeting or chat", zh: "每次邮件、电话、会议或聊天一行" },
  key: ["contact_id"],
  columns: [
    {
      name: "contact_id",
      type: "text",
      required: true,
      label: { en: "Contact", zh: "沟通编号" },
      headers: {
        en: ["contact no", "interaction id", "message id", "call id", "activity id"],
        zh: ["沟通编号", "联系编号", "沟通记录编号", "邮件编号", "通话编号"],
      },
    },
    employeeId,
    {
      name: "kind",
      type: "category",
      required: true,
      label: { en: "Kind", zh: "沟通方式" },
      headers: {
        en: ["contact kind", "contact type", "channel", "interaction type"],
        zh: ["沟通方式", "联系方式", "沟通渠道", "沟通类型"],
      },
      levels: {
        mail: ["mail", "email", "e-mail", "邮件", "电子邮件"],
        call: ["call", "phone", "phone call", "telephone", "电话", "通话"],
        meeting: ["meeting", "visit", "video meeting", "conference", "会议", "拜访", "视频会议", "面谈"],
        chat: ["chat", "message", "im", "wechat", "聊天", "微信", "即时消息", "企业微信"],
      },
    },
    {
      name: "started_at",
      type: "timestamp",
      required: true,
      label: { en: "Start", zh: "开始时间" },
      headers: {
        en: ["start time", "start", "begin", "sent at", "time"],
        zh: ["开始时间", "沟通时间", "起始时间", "发送时间"],
      },
    },
    {
      name: "ended_at",
      type: "timestamp",
      label: { en: "End", zh: "结束时间" },
      headers: { en: ["end time", "end", "finished at"], zh: ["结束时间", "终止时间"] },
    },
    {
      name: "minutes",
      type: "decimal",
      label: { en: "Minutes", zh: "时长（分钟）" },
      range: [0, 1440],
      headers: {
        en: ["duration minutes", "duration min", "length minutes"],
        zh: ["时长（分钟）", "沟通时长", "分钟数", "通话时长"],
      },
    },
    {
      name: "counterpart",
      type: "text",
      protected: true,
      label: { en: "With whom (address or domain)", zh: "对方地址或域名" },
      headers: {
        en: ["counterparty", "with", "recipient", "to address", "participants", "address", "domain"],
        zh: ["对方地址或域名", "对方", "对方邮箱", "收件人", "客户邮箱", "参与人"],
      },
    },
    {
      name: "direction",
      type: "category",
      label: { en: "Direction", zh: "方向" },
      headers: { en: ["contact direction", "in or out"], zh: ["方向", "沟通方向", "呼入呼出"] },
      levels: {
        out: ["out", "outbound", "outgoing", "sent", "呼出", "发出", "主动"],
        in: ["in", "inbound", "incoming", "received", "呼入", "收到", "被动"],
      },
    },
    timeZoneColumn,
    instantColumn("started_at", { en: "Start (UTC)", zh: "开始时间（UTC）" }),
    instantColumn("ended_at", { en: "End (UTC)", zh: "结束时间（UTC）" }),
  ],
  ordered: [["started_at", "ended_at"]],
  checks: ["unique_key", "known_time_zone", "known_employee", "before_hire", "after_exit", "dates_in_order"],
  unlocks: {
    en: "time with customers, without mails to colleagues and without counting an hour twice",
    zh: "客户沟通时长（剔除内部邮件，不重复计时）",
  },
};
