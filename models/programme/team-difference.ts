// Person-months of a programme that whole teams were put into → the same difference with teams as clusters: what hits a team hits all
// of it. Below 40 teams by the wild cluster bootstrap; null where the programme does not follow teams.
import { estimate, type Estimate } from "../estimators/estimate.js";
import { twoWayFixedEffects } from "../estimators/difference-in-differences.js";
import { wildClusterBootstrap, type WildWeights } from "../estimators/wild-cluster-bootstrap.js";
import { toPanel, type PanelRow } from "./person-panel.js";
import { inSpan } from "./programme-rows.js";
import type { Programme } from "./programme-schema.js";

export interface TeamDifference extends Estimate {
  teams: number;
  treatedTeams: number;
  /** Null with 40 teams and more: the sandwich on teams. */
  wild: { weights: WildWeights; draws: number; isComplete: boolean } | null;
  /** False: with so few teams nothing bounds the effect; no limits, only p. */
  isBounded: boolean;
}

/** Below so many clusters the sandwich rejects too often (Cameron, Gelbach & Miller 2008). */
const fewTeams = 40;
/** Share of people whose team lies wholly in one group, for the programme to follow teams. */
const wholeTeams = 0.95;

export function teamDifference(
  rows: readonly PanelRow[],
  { phases, assigned }: Pick<Programme, "phases" | "assigned">,
  isExit: boolean,
  seed = 1,
): TeamDifference | null {
  if (assigned === "chance") return null;
  const used = rows.filter(({ month }) => inSpan(month, phases.before) || inSpan(month, phases.after));
  const teams = teamsOf(used);
  if (!teams) return null;
  const { of, count, treated } = teams;
  if (treated < 2 || count - treated < 2) return null;
  const panel = { ...toPanel(used, isExit), cluster: Int32Array.from(used, (row) => of.get(teamOf(row))!) };
  const regressor = Float64Array.from(used, ({ person, month }) =>
    person.group === "treated" && inSpan(month, phases.after) ? 1 : 0,
  );
  const counts = { teams: count, treatedTeams: treated };
  if (count >= fewTeams) {
    const fit = twoWayFixedEffects(panel, [regressor]);
    if (fit.aliased.length > 0) return null;
    const found = estimate(fit.coefficients[0]!, fit.standardErrors[0]!, fit.freedom);
    return { ...found, ...counts, wild: null, isBounded: true };
  }
  const fit = wildClusterBootstrap(panel, regressor, { seed });
  if (!fit) return null;
  const { value, error, p, weights, draws, isComplete } = fit;
  const isBounded = Number.isFinite(fit.low) && Number.isFinite(fit.high);
  const [low, high] = isBounded ? [fit.low, fit.high] : [Number.NaN, Number.NaN];
  const wild = { weights, draws, isComplete };
  return { value, error, low, high, p, freedom: count - 1, ...counts, wild, isBounded };
}

/** People of one group whose team is not known are one team: none of their likeness is thrown away. */
const teamOf = ({ person }: PanelRow): string => JSON.stringify([person.team ?? null, person.group]);

/** Teams by name and group; undefined where more than a few people sit in teams of both groups. */
function teamsOf(
  rows: readonly PanelRow[],
): { of: Map<string, number>; count: number; treated: number } | undefined {
  const people = new Map(rows.map((row) => [row.employee, row]));
  const groups = new Map<string | null, Set<string>>();
  for (const { person } of people.values())
    if (person.team !== null)
      groups.set(person.team, (groups.get(person.team) ?? new Set()).add(person.group));
  const known = [...people.values()].filter(({ person }) => person.team !== null);
  const whole = known.filter(({ person }) => groups.get(person.team)!.size === 1).length;
  if (known.length === 0 || whole < wholeTeams * known.length) return undefined;
  const of = new Map<string, number>();
  const treated = new Set<string>();
  for (const row of people.values()) {
    const key = teamOf(row);
    if (!of.has(key)) of.set(key, of.size);
    if (row.person.group === "treated") treated.add(key);
  }
  return { of, count: of.size, treated: treated.size };
}
