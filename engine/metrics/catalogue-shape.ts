// What the schema says against a definition → the rule of the catalogue that it breaks, in words for people.
import { z } from "zod";
import type { RapportError } from "../errors.js";
import { catalogueError } from "./catalogue-errors.js";
import type { At, CatalogueSource } from "./catalogue-source.js";
import { nearest } from "./nearest.js";
import { units } from "./unit.js";

type Issue = z.core.$ZodIssue;

const partsZh: Record<string, string> = {
  label: "名称",
  description: "说明",
  exclusions: "排除说明",
  text: "算例说明",
  numerator: "分子",
  denominator: "分母",
};
const languages: Record<string, { en: string; zh: string }> = {
  en: { en: "English", zh: "英文" },
  zh: { en: "Chinese", zh: "中文" },
  both: { en: "English and Chinese", zh: "中英文" },
};
const chinese = z.locales.zhCN().localeError;

/** `at` is where the value checked stands in the file; `keys` are those that may stand where an unknown one was found. */
export function shapeError(
  source: CatalogueSource,
  at: At,
  value: unknown,
  issues: readonly Issue[],
  keys: readonly string[],
): RapportError {
  const issue = deepest(issues[0]);
  const path = issue.path.map((part) => (typeof part === "number" ? part : String(part)));
  const where = [...at, ...path];
  const metric = String((value as { id?: unknown } | null)?.id ?? "?");
  const [last, before] = [String(path.at(-1)), String(path.at(-2))];
  const found = path.reduce<unknown>(
    (v, key) => (v as Record<PropertyKey, unknown> | undefined)?.[key],
    value,
  );

  // `zh` left out of a text, or the whole text left out
  const missing = found === undefined || found === null || found === "";
  const [part, language] = last in languages ? [before, last] : [last, "both"];
  if (missing && part in partsZh && !["numerator", "denominator"].includes(part))
    return source.error(catalogueError.metric_text_missing, where, {
      metric,
      part,
      partZh: partsZh[part],
      language: languages[language].en,
      languageZh: languages[language].zh,
    });
  if (missing && (last === "numerator" || last === "denominator"))
    return source.error(catalogueError.metric_denominator_missing, where, {
      metric,
      kind: String((value as { formula?: { kind?: unknown } }).formula?.kind ?? "ratio"),
      part: last,
      partZh: partsZh[last],
    });
  if (last === "unit" && path.length === 1)
    return source.error(catalogueError.metric_unit_unknown, where, {
      unit: String(found ?? ""),
      allowed: [...units],
    });
  if (issue.code === "unrecognized_keys") {
    const key = issue.keys[0];
    const candidates = nearest(key, path.length === 0 ? keys : []);
    return source.error(catalogueError.metric_key_unknown, [...where, key], {
      key,
      candidates,
      count: candidates.length,
      all: "Leave it out.",
      allZh: "请删除。",
    });
  }
  const place = path.join(".") || "metrics";
  const translated = chinese(issue as z.core.$ZodRawIssue);
  const zh = typeof translated === "string" ? translated : (translated?.message ?? issue.message);
  return source.error(catalogueError.catalogue_invalid, where, {
    rule: `${place}: ${issue.message}`,
    ruleZh: `${place}：${issue.code === "invalid_format" ? `格式应为 ${issue.message}` : zh}`,
  });
}

/** Of a choice between shapes, the complaint of the one that came closest. */
function deepest(issue: Issue): Issue {
  if (issue.code !== "invalid_union" || issue.errors.length === 0) return issue;
  const tried = issue.errors
    .filter((list) => list.length > 0)
    .map((list) => deepest(list[0]))
    .sort((a, b) => b.path.length - a.path.length || rank(a) - rank(b));
  return tried.length === 0 ? issue : { ...tried[0], path: [...issue.path, ...tried[0].path] };
}

const rank = (issue: Issue): number => (issue.code === "unrecognized_keys" ? 0 : 1);
