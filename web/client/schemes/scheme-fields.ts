// A place in a scheme's text → its field, with the slips of that place beneath.
import { html, nothing, type TemplateResult } from "lit";
import { say } from "../t.js";
import { withField, type Path } from "./scheme-draft.js";
import type { FormContext } from "./scheme-form.js";

const nameOf = (path: Path): string => path.join(".");

/** Slips at the place; with `only`, not those of places within. */
export function slipsAt({ slips: all }: FormContext, path: Path, only = false): FormContext["slips"] {
  const name = nameOf(path);
  return all.filter(({ field }) => field === name || (!only && isWithin(field, name)));
}

/** Within, but of no field of its own: what a form shows at the nearest field above. */
const isWithin = (field: string, name: string): boolean => field.startsWith(`${name}.`);

export function slips(context: FormContext, path: Path, only = true): TemplateResult | typeof nothing {
  const found = slipsAt(context, path, only);
  return found.length === 0
    ? nothing
    : html`${found.map(
        ({ text }) => html`<span class="slip" id=${`slip-${nameOf(path)}`}>${say(text)}</span>`,
      )}`;
}

interface FieldOptions {
  type?: "text" | "number";
  /** Read out, not shown: the column's head says it. */
  isBare?: boolean;
  step?: number;
}

export function field(
  context: FormContext,
  path: Path,
  label: string,
  value: string | number | undefined,
  { type = "text", isBare = false, step }: FieldOptions = {},
): TemplateResult {
  const isWrong = slipsAt(context, path).length > 0;
  const write = (event: Event): void => {
    const written = (event.target as HTMLInputElement).value.trim();
    if (type === "text") return context.write(withField(context.text, path, written));
    if (written === "" || !Number.isFinite(Number(written))) return;
    context.write(withField(context.text, path, Number(written)));
  };
  return html`<label class=${type === "number" ? "short" : ""}
    ><span class=${isBare ? "sr" : ""}>${label}</span>
    <input
      name=${nameOf(path)}
      type=${type}
      step=${step ?? (type === "number" ? "any" : nothing)}
      .value=${value === undefined ? "" : String(value)}
      aria-invalid=${isWrong ? "true" : nothing}
      aria-describedby=${isWrong ? `slip-${nameOf(path)}` : nothing}
      @change=${write}
      @input=${type === "number" ? write : nothing}
    />
    ${slips(context, path, false)}</label
  >`;
}

export function select(
  context: FormContext,
  path: Path,
  label: string,
  value: string | undefined,
  choices: readonly { value: string; label: string }[],
  set: (value: string) => void = (chosen) =>
    context.write(withField(context.text, path, chosen === "" ? undefined : chosen)),
): TemplateResult {
  const isWrong = slipsAt(context, path).length > 0;
  const known = choices.some((choice) => choice.value === value);
  return html`<label
    ><span>${label}</span>
    <select
      name=${nameOf(path)}
      aria-invalid=${isWrong ? "true" : nothing}
      aria-describedby=${isWrong ? `slip-${nameOf(path)}` : nothing}
      @change=${(event: Event) => set((event.target as HTMLSelectElement).value)}
    >
      ${known ? nothing : html`<option value=${value ?? ""} selected>${value ?? "–"}</option>`}
      ${choices.map(
        (choice) =>
          html`<option value=${choice.value} ?selected=${choice.value === value}>${choice.label}</option>`,
      )}
    </select>
    ${slips(context, path, false)}</label
  >`;
}
