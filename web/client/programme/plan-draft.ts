// What stands in the fields of the form → the plan as the server checks it: empty fields are left out, so that it says which are needed.

export interface PlanDraft {
  name: string;
  id: string;
  phases: Record<"before" | "change" | "after", { from: string; to: string }>;
  treated: { kind: "where" | "course"; field: string; value: string; course: string };
  comparison: { kind: "everyone_else" | "none" | "where"; field: string; value: string };
  assigned: string;
  outcomes: string[];
  /** In percentage points where the outcome is a share or a rate. */
  worthwhile: string;
  alsoChanged: { name: string; month: string }[];
  costs: { name: string; amount: string }[];
}

export const emptyDraft = (outcome: string): PlanDraft => ({
  name: "",
  id: "",
  phases: { before: { from: "", to: "" }, change: { from: "", to: "" }, after: { from: "", to: "" } },
  treated: { kind: "where", field: "", value: "", course: "" },
  comparison: { kind: "everyone_else", field: "", value: "" },
  assigned: "unknown",
  outcomes: [outcome],
  worthwhile: "",
  alsoChanged: [],
  costs: [],
});

const both = (text: string): { en: string; zh: string } => ({ en: text.trim(), zh: text.trim() });
const given = (text: string): string | undefined => (text === "" ? undefined : text);
const where = (field: string, value: string): object => ({
  where: [{ field: given(field), op: "=", value: given(value) }],
});

/** `day`: the day on which it is written. `isPercent`: of the first outcome. */
export function planOf(draft: PlanDraft, day: string, isPercent: boolean): Record<string, unknown> {
  const { name, id, phases, treated, comparison, assigned, outcomes, worthwhile } = draft;
  const also = draft.alsoChanged.filter((one) => one.name !== "" || one.month !== "");
  const costs = draft.costs.filter((one) => one.name !== "" || one.amount !== "");
  return {
    id: given(id),
    name: both(name),
    phases,
    treated:
      treated.kind === "course" ? { course: given(treated.course) } : where(treated.field, treated.value),
    comparison: comparison.kind === "where" ? where(comparison.field, comparison.value) : comparison.kind,
    assigned,
    outcomes: outcomes.filter((outcome) => outcome !== ""),
    written_on: day,
    ...(worthwhile === "" ? {} : { worthwhile: Number(worthwhile) / (isPercent ? 100 : 1) }),
    ...(also.length === 0
      ? {}
      : { also_changed: also.map((one) => ({ name: both(one.name), month: one.month })) }),
    ...(costs.length === 0
      ? {}
      : { costs: costs.map((one) => ({ name: both(one.name), amount: Number(one.amount || Number.NaN) })) }),
  };
}

/** "Big clients, 2025" → "big-clients-2025"; Chinese names leave nothing, and the field is filled in by hand. */
export const idOf = (name: string): string =>
  name
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40);

const step = (month: string, by: number): string => {
  const [year, number] = month.split("-").map(Number);
  const at = year! * 12 + number! - 1 + by;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
};

/** The year on file before, three months of change, a year after: a plan best begins there. */
export const usualPhases = (last: string): PlanDraft["phases"] => ({
  before: { from: step(last, -11), to: last },
  change: { from: step(last, 1), to: step(last, 3) },
  after: { from: step(last, 4), to: step(last, 15) },
});
