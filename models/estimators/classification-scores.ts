// Outcomes and probabilities → how good they are. Definitions and numbers as in scikit-learn 1.2
// (roc_auc_score, average_precision_score, brier_score_loss, log_loss); ECE with 10 equal bins (Naeini et al. 2015).

export interface ClassificationScores {
  /** Area under the ROC curve: chance that a leaver ranks above a stayer, ties count half. NaN with one class only. */
  rocAuc: number;
  /** Average precision: step-wise area under precision–recall, no interpolation. */
  prAuc: number;
  brier: number;
  /** Natural log, probabilities clipped at 1e-15. */
  logLoss: number;
  /** Weighted |observed share − mean probability| over bins [0, .1) … [.9, 1]. */
  ece: number;
}

export function classificationScores(y: ArrayLike<number>, p: ArrayLike<number>): ClassificationScores {
  return { ...rankingScores(y, p), brier: brier(y, p), logLoss: logLoss(y, p), ece: calibrationError(y, p) };
}

/** Both areas from one pass over the rows in order of falling probability, ties taken together. */
export function rankingScores(y: ArrayLike<number>, p: ArrayLike<number>): { rocAuc: number; prAuc: number } {
  const n = y.length;
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => p[b] - p[a]);
  let positives = 0;
  for (let i = 0; i < n; i++) positives += y[i];
  const negatives = n - positives;
  let truePositives = 0;
  let falsePositives = 0;
  let rocArea = 0;
  let prArea = 0;
  for (let i = 0; i < n;) {
    let tiePositives = 0;
    let tieNegatives = 0;
    const tied = p[order[i]];
    for (; i < n && p[order[i]] === tied; i++) {
      if (y[order[i]] > 0) tiePositives++;
      else tieNegatives++;
    }
    rocArea += tieNegatives * (truePositives + tiePositives / 2);
    truePositives += tiePositives;
    falsePositives += tieNegatives;
    prArea += (tiePositives * truePositives) / (truePositives + falsePositives);
  }
  return {
    rocAuc: positives > 0 && negatives > 0 ? rocArea / (positives * negatives) : Number.NaN,
    prAuc: positives > 0 ? prArea / positives : Number.NaN,
  };
}

export function brier(y: ArrayLike<number>, p: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < y.length; i++) sum += (p[i] - y[i]) ** 2;
  return sum / y.length;
}

export function logLoss(y: ArrayLike<number>, p: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < y.length; i++) sum += rowLogLoss(y[i], p[i]);
  return sum / y.length;
}

export function rowLogLoss(y: number, p: number): number {
  const clipped = Math.min(1 - 1e-15, Math.max(1e-15, p));
  return -(y > 0 ? Math.log(clipped) : Math.log1p(-clipped));
}

export function calibrationError(y: ArrayLike<number>, p: ArrayLike<number>, bins = 10): number {
  const count = new Float64Array(bins);
  const events = new Float64Array(bins);
  const mass = new Float64Array(bins);
  for (let i = 0; i < y.length; i++) {
    const bin = Math.min(bins - 1, Math.floor(p[i] * bins));
    count[bin]++;
    events[bin] += y[i];
    mass[bin] += p[i];
  }
  let sum = 0;
  for (let b = 0; b < bins; b++) sum += Math.abs(events[b] - mass[b]);
  return sum / y.length;
}
