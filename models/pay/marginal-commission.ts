// Sales and a target → commission by tiers, each rate on its own slice only: 10 % to the target, 15 % on what is above it.
import { percentOf, percentText, timesRatio } from "./decimal.js";
import { fenOf, fenText, scaled, type Fen } from "./money.js";
import type { PayLine, Terms } from "./pay-facts.js";
import type { RuleOf } from "./pay-rule-schema.js";

type Marginal = RuleOf<"marginal_commission">;

/** Ends of the tiers in minor units; the last has none. Shares are of the target. */
export function tierEnds({ tiers }: Marginal, target: Fen | null, { part, digits }: Terms): (Fen | null)[] {
  return tiers.map(({ to }) => {
    if (to === undefined) return null;
    if (typeof to === "number") return scaled(fenOf(to, digits), part);
    if (target === null) throw new Error("shares of a target need one");
    return scaled(target, percentOf(to)!);
  });
}

/** One line per slice that holds something. Sales below nothing earn nothing. */
export function marginalLines(rule: Marginal, sales: Fen, target: Fen | null, terms: Terms): PayLine[] {
  const ends = tierEnds(rule, target, terms);
  const { version, digits, due } = terms;
  const lines: PayLine[] = [];
  let from = 0;
  for (const [i, { rate }] of rule.tiers.entries()) {
    const end = ends[i] ?? null;
    const slice = Math.max(0, Math.min(sales, end ?? sales) - from);
    if (slice > 0) {
      const by = percentOf(rate)!;
      const [low, high, shown] = [
        fenText(from, digits),
        end === null ? null : fenText(end, digits),
        percentText(by),
      ];
      lines.push({
        rule: rule.id,
        kind: rule.kind,
        version,
        text: {
          en: `${rule.name.en}: ${shown} of what lies ${high === null ? `above ${low}` : from === 0 ? `up to ${high}` : `between ${low} and ${high}`}`,
          zh: `${rule.name.zh}：${high === null ? `${low} 以上部分` : from === 0 ? `${high} 以内部分` : `${low} 至 ${high} 部分`}的 ${shown}`,
        },
        base: slice,
        rate: shown,
        fen: scaled(slice, by),
        due,
      });
    }
    if (end !== null) from = Math.max(from, end);
  }
  return lines;
}

/** The target by which a rule is reckoned: fixed amounts go by days in a part period, recorded ones are taken as recorded. */
export function targetOf(
  rule: Pick<Marginal, "target">,
  recorded: Fen | undefined,
  terms: Terms,
): Fen | null {
  if (rule.target === undefined) return null;
  if ("amount" in rule.target) return scaled(fenOf(rule.target.amount, terms.digits), terms.part);
  return recorded !== undefined && recorded > 0 ? recorded : null;
}

/** Any tier that ends at a share of the target. */
export const needsTarget = ({ tiers }: Marginal): boolean => tiers.some(({ to }) => typeof to === "string");

/** 120k on a target of 100k at the top rate throughout: what a payroll makes that does not go by slices. */
export function wholeAmountCommission(rule: Marginal, sales: Fen, target: Fen | null, terms: Terms): Fen {
  const ends = tierEnds(rule, target, terms);
  const reached = rule.tiers.findIndex(
    (_, i) => ends[i] === null || ends[i] === undefined || sales <= ends[i],
  );
  const tier = rule.tiers[reached === -1 ? rule.tiers.length - 1 : reached]!;
  return scaled(Math.max(0, sales), timesRatio(percentOf(tier.rate)!, { n: 1n, d: 1n }));
}
