// A person of the group + month → the facts that the hazard of a voluntary exit depends on.
import { firstDay, isAfterFestival, type Month } from "./calendar.js";
import type { GroupPerson } from "./group-person.js";
import { passMark } from "./hazard.js";

/** The definitions of hazard.ts on what the files will show. */
export function hazardFactsOf(person: GroupPerson, month: Month) {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < 3; i++)
    if (person.overtimeMonth[i]! >= month - 3) {
      sum += person.overtime[i]!;
      count++;
    }
  let training = 0;
  for (const hours of person.training) training += hours;
  return {
    tenure_under_1y: (firstDay(month) - 1 - person.hired) / 30.4375 < 12,
    overtime_10h: count === 0 ? 0 : sum / count / 10,
    missed_two_reviews: person.lastScore < passMark && person.scoreBefore < passMark,
    manager_change_6m: month - person.managerChanged <= 6,
    training_16h_12m: training >= 16,
    promotion_12m: month - person.promoted <= 12,
    internal_referral: person.isReferred,
    after_spring_festival: isAfterFestival(month),
  };
}
