// Who may leave: person-months → monthly hazard of a voluntary exit (discrete-time survival, Allison 1982; Singer & Willett
// 1993), tested on later months against the naive constant rate, or a refusal that says how many more exits it takes.
import type { AttritionRow } from "./attrition-row.js";
import { backtestOf } from "./attrition-backtest.js";
import { driversOf } from "./attrition-drivers.js";
import { explainAttrition } from "./attrition-explanation.js";
import type {
  AttritionExplanation,
  AttritionFitted,
  AttritionOptions,
  AttritionPrediction,
} from "./attrition-fitted.js";
import { takePairs } from "./attrition-champion.js";
import { fitGlass, glassHazardOf, withoutPairs, type FittedGlass } from "./attrition-glass.js";
import { fitHazards, hasOutcome, hazardOf } from "./attrition-hazard.js";
import { findLeaks, type InputLeak } from "./attrition-leaks.js";
import { kindUnknown, noExits, noTime, tooFew, verdictOf } from "./attrition-refusals.js";
import { risksOf } from "./attrition-risk.js";
import { driverShapes } from "./attrition-shapes.js";
import { personCodes } from "./attrition-table.js";
import { testCandidates, testPlans, type Candidate, type TestPlan } from "./attrition-tested.js";
import { findSamePeople, sameAs, type SamePerson } from "./attrition-twins.js";
import { attritionCard } from "./attrition-card.js";
import type { Model, ModelCard, Refusal } from "./model.js";
import { monthNumber, monthText } from "./month.js";

/** Below this a hazard cannot be learned and tested: 6 of the shortest models' parameters × 5 events. */
export const leastEvents = 30;
export const leastExitMonths = 6;
const leastTestEvents = 12;
/** Below this the glass box's curves are not tried: about 5 events for each of its inputs. */
export const leastGlassEvents = 100;
const usualRefits = 50;

export const attrition: Model<
  AttritionRow,
  AttritionOptions,
  AttritionFitted,
  AttritionPrediction,
  AttritionExplanation
> = {
  id: "attrition",
  title: { en: "Attrition", zh: "离职" },
  fit,
  predict(fitted, rows) {
    if (!fitted.isOn) {
      const within = (months: number) => 1 - (1 - fitted.baseRate) ** months;
      const same = { within1: within(1), within3: within(3), within6: within(6), within12: within(12) };
      return rows.map(() => ({ ...same }));
    }
    const [one, three, six, twelve] = risksOf(fitted, rows, [1, 3, 6, 12]);
    return rows.map((_, i) => ({
      within1: one.risk[i],
      within3: three.risk[i],
      within6: six.risk[i],
      within12: twelve.risk[i],
    }));
  },
  explain: explainAttrition,
  card: (fitted): ModelCard => attritionCard(fitted),
};

/** What is looked at before a fit: rows with outcomes, what is wrong with them, and the months to be held back. */
export interface AttritionData {
  rows: AttritionRow[];
  events: number;
  leaks: InputLeak[];
  samePeople: SamePerson[];
  plans: TestPlan[];
}

/** A refusal where there is too little to learn from. */
export function attritionData(
  allRows: readonly AttritionRow[],
  exits?: AttritionOptions["exits"],
): AttritionData | Refusal {
  const rows = allRows.filter(hasOutcome);
  const events = countEvents(rows);
  const { all: allExits = events, unknownKind = 0 } = exits ?? {};
  if (events < leastEvents && allExits === 0) return noExits(leastEvents);
  if (events < leastEvents && unknownKind > events) return kindUnknown(events, unknownKind, leastEvents);
  if (events < leastEvents) return tooFew(events, leastEvents);
  const exitMonths = new Set(rows.filter((r) => r.is_exit_next_month === 1).map((r) => r.month)).size;
  if (exitMonths < leastExitMonths) return noTime(exitMonths, leastExitMonths);
  const samePeople = findSamePeople(rows);
  const plans = testPlans(rows, Math.min(leastEvents, Math.floor(events / 2)));
  return { rows, events, leaks: findLeaks(rows), samePeople, plans };
}

function fit(allRows: readonly AttritionRow[], options: AttritionOptions): AttritionFitted | Refusal {
  const data = attritionData(allRows, options.exits);
  return "refused" in data ? data : fitData(data, options);
}

