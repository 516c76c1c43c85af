// Leads → "followed up for more than N days win more": the naive comparison, why it must come out so, and the fair ones beside it.
import { readsEverybody } from "../../engine/metrics/reader.js";
import type { Bilingual } from "../../engine/locale.js";
import { querySql } from "../../queries/index.js";
import { immortalTime, type ImmortalTime } from "../estimators/immortal-time.js";
import type { ModelContext } from "../model-context.js";
import { modelErrors } from "../model-errors.js";
import { followUpWords } from "./follow-up-words.js";
import { programmeError } from "./programme-errors.js";

/** Fewer closed leads than this say nothing. */
const leastClosed = 30;

export interface FollowUp extends ImmortalTime {
  days: number;
  leads: number;
  won: number;
  lost: number;
  open: number;
  /** Leads that came too late for nearly all of their kind to have ended; left out. */
  tooYoung: number;
  /** Follow-up is counted from the first response; false: no lead has one, then it is counted from the lead's coming. */
  hasResponses: boolean;
  /** To count as followed up, a lead has to last that long: its time until then cannot end otherwise. */
  isImmortal: boolean;
  words: { naive: Bilingual; why: Bilingual; fair: Bilingual; caveat: Bilingual };
}

interface LeadRow {
  response_days: number | null;
  closed_days: number | null;
  known_days: number;
  ended: "won" | "lost" | null;
}

/** Errors: fit_needs_person_rights, follow_up_no_leads. */
export async function followUp(
  { cache, reader }: Pick<ModelContext, "cache" | "reader">,
  { days = 30, landmark }: { days?: number; landmark?: number } = {},
): Promise<FollowUp> {
  if (!readsEverybody(reader)) throw modelErrors.fit_needs_person_rights({ reader: reader.id });
  const rows = await cache.database.rows<LeadRow & Record<string, never>>(
    querySql("lead-outcome").trim().replace(/;$/, ""),
  );
  return followUpOf(rows, days, landmark);
}

export function followUpOf(all: readonly LeadRow[], days: number, landmark?: number): FollowUp {
  const known = all.filter(({ closed_days, known_days, ended }) =>
    ended === null ? known_days > 0 : closed_days !== null && closed_days >= 0,
  );
  const closed = known.filter(({ ended }) => ended !== null);
  if (closed.length < leastClosed)
    throw programmeError.follow_up_no_leads({
      leads: all.length,
      closed: closed.length,
      needed: leastClosed,
    });
  const durations = closed.map(({ closed_days }) => closed_days!).sort((a, b) => a - b);
  const mature = durations[Math.floor(0.95 * (durations.length - 1))]!;
  const old = known.filter(({ known_days }) => known_days >= mature);
  const used = old.filter(({ ended }) => ended !== null).length >= leastClosed ? old : known;
  const hasResponses = used.some(({ response_days }) => response_days !== null);
  const exposedAt = ({ response_days }: LeadRow): number =>
    !hasResponses ? days : response_days === null ? Infinity : Math.max(0, response_days) + days;
  const found = immortalTime(
    {
      stop: used.map(({ ended, closed_days, known_days }) => (ended === null ? known_days : closed_days!)),
      ended: used.map(({ ended }) => (ended === "won" ? 1 : ended === "lost" ? 2 : 0)),
      exposedAt: used.map(exposedAt),
    },
    landmark,
  );
  const counted = (kind: LeadRow["ended"]): number => used.filter(({ ended }) => ended === kind).length;
  const answer = {
    ...found,
    days,
    leads: used.length,
    won: counted("won"),
    lost: counted("lost"),
    open: counted(null),
    tooYoung: known.length - used.length,
    hasResponses,
    isImmortal: found.immortalShare > 0 && found.endsBeforeExposure > 0,
  };
  return { ...answer, words: followUpWords(answer) };
}
