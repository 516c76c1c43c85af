// One person-month → why its log odds of leaving are what they are: the average person-month's plus a part per input, exactly.
import type { AttritionExplanation, AttritionFitted } from "./attrition-fitted.js";
import { glassParts, partLabel } from "./attrition-glass.js";
import { attritionInputs } from "./attrition-inputs.js";
import type { AttritionRow } from "./attrition-row.js";
import { columnsOf, encodeRows } from "./attrition-design.js";
import { logit } from "./estimators/logistic-regression.js";
import { neuralHazardOf } from "./attrition-neural.js";

export function explainAttrition(fitted: AttritionFitted, row: AttritionRow): AttritionExplanation {
  const { champion } = fitted;
  const flat = logit(fitted.baseRate);
  if (!fitted.isOn) return { champion, total: flat, base: flat, contributions: [] };
  if (champion === "glass_box" && fitted.glass) {
    const { base, parts } = glassParts(fitted.glass, row);
    return explained(champion, base, parts, partLabel);
  }
  if (champion === "neural" && fitted.neural) {
    // A net is no sum: only its total can be told.
    const total = logit(neuralHazardOf(fitted.neural, [row])[0]);
    return { champion, total, base: total, contributions: [] };
  }
  const { coding, coefficients } = fitted.hazard;
  const design = encodeRows(coding, [row]);
  const x = new Float64Array(coding.columns);
  for (let k = 0; k < design.value.length; k++) x[design.index[k]] = design.value[k];
  let base = 0;
  for (let j = 0; j < coding.columns; j++) base += coefficients[j] * coding.means[j];
  const parts = coding.inputs.map((coded) => ({
    input: coded.id,
    value: columnsOf(coded).reduce((sum, j) => sum + coefficients[j] * (x[j] - coding.means[j]), 0),
  }));
  return explained(champion, base, parts, (id) => attritionInputs.find((input) => input.id === id)!.label);
}

function explained(
  champion: AttritionExplanation["champion"],
  base: number,
  parts: readonly { input: string; value: number }[],
  labelOf: (id: string) => AttritionExplanation["contributions"][number]["label"],
): AttritionExplanation {
  const contributions = parts
    .map(({ input, value }) => ({ input, label: labelOf(input), value, rateRatio: Math.exp(value) }))
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
  return {
    champion,
    total: contributions.reduce((sum, c) => sum + c.value, base),
    base,
    contributions,
  };
}
