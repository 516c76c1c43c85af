// Workspace → each person's gaps and courses, worked out anew from the ratings: nothing about a person is kept.
import { competencyPeople, isRefusal, type ModelContext } from "../../models/index.js";
import { teamFor, type CompetencyPeopleAnswer, type CompetencyPerson } from "./competency-view.js";

/** In the order of the largest gap that is likely there. */
export async function competencyPeopleView(context: ModelContext): Promise<CompetencyPeopleAnswer> {
  const study = await competencyPeople(context);
  if (isRefusal(study)) return { refusal: study, people: [] };
  const people = new Map<string, CompetencyPerson>();
  for (const [dimension, gaps] of study.gaps)
    for (const { person, role, level, required, gap, low, high, chance, raters } of gaps) {
      const one = people.get(person) ?? {
        employee: person,
        role,
        team: teamFor(context.reader, study.people.get(person)?.team ?? null),
        gaps: [],
        courses: [],
      };
      one.gaps.push({ dimension, level, required, gap, low, high, chance, raters });
      people.set(person, one);
    }
  for (const { person, dimension, courses, expectedGain } of study.advice)
    people.get(person)?.courses.push({ dimension, courses, expectedGain });
  return {
    refusal: null,
    people: [...people.values()].sort((a, b) => worst(b) - worst(a) || (a.employee < b.employee ? -1 : 1)),
  };
}

const worst = ({ gaps }: CompetencyPerson): number => Math.max(...gaps.map(({ low }) => low));
