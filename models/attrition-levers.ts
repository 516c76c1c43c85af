// Fitted model + people → for each thing that a manager can change: how many it would concern, and how many fewer exits go with
// it over 12 months. Other inputs stay as they are. Association, not effect: the page says so beside the numbers.
import type { Bilingual } from "../engine/locale.js";
import type { AttritionFitted } from "./attrition-fitted.js";
import { attritionInputs, glassInputs, type AttritionInput } from "./attrition-inputs.js";
import type { AttritionRow } from "./attrition-row.js";
import { changeVariance, risksOf } from "./attrition-risk.js";

export interface RowLever {
  input: string;
  label: Bilingual;
  action: Bilingual;
  /** People whose value would change. */
  people: number;
  /** Expected exits of all the rows within 12 months, as they are and after the change. */
  now: number;
  after: number;
  /** 95 % of after − now, from what was learned; below 0 = fewer exits. */
  low: number;
  high: number;
}

const months = 12;

export function leversOf(fitted: AttritionFitted, rows: readonly AttritionRow[]): RowLever[] {
  if (!fitted.isOn || rows.length === 0) return [];
  const inputs = new Map([...attritionInputs, ...glassInputs].map((input) => [input.id, input]));
  const used =
    fitted.champion === "glass_box" && fitted.glass
      ? fitted.glass.inputs
      : fitted.champion === "neural" && fitted.neural
        ? fitted.neural.inputs.map(({ id }) => id)
        : fitted.hazard.coding.inputs.map(({ id }) => id);
  const all = rows.map((_, i) => i);
  const [now] = risksOf(fitted, rows, [months]);
  return used
    .map((id) => inputs.get(id)!)
    .flatMap((input): RowLever[] => {
      const { actionable } = input;
      if (!actionable || input.kind === "category") return [];
      let people = 0;
      const changed = rows.map((row) => {
        const value = actionable.change(input.read(row));
        if (value === undefined) return row;
        people++;
        return withValue(input, row, value);
      });
      if (people === 0) return [];
      const { id, label } = input;
      const [after] = risksOf(fitted, changed, [months]);
      const change = sum(after.risk) - sum(now.risk);
      const half = 1.96 * Math.sqrt(changeVariance(fitted, now, after, all));
      return [
        {
          input: id,
          label,
          action: actionable.action,
          people,
          now: sum(now.risk),
          after: sum(after.risk),
          low: change - half,
          high: change + half,
        },
      ];
    })
    .sort((a, b) => a.after - b.after);
}

const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);

/** The column that the input reads, set so that it reads that value. */
function withValue(input: AttritionInput, row: AttritionRow, value: number): AttritionRow {
  switch (input.id) {
    case "overtime":
      return { ...row, overtime_hours_3m: value };
    case "manager_change":
      return { ...row, is_manager_change_6m: value };
    case "training":
      return { ...row, training_hours_12m: value === 1 ? 16 : 0 };
    case "training_hours":
      return { ...row, training_hours_12m: value };
    default:
      throw new Error(`${input.id} is called actionable, but nothing says which column changes`);
  }
}
