// A seller's month → visits, leads, deals and revenue by kind of client.
// log revenue = log(base) + 0.30·skill + 0.15·visiting + season[month] + festival·w + programme + course + ramp + noise
import { calendarMonth, festivalWeight, firstDay, isoDay, lastDay, monthOf, type Month } from "./calendar.js";
import type { Person } from "./person.js";
import type { Random } from "./random.js";

export interface SalesPlan {
  /** Median revenue of an average seller in an average month, CNY. */
  base: number;
  /** Multiplicative index per calendar month, geometric mean 1. */
  season: readonly number[];
  /** Revenue × (1 + effect)^w, w = share of the festival window that falls in the month; negative. */
  festival: number;
  /** On log revenue, per standard deviation. */
  skill: number;
  visiting: number;
  noise: number;
  visits: number;
  mix: MixPlan;
}

/** How the client mix shifts: flat, then straight from `changeFrom` to `changeTo`, then flat. */
export interface MixPlan {
  changeFrom: Month;
  changeTo: Month;
  bigClientBefore: number;
  bigClientAfter: number;
  /** Added to a seller's big-client share in months after the one in which the last of the courses was completed. */
  bigClientCourse: number;
  newClientBefore: number;
  newClientAfter: number;
  /** On log revenue once the change is complete. */
  revenueAfter: number;
  /** On log revenue for sellers with all courses completed. */
  revenueCourse: number;
  /** Factor on visits once the change is complete (the app). */
  visitsAfter: number;
  courses: readonly string[];
}

export interface SalesMonth {
  month: Month;
  visits: number;
  leads: number;
  deals: number;
  revenue: number;
  newClient: number;
  bigClient: number;
}

/** 0 before the change, 1 after it. */
export const changeProgress = (plan: MixPlan, month: Month): number =>
  Math.min(1, Math.max(0, (month - plan.changeFrom + 1) / (plan.changeTo - plan.changeFrom + 2)));

/** True when the last of the plan's courses was completed before the month began. */
export function hasAllCourses(person: Person, courses: readonly string[], month: Month): boolean {
  return (
    courses.length > 0 &&
    courses.every((course) => (person.completed.get(course) ?? Number.POSITIVE_INFINITY) < firstDay(month))
  );
}

/** A month counts when the seller is employed on its first day; the month of joining has no target and no row. */
export function salesOfMonth(
  random: Random,
  person: Person,
  month: Month,
  plan: SalesPlan,
): SalesMonth | undefined {
  if (person.hired > firstDay(month)) return undefined;
  const days = lastDay(month) - firstDay(month) + 1;
  const employed = Math.min(person.exit?.day ?? lastDay(month), lastDay(month)) - firstDay(month) + 1;
  const presence = employed / days;
  const progress = changeProgress(plan.mix, month);
  const trained = hasAllCourses(person, plan.mix.courses, month);
  const monthsIn = month - monthOf(isoDay(person.hired));
  const log =
    plan.skill * person.latent.skill +
    plan.visiting * person.latent.visiting +
    Math.log(plan.season[calendarMonth(month) - 1]!) +
    Math.log(1 + plan.festival) * festivalWeight(month) +
    plan.mix.revenueAfter * progress +
    (trained ? plan.mix.revenueCourse : 0) +
    rampOf(monthsIn) +
    random.normal(0, plan.noise);
  const revenue = Math.round(plan.base * Math.exp(log) * presence);
  const visits = random.poisson(
    plan.visits *
      Math.exp(0.25 * person.latent.visiting) *
      presence *
      (1 + (plan.mix.visitsAfter - 1) * progress),
  );
  const leads = random.binomial(visits, 0.4);
  const between = (before: number, after: number) => before + (after - before) * progress;
  const big =
    between(plan.mix.bigClientBefore, plan.mix.bigClientAfter) + (trained ? plan.mix.bigClientCourse : 0);
  return {
    month,
    visits,
    leads,
    deals: random.binomial(leads, 0.3),
    revenue,
    newClient: Math.round(
      revenue * random.share(between(plan.mix.newClientBefore, plan.mix.newClientAfter), 12),
    ),
    bigClient: Math.round(revenue * random.share(big, 8)),
  };
}

/** Scales the indices so that their geometric mean is 1; six decimals, as truth.json gives them. */
export function geometricMeanOne(indices: readonly number[]): number[] {
  const mean = Math.exp(indices.reduce((sum, index) => sum + Math.log(index), 0) / indices.length);
  return indices.map((index) => Math.round((index / mean) * 1e6) / 1e6);
}

/** New sellers reach full strength in their fifth month. */
const rampOf = (monthsIn: number): number => -0.6 * Math.max(0, 1 - monthsIn / 5);

export const salesHeaders = [
  "销售工号",
  "月份",
  "拜访次数",
  "线索数",
  "成交单数",
  "销售额",
  "新客户销售额",
  "大客户销售额",
] as const;

/** Cells under `salesHeaders`. */
export const salesCells = (id: string, row: SalesMonth): (string | number)[] => [
  id,
  isoDay(firstDay(row.month)),
  row.visits,
  row.leads,
  row.deals,
  row.revenue,
  row.newClient,
  row.bigClient,
];
