// Closed deals and the stages they reached → chance of winning from each stage, with its 95 % interval; or the declared one.
import { clopperPearson } from "../../engine/quality/exact-bound.js";
import { querySql } from "../../queries/index.js";
import type { ModelContext } from "../model-context.js";
import { percentOf } from "./decimal.js";
import type { PayVersion } from "./pay-rule-schema.js";
import { hasRows } from "./pay-rows.js";

export interface StageChance {
  stage: string;
  name: { en: string; zh: string };
  /** declared: written in the rules; deals, leads: measured on closed ones; none: fewer than ten of them. */
  source: "declared" | "deals" | "leads" | "none";
  chance: number | null;
  low: number | null;
  high: number | null;
  won: number;
  closed: number;
}

/** Fewer closed deals than this say too little. */
const enough = 10;

type Stages = PayVersion["stages"];

/** Deals in the order of stages: whoever was won has been through all of them, whoever was lost up to the last one named. */
export function chancesOfDeals(
  stages: Stages,
  closed: readonly { stage: string; isWon: boolean }[],
): Map<string, { won: number; closed: number }> {
  const place = new Map(stages.map(({ id }, i) => [id, i]));
  return new Map(
    stages.map(({ id }, i) => {
      const reached = closed.filter(({ stage, isWon }) => isWon || (place.get(stage) ?? -1) >= i);
      return [id, { won: reached.filter(({ isWon }) => isWon).length, closed: reached.length }];
    }),
  );
}

export interface LeadDays {
  response_days: number | null;
  closed_days: number | null;
  known_days: number;
  ended: string | null;
}

/**
 * "not_answered" and "answered" on leads. An open lead has lasted some days already: it is compared with leads that were open
 * and in the same state at that age (the median of the open ones), so that quick endings do not count for it (no immortal time).
 * Only leads old enough to have ended: begun longer ago than 95 % of the closed ones took.
 */
export function chancesOfLeads(leads: readonly LeadDays[]): Map<string, { won: number; closed: number }> {
  const durations = leads.flatMap(({ closed_days }) => (closed_days === null ? [] : [closed_days])).sort((a, b) => a - b); // prettier-ignore
  const needed = durations[Math.floor(0.95 * durations.length)] ?? Infinity;
  const old = leads.filter(({ known_days, ended }) => known_days >= needed && ended !== null);
  const isAnswered = (lead: LeadDays, age: number): boolean =>
    lead.response_days !== null && lead.response_days <= age;
  const states = [
    ["not_answered", false],
    ["answered", true],
  ] as const;
  return new Map(
    states.map(([state, wanted]) => {
      const ages = leads
        .filter((lead) => lead.ended === null && isAnswered(lead, Infinity) === wanted)
        .map(({ known_days }) => known_days)
        .sort((a, b) => a - b);
      const age = ages[Math.floor(ages.length / 2)] ?? 0;
      const alike = old.filter((lead) => lead.closed_days! > age && isAnswered(lead, age) === wanted);
      return [state, { won: alike.filter(({ ended }) => ended === "won").length, closed: alike.length }];
    }),
  );
}

/** A declared chance goes before one measured on deals, and that before one measured on leads. */
export async function stageChances(
  context: Pick<ModelContext, "cache">,
  stages: Stages,
  closed: readonly { stage: string; isWon: boolean }[],
): Promise<StageChance[]> {
  const ofDeals = chancesOfDeals(stages, closed);
  const needsLeads = stages.some(({ id, chance }) => chance === undefined && /^(not_)?answered$/.test(id));
  const ofLeads =
    needsLeads && (await hasRows(context, "source_lead"))
      ? chancesOfLeads(
          await context.cache.database.rows<LeadDays & Record<string, never>>(querySql("pay-lead")),
        )
      : new Map<string, { won: number; closed: number }>();
  return stages.map(({ id, name, chance }): StageChance => {
    if (chance !== undefined) {
      const { n, d } = percentOf(chance)!;
      return { stage: id, name, source: "declared", chance: Number(n) / Number(d), low: null, high: null, won: 0, closed: 0 }; // prettier-ignore
    }
    const deals = ofDeals.get(id)!;
    const isDeals = deals.closed >= enough;
    const counted = isDeals ? deals : (ofLeads.get(id) ?? deals);
    if (counted.closed < enough)
      return { stage: id, name, source: "none", chance: null, low: null, high: null, ...counted };
    const { low, high } = clopperPearson(counted.won, counted.closed, 0.95);
    return { stage: id, name, source: isDeals ? "deals" : "leads", chance: counted.won / counted.closed, low, high, ...counted }; // prettier-ignore
  });
}
