// Times of an exposure and of an event → the naive comparison of "ever exposed" with "never", and two that are fair:
// only those still under way at a landmark, classified by then (Anderson, Cain & Gelber 1983, J Clin Oncol 1:710), and Cox's model with the
// exposure switched on when it begins (start, stop]. To be exposed one must last until then: that time is "immortal" and the naive
// comparison credits it to the exposure (Suissa 2008, Am J Epidemiol 167:492).
import { sharesTest } from "../../engine/metrics/chance-test.js";
import { mover, wilson } from "../../engine/metrics/interval.js";
import { fitCox } from "./cox-regression.js";
import { normalQuantile } from "./normal-distribution.js";

export interface ExposureTimes {
  /** Time of the end, or of the last news; from 0. */
  stop: ArrayLike<number>;
  /** 1 = ended with the event, 2 = ended without it, 0 = not ended. */
  ended: ArrayLike<number>;
  /** Time from which exposed; Infinity (or at and after `stop`) = never. */
  exposedAt: ArrayLike<number>;
}

export interface SharePair {
  exposed: { n: number; events: number; share: number; low: number; high: number };
  others: { n: number; events: number; share: number; low: number; high: number };
  /** Exposed − others, in shares, with Newcombe's interval. */
  difference: number;
  low: number;
  high: number;
  p: number;
  /** Exposed ÷ others − 1, with its interval on the log scale. */
  relative: number;
  relativeLow: number;
  relativeHigh: number;
}

export interface HazardRatio {
  ratio: number;
  low: number;
  high: number;
  p: number;
  events: number;
  /** Events at times when both exposed and unexposed were under way: only these tell. */
  informative: number;
}

export interface ImmortalTime {
  naive: SharePair | null;
  landmark: (SharePair & { at: number }) | null;
  /** Cause-specific hazard of the event, and of ending without it. */
  event: HazardRatio | null;
  otherEnd: HazardRatio | null;
  /** Share of the exposed people's whole time that passed before they could count as exposed. */
  immortalShare: number;
  /** Ends before the earliest time at which anybody became exposed, that could only fall on the others. */
  endsBeforeExposure: number;
  earliestExposure: number;
}

/** `landmark`: time at which to classify; chosen without a look at outcomes where left out. */
export function immortalTime(times: ExposureTimes, landmark?: number): ImmortalTime {
  const { stop, ended, exposedAt } = times;
  const all = Array.from({ length: stop.length }, (_, i) => i);
  const isExposed = (i: number, by = Infinity): boolean => exposedAt[i]! < stop[i]! && exposedAt[i]! <= by;
  const exposed = all.filter((i) => isExposed(i));
  const closed = all.filter((i) => ended[i] !== 0);
  const at = landmark ?? balancedLandmark(times, exposed);
  const later = at === null ? [] : closed.filter((i) => stop[i]! > at);
  const earliest = exposed.reduce((least, i) => Math.min(least, exposedAt[i]!), Infinity);
  const paired = at === null ? null : sharePair(later, (i) => isExposed(i, at), ended);
  return {
    naive: sharePair(closed, (i) => isExposed(i), ended),
    landmark: paired && { ...paired, at: at! },
    event: hazardRatio(times, 1),
    otherEnd: hazardRatio(times, 2),
    immortalShare: exposed.length === 0 ? 0 : sum(exposed, exposedAt) / sum(exposed, stop),
    endsBeforeExposure: closed.filter((i) => stop[i]! <= earliest).length,
    earliestExposure: earliest,
  };
}

const sum = (list: readonly number[], of: ArrayLike<number>): number =>
  list.reduce((total, i) => total + of[i]!, 0);

