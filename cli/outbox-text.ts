// An outbox, and what became of sending it → what the command says.
import type { Locale } from "../engine/index.js";
import type { Outbox, SendReport } from "../models/progress/index.js";
import { textTable } from "./text-table.js";

const states = {
  queued: { en: "waits", zh: "待发送" },
  unclear: { en: "unclear: may have arrived", zh: "不明：可能已送达" },
  sent: { en: "sent", zh: "已发送" },
  failed: { en: "failed for now", zh: "暂时失败" },
  refused: { en: "refused", zh: "被拒绝" },
};
const head = {
  en: ["Message", "Employee", "Period", "State", "To", "The server said"],
  zh: ["编号", "工号", "周期", "状态", "收件人", "服务器答复"],
};

export function outboxText({ messages, withoutAddress }: Outbox, isAsked: boolean, locale: Locale): string {
  const rows = messages.map(({ id, employee, period, state, to, reason }) => [
    id,
    employee,
    period,
    states[state][locale],
    to ?? "–",
    (reason ?? "–").slice(0, 60),
  ]);
  return [textTable([head[locale], ...rows]), ...(isAsked ? missing(withoutAddress, locale) : [])].join("\n");
}

export function sendText(
  { sent, failed, withoutAddress, unclear, stopped }: SendReport,
  locale: Locale,
): string {
  const zh = locale === "zh";
  return [
    zh ? `已发送 ${sent} 封。` : `${sent} sent.`,
    ...failed.map(
      ({ id, employee, state, reason }) => `${id}  ${employee}  ${states[state][locale]}  ${reason}`,
    ),
    ...(unclear.length > 0
      ? [
          zh
            ? `状态不明（可能已送达，不会自动重发）：${unclear.join("、")}。确认未收到后：rapport outbox retry --unclear 编号`
            : `Unclear (may have arrived, never sent again by themselves): ${unclear.join(", ")}. Once you know that one did not arrive: rapport outbox retry --unclear ID`,
        ]
      : []),
    ...(stopped
      ? [
          zh
            ? `已停止：${stopped.reason}。仍有 ${stopped.waiting} 封待发。失败的用 retry，其余用 send。`
            : `Stopped: ${stopped.reason}. ${stopped.waiting} still wait. Use retry for what failed, send for the rest.`,
        ]
      : []),
    ...missing(withoutAddress, locale),
  ].join("\n");
}

const missing = (employees: readonly string[], locale: Locale): string[] =>
  employees.length === 0
    ? []
    : [
        locale === "zh"
          ? `缺少邮箱，未发送：${employees.join("、")}`
          : `No address, not sent: ${employees.join(", ")}`,
      ];
