// Candidates' predictions for months unseen → the one to use: the simplest that is not clearly beaten. Another takes its place
// only where its log loss is lower by more than 2 standard errors, persons counting as independent, not person-months. The glass
// box comes before the plain logistic hazard where there are events enough for its curves.
import type { CandidateId, Tested } from "./attrition-tested.js";
import { rankingScores, rowLogLoss } from "./estimators/classification-scores.js";

/** Whose answers add up from parts that a person can read: a rate, a coefficient or a curve per input. A net is the other kind. */
export const isGlassBox = (id: CandidateId): boolean => id !== "neural";

export interface CandidateScore {
  id: CandidateId;
  logLoss: number;
  rocAuc: number;
  /** Its mean log loss minus the champion's, with the standard error between persons; 0 for the champion itself. */
  difference: number;
  error: number;
  isChampion: boolean;
}

export interface Championship {
  champion: Exclude<CandidateId, "naive">;
  scores: CandidateScore[];
}

/** Candidates in the order in which they are preferred. */
export function chooseChampion(tested: Tested, person: ArrayLike<number>, hasEvents: boolean): Championship {
  const order: Exclude<CandidateId, "naive">[] = hasEvents
    ? ["glass_box", "logistic", "neural"]
    : ["logistic", "glass_box", "neural"];
  const running = order.filter((id) => tested.p[id]);
  let champion = running[0];
  for (const id of running.slice(1)) {
    const { mean, error } = lossDifference(tested, person, id, champion);
    if (mean < -2 * error) champion = id;
  }
  const scores = (["naive", ...running] as CandidateId[]).map((id): CandidateScore => {
    const p = tested.p[id]!;
    const { mean, error } = lossDifference(tested, person, id, champion);
    let loss = 0;
    for (let i = 0; i < p.length; i++) loss += rowLogLoss(tested.y[i], p[i]);
    return {
      id,
      logLoss: loss / p.length,
      rocAuc: rankingScores(tested.y, p).rocAuc,
      difference: mean,
      error,
      isChampion: id === champion,
    };
  });
  return { champion, scores };
}

/** Mean over rows of loss(a) − loss(b), and its standard error with sums per person as the independent pieces. */
export const lossDifference = (
  tested: Tested,
  person: ArrayLike<number>,
  a: CandidateId,
  b: CandidateId,
): Difference => differenceOf(tested, person, tested.p[a]!, tested.p[b]!);

/** Puts the glass box's predictions with pairs in the place of those without where they are better by more than 2 standard errors. */
export function takePairs(tested: Tested, withPairs: Float64Array, person: ArrayLike<number>): boolean {
  const { mean, error } = differenceOf(tested, person, withPairs, tested.p.glass_box!);
  if (!(mean < -2 * error)) return false;
  tested.p.glass_box = withPairs;
  return true;
}

interface Difference {
  mean: number;
  error: number;
}

function differenceOf(
  { y, row }: Pick<Tested, "y" | "row">,
  person: ArrayLike<number>,
  pa: Float64Array,
  pb: Float64Array,
): Difference {
  const sums = new Map<number, { difference: number; rows: number }>();
  let total = 0;
  for (let i = 0; i < y.length; i++) {
    const difference = rowLogLoss(y[i], pa[i]) - rowLogLoss(y[i], pb[i]);
    total += difference;
    const own = sums.get(person[row[i]]);
    if (own) {
      own.difference += difference;
      own.rows++;
    } else sums.set(person[row[i]], { difference, rows: 1 });
  }
  const mean = total / y.length;
  let squares = 0;
  for (const { difference, rows } of sums.values()) squares += (difference - mean * rows) ** 2;
  const groups = sums.size;
  return { mean, error: groups > 1 ? Math.sqrt((squares * groups) / (groups - 1)) / y.length : Infinity };
}
