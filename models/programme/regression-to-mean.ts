// People chosen where their outcome was low or high → how much of the change would have come without any programme.
// With reliability ρ of the mean before, E[after − before] = (1 − ρ)(μ − mean of the chosen) (Galton; Barnett et al. 2005, Int J Epidemiol
// 34:215). ρ: correlation of the two halves of the time before over all people, stepped up to its full length (Spearman–Brown).
import type { PanelRow } from "./person-panel.js";

export interface RegressionToMean {
  /** Mean before, of those treated and of everybody. */
  treated: number;
  everybody: number;
  /** Between people, of the mean before. */
  deviation: number;
  /** Reliability of a person's mean before; 0 = all chance. */
  reliability: number;
  people: number;
  /** Change to expect of the treated with no effect at all. */
  expected: number;
  /** The treated stand a quarter of a standard deviation or more from everybody. */
  isSelected: boolean;
}

const mean = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0) / list.length;

/** `before`: rows of both groups. Null with fewer than 10 people seen in both halves, or where nobody differs. */
export function regressionToMean(before: readonly PanelRow[]): RegressionToMean | null {
  const months = [...new Set(before.map(({ month }) => month))].sort((a, b) => a - b);
  const middle = months[Math.floor(months.length / 2)];
  if (middle === undefined) return null;
  const people = new Map<string, { halves: [number, number, number, number]; isTreated: boolean }>();
  for (const { employee, month, y, x, person } of before) {
    let own = people.get(employee);
    if (!own) people.set(employee, (own = { halves: [0, 0, 0, 0], isTreated: person.group === "treated" }));
    const at = month < middle ? 0 : 2;
    own.halves[at]! += y;
    own.halves[at + 1]! += x;
  }
  const seen = [...people.values()].filter(({ halves }) => halves[1] > 0 && halves[3] > 0);
  if (seen.length < 10) return null;
  const first = seen.map(({ halves: [y, x] }) => y / x);
  const second = seen.map(({ halves: [, , y, x] }) => y / x);
  const whole = seen.map(({ halves: [y1, x1, y2, x2] }) => (y1 + y2) / (x1 + x2));
  const r = correlation(first, second);
  const everybody = mean(whole);
  const deviation = Math.sqrt(mean(whole.map((v) => (v - everybody) ** 2)));
  const chosen = whole.filter((_, i) => seen[i]!.isTreated);
  if (!(deviation > 0) || Number.isNaN(r) || chosen.length < 2) return null;
  const reliability = r <= 0 ? 0 : (2 * r) / (1 + r);
  const treated = mean(chosen);
  return {
    treated,
    everybody,
    deviation,
    reliability,
    people: seen.length,
    expected: (1 - reliability) * (everybody - treated),
    isSelected: Math.abs(treated - everybody) >= deviation / 4,
  };
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (const [i, x] of a.entries()) {
    const [p, q] = [x - ma, b[i]! - mb];
    ab += p * q;
    aa += p * p;
    bb += q * q;
  }
  return ab / Math.sqrt(aa * bb);
}
