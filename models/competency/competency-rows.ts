// Cache → the rows that competencies are judged on: ratings, people, reviews and courses.
import { querySql } from "../../queries/index.js";
import type { ModelContext } from "../model-context.js";

export interface RatingRow {
  employee_id: string;
  rater_id: string;
  /** self, manager, peer, report, customer or unknown. */
  relationship: string;
  competency: string;
  item: string | null;
  /** YYYY-MM-DD. */
  rating_date: string;
  /** 0 … 1 of the scale. */
  score: number;
}

export interface PersonRow {
  employee_id: string;
  job: string | null;
  job_family: string | null;
  level: number | null;
  division: string | null;
  department: string | null;
  team: string | null;
  org_path: string | null;
  is_employed: number;
}

export interface ReviewRow {
  employee_id: string;
  rater_id: string | null;
  review_date: string;
  /** 0 … 100. */
  score: number;
}

export interface CourseRow {
  employee_id: string;
  course_id: string;
  training_date: string;
  exam_score: number | null;
}

/** A client of the year before the last one. */
export interface ClientRow {
  customer_id: string;
  owner_id: string;
  is_lost: number;
  is_big: number;
  /** YYYY-MM-DD: from here on, a year without an order is a loss. */
  cut: string;
}

export interface CompetencyRows {
  ratings: RatingRow[];
  people: PersonRow[];
  reviews: ReviewRow[];
  courses: CourseRow[];
  /** Left out: not asked. */
  clients?: ClientRow[];
}

export async function competencyRows({ cache }: Pick<ModelContext, "cache">): Promise<CompetencyRows> {
  const read = <R extends object>(name: string): Promise<R[]> => cache.database.rows<R>(querySql(name));
  return {
    ratings: await read<RatingRow>("competency-rating"),
    people: await read<PersonRow>("competency-person"),
    reviews: await read<ReviewRow>("competency-performance"),
    courses: await read<CourseRow>("competency-course"),
    clients: await read<ClientRow>("competency-client"),
  };
}
