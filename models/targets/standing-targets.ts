// Targets in force whose quarter is not over → each with its chance by what is known now, those most at risk first.
import type { Bilingual } from "../../engine/locale.js";
import { RapportError } from "../../engine/errors.js";
import type { ModelContext } from "../model-context.js";
import { isRefusal, type Refusal } from "../model.js";
import { forecastTarget, type TargetAnswer } from "./forecast-target.js";
import { nowcastTarget } from "./nowcast-target.js";
import { readableTargets } from "./readable-targets.js";
import type { CommittedTarget } from "./target-ledger.js";
import { targetOutlook } from "./target-outlook.js";

export interface StandingTarget extends CommittedTarget {
  /** By today's data; null where nothing can be said, and why not. */
  now: ChanceNow | null;
  because: Bilingual | null;
}

export interface ChanceNow {
  /** P(total ≥ value). */
  chance: number;
  mean: number;
  low80: number;
  high80: number;
  /** Of the quarter that runs: share of the target done, and points that lies above what is due by now. */
  done: number | null;
  points: number | null;
}

export interface StandingTargets {
  targets: StandingTarget[];
  /** Targets further ahead that were not looked at. */
  further: number;
}

/** Forecasts at most: each takes a second or so. */
const mostForecast = 60;

export async function standingTargets(context: ModelContext): Promise<StandingTargets> {
  const knownTo = context.cache.history.to.slice(0, 7);
  const open = (await readableTargets(context))
    .filter(({ replacedBy, to }) => replacedBy === null && to > knownTo)
    .sort((a, b) => a.to.localeCompare(b.to) || a.seq - b.seq);
  const forecasts = new Map<string, Promise<TargetAnswer | Refusal>>();
  const targets: StandingTarget[] = [];
  for (const line of open.slice(0, mostForecast)) {
    const found = await chanceNow(context, line, forecasts);
    targets.push(
      "chance" in found ? { ...line, now: found, because: null } : { ...line, now: null, because: found },
    );
  }
  const risk = ({ now }: StandingTarget): number => now?.chance ?? 2;
  targets.sort((a, b) => risk(a) - risk(b) || a.to.localeCompare(b.to) || a.seq - b.seq);
  return { targets, further: Math.max(0, open.length - mostForecast) };
}

const othersReports: Bilingual = {
  en: "Only the manager whose reports these are is answered on them.",
  zh: "仅其上级可查询这些下属的合计。",
};

async function chanceNow(
  context: ModelContext,
  line: CommittedTarget,
  forecasts: Map<string, Promise<TargetAnswer | Refusal>>,
): Promise<ChanceNow | Bilingual> {
  const { metric, where, employee, reportsOf, from, to, value } = line;
  if (reportsOf !== undefined && reportsOf !== context.reader.manages) return othersReports;
  const subject = { metric, where, ...(employee !== undefined && { employee }) };
  try {
    const key = JSON.stringify(subject);
    const asked = forecasts.get(key) ?? forecastTarget(context, subject);
    forecasts.set(key, asked);
    const answer = await asked;
    if (isRefusal(answer)) return answer.text;
    const running = answer.quarters.find(({ monthsKnown }) => monthsKnown > 0) ?? answer.quarters[0];
    if (running?.from === from && running.to === to) {
      const found = await nowcastTarget(context, { ...subject, target: value });
      if (isRefusal(found)) return found.text;
      if (found.from === from && found.probability !== null) {
        const { probability: chance, mean, low80, high80, done, points } = found;
        return { chance, mean, low80, high80, done, points };
      }
    }
    const { probability, mean, low80, high80 } = targetOutlook(answer.fitted, { from, to, target: value });
    return { chance: probability!, mean, low80, high80, done: null, points: null };
  } catch (error) {
    if (!(error instanceof RapportError)) throw error;
    const said = (locale: "en" | "zh"): string => error.localise(locale).message;
    return { en: said("en"), zh: said("zh") };
  }
}
