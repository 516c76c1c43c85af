// Treated and compared people seen before and after → the treated against those most like them before; balance of what was matched on.
import { estimate, type Estimate } from "../estimators/estimate.js";
import { matchedDifference, type Balance } from "../estimators/matching.js";
import type { Bilingual } from "../../engine/locale.js";
import { monthNumber } from "../../engine/metrics/period.js";
import type { PanelRow } from "./person-panel.js";
import { inSpan } from "./programme-rows.js";
import type { Phases } from "./programme-schema.js";

export interface MatchedPeople extends Estimate {
  treated: number;
  controls: number;
  used: number;
  balance: (Balance & { label: Bilingual })[];
  /** Every covariate within a tenth of a standard deviation after matching. */
  isBalanced: boolean;
}

interface Covariate {
  label: Bilingual;
  value(person: Seen): number | null;
}

interface Seen {
  isTreated: boolean;
  before: [number, number];
  late: [number, number];
  after: [number, number];
  tenure: number | null;
  level: number | null;
}

/** What is known before the change; never a protected attribute. */
const covariates: Covariate[] = [
  { label: { en: "outcome before", zh: "变革前的结果" }, value: ({ before: [y, x] }) => y / x },
  {
    label: { en: "outcome in the last months before", zh: "变革前最近几个月的结果" },
    value: ({ before, late: [y, x] }) => (x > 0 ? y / x : before[0] / before[1]),
  },
  { label: { en: "months of tenure", zh: "司龄（月）" }, value: ({ tenure }) => tenure },
  { label: { en: "level", zh: "职级" }, value: ({ level }) => level },
];

/** More than this many pairs to compare: controls are not searched (minutes of work); null. */
const mostPairs = 4e7;

/** Null with fewer than 10 people on either side. */
export function matchedPeople(rows: readonly PanelRow[], phases: Phases): MatchedPeople | null {
  const lateFrom = monthNumber(phases.before.to) - 2;
  const people = new Map<string, Seen>();
  for (const { employee, month, y, x, person } of rows) {
    let own = people.get(employee);
    if (!own) {
      own = {
        isTreated: person.group === "treated",
        before: [0, 0],
        late: [0, 0],
        after: [0, 0],
        tenure: person.tenureMonths,
        level: person.level,
      };
      people.set(employee, own);
    }
    const add = (sums: [number, number]): void => {
      sums[0] += y;
      sums[1] += x;
    };
    if (inSpan(month, phases.before)) add(own.before);
    if (inSpan(month, phases.before) && month >= lateFrom) add(own.late);
    if (inSpan(month, phases.after)) add(own.after);
  }
  const seen = [...people.values()].filter(({ before, after }) => before[1] > 0 && after[1] > 0);
  const treated = seen.filter(({ isTreated }) => isTreated).length;
  const controls = seen.length - treated;
  if (treated < 10 || controls < 10 || treated * controls > mostPairs) return null;
  const used = covariates.filter(({ value }) => varies(seen.map(value)));
  const x = new Float64Array(seen.length * used.length);
  for (const [c, { value }] of used.entries()) {
    const known = seen.map(value).filter((v) => v !== null);
    const mean = known.reduce((a, b) => a + b, 0) / known.length;
    for (const [i, person] of seen.entries()) x[i * used.length + c] = value(person) ?? mean;
  }
  const fit = matchedDifference({
    x,
    columns: used.length,
    isTreated: seen.map(({ isTreated }) => Number(isTreated)),
    y: seen.map(({ after }) => after[0] / after[1]),
  });
  if (!fit) return null;
  const balance = fit.balance.map((own, c) => ({ ...own, label: used[c]!.label }));
  return {
    ...estimate(fit.effect, fit.error, Infinity),
    treated: fit.treated,
    controls: fit.controls,
    used: fit.used,
    balance,
    isBalanced: balance.every(({ after }) => Math.abs(after) <= 0.1),
  };
}

/** Known for most, and not the same for all. */
function varies(values: readonly (number | null)[]): boolean {
  const known = values.filter((v) => v !== null);
  return known.length > values.length / 2 && known.some((v) => v !== known[0]);
}
