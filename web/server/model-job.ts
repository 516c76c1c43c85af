// Work for a model's own process, and what comes back: plain JSON both ways.
import type { LocalisedError } from "../../engine/errors.js";
import type { Bilingual } from "../../engine/locale.js";
import type { Reader } from "../../engine/metrics/reader.js";
import type { TargetQuestion } from "../../models/index.js";

export type ModelJob = { workspaceDir: string; reader: Reader; now: string } & (
  | { kind: "fit_attrition" }
  | { kind: "fit_traits" }
  | { kind: "forecast_target"; question: TargetQuestion }
  | { kind: "evaluate_programme"; programme: string }
  | { kind: "follow_up"; days: number }
);

export type ModelReply =
  | { done: unknown }
  /** A failure that the user can mend, worded in both languages; `null` for a bug (the child printed it). */
  | {
      failed: {
        code: string;
        facts: LocalisedError["facts"];
        text: Record<"message" | "hint", Bilingual>;
      } | null;
    };
