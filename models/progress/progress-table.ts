// Cache + period → everybody's goals and values, and for those asked about every figure: gap, due, change, peers, band, evidence.
import { createHash } from "node:crypto";
import { addMonths, loadCatalogue } from "../../engine/index.js";
import { canonicalJson, definitionHashes } from "../../engine/metrics/receipt.js";
import type { ModelContext } from "../model-context.js";
import { changeOf, pastOf } from "./chance-of-change.js";
import { lastDayOf } from "../month.js";
import { dueBy, type DueSpan } from "./due-amount.js";
import { figureValues, program, type FigureValues, type Value } from "./figure-values.js";
import { exact, gapOf } from "./gap.js";
import { recordedGoals, watchedGoals } from "./goals.js";
import { isProportion } from "./metric-goal.js";
import { peerGroups, type PeerGroup } from "./peer-groups.js";
import { bandOf, peerStatistics, type PeerStatistics } from "./peer-statistics.js";
import type { ProgressPeriod } from "./progress-period.js";
import { kpiRowsOf, peopleOf, unitNamesOf, type PersonRow } from "./progress-rows.js";
import { goalKey, schemeGoals, type SchemeGoals } from "./scheme-goals.js";
import type { Condition, Evidence, Figure, Gap, Goal, Peers, ProgressSheet } from "./progress-types.js";

export interface ProgressTable {
  period: ProgressPeriod;
  people: Map<string, PersonRow>;
  schemeOf(employee: string): ProgressSheet["scheme"];
  /** Figures of one of those asked about; [] where nothing is known of them. */
  figuresOf(employee: string, hidden?: readonly string[]): Figure[];
}

interface PeerPlace {
  groups: Map<string, PeerGroup>;
  statistics: Map<PeerGroup, PeerStatistics | null>;
}

/** `asked`: whose months are read; peers are of everybody with the same indicator. */
export async function progressTable(
  context: ModelContext,
  period: ProgressPeriod,
  asked: readonly string[],
): Promise<ProgressTable> {
  const { cache, workspace } = context;
  const known = cache.history.to < period.to ? cache.history.to : period.to;
  const isClosed = lastDayOf(known) <= period.through;
  const monthsTo = isClosed ? known : addMonths(known, -1);
  const earliest = addMonths(monthsTo, -12);
  const monthsFrom = earliest < cache.history.from ? cache.history.from : earliest;
  const people = new Map((await peopleOf(cache, period.from, period.to)).map((row) => [row.employee, row]));
  const unitNames = await unitNamesOf(cache);
  const kpiRows = await kpiRowsOf(cache, monthsFrom < period.from ? monthsFrom : period.from, known);
  const recorded = recordedGoals(kpiRows.filter(({ month }) => month >= period.from));
  const watched = await watchedGoals(context);
  const scheme = await schemeGoals(context, program, period);
  const goals = new Map([...people.keys()].map((id) => [id, goalsOf(id, { scheme, recorded, watched })]));
  const span = {
    from: period.from,
    to: known,
    monthsFrom,
    monthsTo: monthsTo < monthsFrom ? null : monthsTo,
  };
  const read = await figureValues(context, goals, kpiRows, span, asked);
  const values: FigureValues = {
    months: read.months,
    ofPeriod: (employee, goal) =>
      scheme.values.get(goalKey(employee, goal.id)) ?? read.ofPeriod(employee, goal),
  };
  const peers = new Map<string, PeerPlace>();
  const { timeZone, k } = workspace.config;
  const catalogue = loadCatalogue(workspace.dir);
  const targetMonths = (employee: string, { source, isRecordedMonthly }: Goal): Pick<DueSpan, "months"> =>
    "kpi" in source && isRecordedMonthly
      ? {
          months: kpiRows.flatMap((row) =>
            row.employee_id === employee && row.kpi === source.kpi ? [row.month] : [],
          ),
        }
      : {};
  const placeOf = (goal: Goal): PeerPlace => {
    const there = peers.get(goal.id);
    if (there) return there;
    const place = peersOf(goal, { people, goals, values, k });
    peers.set(goal.id, place);
    return place;
  };
  const isShareOfThings = ({ source }: Goal): boolean => {
    const metric = "metric" in source && source.take === "value" && catalogue.metrics.get(source.metric);
    return metric ? isProportion(metric) : false;
  };
  const evidenceOf = (employee: string, goal: Goal, value: Value): Evidence => {
    const metric = "metric" in goal.source ? catalogue.metrics.get(goal.source.metric) : undefined;
    const deciding = {
      definition: metric ? definitionHashes([metric])[metric.id]! : "recorded",
      relation: metric?.relation ?? "kpi_actual",
      from: period.from,
      to: known,
      snapshot: cache.snapshot,
    };
    const named = {
      employee,
      source: goal.source,
      value: value.value,
      target: goal.target,
      numerator: value.numerator,
      denominator: value.denominator,
    };
    return {
      receipt: createHash("sha256")
        .update(canonicalJson({ ...deciding, ...named }))
        .digest("hex")
        .slice(0, 12),
      ...deciding,
    };
  };
  return {
    period,
    people,
    schemeOf: (employee) => scheme.schemes.get(employee) ?? null,
    figuresOf: (employee, hidden = []) =>
      (goals.get(employee) ?? []).flatMap((goal) => {
        if ("metric" in goal.source && hidden.includes(goal.source.metric)) return [];
        const value = values.ofPeriod(employee, goal);
        // a metric that is only watched says nothing where the person has nothing to count
        if (!value || (value.value === null && goal.target === null)) return [];
        return [
          figureOf(goal, value, {
            span: { from: period.from, to: period.to, through: period.through, timeZone, ...targetMonths(employee, goal) }, // prettier-ignore
            months: values.months(employee, goal),
            place: placeOf(goal),
            group: placeOf(goal).groups.get(employee),
            unitNames,
            conditions: scheme.values.get(goalKey(employee, goal.id))?.conditions ?? [],
            isProportion: isShareOfThings(goal),
            evidence: evidenceOf(employee, goal, value),
          }),
        ];
      }),
  };
}

