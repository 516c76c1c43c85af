// queries/alerts/*.yml and a workspace's alerts/*.yml → threshold rules, checked with file, line and rule.
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { assetPath } from "../../engine/asset.js";
import type { RapportError } from "../../engine/errors.js";
import { CatalogueSource, type At } from "../../engine/metrics/catalogue-source.js";
import type { Workspace } from "../../engine/index.js";
import { progressErrors as fail } from "./progress-errors.js";

/** `figure`: an indicator, a metric or "*". */
const whenSchema = z.union([
  /** Value below this part of what is due by now (of the target, once the period is over). Only for amounts that add up. */
  z.strictObject({ figure: z.string().min(1), below_due: z.number().positive().max(1) }),
  /** A share this far below its target: 0.2 = 20 percentage points. */
  z.strictObject({ figure: z.string().min(1), points_below: z.number().positive().max(1) }),
  /** Leads neither answered nor closed after so many hours. */
  z.strictObject({ leads_waiting_hours: z.number().positive() }),
]);

const ruleSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, "lower_snake_case"),
  name: z.strictObject({ en: z.string().min(1), zh: z.string().min(1) }),
  when: whenSchema,
  /** A rule of the standard file can be switched off by its id. */
  off: z.boolean().default(false),
});
const fileSchema = z.strictObject({ rules: z.array(ruleSchema).min(1).max(50) });

export type AlertRule = z.infer<typeof ruleSchema>;

/** Later files and a workspace's own take the place of rules with the same id. Errors: alert_rule_invalid. */
export function alertRules({ path: inside }: Pick<Workspace, "path">): AlertRule[] {
  const rules = new Map<string, AlertRule>();
  for (const folder of [assetPath(import.meta.url, "../../queries/alerts"), inside("alerts")]) {
    if (!existsSync(folder)) continue;
    for (const file of readdirSync(folder).sort())
      if (/\.ya?ml$/.test(file))
        for (const rule of readRules(path.join(folder, file))) rules.set(rule.id, rule);
  }
  return [...rules.values()].filter(({ off }) => !off);
}

const chinese = z.locales.zhCN().localeError;

function readRules(file: string): AlertRule[] {
  const source = new CatalogueSource(file);
  const broken = source.broken();
  if (broken) throw fail.alert_rule_invalid({ ...broken.facts });
  const parsed = fileSchema.safeParse(source.value());
  if (parsed.success) return parsed.data.rules;
  const issue = parsed.error.issues[0]!;
  const at = issue.code === "unrecognized_keys" ? [...issue.path, issue.keys[0]!] : issue.path;
  const place = issue.path.map(String).join(".") || "rules";
  const zh = chinese(issue as z.core.$ZodRawIssue);
  const said = typeof zh === "string" ? zh : (zh?.message ?? issue.message);
  throw invalid(source, at as At, `${place}: ${issue.message}`, `${place}：${said}`);
}

const invalid = (source: CatalogueSource, at: At, rule: string, ruleZh: string): RapportError =>
  source.error(fail.alert_rule_invalid, at, { rule, ruleZh });
