// A measure → whether it tells the kind of an event that everybody sees (an exit, a hire), and of which relation.
import { isTerm, type MeasureNode, type RowChoice, type TermNode } from "./tree.js";

/** Kinds of exit: every exit is of one of them, and all together are visible. */
export const exitKinds = ["is_voluntary_exit", "is_involuntary_exit", "is_other_exit"] as const;
/** Flags that can be true where somebody leaves, and nowhere else. */
const exitFlags: ReadonlySet<string> = new Set([
  ...exitKinds,
  "is_reviewed_voluntary_exit",
  "is_regretted_exit",
  "is_exit_within_90_days",
  "is_exit_within_365_days",
]);
const hireFlags: ReadonlySet<string> = new Set(["left_within_90_days", "left_within_365_days"]);

/**
 * What a measure tells of events. `exit`, `hire`: how many were of a kind; `all`: how many there were (visible); `mixed`: events
 * of a kind in a way that cannot be rounded so that it tells no single one; null: nothing of events.
 */
export type EventUse = "exit" | "hire" | "all" | "mixed" | null;

const namesOf = ({ columns, minus = [], times, where, recorded, own = [] }: TermNode): string[] =>
  [...columns, ...minus, times, where, recorded, ...own.map(({ column }) => column)].filter(
    (name) => name !== undefined,
  );

const isEvent = (name: string): boolean => exitFlags.has(name) || hireFlags.has(name) || name === "is_hire";

/** A term that counts every exit, or every hire. */
function countsAll({ columns, minus, times, where }: TermNode): boolean {
  const isWhole =
    (columns.length === 3 && exitKinds.every((kind) => columns.includes(kind))) ||
    (columns.length === 1 && columns[0] === "is_hire");
  return isWhole && !minus && !times && (where === undefined || !isEvent(where));
}

/** A term that counts the events of one kind. */
const countsKind = ({ columns, minus, times, where, recorded, own }: TermNode, among?: string): boolean =>
  columns.length === 1 &&
  (exitFlags.has(columns[0]) || hireFlags.has(columns[0])) &&
  !minus &&
  !times &&
  !own &&
  recorded === undefined &&
  (where === undefined || where === among || !isEvent(where));

export function eventUse(node: MeasureNode): EventUse {
  const { numerator, denominator, contributors } = node;
  const below = isTerm(denominator) ? denominator : null;
  const named = [
    ...namesOf(numerator),
    ...(below ? namesOf(below) : []),
    ...(node.own?.columns ?? []),
    ...(contributors === undefined ? [] : [contributors]),
  ].filter(isEvent);
  if (named.length === 0) return null;
  if (node.own) return "mixed";
  const belowNames = below ? namesOf(below).filter(isEvent) : [];
  const belowIsKind = below !== null && countsKind(below);
  if (belowNames.length > 0 && !belowIsKind && !countsAll(below!)) return "mixed";
  if (countsAll(numerator)) return belowNames.length > 0 ? "mixed" : "all";
  if (!namesOf(numerator).some(isEvent)) return belowIsKind ? "mixed" : null;
  const among = belowIsKind ? below.columns[0] : undefined;
  if (!countsKind(numerator, among)) return "mixed";
  // of some exits only, chosen by anything but whether they were observed, kinds would be rounded a second time
  const { where } = numerator;
  if (tellsOfReason(node) && where !== undefined && where !== among && where !== "exit_exposure")
    return "mixed";
  return exitFlags.has(numerator.columns[0]) ? "exit" : "hire";
}

/** Whether the number below the line is itself one of a kind. */
export const isOfKind = (node: MeasureNode): boolean =>
  isTerm(node.denominator) && countsKind(node.denominator);

/** Whether the measure counts exits of a kind, or some of the voluntary ones: it is published together with the kinds. */
export const tellsOfReason = ({ numerator }: MeasureNode): boolean =>
  exitFlags.has(numerator.columns[0]) && !numerator.columns[0].startsWith("is_exit_within_");

/** Number of the kind that the measure counts, in the order of exitKinds; -1: some of the voluntary ones. */
export const kindOf = ({ numerator }: MeasureNode): number =>
  exitKinds.findIndex((kind) => kind === numerator.columns[0]);

/** Counts of exits by kind and of hires, as they are, over the same months as the measures that tell of them. */
export function eventCounts(nodes: readonly MeasureNode[]): { rows: RowChoice; measures: MeasureNode[] }[] {
  const asked = nodes.filter((node) => eventUse(node) !== null && node.relation === "employee_month");
  return [...new Set(asked.map(({ rows }) => rows))].map((rows) => ({
    rows,
    measures: [...exitKinds, "is_hire"].map((column) => ({
      metric: asked[0].metric,
      relation: "employee_month",
      rows,
      numerator: { columns: [column] },
      denominator: null,
      per: 1,
      byPerson: false,
      people: "recorded",
    })),
  }));
}
