// Seed → people rated by leader and colleagues over rounds, with known levels, leniency, course effects and performance.
import type {
  CourseRow,
  PersonRow,
  RatingRow,
  ReviewRow,
} from "../../../models/competency/competency-rows.js";
import type { Framework } from "../../../models/competency/framework.js";
import { random } from "../../../models/estimators/random.js";

export interface RatingsPlan {
  people: number;
  teamSize: number;
  /** Years of the rounds. */
  rounds: readonly number[];
  /** Points: spread of people, of raters' leniency, of the rest; how much selves add. */
  spread: { people: number; leniency: number; rest: number };
  self: number;
  mean: number;
  required: number;
  /** Added once the course is completed. */
  course: number;
  /** Share that completes it between two rounds. */
  taking: number;
  /** Review points per point of competency. */
  performance: number;
  items: number;
}

export const usualPlan: RatingsPlan = {
  people: 100,
  teamSize: 10,
  rounds: [2023, 2024, 2025],
  spread: { people: 6, leniency: 4, rest: 6 },
  self: 5,
  mean: 75,
  required: 78,
  course: 6,
  taking: 0.4,
  performance: 0.8,
  items: 3,
};

export const oneDimension: Framework = {
  id: "one",
  label: { en: "One", zh: "单项" },
  description: { en: "One dimension.", zh: "一个维度。" },
  scale: { from: 0, to: 100 },
  dimensions: [
    {
      id: "insight",
      label: { en: "Insight", zh: "洞察" },
      synonyms: ["old name"],
      items: [],
      courses: ["course"],
    },
  ],
  roles: [{ id: "all", label: { en: "All", zh: "全部" }, match: {}, required: { insight: 78 } }],
};

export interface SimulatedRatings {
  ratings: RatingRow[];
  people: PersonRow[];
  reviews: ReviewRow[];
  courses: CourseRow[];
  framework: Framework;
  /** Person → level in the last round. */
  level: Map<string, number>;
  leniency: Map<string, number>;
}

const id = (i: number): string => `E${String(i).padStart(4, "0")}`;

export function simulateRatings(seed: number, changes: Partial<RatingsPlan> = {}): SimulatedRatings {
  const plan = { ...usualPlan, ...changes };
  const { spread } = plan;
  const rng = random(seed);
  const leniency = new Map<string, number>();
  const lenient = (rater: string): number => {
    if (!leniency.has(rater)) leniency.set(rater, spread.leniency * rng.normal());
    return leniency.get(rater)!;
  };
  const [ratings, reviews, courses]: [RatingRow[], ReviewRow[], CourseRow[]] = [[], [], []];
  const people: PersonRow[] = [];
  const level = new Map<string, number>();
  for (let i = 0; i < plan.people; i++) {
    const team = Math.floor(i / plan.teamSize);
    people.push({
      employee_id: id(i),
      job: "seller",
      job_family: "sales",
      level: 3,
      division: "S",
      department: `D${team % 2}`,
      team: `T${team}`,
      org_path: `C/S/T${team}`,
      is_employed: 1,
    });
    const own = spread.people * rng.normal();
    let trainedIn: number | undefined;
    for (const [r, year] of plan.rounds.entries()) {
      if (r > 0 && trainedIn === undefined && rng.uniform() < plan.taking) {
        trainedIn = year;
        courses.push({
          employee_id: id(i),
          course_id: "course",
          training_date: `${year}-03-01`,
          exam_score: plan.mean + own + 5 * rng.normal(),
        });
      }
      const now = plan.mean + own + (trainedIn === undefined ? 0 : plan.course);
      level.set(id(i), now);
      const colleague = (k: number): number =>
        team * plan.teamSize +
        ((i - team * plan.teamSize + k) % Math.min(plan.teamSize, plan.people - team * plan.teamSize));
      const raters: [string, string][] = [
        [id(i), "self"],
        [`M${team}`, "manager"],
        [id(colleague(1)), "peer"],
        [id(colleague(3)), "peer"],
      ];
      for (const [rater, relationship] of raters) {
        const judged =
          now + lenient(rater) + (relationship === "self" ? plan.self : 0) + spread.rest * rng.normal();
        for (let item = 0; item < plan.items; item++)
          ratings.push({
            employee_id: id(i),
            rater_id: rater,
            relationship,
            competency: r === 0 ? "Old  name" : "insight",
            item: `item ${item}`,
            rating_date: `${year}-10-${10 + (item % 3)}`,
            score: (judged + 0.5 * spread.rest * rng.normal()) / 100,
          });
      }
      reviews.push({
        employee_id: id(i),
        rater_id: `M${team}`,
        review_date: `${year + 1}-03-31`,
        score: 70 + plan.performance * (now - plan.mean) + lenient(`M${team}`) + 4 * rng.normal(),
      });
    }
  }
  const framework = structuredClone(oneDimension);
  framework.roles[0].required.insight = plan.required;
  return { ratings, people, reviews, courses, framework, level, leniency };
}
