// What the targets page asks beside the forecast, as work for the models' process → past, capacity, cost, commitment, scores, sums.
import {
  bonusCost,
  capacity,
  commitTarget,
  pastAttainment,
  scoreTargets,
  standingTargets,
  targetHierarchy,
  targetSums,
  type BonusCost,
  type Capacity,
  type ModelContext,
  type PastAttainment,
  type Refusal,
  type TargetCommitment,
  type TargetFitted,
} from "../../models/index.js";
import type { TargetSpan, TargetSubject } from "../../models/targets/target-ledger.js";
import { nowcastTarget, type TargetNowcast } from "../../models/targets/nowcast-target.js";
import type { SumsQuestion } from "../../models/targets/target-sums.js";

export type TargetWork =
  | { is: "ground"; subject: TargetSubject; span: TargetSpan }
  | { is: "cost"; subject: TargetSubject; span: TargetSpan; target: number; fitted: TargetFitted }
  | { is: "commit"; commitment: TargetCommitment }
  | { is: "score" }
  | { is: "standing" }
  | { is: "hierarchy"; question: { metric: string; quarter?: string } }
  | { is: "sums"; question: SumsQuestion };

/** What does not depend on the value entered. */
export interface TargetGround {
  past: PastAttainment;
  capacity: Capacity | Refusal;
  /** Of the quarter that runs; its target is the one on record. */
  nowcast: TargetNowcast | Refusal;
}

export type TargetCost = BonusCost[] | Refusal;

export async function targetWork(context: ModelContext, work: TargetWork): Promise<unknown> {
  switch (work.is) {
    case "ground": {
      const { subject, span } = work;
      return {
        past: await pastAttainment(context, subject),
        capacity: await capacity(context, subject, span),
        nowcast: await nowcastTarget(context, subject),
      } satisfies TargetGround;
    }
    case "cost":
      return bonusCost(context, work.subject, work.span, work.target, work.fitted);
    case "commit":
      return commitTarget(context, work.commitment);
    case "score":
      return (await scoreTargets(context)).length;
    case "standing":
      return standingTargets(context);
    case "hierarchy":
      return targetHierarchy(context, work.question);
    case "sums":
      return targetSums(context, work.question);
  }
}
