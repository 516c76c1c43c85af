// Each model: where it stands, what it asks for before it answers, which sources it needs and which would add to it. The
// thresholds are the models' own.
import type { Bilingual } from "../../engine/locale.js";
import { leastEvents, leastExitMonths } from "../attrition.js";
import { candidateNames } from "../attrition-card.js";
import type { AttritionFitted } from "../attrition-fitted.js";
import { leastRated } from "../competency/competency-study.js";
import { attrition, competency, targets, traits } from "../index.js";
import { leastMonths, type TargetFitted } from "../targets/target-forecast.js";
import { leastQuarters } from "../traits/performance-score.js";
import { peopleNeeded, reliabilityNeeded } from "../traits/traits-refusal.js";
import { leastRest, leastTop } from "../traits/trait-report.js";

export interface Requirement {
  /** As in a refusal’s facts: `events` beside `eventsNeeded`. */
  unit: string;
  least: number;
  label: Bilingual;
}

export interface ModelPlan {
  id: string;
  title: Bilingual;
  /** Page of the workbench where it is fitted and read. */
  href: string;
  requires: Requirement[];
  /** Source tables: one of each list has to be there. */
  sources: string[][];
  /** Source tables that would tell it more. */
  useful: string[];
  /** Answers when asked, for the figure that is asked for; a stored fit is not needed. */
  isAsked?: true;
  /** Which of its candidates stands; null where it has but one. */
  champion(fitted: object): Bilingual | null;
}

const requirement = (unit: string, least: number, en: string, zh: string): Requirement => ({
  unit,
  least,
  label: { en, zh },
});

export const modelPlans: readonly ModelPlan[] = [
  {
    id: attrition.id,
    title: attrition.title,
    href: "/turnover",
    requires: [
      requirement("events", leastEvents, "voluntary exits", "主动离职次数"),
      requirement("exitMonths", leastExitMonths, "months with an exit", "有离职的月份数"),
    ],
    sources: [["employee"], ["termination"]],
    useful: ["job_assignment", "attendance_day", "performance_review", "pay", "training_record", "coaching"],
    champion: (fitted) => {
      const { champion } = fitted as AttritionFitted;
      return candidateNames[champion] ?? null;
    },
  },
  {
    id: targets.id,
    title: targets.title,
    href: "/targets",
    isAsked: true,
    requires: [requirement("months", leastMonths, "months of the figure", "该数值的月份数")],
    sources: [["sales_activity", "customer_order", "kpi_actual", "employee"]],
    useful: ["calendar_event", "sales_activity", "customer_order"],
    champion: (fitted) => (fitted as TargetFitted).methodName ?? null,
  },
  {
    id: traits.id,
    title: traits.title,
    href: "/traits",
    requires: [
      requirement(
        "people",
        peopleNeeded,
        `people judged in ${leastQuarters} quarters or more`,
        `有 ${leastQuarters} 个季度以上绩效的人数`,
      ),
      requirement("reliability", reliabilityNeeded, "reliability of their scores", "绩效分数的信度"),
      requirement("top", leastTop, "people at the top", "高绩效人数"),
      requirement("rest", leastRest, "others", "其他人数"),
    ],
    sources: [["performance_review", "kpi_actual", "sales_activity"]],
    useful: ["attendance_day", "customer_contact", "training_record", "competency_rating", "coaching"],
    champion: () => null,
  },
  {
    id: competency.id,
    title: competency.title,
    href: "/competency",
    requires: [
      requirement(
        "people",
        leastRated,
        "people with two raters or more in one round",
        "同一轮有两名以上评估人的人数",
      ),
    ],
    sources: [["competency_rating"]],
    useful: ["job_assignment", "performance_review", "training_record"],
    champion: () => null,
  },
];
