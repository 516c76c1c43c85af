// The company's own KPI schemes → each person's goals of the period with weight, target and value as the scheme scores them.
import { loadCatalogue, type Catalogue } from "../../engine/index.js";
import type { Reader } from "../../engine/metrics/reader.js";
import type { ModelContext } from "../model-context.js";
import { schemesOf, scoreScheme } from "../schemes/index.js";
import type { Indicator, IndicatorSource, Scheme, ScorePart } from "../schemes/index.js";
import type { Value } from "./figure-values.js";
import { accumulationOf, unitOf } from "./metric-goal.js";
import type { Accumulation, Condition, Goal, ProgressSheet } from "./progress-types.js";

export interface SchemeGoals {
  goals: Map<string, Goal[]>;
  schemes: Map<string, NonNullable<ProgressSheet["scheme"]>>;
  /** By employee and goal: value, and the conditions of a compound target. */
  values: Map<string, Value & { conditions: Condition[] }>;
}

export const goalKey = (employee: string, goal: string): string => `${employee}\u001f${goal}`;

/** Schemes with periods of that length; where none is the company's own, nobody has goals here. */
export const ownSchemes = (
  { workspace }: Pick<ModelContext, "workspace">,
  length?: "month" | "quarter",
): Scheme[] =>
  schemesOf(workspace)
    .found.filter(({ isOwn, scheme }) => isOwn && (length === undefined || scheme.period === length))
    .map(({ scheme }) => scheme);

/** A person in two schemes is told of the first by id. `reader`: the program; what it reads leaves as its own person's only. */
export async function schemeGoals(
  context: ModelContext,
  reader: Reader,
  period: { from: string; length: "month" | "quarter" },
): Promise<SchemeGoals> {
  const catalogue = loadCatalogue(context.workspace.dir);
  const found: SchemeGoals = { goals: new Map(), schemes: new Map(), values: new Map() };
  for (const scheme of ownSchemes(context, period.length)) {
    if (scheme.versions.every(({ effective_from: start }) => start > lastMonthOf(period))) continue;
    const scores = await scoreScheme({ ...context, reader }, scheme, nameOf(period));
    for (const { employee, parts, versions } of scores) {
      if (found.goals.has(employee)) continue;
      const version = versions.at(-1) ?? "";
      const told = lastParts(parts).filter(({ isEligible }) => isEligible);
      const goals = told.flatMap((part) => {
        const indicator = indicatorOf(scheme, part);
        if (!indicator) return [];
        found.values.set(goalKey(employee, indicator.id), {
          value: part.value,
          numerator: part.numerator,
          denominator: part.denominator,
          refused: part.value === null ? part.reason : null,
          conditions: part.conditions.length > 1 ? conditionsOf(indicator, part, catalogue) : [],
        });
        return [goalOf(indicator, part, catalogue)];
      });
      found.goals.set(employee, goals);
      found.schemes.set(employee, { id: scheme.id, version, name: scheme.name });
    }
  }
  return found;
}

/** Of a period that two versions share, the later one's. */
const lastParts = (parts: readonly ScorePart[]): ScorePart[] => [
  ...new Map(parts.map((part) => [part.indicator, part])).values(),
];

const indicatorOf = ({ versions }: Scheme, part: ScorePart): Indicator | undefined =>
  versions
    .find(({ version }) => version === part.version)
    ?.indicators.find(({ id }) => id === part.indicator);

function goalOf(indicator: Indicator, part: ScorePart, catalogue: Catalogue): Goal {
  const { id, name, kind, source, controllable, provenance } = indicator;
  const metric = "metric" in source ? catalogue.metrics.get(source.metric) : undefined;
  const take = "metric" in source ? source.take : "value";
  return {
    id,
    name,
    kind,
    weight: part.weight,
    unit: metric ? unitOf(metric, take) : "index",
    adds: metric ? accumulationOf(metric, take) : addsOf(source),
    source:
      "metric" in source
        ? { metric: source.metric, take, ...(source.where && { where: source.where }) }
        : { kpi: source.kpi },
    target: part.target,
    ...(isRecorded(indicator) && { isRecordedMonthly: true as const }),
    direction: part.conditions[0]?.direction ?? "at_least",
    controllable,
    provenance,
  };
}

/** Each with the name and the unit of what it is about. */
function conditionsOf({ source, target }: Indicator, part: ScorePart, catalogue: Catalogue): Condition[] {
  const all = target && "all" in target ? target.all : [];
  return part.conditions.map((condition, i) => {
    const about = all[i]?.source ?? source;
    const metric = "metric" in about ? catalogue.metrics.get(about.metric) : undefined;
    return {
      ...condition,
      name: metric?.label ?? { en: condition.source, zh: condition.source },
      unit: metric && "metric" in about ? unitOf(metric, about.take) : "index",
    };
  });
}

const isRecorded = ({ source, target }: Indicator): boolean =>
  "kpi" in source && target !== undefined && "at_least" in target && target.at_least === "recorded";

const addsOf = (source: IndicatorSource): Accumulation =>
  !("kpi" in source) || source.combine === undefined
    ? "unstated"
    : source.combine === "sum"
      ? "adds_up"
      : "rate";

function nameOf({ from, length }: { from: string; length: "month" | "quarter" }): string {
  return length === "month" ? from : `${from.slice(0, 4)}-Q${Math.ceil(Number(from.slice(5)) / 3)}`;
}

const lastMonthOf = ({ from, length }: { from: string; length: "month" | "quarter" }): string =>
  length === "month" ? from : `${from.slice(0, 5)}${String(Number(from.slice(5)) + 2).padStart(2, "0")}`;
