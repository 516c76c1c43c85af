// A place in a scheme's text → its field, with the slips of that place beneath.
import { html, nothing, type TemplateResult } from "lit";
import { say, t } from "../t.js";
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
  /** Read out, not shown: what stands beside it says it. */
  isBare?: boolean;
  /** Its slips are told elsewhere. */
  isQuiet?: boolean;
  /** Two columns of the form: names are long. */
  isWide?: boolean;
  step?: number;
  /** What is typed → what stands in the file; undefined leaves the file as it is. */
  read?: (written: string) => unknown;
}

const asNumber = (written: string): number | undefined =>
  written === "" || !Number.isFinite(Number(written)) ? undefined : Number(written);

export function field(
  context: FormContext,
  path: Path,
  label: string,
  value: string | number | undefined,
  { type = "text", isBare = false, isQuiet = false, isWide = false, step, read }: FieldOptions = {},
): TemplateResult {
  const isWrong = slipsAt(context, path).length > 0;
  const write = (event: Event): void => {
    const written = (event.target as HTMLInputElement).value.trim();
    const meant = read ? read(written) : type === "number" ? asNumber(written) : written;
    if (meant !== undefined) context.write(withField(context.text, path, meant));
  };
  return html`<label class=${isWide ? "wide" : ""}
    ><span class=${isBare ? "vh" : ""}>${label}</span>
    <input
      name=${nameOf(path)}
      type=${type}
      step=${step ?? (type === "number" ? "any" : nothing)}
      .value=${value === undefined ? "" : String(value)}
      aria-invalid=${isWrong ? "true" : nothing}
      aria-describedby=${isWrong && !isQuiet ? `slip-${nameOf(path)}` : nothing}
      @change=${write}
      @input=${type === "number" ? write : nothing}
    />
    ${isQuiet ? nothing : slips(context, path, false)}</label
  >`;
}

export interface Choice {
  value: string;
  label: string;
}

interface SelectOptions {
  /** What a choice writes, where it is not its own value at the path. */
  set?: (value: string) => void;
  isWide?: boolean;
  /** Slips of places within stand at fields of their own. */
  isOwn?: boolean;
}

export function select(
  context: FormContext,
  path: Path,
  label: string,
  value: string | undefined,
  choices: readonly Choice[],
  {
    set = (chosen) => context.write(withField(context.text, path, chosen === "" ? undefined : chosen)),
    isWide = false,
    isOwn = false,
  }: SelectOptions = {},
): TemplateResult {
  const isWrong = slipsAt(context, path, isOwn).length > 0;
  const known = choices.some((choice) => choice.value === value);
  return html`<label class=${isWide ? "wide" : ""}
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
    ${slips(context, path, isOwn)}</label
  >`;
}

/** A button that takes something away: a cross, its name read out. */
export const removal = (name: string, remove: () => void): TemplateResult =>
  html`<button type="button" class="flat remove" aria-label=${t("schemes.remove", { name })} @click=${remove}>
    ×
  </button>`;