/** What a scheme asks for goes before what was recorded; watched metrics that it already holds are not told twice. */
function goalsOf(
  employee: string,
  from: { scheme: SchemeGoals; recorded: Map<string, Goal[]>; watched: readonly Goal[] },
): Goal[] {
  const asked = from.scheme.goals.get(employee) ?? from.recorded.get(employee) ?? [];
  const held = new Set(asked.flatMap(({ source }) => ("metric" in source ? [source.metric] : [])));
  return [...asked, ...from.watched.filter(({ id }) => !held.has(id))];
}

function peersOf(
  goal: Goal,
  at: { people: Map<string, PersonRow>; goals: Map<string, Goal[]>; values: FigureValues; k: number },
): PeerPlace {
  const measured = [...at.people.values()].flatMap(({ employee, path }) => {
    const own = at.goals.get(employee)?.find(({ id }) => id === goal.id);
    const value = own && at.values.ofPeriod(employee, own);
    return value && value.value !== null ? [{ employee, path, ...value, value: value.value }] : [];
  });
  const byEmployee = new Map(measured.map((one) => [one.employee, one]));
  const groups = peerGroups(measured, at.k);
  const isRatio = "metric" in goal.source && goal.adds === "rate";
  const statistics = new Map(
    [...new Set(groups.values())].map((group) => [
      group,
      peerStatistics(
        group.members.map((member) => {
          const { employee, value, numerator, denominator } = byEmployee.get(member)!;
          return { employee, value, numerator, denominator: isRatio ? denominator : null };
        }),
        at.k,
        goal.direction,
      ),
    ]),
  );
  return { groups, statistics };
}

function figureOf(
  goal: Goal,
  { value, numerator, denominator, refused }: Value,
  at: {
    span: DueSpan;
    months: Parameters<typeof pastOf>[0];
    place: PeerPlace;
    group: PeerGroup | undefined;
    unitNames: Map<string, string>;
    conditions: Condition[];
    isProportion: boolean;
    evidence: Evidence;
  },
): Figure {
  const due = value === null ? "no_target" : dueBy(value, goal, at.span);
  const statistics = at.group && at.place.statistics.get(at.group);
  const withheld = value === null ? "no_value" : at.group ? "withheld" : "group_small";
  const band = statistics && value !== null ? bandOf(value, statistics, goal.direction) : null;
  return {
    goal,
    value,
    numerator,
    denominator,
    refused,
    conditions: at.conditions,
    gap: value === null || goal.target === null ? null : wholeGap(value, goal.target, goal, at.conditions),
    due: typeof due === "string" ? null : due,
    noDue: typeof due === "string" ? due : null,
    change: changeOf(at.months, at.isProportion, goal.unit === "count" && goal.adds === "adds_up"),
    past: pastOf(at.months),
    peers: statistics && value !== null ? peersTold(value, statistics, at.group!, at.unitNames) : null,
    noPeers: statistics && value !== null ? null : withheld,
    band,
    noBand: band ? null : withheld,
    evidence: at.evidence,
  };
}

/** A compound target is reached when all of it is. */
function wholeGap(value: number, target: number, { direction }: Goal, conditions: readonly Condition[]): Gap {
  const gap = gapOf(value, target, direction);
  return { ...gap, isMet: gap.isMet && conditions.every(({ isMet }) => isMet === true) };
}

function peersTold(
  value: number,
  { people, mean, meanStep, median, top }: PeerStatistics,
  group: PeerGroup,
  unitNames: Map<string, string>,
): Peers {
  return {
    group: { id: group.unit, name: unitNames.get(group.unit) ?? group.unit, isRest: group.isRest },
    people,
    mean,
    step: meanStep,
    difference: exact(value - mean),
    median,
    top,
  };
}
