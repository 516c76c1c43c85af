// A seller's month → leads: when they came, how fast they were answered, and whether they were won, which hangs on it.
import type { Day, Month } from "./calendar.js";
import { clockText, dayOfMinute, type Minute, minuteOf } from "./clock-text.js";
import type { Random } from "./random.js";

export interface LeadPlan {
  /** Expected leads of a seller and month. */
  monthly: number;
  /** Shares of leads answered within 24 hours, and between 24 and 72 hours; the rest later or never. */
  within24h: number;
  within72h: number;
  /** Probability that a lead is won when answered within 24 hours, within 72 hours, later or never. */
  won: { fast: number; medium: number; slow: number };
}

export interface LeadRow {
  employee: string;
  customer: string;
  created: Minute;
  answered: Minute | null;
  closed: Minute | null;
  status: "跟进中" | "成交" | "流失";
  source: string;
}

const hours = (count: number): Minute => Math.round(count * 60);

const isUpTo = (end: Day, minute: Minute): boolean => dayOfMinute(minute) <= end;

/** What happens after `end` (a day) is not yet known: such leads are open, or not yet answered. */
export function leadsOfMonth(
  random: Random,
  employee: string,
  days: readonly Day[],
  month: Month,
  end: Day,
  plan: LeadPlan,
): LeadRow[] {
  if (days.length === 0) return [];
  return Array.from({ length: random.poisson(plan.monthly) }, (_, i) => {
    const created = minuteOf(random.pick(days), random.integer(8 * 60, 19 * 60));
    const draw = random.uniform();
    const speed = draw < plan.within24h ? "fast" : draw < plan.within24h + plan.within72h ? "medium" : "slow";
    const wait =
      speed === "fast"
        ? hours(0.2 + random.uniform() * 23)
        : speed === "medium"
          ? hours(25 + random.uniform() * 46)
          : hours(73 + random.exponential(60));
    const isNever = speed === "slow" && random.chance(0.4);
    const isWon = random.chance(plan.won[speed]);
    const closed = created + Math.max(hours(24 * random.integer(5, 60)), isNever ? 0 : wait + 60);
    return {
      employee,
      customer: `KH${month}-${employee}-${i + 1}`,
      created,
      answered: !isNever && isUpTo(end, created + wait) ? created + wait : null,
      closed: isUpTo(end, closed) ? closed : null,
      status: !isUpTo(end, closed) ? "跟进中" : isWon ? "成交" : "流失",
      source: random.weighted({ 官网: 0.4, 展会: 0.2, 转介绍: 0.25, 广告: 0.15 }),
    };
  });
}

export const leadHeaders = [
  "线索编号",
  "负责人工号",
  "客户编号",
  "创建时间",
  "首次跟进时间",
  "关闭时间",
  "线索状态",
  "线索来源",
] as const;

/** Cells under `leadHeaders`. */
export const leadCells = (number: number, lead: LeadRow): (string | null)[] => [
  `XS${String(number).padStart(6, "0")}`,
  lead.employee,
  lead.customer,
  clockText(lead.created),
  lead.answered === null ? null : clockText(lead.answered),
  lead.closed === null ? null : clockText(lead.closed),
  lead.status,
  lead.source,
];
