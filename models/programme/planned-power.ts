// A programme that has not begun → what it could find: the same people, design and number of months laid over the last months on file,
// where nothing happened; how far such an effect scatters by itself is what a real one must exceed.
import type { Bilingual } from "../../engine/locale.js";
import { formatNumber, grouped } from "../../engine/metrics/format-number.js";
import { monthNumber, monthText } from "../../engine/metrics/period.js";
import { differenceUnit, type Unit } from "../../engine/metrics/unit.js";
import { readsEverybody } from "../../engine/metrics/reader.js";
import { normalCdf, normalQuantile } from "../estimators/normal-distribution.js";
import type { ModelContext } from "../model-context.js";
import { modelErrors } from "../model-errors.js";
import { evaluateOutcome } from "./outcome-evaluation.js";
import { programmePeople } from "./programme-people.js";
import { outcomeRows } from "./programme-rows.js";
import type { Phases, Programme } from "./programme-schema.js";

export interface PlannedPower {
  metric: string;
  unit: Unit;
  /** Why there is none: no months before it, people who take a course yet to come, nobody. */
  missing: "short_history" | "course" | "no_rows" | null;
  people: { treated: number; compared: number } | null;
  /** Months laid over the history; fewer than planned where there are not so many. */
  phases: Phases | null;
  isShorter: boolean;
  /** Smallest effect found with 80 % probability, in the outcome's unit. */
  detectable: number | null;
  /** Probability of finding the smallest effect worth having. */
  power: number | null;
  text: Bilingual;
}

/** Fewest months before and after that an effect is taken from. */
const fewestMonths = 3;

/** Errors: fit_needs_person_rights, programme_nobody, and those of conditions and metrics. */
export async function plannedPower(context: ModelContext, programme: Programme): Promise<PlannedPower> {
  const { reader, cache, workspace } = context;
  if (!readsEverybody(reader)) throw modelErrors.fit_needs_person_rights({ reader: reader.id });
  const [metric] = programme.outcomes;
  const phases = pastPhases(programme.phases, cache.history);
  const none = (missing: PlannedPower["missing"], unit: Unit = "index"): PlannedPower => ({
    metric: metric!,
    unit,
    missing,
    people: null,
    phases,
    isShorter: false,
    detectable: null,
    power: null,
    text: reasons[missing!],
  });
  if ("course" in programme.treated) return none("course");
  if (!phases) return none("short_history");
  const past = { ...programme, phases };
  const placed = await programmePeople(context, past);
  const outcome = await outcomeRows(context, metric!, { from: phases.before.from, to: phases.after.to });
  const found = evaluateOutcome(outcome, past, placed);
  if (!found || !Number.isFinite(found.detectable)) return none("no_rows", outcome.metric.unit);
  const z = normalQuantile(0.975);
  const error = found.detectable / (z + normalQuantile(0.8));
  const { worthwhile } = programme;
  const power =
    worthwhile === undefined ? null : normalCdf(worthwhile / error - z) + normalCdf(-worthwhile / error - z);
  const count = (group: string): number => placed.people.filter((one) => one.group === group).length;
  const plan = {
    metric: metric!,
    unit: outcome.metric.unit,
    missing: null,
    people: { treated: count("treated"), compared: count("compared") },
    phases,
    isShorter: lengthOf(phases.before) + lengthOf(phases.after) < lengthOf(programme.phases.before) + lengthOf(programme.phases.after), // prettier-ignore
    detectable: found.detectable,
    power,
  };
  const { currency } = workspace.config;
  return { ...plan, text: words(plan, outcome.metric.label, worthwhile, currency) };
}

const lengthOf = ({ from, to }: { from: string; to: string }): number =>
  monthNumber(to) - monthNumber(from) + 1;

const span = (from: number, months: number): { from: string; to: string } => ({
  from: monthText(from),
  to: monthText(from + months - 1),
});

/** The plan's months, moved back to end with the last month before the change; shortened from both ends where history is short. */
export function pastPhases(
  { before, change, after }: Phases,
  history: { from: string; to: string },
): Phases | null {
  const last = Math.min(monthNumber(history.to), monthNumber(change.from) - 1);
  const there = last - monthNumber(history.from) + 1;
  const middle = Math.min(lengthOf(change), Math.max(1, there - 2 * fewestMonths));
  const rest = there - middle;
  if (rest < 2 * fewestMonths) return null;
  const wanted = { before: lengthOf(before), after: lengthOf(after) };
  const late = Math.min(wanted.after, Math.max(fewestMonths, rest - wanted.before, Math.floor(rest / 2)));
  const early = Math.min(wanted.before, rest - late);
  const start = last - late - middle - early + 1;
  return {
    before: span(start, early),
    change: span(start + early, middle),
    after: span(start + early + middle, late),
  };
}

const reasons: Record<NonNullable<PlannedPower["missing"]>, Bilingual> = {
  short_history: {
    en: "Too few months on file before the change to say what it could find.",
    zh: "变革之前的月份太少，无法说明能发现多大的效果。",
  },
  course: {
    en: "Who will take the course, and when, is not known yet: reckon with the shares below.",
    zh: "谁会在何时完成课程尚不可知：请用下方的比例估算。",
  },
  no_rows: {
    en: "These people have no values of this outcome on file.",
    zh: "这些人员没有该指标的数据。",
  },
};

function words(
  { people, detectable, power, unit, phases, isShorter }: Omit<PlannedPower, "text">,
  label: Bilingual,
  worthwhile: number | undefined,
  currency: string | undefined,
): Bilingual {
  const kind = differenceUnit(unit);
  const size = (value: number, locale: "en" | "zh"): string =>
    formatNumber(value, kind, locale, { currency });
  const { treated, compared } = people!;
  const chance = power === null ? "" : `${grouped(100 * power, 0)}%`;
  return {
    en: [
      `With ${treated} people treated and ${compared} compared, an effect on ${label.en.toLowerCase()} of ${size(detectable!, "en")} or more would be found with 80% probability.`,
      ...(power === null
        ? []
        : [`The smallest effect worth having, ${size(worthwhile!, "en")}, with ${chance}${power < 0.8 ? ": too little; more people, more months, or another outcome" : ""}.`]), // prettier-ignore
      `Reckoned on ${phases!.before.from} to ${phases!.after.to}, when nothing happened${isShorter ? "; fewer months than planned, so it is on the careful side" : ""}.`,
    ].join(" "),
    zh: [
      `实施 ${treated} 人、对照 ${compared} 人时，对“${label.zh}”的效果达到 ${size(detectable!, "zh")} 才会以 80% 的概率被发现。`,
      ...(power === null
        ? []
        : [`值得追求的最小效果 ${size(worthwhile!, "zh")} 被发现的概率为 ${chance}${power < 0.8 ? "：偏低，需要更多的人、更多的月份或换一项指标" : ""}。`]), // prettier-ignore
      `按尚未实施时的 ${phases!.before.from} 至 ${phases!.after.to} 推算${isShorter ? "；月份少于计划，因此偏保守" : ""}。`,
    ].join(""),
  };
}
