// Cache + period → everybody's goals and values, and for those asked about every figure: gap, due, change, peers, band, evidence.
import { createHash } from "node:crypto";
import { addMonths, loadCatalogue } from "../../engine/index.js";
import { canonicalJson, definitionHashes } from "../../engine/metrics/receipt.js";
import type { ModelContext } from "../model-context.js";
import { changeOf, pastOf } from "./chance-of-change.js";
import { dueBy, lastDay, type DueSpan } from "./due-share.js";
import { figureValues, type FigureValues, type Value } from "./figure-values.js";
import { exact, gapOf } from "./gap.js";
import { recordedGoals, watchedGoals } from "./goals.js";
import { peerGroups, type PeerGroup } from "./peer-groups.js";
import { bandOf, peerStatistics, type PeerStatistics } from "./peer-statistics.js";
import type { ProgressPeriod } from "./progress-period.js";
import { kpiRowsOf, peopleOf, unitNamesOf, type PersonRow } from "./progress-rows.js";
import type { Evidence, Figure, Goal, Peers, ProgressSheet } from "./progress-types.js";

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
  context: Pick<ModelContext, "cache" | "workspace">,
  period: ProgressPeriod,
  asked: readonly string[],
): Promise<ProgressTable> {
  const { cache, workspace } = context;
  const known = cache.history.to < period.to ? cache.history.to : period.to;
  const isClosed = lastDay(known) <= period.through;
  const monthsTo = isClosed ? known : addMonths(known, -1);
  const earliest = addMonths(monthsTo, -12);
  const monthsFrom = earliest < cache.history.from ? cache.history.from : earliest;
  const people = new Map((await peopleOf(cache, period.from, period.to)).map((row) => [row.employee, row]));
  const unitNames = await unitNamesOf(cache);
  const kpiRows = await kpiRowsOf(cache, monthsFrom < period.from ? monthsFrom : period.from, known);
  const recorded = recordedGoals(kpiRows.filter(({ month }) => month >= period.from));
  const watched = await watchedGoals(context);
  const goals = new Map([...people.keys()].map((id) => [id, [...(recorded.get(id) ?? []), ...watched]]));
  const span = {
    from: period.from,
    to: known,
    monthsFrom,
    monthsTo: monthsTo < monthsFrom ? null : monthsTo,
  };
  const values = await figureValues(context, goals, kpiRows, span, asked);
  const peers = new Map<string, PeerPlace>();
  const { timeZone, k } = workspace.config;
  const catalogue = loadCatalogue(workspace.dir);
  const placeOf = (goal: Goal): PeerPlace => {
    const there = peers.get(goal.id);
    if (there) return there;
    const place = peersOf(goal, { people, goals, values, k });
    peers.set(goal.id, place);
    return place;
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
    schemeOf: () => null,
    figuresOf: (employee, hidden = []) =>
      (goals.get(employee) ?? []).flatMap((goal) => {
        if ("metric" in goal.source && hidden.includes(goal.source.metric)) return [];
        const value = values.ofPeriod(employee, goal);
        // a metric that is only watched says nothing where the person has nothing to count
        if (!value || (value.value === null && goal.target === null)) return [];
        return [
          figureOf(goal, value, {
            span: { from: period.from, to: period.to, through: period.through, timeZone },
            months: values.months(employee, goal),
            place: placeOf(goal),
            group: placeOf(goal).groups.get(employee),
            unitNames,
            evidence: evidenceOf(employee, goal, value),
          }),
        ];
      }),
  };
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
    gap: value === null || goal.target === null ? null : gapOf(value, goal.target, goal.direction),
    due: typeof due === "string" ? null : due,
    noDue: typeof due === "string" ? due : null,
    change: changeOf(at.months, goal.unit === "share", goal.unit === "count" && goal.adds === "adds_up"),
    past: pastOf(at.months),
    peers: statistics && value !== null ? peersTold(value, statistics, at.group!, at.unitNames) : null,
    noPeers: statistics && value !== null ? null : withheld,
    band,
    noBand: band ? null : withheld,
    evidence: at.evidence,
  };
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
