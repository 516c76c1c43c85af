// Rows of numbers and outcomes → complementary log-log regression by Fisher scoring: coefficients are log hazard ratios.
// A slow, plain reference for the tests of the generators; it equals R's glm(binomial(link = "cloglog")).

export interface Coefficient {
  name: string;
  estimate: number;
  standardError: number;
}

export function cloglog(names: string[], rows: number[][], outcomes: boolean[]): Coefficient[] {
  const p = names.length;
  const beta = Array.from({ length: p }, () => 0);
  let information: number[][] = [];
  for (let step = 0; step < 50; step++) {
    const gradient = Array.from({ length: p }, () => 0);
    information = Array.from({ length: p }, () => Array.from({ length: p }, () => 0));
    for (const [i, x] of rows.entries()) {
      const eta = x.reduce((sum, value, j) => sum + value * beta[j]!, 0);
      const hazard = Math.exp(Math.max(-20, Math.min(3, eta)));
      const survive = Math.exp(-hazard);
      const mu = Math.max(1e-12, 1 - survive);
      const slope = hazard * survive;
      const weight = (slope * slope) / (mu * survive);
      const score = ((Number(outcomes[i]) - mu) * slope) / (mu * survive);
      for (let j = 0; j < p; j++) {
        if (x[j] === 0) continue;
        gradient[j]! += score * x[j]!;
        for (let k = 0; k <= j; k++) information[j]![k]! += weight * x[j]! * x[k]!;
      }
    }
    for (let j = 0; j < p; j++) for (let k = j + 1; k < p; k++) information[j]![k] = information[k]![j]!;
    const change = solve(information, gradient);
    for (let j = 0; j < p; j++) beta[j]! += Math.max(-2, Math.min(2, change[j]!));
    if (Math.max(...change.map(Math.abs)) < 1e-8) break;
  }
  return names.map((name, j) => ({
    name,
    estimate: beta[j]!,
    standardError: Math.sqrt(
      solve(
        information,
        names.map((_, k) => Number(k === j)),
      )[j]!,
    ),
  }));
}

/** Gauss–Jordan elimination with pivoting. */
function solve(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  for (let c = 0; c < rows.length; c++) {
    let pivot = c;
    for (let r = c; r < rows.length; r++) if (Math.abs(rows[r]![c]!) > Math.abs(rows[pivot]![c]!)) pivot = r;
    [rows[c], rows[pivot]] = [rows[pivot]!, rows[c]!];
    for (let r = 0; r < rows.length; r++) {
      if (r === c) continue;
      const factor = rows[r]![c]! / rows[c]![c]!;
      for (let k = c; k <= rows.length; k++) rows[r]![k]! -= factor * rows[c]![k]!;
    }
  }
  return rows.map((row, i) => row.at(-1)! / row[i]!);
}
