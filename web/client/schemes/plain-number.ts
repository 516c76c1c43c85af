// A number of a score → text.

/** As many decimals as it has, three at most; grouped. */
export const plain = (value: number | null): string =>
  value === null ? "–" : value.toLocaleString("en", { maximumFractionDigits: 3 }).replace("-", "−");
