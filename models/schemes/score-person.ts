// One person's segments → the score: weights after tier and exposure, points in hundredths, gates, band; Σ points = total.
import type { Catalogue } from "../../engine/index.js";
import { monthsIn, daysIn, monthsText, type SchemePeriod } from "./scheme-periods.js";
import { monthText } from "../../engine/metrics/period.js";
import type { PersonSegment, SchemeInputs } from "./scheme-inputs.js";
import type { Band, Indicator, IndicatorSource, SchemeVersion } from "./scheme-schema.js";
import { scoreIndicator, type IndicatorScore, type Span } from "./score-indicator.js";
import type { GateResult, PersonScore, ScorePart } from "./score-types.js";
import { hundredths, inProportion, points, weighted } from "./weights.js";

/** A part before points: what is not scored has a reason. */
interface Entry {
  person: PersonSegment;
  indicator: Indicator;
  /** Points of 100 as the scheme has them, times the segment's share. */
  weight: number;
  scored: IndicatorScore | null;
  isEligible: boolean;
  /** Not for this person, and its weight goes to the others. */
  isSpread: boolean;
}

export function scorePerson(
  inputs: SchemeInputs,
  employee: string,
  segments: readonly PersonSegment[],
): PersonScore {
  const { scheme, period, catalogue, covered } = inputs;
  // whoever is in the scheme for some of its parts only is scored on these
  const months = segments.reduce((sum, { segment }) => sum + monthsIn(segment), 0);
  const entries = segments.flatMap((person) =>
    entriesOf(person, monthsIn(person.segment) / months, catalogue, period),
  );
  const weights = effectiveWeights(entries);
  const parts = entries.map((entry, i) => partOf(entry, weights[i]!, covered));
  const gates = segments.flatMap((person) =>
    gatesOf(
      person,
      monthsIn(person.segment) / months,
      parts.filter(({ version }) => version === person.segment.version.version),
    ),
  );
  const total = points([...parts, ...gates].reduce((sum, part) => sum + hundredths(part.points ?? 0), 0));
  const last = segments.at(-1)!.segment.version;
  const isComplete =
    inputs.isOver &&
    parts.every((part) => part.points !== null || hundredths(part.weight) === 0) &&
    parts.some((part) => part.points !== null) &&
    gates.every((gate) => gate.isPassed !== null || !gate.isEligible) &&
    segments.every(({ segment }) => !segment.version.is_partial);
  const band = isComplete ? bandOf(last, total) : null;
  return {
    employee,
    scheme: scheme.id,
    period: monthText(period.from),
    from: monthText(Math.max(segments[0]!.segment.from, covered.from)),
    to: monthText(Math.min(segments.at(-1)!.segment.to, covered.to)),
    versions: [...new Set(segments.map(({ segment }) => segment.version.version))],
    tier: segments.at(-1)!.tier,
    total,
    weightScored: points(
      parts.reduce((sum, part) => sum + (part.points === null ? 0 : hundredths(part.weight)), 0),
    ),
    band,
    multiplier: isComplete ? multiplierOf(last, band, segments, gates, months) : null,
    parts,
    gates,
    isComplete,
  };
}

/** The highest band reached; null below all of them. */
export const bandOf = ({ bands }: Pick<SchemeVersion, "bands">, total: number): Band | null =>
  bands
    .filter(({ at_least }) => hundredths(total) >= hundredths(at_least))
    .reduce<Band | null>((best, band) => (best && best.at_least > band.at_least ? best : band), null);

/** Below every band the bonus is what it is: 1. Null where the scheme says nothing about a bonus. */
function multiplierOf(
  version: SchemeVersion,
  band: Band | null,
  segments: readonly PersonSegment[],
  gates: readonly GateResult[],
  months: number,
): number | null {
  const says = version.bands.some(({ multiplier }) => multiplier !== undefined);
  const factors = segments.map(({ segment }) => {
    const own = gates.filter((gate) => gate.version === segment.version.version);
    return (own.reduce((all, gate) => all * gate.bonusFactor, 1) * monthsIn(segment)) / months;
  });
  const hasFactor = segments.some(({ segment }) =>
    segment.version.gates.some(({ then }) => "bonus_factor" in then),
  );
  if (!says && !hasFactor) return null;
  const factor = factors.reduce((sum, one) => sum + one, 0);
  return Math.round((band?.multiplier ?? 1) * factor * 1e6) / 1e6;
}

/** Weights of a version, or of the person's tier. */
export function weightsOf({ indicators, tiers }: SchemeVersion, tier: string | null): number[] {
  const own = tiers.find(({ id }) => id === tier);
  return indicators.map(({ id, weight }) => (own ? (own.weights[id] ?? 0) : weight));
}

function entriesOf(
  person: PersonSegment,
  share: number,
  catalogue: Catalogue,
  period: SchemePeriod,
): Entry[] {
  const { segment, tier } = person;
  const weights = weightsOf(segment.version, tier);
  const span = spanOf(person, catalogue, period);
  return segment.version.indicators.map((indicator, i) => {
    const { exposure } = indicator;
    const exposed = exposure ? person.exposureOf(exposure) : null;
    const isEligible = !exposure || exposed === null || exposed >= exposure.at_least;
    const isKnown = !exposure || exposed !== null;
    return {
      person,
      indicator,
      weight: weights[i]! * share,
      isEligible,
      isSpread: !isEligible && exposure?.otherwise === "pro_rata",
      scored:
        isEligible && isKnown && person.isWhollyReadable
          ? scoreIndicator(indicator, person.valueOf, span)
          : null,
    };
  });
}

