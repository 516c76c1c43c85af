// Language of the reader → the one of two languages that everything user-facing exists in.

export type Locale = "en" | "zh";
export const locales: readonly Locale[] = ["en", "zh"];

/** The same text in both languages; every label, message and narrative is one of these. */
export interface Bilingual {
  en: string;
  zh: string;
}

/** `zh`, `zh-CN`, `zh_CN.UTF-8` → "zh"; anything else, or nothing → "en". */
export function localeFrom(tag: string | undefined | null): Locale {
  return /^zh\b|^zh[-_]/i.test(tag ?? "") ? "zh" : "en";
}
