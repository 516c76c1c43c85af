// A labelled field for a number, and what stands in it.
import { html, type TemplateResult } from "lit";

export const numberField = (
  name: string,
  label: string,
  value: string,
  { min = 0, max = 1e9, step = "any", isOptional = false } = {},
): TemplateResult =>
  html`<label
    >${label}
    <input
      type="number"
      inputmode="decimal"
      name=${name}
      .defaultValue=${value}
      min=${min}
      max=${max}
      step=${step}
      ?required=${!isOptional}
  /></label>`;

/** Null where nothing was entered. */
export function formNumber(form: HTMLFormElement, name: string): number | null {
  const text = String(new FormData(form).get(name) ?? "");
  return text === "" ? null : Number(text);
}
