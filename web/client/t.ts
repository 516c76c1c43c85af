// Message key + values → text in the reader's language (ICU). `tParts` keeps values that are not text apart, to draw them as elements.
import { IntlMessageFormat } from "intl-messageformat";
import type { Bilingual, Locale } from "../../engine/locale.js";
import { messages, type MessageKey } from "./messages/index.js";
import { session } from "./session.js";

export type MessageValues = Record<string, string | number | boolean | null | undefined | object>;

const compiled = new Map<string, IntlMessageFormat>();

function message(key: MessageKey, locale: Locale): IntlMessageFormat {
  const id = `${locale}:${key}`;
  let format = compiled.get(id);
  if (!format) {
    format = new IntlMessageFormat(messages[key][locale], locale === "zh" ? "zh-CN" : "en");
    compiled.set(id, format);
  }
  return format;
}

export const t = (key: MessageKey, values: MessageValues = {}, locale: Locale = session.locale): string =>
  String(message(key, locale).format(values as never));

/** Text and objects in reading order: `["Big clients bring ", fact, " of revenue"]`. */
export function tParts<V extends object>(
  key: MessageKey,
  values: Record<string, V | string | number>,
  locale: Locale = session.locale,
): (string | V)[] {
  const result = message(key, locale).format(values as never) as unknown as string | V | (string | V)[];
  return Array.isArray(result) ? result : [result];
}

/** Label that came with the data. */
export const say = (text: Bilingual | string, locale: Locale = session.locale): string =>
  typeof text === "string" ? text : text[locale];
