// A scheme and the months behind it → what only data can tell: indicators that few people have anything to do with, and values in
// which chance outweighs the differences between people.
import { cacheFacts, loadCatalogue } from "../../engine/index.js";
import { monthText, type MonthRange } from "../../engine/metrics/period.js";
import { personValues } from "../../engine/metrics/person-values.js";
import { intraclassCorrelations, stepUp } from "../estimators/intraclass-correlation.js";
import { lastWholeMonth } from "../data-through.js";
import type { ModelContext } from "../model-context.js";
import { schemeInputs } from "./scheme-inputs.js";
import { lastWholePeriod } from "./scheme-periods.js";
import type { Indicator, Scheme } from "./scheme-schema.js";
import { schemeWarnings, type SchemeWarning } from "./scheme-warnings.js";
import { RapportError } from "../../engine/errors.js";

/** Fewer people, and nothing is said about how well a value tells them apart. */
const fewestPeople = 10;
const monthsLookedAt = 12;
const leastReliability = 0.5;

/** As written and as measured, for the version of the last whole period. Exact readers only. */
export async function allWarnings(context: ModelContext, scheme: Scheme): Promise<SchemeWarning[]> {
  const { cache, workspace } = context;
  const facts = await cacheFacts({ ...cache, workspace });
  const written = [
    ...schemeWarnings(scheme, loadCatalogue(workspace.dir), facts.sources),
    ...otherQuarters(scheme, workspace.config.fiscalYearStart),
  ];
  if (!facts.history) return written;
  const whole = { from: facts.history.from, to: lastWholeMonth(workspace, cache, context.now) };
  try {
    return [...written, ...(await measuredWarnings(context, scheme, whole))];
  } catch (error) {
    // a scheme that begins later, or a period before the history: nothing was measured yet
    if (error instanceof RapportError && notYet.has(error.code)) return written;
    throw error;
  }
}

/** Scores are of calendar quarters; those of a fiscal year from February, say, begin in other months. */
function otherQuarters({ period, versions }: Scheme, fiscalYearStart: number): SchemeWarning[] {
  if (period === "month" || fiscalYearStart % 3 === 1) return [];
  const month = String(fiscalYearStart).padStart(2, "0");
  return [
    {
      code: "quarters_of_calendar",
      versions: versions.map(({ version }) => version),
      indicators: [],
      at: ["period"],
      text: {
        en: `Quarters are scored by the calendar, while the fiscal year begins in month ${month}: score by month where its quarters are meant.`,
        zh: `季度按自然季度计分，而财年始于 ${month} 月：如需财年季度，请按月计分。`,
      },
    },
  ];
}

const notYet = new Set(["scheme_not_in_force", "months_outside_history"]);

async function measuredWarnings(
  context: ModelContext,
  scheme: Scheme,
  history: MonthRange,
): Promise<SchemeWarning[]> {
  const inputs = await schemeInputs(context, scheme, lastWholePeriod(scheme, history));
  const { version } = inputs.period.segments.at(-1)!;
  const v = scheme.versions.indexOf(version);
  const people = [...inputs.people].flatMap(([employee, segments]) => {
    const last = segments.findLast(({ segment }) => segment.version === version);
    return last ? [{ employee, last }] : [];
  });
  const warnings: SchemeWarning[] = [];
  for (const [i, indicator] of version.indicators.entries()) {
    if (indicator.weight === 0) continue;
    const { exposure } = indicator;
    const known = exposure ? people.filter(({ last }) => last.exposureOf(exposure) !== null) : people;
    const exposed = exposure
      ? known.filter(({ last }) => last.exposureOf(exposure)! >= exposure.at_least)
      : people;
    const at = ["versions", v, "indicators", i];
    const base = { versions: [version.version], indicators: [indicator.id] };
    if (exposure && known.length > 0 && exposed.length < known.length / 2)
      warnings.push({
        ...base,
        code: "exposure_of_few",
        at: [...at, "exposure"],
        text: {
          en: `“${indicator.name.en}” is for ${exposed.length} of ${known.length} people in ${inputs.period.name}; the others are scored on something else.`,
          zh: `“${indicator.name.zh}”在 ${inputs.period.name} 只适用于 ${known.length} 人中的 ${exposed.length} 人；其余人按其他指标计分。`,
        },
      });
    const found = await reliabilityOf(
      context,
      indicator,
      exposed.map(({ employee }) => employee),
      { from: Math.max(history.from, inputs.period.to - monthsLookedAt + 1), to: inputs.period.to },
      scheme.period === "month" ? 1 : 3,
    );
    if (found !== null && found.value < leastReliability)
      warnings.push({
        ...base,
        code: "reliability_low",
        at: [...at, "source"],
        text: {
          en: `“${indicator.name.en}”: reliability of one period's value is ${found.value.toFixed(2)} (${found.people} people, ${found.months} months): ${Math.round(100 * (1 - found.value))} % of what sets people apart in it is chance.`,
          zh: `“${indicator.name.zh}”：单个周期数值的信度为 ${found.value.toFixed(2)}（${found.people} 人，${found.months} 个月）：人与人之间差异的 ${Math.round(100 * (1 - found.value))}% 来自随机波动。`,
        },
      });
  }
  return warnings;
}

/**
 * Variance between people ÷ (that + sampling error) of a period's value: ICC(3,1) of people × months (months' own ups and downs
 * taken out), stepped up to the months of a period by Spearman–Brown; of people with a value in every month. Null with fewer
 * than ten people, three months, or without any spread.
 */
async function reliabilityOf(
  { cache, workspace, reader }: ModelContext,
  { source }: Indicator,
  employees: readonly string[],
  { from, to }: MonthRange,
  periodMonths: number,
): Promise<{ value: number; people: number; months: number } | null> {
  const months = to - from + 1;
  if (!("metric" in source) || employees.length < fewestPeople || months < 3) return null;
  const values = await personValues(
    { ...cache, workspace },
    {
      metrics: [source.metric],
      from: monthText(from),
      to: monthText(to),
      by: "month",
      employees,
      ...(source.where && source.where.length > 0 && { where: source.where }),
    },
    { reader },
  );
  const rows = new Map<string, number[]>();
  for (const { employee, value, numerator, isRecorded, denominator, refused } of values) {
    const one = source.take === "numerator" ? numerator : value;
    if (one === null || refused !== null || (!isRecorded && denominator === null)) continue;
    rows.set(employee, [...(rows.get(employee) ?? []), one]);
  }
  const whole = [...rows.values()].filter(({ length }) => length === months);
  if (whole.length < fewestPeople) return null;
  const icc = intraclassCorrelations(whole)?.icc3.value;
  if (icc === undefined) return null;
  return { value: Math.max(0, stepUp(Math.max(0, icc), periodMonths)), people: whole.length, months };
}
