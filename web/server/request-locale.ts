// A request → the reader's language: `?locale=`, else `Accept-Language`, else the workspace's own.
import type { Context } from "hono";
import { localeFrom, type Locale } from "../../engine/locale.js";

export function requestLocale(c: Context, fallback: Locale = "en"): Locale {
  const asked = c.req.query("locale");
  if (asked) return localeFrom(asked);
  const header = c.req.header("accept-language");
  if (!header) return fallback;
  // Highest weight first; "zh;q=0.8, en" prefers English.
  const [best] = header
    .split(",")
    .map((part) => {
      const [tag = "", ...rest] = part.trim().split(";");
      const weight = rest.find((item) => item.trim().startsWith("q="));
      return { tag: tag.trim(), weight: weight ? Number(weight.trim().slice(2)) || 0 : 1 };
    })
    .filter(({ tag }) => /^(zh|en|\*)/i.test(tag))
    .sort((a, b) => b.weight - a.weight);
  return best ? localeFrom(best.tag) : fallback;
}
