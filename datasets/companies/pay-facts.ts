// People and their jobs → pay: base pay by level with a raise on promotion and in most Aprils. Gender does nothing to it.
import { calendarMonth, type Day, firstDay, isoDay, type Month } from "./calendar.js";
import type { Person } from "./person.js";
import type { Random } from "./random.js";
import type { Cell } from "./write-csv.js";

export interface PayPlan {
  /** Median base pay per month of level 3, CNY, and its factor per level. */
  base: number;
  perLevel: number;
  spread: number;
  /** Probability of a raise in April, and its mean size. */
  raise: number;
  raiseSize: number;
}

export const payHeaders = ["工号", "薪资生效日期", "月基本工资", "年度目标奖金", "币种", "薪级"] as const;

/** Rows under `payHeaders`, person by person; pay is known from the first day of the files. */
export function* payRows(
  random: Random,
  people: readonly Person[],
  from: Month,
  to: Month,
  plan: PayPlan,
): Generator<Cell[]> {
  for (const person of people) {
    const own = Math.exp(random.normal(0, plan.spread));
    let grown = 1;
    let level = person.assignments[0]!.level;
    const write = (on: Day): Cell[] => {
      const base = Math.round((plan.base * plan.perLevel ** (level - 3) * own * grown) / 10) * 10;
      return [person.id, isoDay(on), base, Math.round(base * (level >= 8 ? 3 : 1.5)), "CNY", `P${level}`];
    };
    yield write(Math.max(person.hired, firstDay(from)));
    const start = Math.max(person.hired, firstDay(from));
    const last = person.exit?.day ?? firstDay(to + 1) - 1;
    for (let month = from + 1; month <= to; month++) {
      const on = firstDay(month);
      if (on <= start || on > last) continue;
      const assigned = person.assignments.findLast((a) => a.from <= on)!.level;
      const isPromoted = assigned > level;
      const isRaised = calendarMonth(month) === 4 && on - start > 180 && random.chance(plan.raise);
      if (!isPromoted && !isRaised) continue;
      level = Math.max(level, assigned);
      if (isRaised) grown *= 1 + plan.raiseSize * (0.5 + random.uniform());
      yield write(on);
    }
  }
}
