// What one person's risk may be looked at for. Everything here is something done with the person; a dismissal, a selection or a
// pay decision is not on the list and cannot be added by a setting.
import type { Bilingual } from "../../engine/locale.js";

export const revealPurposes = [
  {
    id: "retention_conversation",
    label: { en: "A conversation about staying", zh: "留任沟通" },
  },
  {
    id: "workload_review",
    label: { en: "Reviewing the workload", zh: "工作量评估" },
  },
  {
    id: "development_plan",
    label: { en: "A development or training plan", zh: "发展或培训计划" },
  },
  {
    id: "question_of_the_employee",
    label: { en: "A question or objection of the employee", zh: "员工本人的询问或异议" },
  },
] as const satisfies readonly { id: string; label: Bilingual }[];

export type RevealPurpose = (typeof revealPurposes)[number]["id"];

export const isRevealPurpose = (id: string): id is RevealPurpose =>
  revealPurposes.some((purpose) => purpose.id === id);

/** A request may run so many days at most. */
export const mostRevealDays = 30;
