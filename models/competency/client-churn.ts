// Clients of the year before the last one, lost or kept, and their owners' corrected levels → how much loss goes with each competency.
// A linear probability model with errors clustered by owner: all clients of an owner share one level, and whatever else the owner is.
import type { Bilingual } from "../../engine/locale.js";
import { wilson } from "../../engine/metrics/interval.js";
import { falseDiscovery } from "../../engine/metrics/false-discovery.js";
import { clusteredLeastSquares } from "../estimators/clustered-least-squares.js";
import type { Round } from "./assessment-rounds.js";
import type { Estimate } from "./competency-reliability.js";
import type { ClientRow } from "./competency-rows.js";
import type { CorrectedDimension } from "./corrected-scores.js";

export interface ChurnLink {
  dimension: string;
  clients: number;
  owners: number;
  /** Share of clients lost by the owners in the lower and in the upper half of levels. */
  lower: Estimate & { clients: number };
  upper: Estimate & { clients: number };
  /** Change of the share lost per 10 points of the owner's level. */
  perTen: Estimate;
  p: number;
  q: number;
  /** Owners whose level was rated only after the year in which their clients were lost had begun. */
  ratedLate: number;
}

export interface ClientChurn {
  clients: number;
  lost: number;
  owners: number;
  /** First day of the 12 months in which a client without an order counts as lost. */
  cut: string;
  big: { clients: number; lost: number };
  links: ChurnLink[];
  /** What is missing for any link; null where there is one. */
  needed: { owners: number; lost: number; kept: number } | null;
  caveat: Bilingual;
}

export const leastOwners = 10;
export const leastOutcomes = 10;

const caveat: Bilingual = {
  en: "Owners differ in more than competency: region, product, size of clients. Every client of an owner has the owner’s one level, so this is a link between owners; that a client left because its owner lacked a competency does not follow (ecological fallacy). Clients were not handed out by lot.",
  zh: "负责人之间的差别不止胜任力：地区、产品、客户规模都不同。同一负责人的所有客户共用一个等级，因此这是负责人之间的关联；不能由此推出某个客户因其负责人缺乏某项胜任力而流失（生态学谬误）。客户也并非随机分配。",
};

/** Null without orders of both years. */
export function clientChurn(
  clients: readonly ClientRow[],
  dimensions: ReadonlyMap<string, CorrectedDimension>,
  rounds: readonly Round[],
): ClientChurn | null {
  if (clients.length === 0) return null;
  const lost = clients.filter(({ is_lost }) => is_lost === 1).length;
  const big = clients.filter(({ is_big }) => is_big === 1);
  const cut = clients[0].cut;
  const links: ChurnLink[] = [];
  let most = { owners: 0, lost: 0, kept: 0 };
  for (const [dimension, corrected] of dimensions) {
    const levels = levelsAt(corrected, rounds, cut);
    const rated = clients.flatMap((client) => {
      const level = levels.get(client.owner_id);
      return level ? [{ ...client, ...level }] : [];
    });
    const gone = rated.filter(({ is_lost }) => is_lost === 1).length;
    const owners = new Set(rated.map(({ owner_id }) => owner_id)).size;
    if (owners > most.owners) most = { owners, lost: gone, kept: rated.length - gone };
    if (owners < leastOwners || gone < leastOutcomes || rated.length - gone < leastOutcomes) continue;
    const link = linkOf(dimension, rated, owners);
    if (link) links.push(link);
  }
  const q = falseDiscovery(links.map(({ p }) => p));
  return {
    clients: clients.length,
    lost,
    owners: new Set(clients.map(({ owner_id }) => owner_id)).size,
    cut,
    big: { clients: big.length, lost: big.filter(({ is_lost }) => is_lost === 1).length },
    links: links.map((link, i) => ({ ...link, q: q[i] })),
    needed:
      links.length > 0
        ? null
        : { owners: more(leastOwners, most.owners), lost: more(leastOutcomes, most.lost), kept: more(leastOutcomes, most.kept) }, // prettier-ignore
    caveat,
  };
}

const more = (least: number, there: number): number => Math.max(0, least - there);

interface Rated extends ClientRow {
  level: number;
  isLate: boolean;
}

function linkOf(dimension: string, rated: readonly Rated[], owners: number): ChurnLink | undefined {
  const levelOf = new Map(rated.map(({ owner_id, level }) => [owner_id, level]));
  const sorted = [...levelOf.values()].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  const mean = rated.reduce((sum, { level }) => sum + level, 0) / rated.length;
  const fit = clusteredLeastSquares(
    rated.map(({ level }) => [1, (level - mean) / 10]),
    rated.map(({ is_lost }) => is_lost),
    rated.map(({ owner_id }) => owner_id),
  );
  if (!fit || Number.isNaN(fit.errors[1])) return undefined;
  return {
    dimension,
    clients: rated.length,
    owners,
    lower: half(rated.filter(({ level }) => level < middle)),
    upper: half(rated.filter(({ level }) => level >= middle)),
    perTen: { value: fit.coefficients[1], low: fit.low[1], high: fit.high[1] },
    p: fit.p[1],
    q: fit.p[1],
    ratedLate: new Set(rated.filter(({ isLate }) => isLate).map(({ owner_id }) => owner_id)).size,
  };
}

/** Share lost; the interval counts clients of one owner as alike (clustered), Wilson's where there are too few owners for that. */
function half(rated: readonly Rated[]): Estimate & { clients: number } {
  const lost = rated.filter(({ is_lost }) => is_lost === 1).length;
  const value = rated.length > 0 ? lost / rated.length : 0;
  const fit = clusteredLeastSquares(
    rated.map(() => [1]),
    rated.map(({ is_lost }) => is_lost),
    rated.map(({ owner_id }) => owner_id),
  );
  const limits =
    fit && fit.errors[0] > 0
      ? { low: Math.max(0, fit.low[0]), high: Math.min(1, fit.high[0]) }
      : wilson(lost, Math.max(1, rated.length));
  return { value, ...limits, clients: rated.length };
}

/** Person → level in their last round before the cut, else in the first after it. */
function levelsAt(
  { levels }: CorrectedDimension,
  rounds: readonly Round[],
  cut: string,
): Map<string, { level: number; isLate: boolean }> {
  const found = new Map<string, { level: number; isLate: boolean }>();
  for (const { person, round, level } of levels.toSorted((a, b) => a.round - b.round)) {
    const isLate = rounds[round].to >= cut;
    if (!isLate || !found.has(person)) found.set(person, { level, isLate });
  }
  return found;
}
