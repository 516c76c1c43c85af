// Code + facts → an error that a person can act on, in their language.
// A user-fixable failure is a RapportError; a bug is a plain Error.
import { IntlMessageFormat } from "intl-messageformat";
import type { Bilingual, Locale } from "./locale.js";

export type Facts = Record<string, string | number | boolean | null | undefined | string[]>;

/** What was expected, found and where (`message`); what to do next (`hint`). ICU message syntax, both languages. */
export interface ErrorText {
  message: Bilingual;
  hint: Bilingual;
}

export interface LocalisedError {
  code: string;
  message: string;
  hint: string;
  facts: Facts;
}

/** A failure that the user can mend. Tests assert `code` and `facts`, never prose. */
export class RapportError extends Error {
  override readonly name = "RapportError";
  constructor(
    readonly code: string,
    readonly facts: Facts,
    readonly text: ErrorText,
  ) {
    super(format(text.message.en, "en", facts));
  }

  localise(locale: Locale): LocalisedError {
    return {
      code: this.code,
      message: format(this.text.message[locale], locale, this.facts),
      hint: format(this.text.hint[locale], locale, this.facts),
      facts: this.facts,
    };
  }
}

/**
 * A room's catalogue of errors: `const fail = defineErrors({ file_empty: {…} }); throw fail.file_empty({ file })`.
 * Codes are snake_case and unique in the product; they are the stable part of the contract.
 */
export function defineErrors<Code extends string>(
  catalogue: Record<Code, ErrorText>,
): Record<Code, (facts?: Facts) => RapportError> {
  const factories = {} as Record<Code, (facts?: Facts) => RapportError>;
  for (const code of Object.keys(catalogue) as Code[])
    factories[code] = (facts = {}) => new RapportError(code, facts, catalogue[code]);
  return factories;
}

/** ICU template + values → text in that language; lists join with the language's own comma. */
export function format(template: string, locale: Locale, facts: Facts): string {
  const values: Record<string, string | number | boolean | null | undefined> = {};
  for (const [key, value] of Object.entries(facts))
    values[key] = Array.isArray(value) ? value.join(locale === "zh" ? "、" : ", ") : (value ?? "–");
  return String(new IntlMessageFormat(template, locale === "zh" ? "zh-CN" : "en").format(values));
}
