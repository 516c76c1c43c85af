// Work for a model's own process, and what comes back: plain JSON both ways.
import type { LocalisedError } from "../../engine/errors.js";
import type { Bilingual } from "../../engine/locale.js";
import type { Reader } from "../../engine/metrics/reader.js";
import type { IssueOptions } from "../../models/ledger/issue-prediction.js";
import type { Programme } from "../../models/programme/index.js";
import type { TargetQuestion } from "../../models/index.js";
import type { TargetWork } from "./target-work.js";
import type { SchemeWork } from "./scheme-work.js";
import type { PayWork } from "./pay-work.js";

export type ModelJob = { workspaceDir: string; reader: Reader; now: string } & (
  | { kind: "fit_attrition" }
  | { kind: "issue_prediction"; options: IssueOptions }
  | { kind: "score_predictions" }
  | { kind: "look_at_reveal"; id: string }
  | { kind: "about_me" }
  | { kind: "contest"; text: string }
  | { kind: "fit_traits" }
  | { kind: "fit_competency" }
  | { kind: "competency_people" }
  | { kind: "forecast_target"; question: TargetQuestion }
  | { kind: "target_work"; work: TargetWork }
  | { kind: "pay_work"; work: PayWork }
  | { kind: "evaluate_programme"; programme: string }
  | { kind: "plan_power"; programme: Programme }
  | { kind: "follow_up"; days: number }
  | { kind: "scheme"; work: SchemeWork }
);

export interface ModelProgress {
  title: Bilingual;
  done: number;
  of: number;
}

export type ModelReply =
  | { done: unknown }
  /** How far it is; more replies follow. */
  | { progress: ModelProgress }
  /** A failure that the user can mend, worded in both languages; `null` for a bug (the child printed it). */
  | {
      failed: {
        code: string;
        facts: LocalisedError["facts"];
        text: Record<"message" | "hint", Bilingual>;
      } | null;
    };