function spanOf({ segment, employed }: PersonSegment, catalogue: Catalogue, period: SchemePeriod): Span {
  return {
    months: monthsIn(segment),
    days: daysIn(segment),
    share: monthsIn(segment) / monthsIn(period),
    employed: employed && employed.of > 0 ? employed.worked / employed.of : 1,
    accumulates: (source) => accumulates(source, catalogue),
    percent: (source) =>
      "metric" in source && source.take === "value" && catalogue.metrics.get(source.metric)?.unit === "share"
        ? 100
        : 1,
  };
}

/** Sums over months: plain sums, the numerator of a ratio over the months of a period, and KPIs that are added up. */
export function accumulates(source: IndicatorSource, { metrics }: Pick<Catalogue, "metrics">): boolean {
  if ("kpi" in source) return source.combine === "sum";
  const formula = metrics.get(source.metric)?.formula;
  if (!formula) return false;
  if (formula.kind === "sum") return true;
  const isOverMonths = formula.kind === "ratio" || formula.kind === "mean";
  return source.take === "numerator" && isOverMonths && formula.at !== "end_of_period";
}

/** In hundredths: of every segment, what is not for this person goes to the rest in proportion, and all adds up as before. */
function effectiveWeights(entries: readonly Entry[]): number[] {
  const sums = new Map<PersonSegment, { all: number; kept: number }>();
  for (const { person, weight, isSpread } of entries) {
    const { all, kept } = sums.get(person) ?? { all: 0, kept: 0 };
    sums.set(person, { all: all + weight, kept: kept + (isSpread ? 0 : weight) });
  }
  const spread = entries.map(({ person, weight, isSpread }) => {
    const { all, kept } = sums.get(person)!;
    return isSpread || kept === 0 ? 0 : (weight * all) / kept;
  });
  return inProportion(spread, hundredths(spread.reduce((sum, weight) => sum + weight, 0)));
}

function partOf(entry: Entry, weight: number, covered: SchemeInputs["covered"]): ScorePart {
  const { person, indicator, scored, isEligible, isSpread } = entry;
  const { segment } = person;
  const isFull = !isEligible && !isSpread && person.isWhollyReadable;
  const score = isFull ? 100 : isSpread ? null : (scored?.score ?? null);
  const source = indicator.source;
  const range = { from: Math.max(segment.from, covered.from), to: Math.min(segment.to, covered.to) };
  return {
    indicator: indicator.id,
    name: indicator.name,
    kind: indicator.kind,
    provenance: indicator.provenance,
    version: segment.version.version,
    from: monthText(range.from),
    to: monthText(range.to),
    weight: points(weight),
    value: scored?.value.value ?? null,
    target: scored?.conditions[0]?.target ?? null,
    conditions: scored?.conditions ?? [],
    attainment: scored?.attainment ?? null,
    score,
    points: score === null ? null : points(weighted(weight, score)),
    isEligible,
    employed: person.employed && person.employed.worked < person.employed.of ? person.employed : null,
    reason: reasonOf(entry, score),
    numerator: scored?.value.numerator ?? null,
    denominator: scored?.value.denominator ?? null,
    rows: { relation: "metric" in source ? "employee_month" : "kpi_actual", months: monthsText(range) },
  };
}

function reasonOf(
  { person, indicator, weight, scored, isEligible, isSpread }: Entry,
  score: number | null,
): ScorePart["reason"] {
  if (!person.isWhollyReadable) return "months_not_readable";
  if (!isEligible) return isSpread ? "not_eligible_pro_rata" : "not_eligible_full";
  if (scored === null) return "no_source";
  if (score === null) return scored.reason;
  return weight === 0 && indicator.weight === 0 ? "watched" : null;
}

/** A cap takes the segment's points above it away; of several, the lowest does. */
function gatesOf(person: PersonSegment, share: number, parts: readonly ScorePart[]): GateResult[] {
  const { version } = person.segment;
  const scored = parts.reduce((sum, part) => sum + hundredths(part.points ?? 0), 0);
  const results = version.gates.map((gate): GateResult & { cap: number } => {
    const { exposure } = gate;
    const exposed = exposure ? person.exposureOf(exposure) : null;
    const isEligible = !exposure || exposed === null || exposed >= exposure.at_least;
    const value = person.isWhollyReadable && isEligible ? person.valueOf(gate.source).value : null;
    const isPassed = value === null ? null : value >= gate.at_least;
    const { then } = gate;
    const fails = isPassed === false;
    return {
      gate: gate.id,
      name: gate.name,
      version: version.version,
      value,
      atLeast: gate.at_least,
      isPassed,
      isEligible,
      exposed:
        exposure && exposed !== null && person.isWhollyReadable
          ? { value: exposed, atLeast: exposure.at_least }
          : null,
      bonusFactor: fails && "bonus_factor" in then ? then.bonus_factor : 1,
      points: 0,
      cap: fails && "score_cap" in then ? then.score_cap : Infinity,
    };
  });
  const lowest = results.reduce((cap, gate) => Math.min(cap, gate.cap), Infinity);
  const first = results.find(({ cap }) => cap === lowest && cap < Infinity);
  return results.map(({ cap, ...gate }) => ({
    ...gate,
    points: first?.gate === gate.gate ? points(Math.min(0, hundredths(cap * share) - scored)) : 0,
  }));
}
