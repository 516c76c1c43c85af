// queries/schemes/*.yml + the workspace's schemes/*.yml → KPI schemes, checked with file, line and rule: every slip, not the first.
import { createHash } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { assetPath } from "../../engine/asset.js";
import type { RapportError } from "../../engine/errors.js";
import { loadCatalogue, type Catalogue, type Workspace } from "../../engine/index.js";
import { CatalogueSource, type At } from "../../engine/metrics/catalogue-source.js";
import { schemeErrors as fail } from "./scheme-errors.js";
import { schemeRules } from "./scheme-rules.js";
import { schemeSchema, type Scheme } from "./scheme-schema.js";

export interface SchemeFile {
  scheme: Scheme;
  /** The file's text and its SHA-256: what the journal remembers of it. */
  text: string;
  hash: string;
  file: string;
  /** Written by the company. */
  isOwn: boolean;
}

export interface CheckedScheme {
  /** Null where the text is no scheme; with problems where rules are broken. */
  scheme: Scheme | null;
  problems: RapportError[];
  hash: string;
  /** Line of a place in the text, for warnings. */
  lineOf: (at: At) => number;
}

type Store = Pick<Workspace, "path" | "dir">;
export const schemeFolder = "schemes";
const shippedFolder = assetPath(import.meta.url, "../../queries/schemes/");

/**
 * Good ones by id, the company's own first, and what is wrong with the others. One of its own takes a shipped one's place.
 * Without a workspace: what is shipped.
 */
export function schemesOf(store: Store | null): { found: SchemeFile[]; problems: RapportError[] } {
  if (store === null) return { found: shippedSchemes(), problems: [] };
  const catalogue = loadCatalogue(store.dir);
  const own = readFolder(store.path(schemeFolder), true, catalogue);
  const taken = new Set(own.found.map(({ scheme }) => scheme.id));
  const shipped = shippedSchemes().filter(({ scheme }) => !taken.has(scheme.id));
  return { found: [...own.found, ...shipped], problems: own.problems };
}

/** Examples that come with Rapport; read once. */
export function shippedSchemes(): SchemeFile[] {
  if (shipped) return shipped;
  const { found, problems } = readFolder(shippedFolder, false, loadCatalogue());
  if (problems[0]) throw problems[0];
  return (shipped = found);
}

let shipped: SchemeFile[] | undefined;

/** Errors: scheme_unknown; scheme_invalid where the file of that name is broken. */
export function schemeNamed(store: Store | null, id: string): SchemeFile {
  const { found, problems } = schemesOf(store);
  const broken = problems.find(({ facts }) => String(facts.file).replace(/\.ya?ml$/, "") === id);
  if (broken) throw broken;
  const named = found.find(({ scheme }) => scheme.id === id);
  if (named) return named;
  const known = found.map(({ scheme }) => scheme.id);
  throw fail.scheme_unknown({ found: id.slice(0, 60), known, count: known.length });
}

function readFolder(folder: string, isOwn: boolean, catalogue: Catalogue) {
  const found: SchemeFile[] = [];
  const problems: RapportError[] = [];
  if (!existsSync(folder)) return { found, problems };
  for (const file of readdirSync(folder).sort()) {
    if (!/\.ya?ml$/.test(file)) continue;
    const { text, ...checked } = checkSchemeFile(path.join(folder, file), catalogue);
    problems.push(...checked.problems);
    if (checked.scheme && checked.problems.length === 0)
      found.push({ scheme: checked.scheme, text, hash: checked.hash, file, isOwn });
  }
  return { found, problems };
}

/** A file on disk, wherever it lies: one that cannot be read or is not UTF-8 is a problem as a broken rule is. */
export function checkSchemeFile(place: string, catalogue: Catalogue): CheckedScheme & { text: string } {
  const source = new CatalogueSource(place);
  const { text, name: file } = source;
  const broken = source.broken();
  if (!broken) return { text, ...checkSchemeText(text, { file, catalogue }) };
  const problems = [fail.scheme_invalid({ ...broken.facts, field: "" })];
  return { text, scheme: null, problems, hash: hashOf(text), lineOf: () => 1 };
}

const mostProblems = 40;

/** What a text would be as the file of that name. Nothing is written. */
export function checkSchemeText(
  text: string,
  { file, catalogue }: { file: string; catalogue: Catalogue },
): CheckedScheme {
  const source = new CatalogueSource(file, text);
  const base = { hash: hashOf(text), lineOf: (at: At) => source.lineOf(at) };
  const invalid = (at: At, rule: string, ruleZh: string): RapportError =>
    source.error(fail.scheme_invalid, at, { rule, ruleZh, field: at.map(String).join(".") });
  const broken = source.broken();
  if (broken)
    return { ...base, scheme: null, problems: [fail.scheme_invalid({ ...broken.facts, field: "" })] };
  const parsed = schemeSchema.safeParse(source.value(), { reportInput: true });
  if (!parsed.success) {
    const slips = parsed.error.issues.map(deepest).flatMap((issue) => slipsOf(issue));
    const problems = slips.slice(0, mostProblems).map(({ at, rule, ruleZh }) => invalid(at, rule, ruleZh));
    return { ...base, scheme: null, problems };
  }
  const scheme = parsed.data;
  const rules = schemeRules(scheme, catalogue, base.lineOf);
  const stem = file.replace(/\.ya?ml$/, "");
  if (stem !== scheme.id)
    rules.unshift({
      at: ["id"],
      rule: `the id is “${scheme.id}”, the file's name says “${stem}”`,
      ruleZh: `编号为“${scheme.id}”，而文件名为“${stem}”`,
    });
  const problems = rules.slice(0, mostProblems).map(({ at, rule, ruleZh }) => invalid(at, rule, ruleZh));
  return { ...base, scheme, problems };
}

export const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

const chinese = z.locales.zhCN().localeError;

/** Of a choice between shapes, the complaint that lies deepest. */
function deepest(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== "invalid_union" || issue.errors.length === 0) return issue;
  const [best] = issue.errors
    .flatMap((list) => list.slice(0, 1).map(deepest))
    .sort((a, b) => b.path.length - a.path.length || rank(a) - rank(b));
  return best ? { ...best, path: [...issue.path, ...best.path] } : issue;
}

const rank = (issue: z.core.$ZodIssue): number => (issue.code === "unrecognized_keys" ? 0 : 1);

function slipsOf(issue: z.core.$ZodIssue): { at: At; rule: string; ruleZh: string }[] {
  const place = issue.path.map(String).join(".");
  const at = issue.path.map((step) => (typeof step === "number" ? step : String(step)));
  const [en, zh] = [place || "the scheme", place || "方案"];
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({
      at: [...at, key],
      rule: `${en}: “${key}” is not a part of a scheme here`,
      ruleZh: `${zh}：此处不能使用“${key}”`,
    }));
  if (issue.input === undefined && issue.code !== "invalid_union")
    return [{ at, rule: `${en} is missing`, ruleZh: `缺少 ${zh}` }];
  const said = chinese(issue as z.core.$ZodRawIssue);
  const words = typeof said === "string" ? said : (said?.message ?? issue.message);
  const ruleZh = `${zh}：${issue.code === "invalid_format" ? `格式应为 ${issue.message}` : words}`;
  return [{ at, rule: `${en}: ${issue.message}`, ruleZh }];
}
