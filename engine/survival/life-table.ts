// Turnover by tenure band, as it may be read → share still there after each band: what readers of groups are shown.
// S(end of band) = exp(−Σ rate × width): the actuarial curve under a constant rate within each band. No step of it is a person.
import type { RefusalCode } from "../result.js";

export interface TenureRate {
  band: string;
  /** Exits per person-year; null where it is withheld. */
  rate: number | null;
  refused: RefusalCode | null;
}

export interface LifeTableRow {
  band: string;
  /** Years with the company at the band's end. */
  until: number;
  rate: number | null;
  /** Share of those hired who are still there at the end of the band; null from the first withheld band on. */
  staying: number | null;
  refused: RefusalCode | null;
}

const ends: Record<string, number> = { "<1y": 1, "1-3y": 3, "3-5y": 5, "5-10y": 10 };

/** The open band (10 years and more) has no end and no row. */
export function lifeTable(rates: readonly TenureRate[]): LifeTableRow[] {
  let [hazard, reached] = [0, 0];
  let known = true;
  return Object.entries(ends).map(([band, until]): LifeTableRow => {
    const { rate, refused } = rates.find((r) => r.band === band) ?? {
      rate: null,
      refused: "not_released" as const,
    };
    known &&= rate !== null;
    if (rate !== null) hazard += rate * (until - reached);
    reached = until;
    return { band, until, rate, staying: known ? Math.exp(-hazard) : null, refused };
  });
}
