// How a gate came out for a person → words.
import type { GateResult } from "../../../models/schemes/score-types.js";
import { t } from "../t.js";
import { plain } from "./plain-number.js";

/** Passed or not; or not for this person, and by how much. */
export function gateText({
  isEligible,
  exposed,
  isPassed,
}: Pick<GateResult, "isEligible" | "exposed" | "isPassed">): string {
  if (isEligible) return t(`schemes.gate_${isPassed === null ? "unknown" : isPassed ? "passed" : "failed"}`);
  return exposed === null
    ? t("schemes.gate_not_for")
    : t("schemes.gate_not_exposed", { value: plain(exposed.value), least: plain(exposed.atLeast) });
}
