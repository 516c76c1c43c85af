// Dates of ratings → rounds of assessment: a pause of more than 45 days begins a new one, and none is longer than half a year.

export interface Round {
  /** First and last day, YYYY-MM-DD. */
  from: string;
  to: string;
}

const pauseDays = 45;
const longestDays = 184;
const dayOf = (date: string): number => Math.round(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / 86_400_000);

/** In the order of time. */
export function assessmentRounds(dates: Iterable<string>): Round[] {
  const rounds: Round[] = [];
  for (const date of [...new Set(dates)].sort()) {
    const last = rounds.at(-1);
    const isSame =
      last && dayOf(date) - dayOf(last.to) <= pauseDays && dayOf(date) - dayOf(last.from) < longestDays;
    if (isSame) last.to = date;
    else rounds.push({ from: date, to: date });
  }
  return rounds;
}

/** Position of the round that holds the date. */
export function roundOf(rounds: readonly Round[], date: string): number {
  return rounds.findIndex(({ from, to }) => from <= date && date <= to);
}

/** Whole days from one date to another. */
export const daysBetween = (from: string, to: string): number => dayOf(to) - dayOf(from);
