// Gaps + measured course effects → which course would close how much of the gap, and for how many; never one that was not measured.
import type { CourseRow } from "./competency-rows.js";
import type { PersonGap } from "./competency-gap.js";
import type { CourseEffect } from "./course-effect.js";
import type { Estimate } from "./competency-reliability.js";

export interface CourseAdvice {
  dimension: string;
  courses: string[];
  state: CourseEffect["state"];
  /** People who more likely than not have a gap and have not completed the course. */
  people: number;
  /** Their mean gap, points. */
  meanGap: number | null;
  /** Mean of the smaller of gap and effect, over these people; the interval is the effect's. Null unless measured. */
  expectedGain: Estimate | null;
  moreNeeded: CourseEffect["moreNeeded"];
}

/** Whether a course is worth proposing to this person, and what it may bring. */
export interface PersonAdvice {
  person: string;
  dimension: string;
  courses: string[];
  gap: number;
  expectedGain: number;
}

const likely = 0.5;

/** Measured ones first, by people × expected gain. */
export function courseAdvice(
  gaps: ReadonlyMap<string, readonly PersonGap[]>,
  effects: readonly CourseEffect[],
  courses: ReadonlyMap<string, readonly CourseRow[]>,
): { advice: CourseAdvice[]; people: PersonAdvice[] } {
  const people: PersonAdvice[] = [];
  const advice = effects.map((effect): CourseAdvice => {
    const done = new Set((courses.get(effect.dimension) ?? []).map((row) => row.employee_id));
    const open = (gaps.get(effect.dimension) ?? []).filter(
      ({ person, chance }) => chance > likely && !done.has(person),
    );
    const gain = (by: number): number =>
      open.reduce((sum, { gap }) => sum + Math.min(Math.max(0, gap), by), 0) / open.length;
    const measured = effect.state === "measured" ? effect.effect : null;
    if (measured)
      for (const { person, gap } of open)
        people.push({
          person,
          dimension: effect.dimension,
          courses: effect.courses,
          gap,
          expectedGain: Math.min(Math.max(0, gap), measured.value),
        });
    return {
      dimension: effect.dimension,
      courses: effect.courses,
      state: effect.state,
      people: open.length,
      meanGap: open.length === 0 ? null : open.reduce((sum, { gap }) => sum + gap, 0) / open.length,
      expectedGain:
        measured && open.length > 0
          ? { value: gain(measured.value), low: gain(measured.low), high: gain(measured.high) }
          : null,
      moreNeeded: effect.moreNeeded,
    };
  });
  const worth = (a: CourseAdvice): number => a.people * (a.expectedGain?.value ?? -1);
  return {
    advice: advice.sort((a, b) => worth(b) - worth(a)),
    people: people.sort((a, b) => b.expectedGain - a.expectedGain || (a.person < b.person ? -1 : 1)),
  };
}