export function fitData(data: AttritionData, options: AttritionOptions): AttritionFitted {
  const { rows, events, leaks, samePeople, plans } = data;
  const { sample, seed, neural } = options;
  const same = sameAs(samePeople);
  const setting = { barred: leaks, same };
  const wanted = options.candidates ?? ["logistic", "glass_box"];
  const hasGlassEvents = events >= leastGlassEvents && wanted.includes("glass_box");
  const logistic: Candidate = {
    id: "logistic",
    learn: (past, n) => {
      const { predictive } = fitHazards(past, n, false, setting);
      return (then) => hazardOf(predictive, then);
    },
  };
  const paired: number[] = [];
  const glassBox: Candidate = {
    id: "glass_box",
    learn: (past, _n, block) => {
      const { hazard } = fitGlass(past, { seed: seed + block, bags: 3, pairs: true, ...setting });
      return (then) => {
        for (const p of glassHazardOf(hazard, then)) paired.push(p);
        return glassHazardOf(withoutPairs(hazard), then);
      };
    },
  };
  const candidates = [logistic, ...(hasGlassEvents ? [glassBox] : [])];
  const refits = options.refits ?? usualRefits;
  const progress = stepsOf(options.onProgress, candidates.length * plans.length, hasGlassEvents ? refits : 0);
  const tested = testCandidates(rows, plans, candidates, progress.testing);
  if (neural) tested.p.neural = neural.tested;
  const person = personCodes(rows, same);
  const pairs = hasGlassEvents && takePairs(tested, Float64Array.from(paired), person);
  const backtest = backtestOf(tested, person, {
    leastTestEvents,
    hasGlassEvents,
    share: sample?.share,
    seed,
  });
  const { weak, predictive, strength } = fitHazards(rows, events, true, setting);
  const glass = hasGlassEvents ? fitGlass(rows, { seed, pairs, ...setting }) : undefined;
  if (glass) refitGlass(glass, refits, seed, progress.refitting);
  const months = rows.map((row) => monthNumber(row.month) + 1);
  const isOn = backtest?.beatsNaive ?? false;
  return {
    model: "attrition",
    version: 2,
    champion: isOn ? backtest!.champion : "naive",
    hazard: predictive,
    ...(glass ? { glass: glass.hazard, shapes: driverShapes(glass, glass.hazard.refits) } : {}),
    ...(neural && backtest?.champion === "neural" ? { neural: neural.net } : {}),
    leaks,
    samePeople,
    strength,
    baseRate: events / rows.length,
    drivers: driversOf(weak, rows),
    ...(backtest ? { backtest } : {}),
    isOn,
    verdict: verdictOf(backtest),
    window: {
      from: monthText(months.reduce((a, b) => Math.min(a, b))),
      to: monthText(months.reduce((a, b) => Math.max(a, b))),
    },
    rows: rows.length,
    people: new Set(rows.map((row) => row.employee_id)).size,
    events,
    fittedAt: options.now,
    snapshot: options.snapshot,
    seed,
    ...(sample && sample.share < 1 ? { sample } : {}),
  };
}

/** Fits on persons drawn with replacement; kept short, since intervals need no more digits. */
function refitGlass({ hazard, fit: glassFit }: FittedGlass, count: number, seed: number, onStep: () => void) {
  for (let b = 0; b < count; b++) {
    hazard.refits.push(rounded(glassFit.refit(seed + 1000 + b)));
    onStep();
  }
}

const rounded = <T>(value: T): T =>
  JSON.parse(
    JSON.stringify(value, (_, v: unknown) => (typeof v === "number" ? Number(v.toPrecision(5)) : v)),
  );

const titles = {
  testing: { en: "Testing on later months", zh: "用之后的月份检验" },
  refitting: { en: "Fitting on resampled people", zh: "用重抽样的人员重新拟合" },
};

function stepsOf(onProgress: AttritionOptions["onProgress"], tests: number, refits: number) {
  const counter = (title: { en: string; zh: string }, of: number) => {
    let done = 0;
    return () => onProgress?.({ title, done: ++done, of });
  };
  return { testing: counter(titles.testing, tests), refitting: counter(titles.refitting, refits) };
}

const countEvents = (rows: readonly AttritionRow[]): number =>
  rows.reduce((sum, row) => sum + (row.is_exit_next_month ?? 0), 0);
