// A score and a base → what the multiplier of the band adds or takes: 90.5 reaches "≥ 90", so 1.2 × the base.
import { compareRatios, decimalOf, decimalText, halfUp, minus, percentOf, percentText, ratio, timesRatio, type Ratio } from "./decimal.js"; // prettier-ignore
import { fenOf, fenText, scaled, sumFen, type Fen } from "./money.js";
import type { MissingReason, PayLine, Terms } from "./pay-facts.js";
import type { RuleOf } from "./pay-rule-schema.js";

type Multiplier = RuleOf<"score_multiplier">;

/** The highest band that the score reaches; null below all of them: the base stays as it is. */
export function bandOf(
  { bands }: Pick<Multiplier, "bands">,
  score: Ratio,
): Multiplier["bands"][number] | null {
  let best: Multiplier["bands"][number] | null = null;
  for (const band of bands) {
    const isReached = compareRatios(score, decimalOf(band.at_least)!) >= 0;
    if (isReached && (best === null || band.at_least > best.at_least)) best = band;
  }
  return best;
}

/** The base where it is this rule's own, and what the multiplier changes; one reason where something is missing. */
export function multiplierLines(
  rule: Multiplier,
  given: { score: Ratio | undefined; basePay: Fen | null; before: readonly PayLine[] },
  terms: Terms,
): PayLine[] | MissingReason {
  const { version, due, digits } = terms;
  const lines: PayLine[] = [];
  let base: Fen;
  if ("rule" in rule.base) {
    const { rule: of } = rule.base;
    base = sumFen(given.before.filter((line) => line.rule === of).map(({ fen }) => fen));
  } else {
    const own = ownBase(rule.base, given.basePay, terms);
    if (own === null) return "no_base_pay";
    base = own.fen;
    const text = { en: `${rule.name.en}: base`, zh: `${rule.name.zh}：基数` };
    lines.push({
      rule: rule.id,
      kind: rule.kind,
      version,
      text,
      base: own.of,
      rate: own.rate,
      fen: own.fen,
      due,
    });
  }
  if (given.score === undefined) return "no_score";
  const score = decimalText(halfUp(given.score.n * 100n, given.score.d), 2);
  const band = bandOf(rule, given.score);
  const times = decimalOf(band?.times ?? 1)!;
  const factor = `× ${decimalText(halfUp(times.n * 1_000_000n, times.d), 6)}`;
  lines.push({
    rule: rule.id,
    kind: rule.kind,
    version,
    text: {
      en: `${rule.name.en}: score ${score}${band ? ` reaches ${band.at_least}` : " reaches no band"}, ${factor} on ${fenText(base, digits)}`,
      zh: `${rule.name.zh}：得分 ${score}${band ? ` 达到 ${band.at_least}` : " 未达任何档位"}，${fenText(base, digits)} ${factor}`,
    },
    base,
    rate: factor,
    fen: scaled(base, minus(times, ratio(1))),
    due,
  });
  return lines;
}

function ownBase(
  base: Exclude<Multiplier["base"], { rule: string }>,
  basePay: Fen | null,
  { part, digits, months }: Terms,
): { fen: Fen; of: Fen; rate: string } | null {
  const share = `${percentText(part)}`;
  if ("amount" in base) {
    const of = fenOf(base.amount, digits);
    return { of, fen: scaled(of, part), rate: share };
  }
  if (basePay === null) return null;
  const rate = timesRatio(percentOf(base.base_pay)!, ratio(months));
  return {
    of: basePay,
    fen: scaled(basePay, timesRatio(rate, part)),
    rate: percentText(timesRatio(rate, part)),
  };
}
