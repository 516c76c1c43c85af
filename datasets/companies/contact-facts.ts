// A seller's month → mails, calls and meetings: some with colleagues, some at the same time as others, some at night.
import type { Day } from "./calendar.js";
import { clockText, type Minute, minuteOf } from "./clock-text.js";
import type { Random } from "./random.js";

export interface ContactPlan {
  /** Expected contacts of a seller and month. */
  monthly: number;
  /** Share of the mails that go to colleagues only. */
  internalMails: number;
  /** Share of contacts after 20:00. */
  evening: number;
  /** Share of contacts with a mail written while they last. */
  doubled: number;
  domain: string;
}

export interface ContactRow {
  employee: string;
  kind: "邮件" | "电话" | "会议";
  from: Minute;
  minutes: number;
  counterpart: string;
  isInternal: boolean;
}

const minutesOf = { 邮件: [4, 20], 电话: [5, 45], 会议: [30, 120] } as const;

export function contactsOfMonth(
  random: Random,
  employee: string,
  days: readonly Day[],
  plan: ContactPlan,
): ContactRow[] {
  const rows: ContactRow[] = [];
  if (days.length === 0) return rows;
  const customer = () => `buyer${random.integer(1, 40)}@kehu${random.integer(1, 60)}.example`;
  for (let left = random.poisson(plan.monthly); left > 0; left--) {
    const kind = random.weighted({ 邮件: 0.5, 电话: 0.35, 会议: 0.15 });
    const [least, most] = minutesOf[kind];
    const hour = random.chance(plan.evening)
      ? 20 * 60 + random.integer(0, 150)
      : random.integer(9 * 60, 17 * 60);
    const from = minuteOf(random.pick(days), hour);
    const minutes = random.integer(least, most);
    const isInternal = kind === "邮件" && random.chance(plan.internalMails);
    const counterpart = isInternal ? `colleague${random.integer(1, 90)}@${plan.domain}` : customer();
    rows.push({ employee, kind, from, minutes, counterpart, isInternal });
    if (kind !== "邮件" && random.chance(plan.doubled))
      rows.push({
        employee,
        kind: "邮件",
        from: from + 2,
        minutes: 10,
        counterpart: customer(),
        isInternal: false,
      });
  }
  return rows;
}

/** Minutes in which the seller was in at least one of these contacts, minute by minute. */
export function unionMinutes(rows: readonly ContactRow[]): number {
  const minutes = new Set<Minute>();
  for (const row of rows) for (let at = row.from; at < row.from + row.minutes; at++) minutes.add(at);
  return minutes.size;
}

export const contactHeaders = [
  "沟通编号",
  "工号",
  "沟通方式",
  "开始时间",
  "沟通时长",
  "对方邮箱",
  "沟通方向",
] as const;

/** Cells under `contactHeaders`. */
export const contactCells = (number: number, row: ContactRow): (string | number)[] => [
  `GT${String(number).padStart(6, "0")}`,
  row.employee,
  row.kind,
  clockText(row.from),
  row.minutes,
  row.counterpart,
  "发出",
];
