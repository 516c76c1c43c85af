// Values to show → an axis with three to five round steps.

export interface ValueAxis {
  min: number;
  max: number;
  steps: number[];
}

const nice = [1, 2, 2.5, 5, 10];
const niceWhole = [1, 2, 5, 10];

/**
 * `zero`: starts at 0 (bars, shares, rates). Otherwise it may start elsewhere, which the figure's foot must say.
 * `top`: never beyond this (1 for shares). `whole`: people have no halves.
 */
export function valueAxis(
  values: (number | null)[],
  { zero = true, top = Infinity, steps = 3, whole = false } = {},
): ValueAxis {
  const known = values.filter((value): value is number => value !== null && Number.isFinite(value));
  const high = Math.max(...known, zero ? 0 : -Infinity);
  const low = Math.min(...known, zero ? 0 : Infinity);
  if (known.length === 0 || high === low) {
    const one = high === -Infinity || high === 0 ? 1 : Math.abs(high);
    return {
      min: zero ? 0 : low - one,
      max: zero ? one : low + one,
      steps: zero ? [0, one] : [low - one, low, low + one],
    };
  }
  const rough = Math.max((high - low) / steps, whole ? 1 : 0);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ((whole ? niceWhole : nice).find((n) => n * power >= rough * 0.999) ?? 10) * power;
  const min = Math.floor(low / step + 1e-9) * step;
  const max = Math.min(top, Math.ceil(high / step - 1e-9) * step);
  const marks: number[] = [];
  for (let i = 0; min + i * step <= max + step * 1e-6; i++)
    marks.push(Number((min + i * step).toPrecision(12)));
  return { min, max, steps: marks };
}
