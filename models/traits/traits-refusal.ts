// Why there is no answer about top performers, and what it would take: typed, in both languages.
import type { Refusal } from "../model.js";
import { leastQuarters, type PerformanceRow, type PerformanceScore } from "./performance-score.js";

export const peopleNeeded = 60;
export const reliabilityNeeded = 0.5;

export function tooFewScored(performance: readonly PerformanceRow[], scored: number): Refusal {
  const judged = new Set(performance.map((row) => row.employee_id)).size;
  const more = peopleNeeded - scored;
  if (judged === 0)
    return {
      refused: true,
      code: "no_performance",
      facts: { people: 0, peopleNeeded, morePeople: peopleNeeded },
      text: {
        en: `Not fitted: no performance is known. Import reviews, KPI results or sales of at least ${peopleNeeded} people over ${leastQuarters} quarters or more.`,
        zh: `未拟合：没有任何绩效数据。请导入至少 ${peopleNeeded} 人、${leastQuarters} 个季度以上的绩效评分、KPI 结果或销售数据。`,
      },
    };
  return {
    refused: true,
    code: "too_few_people",
    facts: { people: scored, judged, peopleNeeded, morePeople: more, quartersNeeded: leastQuarters },
    text: {
      en: `Not fitted: ${scored} people have a score that holds over ${leastQuarters} quarters or more (of ${judged} ever judged); ${peopleNeeded} are needed (${more} more). With fewer, what the best fifth have in common cannot be told from chance.`,
      zh: `未拟合：有 ${leastQuarters} 个季度以上可用绩效的仅 ${scored} 人（曾被评价 ${judged} 人），至少需要 ${peopleNeeded} 人（还差 ${more} 人）。人数过少时，前五分之一者的共同点无法与偶然区分。`,
    },
  };
}

/** What sets people apart is mostly luck: whoever is at the top would not stay there. */
export function belowMerit(reliability: number, { people }: PerformanceScore): Refusal {
  const shown = reliability.toFixed(2);
  // Spearman and Brown: quarters × k where k lifts the reliability to what is needed.
  const times = Math.ceil(
    ((reliabilityNeeded / (1 - reliabilityNeeded)) * (1 - reliability)) / Math.max(reliability, 0.01),
  );
  return {
    refused: true,
    code: "mostly_luck",
    facts: {
      people: people.length,
      reliability: Number(shown),
      reliabilityNeeded,
      timesQuartersNeeded: times,
    },
    text: {
      en: `Not fitted: the scores' reliability is ${shown}, so most of what sets these ${people.length} people apart is luck of the quarter or the rater; ${reliabilityNeeded} is needed. About ${times} times as many quarters would do.`,
      zh: `未拟合：绩效分数的信度为 ${shown}，这 ${people.length} 人之间的差异大多是季度运气或评分者差异；至少需要 ${reliabilityNeeded}。约需 ${times} 倍的季度数。`,
    },
  };
}
