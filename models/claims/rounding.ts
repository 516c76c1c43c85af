// A true value and the stated one, with its digits → right, cut off instead of rounded, or wrong.

export type Agreement = "equal" | "cut" | "different";

const slack = 1e-9;

/**
 * A stated value is right when rounding the truth to the stated digits gives it, a half either way. `step`: worth of one unit
 * of the last digit stated. Said to be approximate, it may be off by a tenth of the truth.
 */
export function agreement(truth: number, stated: number, step: number, isApproximate = false): Agreement {
  const off = Math.abs(truth - stated);
  const room = slack * Math.max(1, Math.abs(truth));
  if (off <= step / 2 + room) return "equal";
  if (isApproximate && off <= Math.max(step, 0.1 * Math.abs(truth)) + room) return "equal";
  return off < step - room && Math.abs(stated) < Math.abs(truth) ? "cut" : "different";
}

/**
 * The same for a difference or sum of stated numbers: nothing was measured, so a rounding that moves it by more than a quarter
 * is no rounding (1 − 0.5 is not 1).
 */
export function exactAgreement(
  truth: number,
  stated: number,
  step: number,
  isApproximate = false,
): Agreement {
  const found = agreement(truth, stated, step, isApproximate);
  if (found !== "equal" || isApproximate) return found;
  return Math.abs(truth - stated) > 0.25 * Math.abs(truth) + slack ? "different" : "equal";
}

/** Numbers worlds apart were never meant for each other: “20k wall, 0.32 against 0.57”. */
export const isPlausible = (truth: number, stated: number): boolean =>
  truth === 0 || stated === 0 || Math.abs(Math.log10(Math.abs(stated / truth))) < 1.5;

const formats = [0, 1, 2, 3, 4].map(
  (decimals) => new Intl.NumberFormat("en", { maximumFractionDigits: decimals }),
);

/** A value with as many digits as are worth saying: at most `decimals` (0 to 4), without trailing zeros. */
export const trimmed = (value: number, decimals = 1): string =>
  formats[decimals]
    .format(Number(value.toFixed(decimals)))
    .replace(/^-/, "−")
    .replace(/^−0$/, "0");
