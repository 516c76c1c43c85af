// Events, sums and people → 95 % confidence limits. Each formula names its source and the R call it equals.
import jstat from "jstat";

/** `low`/`high` are NaN where no interval exists (one person, no exposure). */
export interface Limits {
  low: number;
  high: number;
}

const none: Limits = { low: NaN, high: NaN };
const alpha = 0.05;
/** Normal quantile for 97.5 %. */
const z = 1.959963984540054;

const poissonLimits = new Map<number, Limits>();

/**
 * Exact limits of a Poisson count (Garwood 1936): χ²(α/2; 2e)/2 and χ²(1−α/2; 2e+2)/2.
 * R: epitools::pois.exact(e), or poisson.test(e)$conf.int.
 */
export function garwood(events: number): Limits {
  let limits = poissonLimits.get(events);
  if (!limits) {
    limits = {
      low: events === 0 ? 0 : chiSquareQuantile(alpha / 2, 2 * events) / 2,
      high: chiSquareQuantile(1 - alpha / 2, 2 * events + 2) / 2,
    };
    if (poissonLimits.size < 10_000) poissonLimits.set(events, limits);
  }
  return limits;
}

/** Rate of events per unit of exposure with Garwood's limits. R: poisson.test(events, exposure)$conf.int. */
export function poissonRate(events: number, exposure: number): Limits {
  if (!(exposure > 0)) return none;
  const { low, high } = garwood(events);
  return { low: low / exposure, high: high / exposure };
}

/** Wilson's score interval of a proportion (Wilson 1927). R: binom::binom.confint(x, n, methods = "wilson"). */
export function wilson(x: number, n: number): Limits {
  if (!(n > 0)) return none;
  const p = x / n;
  const centre = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return { low: x === 0 ? 0 : Math.max(0, centre - half), high: x === n ? 1 : Math.min(1, centre + half) };
}

/** Sums over people: y = numerator, x = denominator of each. */
export interface PersonSums {
  people: number;
  y: number;
  x: number;
  yy: number;
  xy: number;
  xx: number;
}

/**
 * A ratio of sums Σy/Σx where each person gives several rows: linearised variance with the person as the cluster
 * (Cochran 1977, 6.3; R: survey::svyratio with ids = ~person, without finite-population correction), limits with
 * Student's t on people − 1 degrees of freedom.
 */
export function ratioByPerson(sums: PersonSums): Limits {
  const error = ratioError(sums);
  if (Number.isNaN(error)) return none;
  const ratio = sums.y / sums.x;
  const half = studentQuantile(sums.people - 1) * error;
  return { low: ratio - half, high: ratio + half };
}

/** Standard error of Σy/Σx with the person as the cluster; NaN for one person or without exposure. */
export function ratioError({ people, y, x, yy, xy, xx }: PersonSums): number {
  if (!(x > 0) || people < 2) return NaN;
  const ratio = y / x;
  const all = yy + ratio * ratio * xx;
  const squares = all - 2 * ratio * xy;
  // Everybody has the same ratio: what is left of the difference is rounding, and its root would not be small.
  if (squares <= 1e-14 * all) return 0;
  return Math.sqrt((people / (people - 1)) * squares) / x;
}

/**
 * Difference a − b from the two intervals (MOVER, Zou & Donner 2008, Statistics in Medicine 27:1693). With Wilson's
 * limits this is Newcombe's method 10 (1998, 17:873; R: DescTools::BinomDiffCI(method = "score")). Takes the two as
 * independent.
 */
export function mover(a: number, la: Limits, b: number, lb: Limits): Limits {
  return {
    low: a - b - Math.hypot(a - la.low, lb.high - b),
    high: a - b + Math.hypot(la.high - a, b - lb.low),
  };
}

const studentQuantiles = new Map<number, number>();

/** Student's t, 97.5 %. */
function studentQuantile(freedom: number): number {
  let quantile = studentQuantiles.get(freedom);
  if (quantile === undefined) {
    quantile = jstat.studentt.inv(1 - alpha / 2, freedom);
    if (studentQuantiles.size < 10_000) studentQuantiles.set(freedom, quantile);
  }
  return quantile;
}

/** jstat's inverse is exact to ~1e-8 for small counts; beyond 20,000 degrees Wilson and Hilferty's cube is as good. */
function chiSquareQuantile(p: number, freedom: number): number {
  if (freedom <= 20_000) return jstat.chisquare.inv(p, freedom);
  const q = p < 0.5 ? -z : z;
  const c = 2 / (9 * freedom);
  return freedom * (1 - c + q * Math.sqrt(c)) ** 3;
}
