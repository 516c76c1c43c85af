// A person's month → support tickets, coaching, suggestions, KPI results and 360° ratings.
import { type Day, firstDay, isoDay, type Month } from "./calendar.js";
import { clockText, minuteOf } from "./clock-text.js";
import type { Person } from "./person.js";
import type { Cell } from "./write-csv.js";
import type { Random } from "./random.js";

export interface WorkPlan {
  /** Tickets of a seller and month, and the probability of an answer within the hour. */
  tickets: number;
  answeredIn1h: (month: Month) => number;
  /** Probability that a lead coaches a newcomer of the unit in a month. */
  coaching: number;
  suggestions: number;
  adopted: number;
  competencies: readonly RatedCompetency[];
  /** Required score of 100 in every competency. */
  requiredScore: number;
}

export interface RatedCompetency {
  name: string;
  gap: number;
  /** Rating points that its course adds from the day after it was completed. */
  raises: number;
  /** What the raters are asked: first harder, last easier by `itemStep` points. */
  items: readonly string[];
  /** What the questionnaire called it before that day. */
  formerly?: { name: string; until: Day };
}

const itemStep = 2;
const itemNoise = 5;

export const ticketHeaders = [
  "工单编号",
  "提单人工号",
  "处理人工号",
  "提单时间",
  "首次响应时间",
  "解决时间",
] as const;

export function ticketsOfMonth(
  random: Random,
  person: Person,
  days: readonly Day[],
  month: Month,
  plan: WorkPlan,
): Cell[][] {
  if (days.length === 0) return [];
  return Array.from({ length: random.poisson(plan.tickets) }, () => {
    const asked = minuteOf(random.pick(days), random.integer(9 * 60, 16 * 60));
    const wait = random.chance(plan.answeredIn1h(month)) ? random.integer(2, 58) : random.integer(62, 420);
    return [
      person.id,
      null,
      clockText(asked),
      clockText(asked + wait),
      clockText(asked + wait + random.integer(5, 60)),
    ];
  });
}

export const coachingHeaders = ["导师工号", "学员工号", "带教日期", "带教时长"] as const;

/** Newcomers are people in their first six months. */
export function coachingOfMonth(
  random: Random,
  coach: Person,
  newcomers: readonly Person[],
  days: readonly Day[],
  plan: WorkPlan,
): Cell[][] {
  return newcomers.flatMap((newcomer) => {
    const joint = days.filter((day) => day >= newcomer.hired && day <= (newcomer.exit?.day ?? day));
    if (joint.length === 0 || !random.chance(plan.coaching)) return [];
    return [[coach.id, newcomer.id, isoDay(random.pick(joint)), random.integer(2, 6) / 2]];
  });
}

export const suggestionHeaders = ["建议编号", "工号", "提出日期", "是否采纳", "节约金额"] as const;

export function suggestionsOfMonth(
  random: Random,
  person: Person,
  days: readonly Day[],
  plan: WorkPlan,
): Cell[][] {
  if (days.length === 0 || !random.chance(plan.suggestions)) return [];
  const isAdopted = random.chance(plan.adopted);
  return [
    [
      person.id,
      isoDay(random.pick(days)),
      isAdopted ? "是" : "否",
      isAdopted ? random.integer(5, 80) * 100 : null,
    ],
  ];
}

export const kpiHeaders = ["工号", "考核指标", "考核月份", "完成值", "目标值", "权重", "指标类型"] as const;

/** Revenue and visits of the month against their targets, under the scheme that is in force. */
export function kpiRows(
  id: string,
  month: Month,
  reached: { revenue: number; visits: number },
  targets: { revenue: number; visits: number },
  weights: { revenue: number; visits: number },
): Cell[][] {
  const on = isoDay(firstDay(month));
  return [
    [id, "销售额", on, reached.revenue, targets.revenue, weights.revenue, "结果指标"],
    [id, "拜访量", on, reached.visits, targets.visits, weights.visits, "过程指标"],
  ];
}

export const ratingHeaders = [
  "被评人工号",
  "评估人工号",
  "评估关系",
  "胜任力",
  "行为题目",
  "评估日期",
  "评分",
  "满分",
] as const;

/**
 * Skill shows in every competency; what an average person lacks is the planted gap, and a completed course adds to it. One
 * judgement per rater and competency, from which the answers to its items scatter. Whole numbers of 100.
 */
export function ratingsOf(
  random: Random,
  itemRandom: Random,
  person: Person,
  raters: readonly { id: string; relation: string }[],
  day: Day,
  plan: WorkPlan,
  leniency: (rater: string) => number,
): Cell[][] {
  return raters.flatMap(({ id, relation }) =>
    plan.competencies.flatMap(({ name, gap, raises, items, formerly }) => {
      const isTrained = (person.completed.get(name) ?? Number.POSITIVE_INFINITY) < day;
      const judgement =
        plan.requiredScore -
        gap +
        (isTrained ? raises : 0) +
        5 * person.latent.skill +
        leniency(id) +
        (relation === "自评" ? 6 : 0) +
        random.normal(0, 6);
      const called = formerly && day < formerly.until ? formerly.name : name;
      return items.map((item, i): Cell[] => {
        const score = judgement + itemStep * (i - (items.length - 1) / 2) + itemRandom.normal(0, itemNoise);
        const kept = Math.round(Math.min(100, Math.max(0, score)));
        return [person.id, id, relation, called, item, isoDay(day), kept, 100];
      });
    }),
  );
}
