// A self-reported indicator → the measured sources in which the same activity leaves rows, if there are any.
import type { IndicatorSource } from "../scheme-schema.js";

export interface Trace {
  /** Source contract, as named on the data page. */
  source: string;
  metric: string;
  take: "numerator" | "denominator";
  /** Counts the same thing as the claim. */
  isSameUnit: boolean;
}

const activities: { is: RegExp; traces: Trace[] }[] = [
  {
    // a visit leaves a contact of some kind: a meeting, a call before it, a mail after it
    is: /visit|拜访/i,
    traces: [
      {
        source: "customer_contact",
        metric: "customer_contact_hours_per_head",
        take: "numerator",
        isSameUnit: false,
      },
      { source: "lead", metric: "lead_response_72h", take: "denominator", isSameUnit: false },
    ],
  },
  {
    is: /follow.?up|跟进/i,
    traces: [
      {
        source: "customer_contact",
        metric: "customer_contact_hours_per_head",
        take: "numerator",
        isSameUnit: false,
      },
    ],
  },
  {
    is: /lead(?!.*(conversion|转化))|线索(?!.*转化)/i,
    traces: [{ source: "lead", metric: "lead_response_72h", take: "denominator", isSameUnit: true }],
  },
  {
    is: /revenue|sales|deal|业绩|销售额|成交/i,
    traces: [{ source: "customer_order", metric: "order_value", take: "denominator", isSameUnit: false }],
  },
];

/** Empty where nothing measured holds the same activity. */
export function tracesOf(source: IndicatorSource): Trace[] {
  const name = "metric" in source ? source.metric : source.kpi;
  return activities.find(({ is }) => is.test(name))?.traces ?? [];
}
