// queries/pay-rules/*.yml + the workspace's pay-rules/*.yml → pay rules, checked with file, line and rule; their own examples too.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { assetPath } from "../../engine/asset.js";
import { RapportError } from "../../engine/errors.js";
import { CatalogueSource, type At } from "../../engine/metrics/catalogue-source.js";
import { percentOf, percentText } from "./decimal.js";
import { fenOf, fenText, minorDigits } from "./money.js";
import { payErrors } from "./pay-errors.js";
import { slipOf } from "./pay-rule-checks.js";
import { payRulesSchema, type PayRules } from "./pay-rule-schema.js";
import { raisedRate, undeclaredUnits } from "./raise-unit.js";
import { workedPay } from "./worked-example.js";

export interface PayRulesFile {
  rules: PayRules;
  /** Written by the company. */
  isOwn: boolean;
  file: string;
  /** SHA-256 of the text. */
  hash: string;
}

export interface PayCatalogue {
  found: PayRulesFile[];
  /** Why a file is not used. */
  problems: RapportError[];
  /** Files whose only fault is a unit that is not said: both readings can be compared, neither is used. */
  undeclared: PayRulesFile[];
}

export interface PayStore {
  dir: string;
  config: { currency: string; timeZone: string };
}

const shippedFolder = (): string => assetPath(import.meta.url, "../../queries/pay-rules/");

/** The company's own come first; one with the id of shipped rules takes their place. */
export function payRulesOf({ dir, config }: PayStore): PayCatalogue {
  const own = readFolder(path.join(dir, "pay-rules"), true, config);
  const taken = new Set([...own.found, ...own.undeclared].map(({ rules }) => rules.id));
  const shipped = shippedRules(config);
  return {
    found: [...own.found, ...shipped.found.filter(({ rules }) => !taken.has(rules.id))],
    problems: own.problems,
    undeclared: own.undeclared,
  };
}

const shippedFor = new Map<string, PayCatalogue>();

/** Examples that come with Rapport: read once for a currency and clock, by which their own examples are reckoned. */
function shippedRules(config: PayStore["config"]): PayCatalogue {
  const key = `${config.currency} ${config.timeZone}`;
  const read = shippedFor.get(key) ?? readFolder(shippedFolder(), false, config);
  shippedFor.set(key, read);
  return read;
}

/** Errors: pay_rule_unknown; the file's own fault where the one of that name is broken. */
export function payRulesNamed(store: PayStore, id: string): PayRulesFile {
  const { found, problems, undeclared } = payRulesOf(store);
  const named = found.find(({ rules }) => rules.id === id);
  if (named) return named;
  const file = undeclared.find(({ rules }) => rules.id === id)?.file ?? `${id}.yml`;
  const fault = problems.find(({ facts }) => facts.file === file);
  if (fault) throw fault;
  const known = found.map(({ rules }) => rules.id);
  throw payErrors.pay_rule_unknown({ found: id.slice(0, 60), known, count: known.length });
}

function readFolder(folder: string, isOwn: boolean, config: PayStore["config"]): PayCatalogue {
  const catalogue: PayCatalogue = { found: [], problems: [], undeclared: [] };
  if (!existsSync(folder)) return catalogue;
  for (const file of readdirSync(folder).sort()) {
    if (!/\.ya?ml$/.test(file)) continue;
    const read = readPayRules(path.join(folder, file), config);
    if (read.problem) catalogue.problems.push(read.problem);
    if (!read.rules) continue;
    const entry = { rules: read.rules, isOwn, file, hash: hashOf(path.join(folder, file)) };
    (read.problem ? catalogue.undeclared : catalogue.found).push(entry);
  }
  return catalogue;
}

const hashOf = (file: string): string => createHash("sha256").update(readFileSync(file)).digest("hex");

/** A file → its rules and what is wrong with it; both where nothing but a unit is missing. */
export function readPayRules(
  file: string,
  config: PayStore["config"],
): { rules?: PayRules; problem?: RapportError } {
  const source = new CatalogueSource(file);
  const broken = source.broken();
  if (broken) return { problem: payErrors.pay_rule_invalid({ ...broken.facts }) };
  const fault = (at: At, rule: string, ruleZh: string) => ({
    problem: source.error(payErrors.pay_rule_invalid, at, { rule, ruleZh }),
  });
  const parsed = payRulesSchema.safeParse(source.value());
  if (!parsed.success) return shapeFault(parsed.error.issues[0]!, fault);
  const rules = parsed.data;
  const name = path.basename(file).replace(/\.ya?ml$/, "");
  if (name !== rules.id)
    return fault(
      ["id"],
      `the id is “${rules.id}”, the file's name says “${name}”`,
      `编号为“${rules.id}”，而文件名为“${name}”`,
    );
  const slip = slipOf(rules, config.currency);
  if (slip) return fault(slip.at, slip.rule, slip.ruleZh);
  const [open] = undeclaredUnits(rules);
  if (open) {
    const by = percentOf(open.by)!;
    const shown = (unit: "points" | "relative"): string =>
      open.base ? percentText(raisedRate(open.base, by, unit)) : unit === "points" ? percentText(by) : "?";
    return {
      rules,
      problem: source.error(payErrors.pay_unit_undeclared, open.at as At, {
        id: rules.id,
        name: open.rule,
        by: percentText(by),
        base: open.base ? percentText(open.base) : "?",
        points: shown("points"),
        relative: shown("relative"),
      }),
    };
  }
  const wrong = wrongExample(rules, config, source);
  return wrong ? { problem: wrong } : { rules };
}

/** The first worked example that does not come out as it says. */
function wrongExample(
  rules: PayRules,
  { currency, timeZone }: PayStore["config"],
  source: CatalogueSource,
): RapportError | null {
  const digits = minorDigits(currency);
  for (const [i, { given, expected, version }] of rules.examples.entries()) {
    const { total, missing } = workedPay(rules, given, { currency, timeZone }, version);
    if (total === fenOf(expected, digits) && missing.length === 0) continue;
    return source.error(payErrors.pay_example_wrong, ["examples", i, "expected"], {
      expected: fenText(fenOf(expected, digits), digits),
      found: `${fenText(total, digits)}${missing.map(({ rule, reason }) => ` (${rule}: ${reason})`).join("")}`,
    });
  }
  return null;
}

const chinese = z.locales.zhCN().localeError;

function shapeFault(
  first: z.core.$ZodIssue,
  fault: (at: At, rule: string, ruleZh: string) => { problem: RapportError },
): { problem: RapportError } {
  const issue = deepest(first);
  const place = issue.path.map(String).join(".");
  const at = issue.code === "unrecognized_keys" ? [...issue.path, issue.keys[0]!] : issue.path;
  const said = issue.code === "custom" ? rateWords(issue.message) : chinese(issue as z.core.$ZodRawIssue);
  const zh = typeof said === "string" ? said : (said?.message ?? issue.message);
  return fault(at as At, `${place || "the rules"}: ${issue.message}`, `${place || "规则"}：${zh}`);
}

const rateWords = (message: string): string =>
  message.startsWith("a rate") ? "应为带百分号的比例，如“10 %”" : message;

/** Of a choice between shapes, the complaint that lies deepest. */
function deepest(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== "invalid_union" || issue.errors.length === 0) return issue;
  const [best] = issue.errors
    .flatMap((list) => list.slice(0, 1).map(deepest))
    .sort((a, b) => b.path.length - a.path.length);
  return best ? { ...best, path: [...issue.path, ...best.path] } : issue;
}
