// What one person's pay of one period is reckoned from, and what comes out: lines that add up to the total exactly.
import type { Bilingual } from "../../engine/locale.js";
import type { Ratio } from "./decimal.js";
import type { Fen } from "./money.js";
import type { DealKind } from "./pay-rule-schema.js";

export interface OrderFact {
  id: string;
  /** YYYY-MM-DD. */
  date: string;
  amount: Fen;
  kinds: readonly DealKind[];
}

/** An order of an earlier period that was cancelled in this one, and what it had made then. */
export interface CancelledOrder extends OrderFact {
  cancelledOn: string;
  /** Version by which it was earned. */
  version: number;
  made: Fen;
}

/** Time at work. Moments are milliseconds UTC; `zone` is the clock of the person's site. */
export interface ShiftFact {
  /** Working day, YYYY-MM-DD. */
  day: string;
  began: number;
  ended: number;
  zone: string;
}

export interface PayFacts {
  employee: string;
  /** First and last month, YYYY-MM. */
  from: string;
  to: string;
  /** Calendar days of the period in which the person was employed. */
  employed: { days: number; of: number };
  /** By id of the rule that is reckoned on them. */
  amounts: ReadonlyMap<string, Fen>;
  targets: ReadonlyMap<string, Fen>;
  /** By id of the scheme. */
  scores: ReadonlyMap<string, Ratio>;
  /** Per month. */
  basePay: Fen | null;
  orders: readonly OrderFact[];
  cancelled: readonly CancelledOrder[];
  shifts: readonly ShiftFact[];
}

export type LineKind =
  | "marginal_commission"
  | "deal_commission"
  | "repurchase_bonus"
  | "instant_bonus"
  | "score_multiplier"
  | "night_subsidy"
  | "cap"
  | "floor"
  | "clawback";

export interface PayLine {
  /** Empty for limits of all rules together. */
  rule: string;
  kind: LineKind;
  version: number;
  /** Input and rule in words. */
  text: Bilingual;
  /** What the rate was applied to; null where it is no amount. */
  base: Fen | null;
  /** "15%", "× 1.2", "20.00 / h". */
  rate: string;
  /** Rounded half up, once. */
  fen: Fen;
  /** Day on which it is due, YYYY-MM-DD. */
  due: string;
  /** Day on which it was earned, where that is not the period's last: YYYY-MM-DD. */
  earned?: string;
  /** Order that it comes from. */
  order?: string;
}

export type MissingReason = "no_value" | "no_target" | "no_score" | "no_base_pay";

export interface PayResult {
  rules: string;
  version: number;
  employee: string;
  from: string;
  to: string;
  lines: PayLine[];
  /** Σ lines, exactly. Of what could be reckoned: see `missing`. */
  total: Fen;
  missing: { rule: string; reason: MissingReason }[];
}

/** What a calculator is told beside the facts. */
export interface Terms {
  version: number;
  /** Share of the period employed, where the rules reckon part periods by days; 1 otherwise. */
  part: Ratio;
  /** Months of the period. */
  months: number;
  /** Minor digits of the currency, and its three letters. */
  digits: number;
  currency: string;
  /** Bonus date of the period. */
  due: string;
}
