// Person-months → inputs that know the future: one alone ranks leavers almost perfectly, is filled in only for those who leave,
// or changes just before they do. They are named and kept out of the fit.
import type { Bilingual } from "../engine/locale.js";
import { attritionInputs, glassInputs, type AttritionInput } from "./attrition-inputs.js";
import type { AttritionRow } from "./attrition-row.js";
import { columnOf, personCodes } from "./attrition-table.js";
import { assignFolds } from "./estimators/folds.js";
import { sampleControls } from "./estimators/control-sample.js";
import { singleColumnAuc } from "./estimators/single-column-auc.js";

export interface InputLeak {
  name: string;
  label: Bilingual;
  kind: "ranks_alone" | "only_for_leavers" | "changes_at_exit";
  /** AUC; share of leavers that have it; share of exits at which it changes. */
  value: number;
  /** The same among others: 0.5; share of stayers that have it; share of other months in which it changes. */
  against: number;
  reason: Bilingual;
}

const leastLeavers = 10;

/** Rows in the order of persons and months, outcomes known. */
export function findLeaks(rows: readonly AttritionRow[]): InputLeak[] {
  const y = Uint8Array.from(rows, (row) => row.is_exit_next_month ?? 0);
  const person = personCodes(rows);
  const { rows: kept } = sampleControls(y, Int32Array.from(rows.keys()), 3000, 1);
  const sampled = Array.from(kept, (i) => rows[i]);
  const sampledY = Uint8Array.from(kept, (i) => y[i]);
  const folds = assignFolds(
    sampledY,
    5,
    1,
    Int32Array.from(kept, (i) => person[i]),
  );
  const inputs = new Map([...attritionInputs, ...glassInputs].map((input) => [input.id, input]));
  return [...inputs.values()].flatMap((input) => {
    const auc = singleColumnAuc(columnOf(input, sampled), sampledY, folds, 5);
    if (auc > 0.95) return [leakOf(input, "ranks_alone", auc, 0.5)];
    const presence = presenceOf(input, rows, y, person);
    if (presence.leavers >= leastLeavers && presence.own >= 0.2 && presence.others <= 0.001)
      return [leakOf(input, "only_for_leavers", presence.own, presence.others)];
    const change = input.moves ? undefined : changeOf(input, rows, y, person);
    if (change && change.exits >= leastLeavers && change.own >= 0.5 && change.others <= 0.02)
      return [leakOf(input, "changes_at_exit", change.own, change.others)];
    return [];
  });
}

/** Share of persons with any value, among those who leave and those who never do. */
function presenceOf(
  input: AttritionInput,
  rows: readonly AttritionRow[],
  y: Uint8Array,
  person: Int32Array,
): { own: number; others: number; leavers: number } {
  const has = new Map<number, boolean>();
  const leaves = new Set<number>();
  rows.forEach((row, i) => {
    has.set(person[i], (has.get(person[i]) ?? false) || input.read(row) !== null);
    if (y[i] > 0) leaves.add(person[i]);
  });
  let own = 0;
  let others = 0;
  for (const [who, isThere] of has) {
    if (!isThere) continue;
    if (leaves.has(who)) own++;
    else others++;
  }
  return {
    own: own / Math.max(1, leaves.size),
    others: others / Math.max(1, has.size - leaves.size),
    leavers: leaves.size,
  };
}

/** Share of rows whose value differs from the person's row before: at exits, and otherwise. */
function changeOf(
  input: AttritionInput,
  rows: readonly AttritionRow[],
  y: Uint8Array,
  person: Int32Array,
): { own: number; others: number; exits: number } {
  const last = new Map<number, string | number | null>();
  const count = { exits: 0, changedExits: 0, rest: 0, changedRest: 0 };
  rows.forEach((row, i) => {
    const value = input.read(row);
    const before = last.get(person[i]);
    last.set(person[i], value);
    if (before === undefined) return;
    const changed = value !== before ? 1 : 0;
    if (y[i] > 0) {
      count.exits++;
      count.changedExits += changed;
    } else {
      count.rest++;
      count.changedRest += changed;
    }
  });
  return {
    own: count.changedExits / Math.max(1, count.exits),
    others: count.changedRest / Math.max(1, count.rest),
    exits: count.exits,
  };
}

const percent = (share: number): string => `${(100 * share).toFixed(share < 0.01 ? 1 : 0)}%`;

function leakOf(input: AttritionInput, kind: InputLeak["kind"], value: number, against: number): InputLeak {
  const reasons: Record<InputLeak["kind"], Bilingual> = {
    ranks_alone: {
      en: `knows the future: alone it ranks leavers with AUC ${value.toFixed(2)}`,
      zh: `泄露未来：仅凭该项即可区分离职者（AUC ${value.toFixed(2)}）`,
    },
    only_for_leavers: {
      en: `knows the future: ${percent(value)} of leavers have it, ${percent(against)} of the others`,
      zh: `泄露未来：${percent(value)} 的离职者有该项，其他人仅 ${percent(against)}`,
    },
    changes_at_exit: {
      en: `knows the future: it changes just before ${percent(value)} of exits, otherwise in ${percent(against)} of months`,
      zh: `泄露未来：${percent(value)} 的离职之前它恰好变化，其他月份仅 ${percent(against)}`,
    },
  };
  return { name: input.id, label: input.label, kind, value, against, reason: reasons[kind] };
}
