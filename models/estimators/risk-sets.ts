// Times, events, entries and strata → the sums over each risk set that the partial likelihood needs, one event time after another.

/** One row per person, or per (start, stop] interval of a person. */
export interface SurvivalRows {
  /** Time of entry, exclusive; left out when everybody is watched from 0 on. */
  start?: ArrayLike<number>;
  /** Time of the event or of the end of watching. */
  stop: ArrayLike<number>;
  /** 1 = event at `stop`, 0 = censored there. */
  event: ArrayLike<number>;
  /** Rows are compared within their stratum only. */
  stratum?: ArrayLike<number>;
}

/** Row numbers of the strata, in which the walk goes from the latest time to the earliest. */
export interface RiskOrder {
  byStop: Int32Array;
  /** Absent without entries. */
  byStart?: Int32Array;
  stratumOf: (row: number) => number;
}

export function riskOrder({ start, stop, stratum }: SurvivalRows): RiskOrder {
  const stratumOf = (row: number): number => stratum?.[row] ?? 0;
  const sorted = (times: ArrayLike<number>): Int32Array =>
    Int32Array.from({ length: stop.length }, (_, row) => row).sort(
      (a, b) => stratumOf(a) - stratumOf(b) || times[b]! - times[a]! || a - b,
    );
  return { byStop: sorted(stop), stratumOf, ...(start && { byStart: sorted(start) }) };
}

/** Weighted sums of 1, x and x xᵀ (lower triangle, row-major) over some rows. */
export interface Moments {
  weight: number;
  first: Float64Array;
  second: Float64Array;
}

export interface EventTime {
  time: number;
  /** Rows with an event at this time. */
  deaths: readonly number[];
  /** Over all who are at risk just before it, the deaths among them. */
  atRisk: Moments;
  /** Over the deaths. */
  dying: Moments;
}

/**
 * Calls `visit` once per stratum and distinct event time, latest first. `design` is row-major with `columns` columns, `risk`
 * each row's exp(linear predictor). The moments are reused: copy what is to be kept.
 */
export function walkRiskSets(
  rows: SurvivalRows,
  order: RiskOrder,
  design: Float64Array,
  columns: number,
  risk: Float64Array,
  visit: (at: EventTime) => void,
): void {
  const { stop, event, start } = rows;
  const { byStop, byStart, stratumOf } = order;
  const atRisk = moments(columns);
  const dying = moments(columns);
  let leaving = 0;
  for (let at = 0; at < byStop.length;) {
    const head = byStop[at]!;
    const time = stop[head]!;
    const isNewStratum = at === 0 || stratumOf(head) !== stratumOf(byStop[at - 1]!);
    if (isNewStratum) {
      clear(atRisk);
      leaving = at; // both orders hold the strata in the same places
    }
    clear(dying);
    const deaths: number[] = [];
    for (; at < byStop.length; at++) {
      const row = byStop[at]!;
      if (stop[row] !== time || stratumOf(row) !== stratumOf(head)) break;
      add(atRisk, design, columns, row, risk[row]!);
      if (!event[row]) continue;
      deaths.push(row);
      add(dying, design, columns, row, risk[row]!);
    }
    if (deaths.length === 0) continue;
    if (byStart)
      for (; leaving < byStart.length; leaving++) {
        const row = byStart[leaving]!;
        if (stratumOf(row) !== stratumOf(head) || start![row]! < time) break;
        add(atRisk, design, columns, row, -risk[row]!);
      }
    visit({ time, deaths, atRisk, dying });
  }
}

const moments = (columns: number): Moments => ({
  weight: 0,
  first: new Float64Array(columns),
  second: new Float64Array(columns * columns),
});

function clear(sums: Moments): void {
  sums.weight = 0;
  sums.first.fill(0);
  sums.second.fill(0);
}

function add(sums: Moments, design: Float64Array, columns: number, row: number, weight: number): void {
  const from = row * columns;
  sums.weight += weight;
  for (let i = 0; i < columns; i++) {
    const part = weight * design[from + i]!;
    if (part === 0) continue;
    sums.first[i]! += part;
    for (let j = 0; j <= i; j++) sums.second[i * columns + j]! += part * design[from + j]!;
  }
}
