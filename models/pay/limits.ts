// Lines of a rule, or of all rules → the line that a cap takes away or a floor adds; fixed limits go by days in a part period.
import { fenOf, fenText, scaled, sumFen } from "./money.js";
import type { PayLine, Terms } from "./pay-facts.js";

interface Limited {
  cap?: number | undefined;
  floor?: number | undefined;
}

/** At most one line. `rule` is empty for the limits of all rules together. */
export function limitLine(limits: Limited, lines: readonly PayLine[], rule: string, terms: Terms): PayLine[] {
  const { version, digits, due, part } = terms;
  const total = sumFen(lines.map(({ fen }) => fen));
  const at = (amount: number) => scaled(fenOf(amount, digits), part);
  const line = (kind: "cap" | "floor", limit: number): PayLine => ({
    rule,
    kind,
    version,
    text: {
      en: `${kind === "cap" ? "Cap" : "Floor"} of ${fenText(limit, digits)}`,
      zh: `${kind === "cap" ? "上限" : "下限"} ${fenText(limit, digits)}`,
    },
    base: total,
    rate: fenText(limit, digits),
    fen: limit - total,
    due,
  });
  if (limits.cap !== undefined && total > at(limits.cap)) return [line("cap", at(limits.cap))];
  if (limits.floor !== undefined && total < at(limits.floor)) return [line("floor", at(limits.floor))];
  return [];
}
