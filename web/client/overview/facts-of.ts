// The overview's data → every fact on the page, in order of interest, and words for when each is about.
import type { MessageKey } from "../messages/index.js";
import { t } from "../t.js";
import type { Fact } from "./fact.js";
import type { OverviewData } from "./overview-data.js";

export function factsOf(data: OverviewData): Fact[] {
  const facts = [
    ...data.measures.flatMap(({ after, before }) => [after, before]),
    data.headcount,
    data.startHeadcount,
    data.hires,
    data.exits,
    ...data.units.flatMap(({ after, before }) => [after, before]),
  ];
  return facts.filter((fact): fact is Fact => fact !== null);
}

/** "after the change", "last 12 months", … */
export function phaseWords(fact: Fact, { phases }: OverviewData): string {
  const phase = fact.id.split(".")[1];
  const keys: Record<string, MessageKey> = {
    before: phases.kind === "programme" ? "overview.phase_before" : "overview.phase_year_before",
    after:
      phases.kind === "programme"
        ? "overview.phase_after"
        : phases.kind === "years"
          ? "overview.phase_last_year"
          : "overview.phase_single",
    start: "overview.phase_start",
    end: "overview.phase_end",
    shown: "overview.phase_shown",
  };
  const key = keys[phase];
  return key ? t(key) : "";
}

/** Asks the page to show where a number comes from. */
export const choose = (element: EventTarget, fact: Fact | null): void => {
  if (fact)
    element.dispatchEvent(new CustomEvent("rapport-fact", { detail: { fact, show: true }, bubbles: true }));
};