/** Of the times at which people become exposed, the one with most people under way on the smaller side. */
function balancedLandmark({ stop, exposedAt }: ExposureTimes, exposed: readonly number[]): number | null {
  const starts = exposed.map((i) => exposedAt[i]!).sort((a, b) => a - b);
  const candidates = new Set(
    Array.from({ length: 40 }, (_, q) => starts[Math.floor((q / 40) * starts.length)]!),
  );
  let [best, most] = [null as number | null, 9];
  for (const at of candidates) {
    let [on, off] = [0, 0];
    for (let i = 0; i < stop.length; i++)
      if (stop[i]! > at) {
        if (exposedAt[i]! <= at) on++;
        else off++;
      }
    if (Math.min(on, off) > most) [best, most] = [at, Math.min(on, off)];
  }
  return best;
}

function sharePair(
  rows: readonly number[],
  isExposed: (i: number) => boolean,
  ended: ArrayLike<number>,
): SharePair | null {
  const side = (list: readonly number[]): SharePair["exposed"] => {
    const events = list.filter((i) => ended[i] === 1).length;
    return { n: list.length, events, share: events / list.length, ...wilson(events, list.length) };
  };
  const [on, off] = [side(rows.filter(isExposed)), side(rows.filter((i) => !isExposed(i)))];
  if (on.n === 0 || off.n === 0) return null;
  const { low, high } = mover(on.share, on, off.share, off);
  const relative = on.share / off.share;
  const error = Math.sqrt((1 - on.share) / on.events + (1 - off.share) / off.events);
  const half = normalQuantile(0.975) * error;
  return {
    exposed: on,
    others: off,
    difference: on.share - off.share,
    low,
    high,
    p: sharesTest(on.events, on.n, off.events, off.n),
    relative: relative - 1,
    relativeLow: relative * Math.exp(-half) - 1,
    relativeHigh: relative * Math.exp(half) - 1,
  };
}

/** Null with fewer than 5 informative events, or where the ratio runs away. */
function hazardRatio({ stop, ended, exposedAt }: ExposureTimes, kind: 1 | 2): HazardRatio | null {
  const rows = { start: [] as number[], stop: [] as number[], event: [] as number[] };
  const x: number[] = [];
  const add = (from: number, to: number, isOn: number, event: number): void => {
    rows.start.push(from);
    rows.stop.push(to);
    rows.event.push(event);
    x.push(isOn);
  };
  for (let i = 0; i < stop.length; i++) {
    const event = ended[i] === kind ? 1 : 0;
    const on = exposedAt[i]!;
    if (!(stop[i]! > 0)) continue;
    if (on > 0 && on < stop[i]!) {
      add(0, on, 0, 0);
      add(on, stop[i]!, 1, event);
    } else add(0, stop[i]!, on <= 0 ? 1 : 0, event);
  }
  const [informative, events] = informativeEvents(rows, x);
  if (informative < 5) return null;
  const fit = fitCox(rows, Float64Array.from(x), 1);
  const [b, se] = [fit.coefficients[0]!, fit.standardErrors[0]!];
  if (!fit.isConverged || !(se > 0) || se > 10) return null;
  const half = normalQuantile(0.975) * se;
  return {
    ratio: Math.exp(b),
    low: Math.exp(b - half),
    high: Math.exp(b + half),
    p: fit.p[0]!,
    events,
    informative,
  };
}

/** Events at whose time both kinds are at risk. */
function informativeEvents(
  { start, stop, event }: { start: number[]; stop: number[]; event: number[] },
  x: readonly number[],
): [number, number] {
  const times = [0, 1].map((kind) => ({
    starts: start.filter((_, i) => x[i] === kind).sort((a, b) => a - b),
    stops: stop.filter((_, i) => x[i] === kind).sort((a, b) => a - b),
  }));
  const atRisk = (kind: number, t: number): number =>
    below(times[kind]!.starts, t) - below(times[kind]!.stops, t);
  let [informative, events] = [0, 0];
  for (const [i, isEvent] of event.entries()) {
    if (!isEvent) continue;
    events++;
    if (atRisk(0, stop[i]!) > 0 && atRisk(1, stop[i]!) > 0) informative++;
  }
  return [informative, events];
}

/** How many of the sorted values lie below t. */
function below(sorted: readonly number[], t: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < t) low = middle + 1;
    else high = middle;
  }
  return low;
}
