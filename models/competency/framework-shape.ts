// What the schema says against a framework → file, line and rule in words for people.
import { z } from "zod";
import type { RapportError } from "../../engine/errors.js";
import type { At, CatalogueSource } from "../../engine/metrics/catalogue-source.js";
import { competencyErrors } from "./competency-errors.js";

const chinese = z.locales.zhCN().localeError;

/** `keys`: what may stand under each named part. */
export function frameworkShapeError(
  source: CatalogueSource,
  at: At,
  written: unknown,
  issue: z.core.$ZodIssue,
  keys: Record<string, string[]>,
): RapportError {
  const path = issue.path.map((part) => (typeof part === "number" ? part : String(part)));
  const where = [...at, ...path];
  if (issue.code === "unrecognized_keys") {
    const part = path.findLast((step) => typeof step === "string") ?? "";
    return source.error(competencyErrors.framework_key_unknown, [...where, issue.keys[0]], {
      key: issue.keys[0],
      allowed: keys[part] ?? ["en", "zh"],
    });
  }
  const last = path.at(-1);
  const found = path.reduce<unknown>(
    (value, step) => (value as Record<PropertyKey, unknown> | undefined)?.[step],
    written,
  );
  if (found === undefined || found === null || found === "") {
    const isText = last === "en" || last === "zh" || last === "label" || last === "description";
    if (isText)
      return source.error(competencyErrors.framework_text_missing, where, {
        where: path.filter((step) => step !== "en" && step !== "zh").join("."),
        language: last === "en" ? "English" : last === "zh" ? "Chinese" : "English and Chinese",
        languageZh: last === "en" ? "英文" : last === "zh" ? "中文" : "中英文",
      });
  }
  const said = chinese({ ...issue, input: found } as z.core.$ZodRawIssue);
  const zh = typeof said === "string" ? said : (said?.message ?? issue.message);
  const place = path.join(".") || "frameworks";
  return source.error(competencyErrors.framework_invalid, where, {
    rule: `${place}: ${issue.message}`,
    ruleZh: `${place}：${zh}`,
  });
}
