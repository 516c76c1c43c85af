// programmes/*.yml of a workspace → programmes, checked with file, line and rule; writing one leaves a line in the journal.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { stringify } from "yaml";
import { z } from "zod";
import { appendJournal, readJournal, type Workspace } from "../../engine/index.js";
import type { RapportError } from "../../engine/errors.js";
import { CatalogueSource, type At } from "../../engine/metrics/catalogue-source.js";
import { monthNumber } from "../../engine/metrics/period.js";
import { writeWhole } from "../write-file.js";
import { programmeError } from "./programme-errors.js";
import { programmeSchema, type Programme } from "./programme-schema.js";

type Store = Pick<Workspace, "path">;
const folder = "programmes";

export interface ProgrammeFile {
  programme: Programme;
  /** Hash of the text: what the journal remembers of it. */
  hash: string;
}

/** Good ones by id, and what is wrong with the others. */
export function programmesOf(store: Store): { found: ProgrammeFile[]; problems: RapportError[] } {
  const found: ProgrammeFile[] = [];
  const problems: RapportError[] = [];
  if (!existsSync(store.path(folder))) return { found, problems };
  for (const file of readdirSync(store.path(folder)).sort()) {
    if (!/\.ya?ml$/.test(file)) continue;
    const read = readProgramme(store, file);
    if ("programme" in read) found.push(read);
    else problems.push(read.problem);
  }
  return { found, problems };
}

/** Errors: programme_unknown; programme_invalid where the file of that name is broken. */
export function programmeNamed(store: Store, id: string): ProgrammeFile {
  const { found, problems } = programmesOf(store);
  const named = found.find(({ programme }) => programme.id === id);
  if (named) return named;
  const broken = problems.find(({ facts }) => String(facts.file).replace(/\.ya?ml$/, "") === id);
  if (broken) throw broken;
  const known = found.map(({ programme }) => programme.id);
  throw programmeError.programme_unknown({ found: id.slice(0, 60), known, count: known.length });
}

function readProgramme(store: Store, file: string): ProgrammeFile | { problem: RapportError } {
  const source = new CatalogueSource(store.path(folder, file));
  const broken = source.broken();
  const invalid = (at: At, rule: string, ruleZh: string): { problem: RapportError } => ({
    problem: source.error(programmeError.programme_invalid, at, { rule, ruleZh }),
  });
  if (broken) return { problem: programmeError.programme_invalid({ ...broken.facts }) };
  const parsed = programmeSchema.safeParse(source.value());
  if (!parsed.success) {
    const issue = deepest(parsed.error.issues[0]!);
    const place = issue.path.map(String).join(".");
    const at = issue.code === "unrecognized_keys" ? [...issue.path, issue.keys[0]!] : issue.path;
    const zh = chinese(issue as z.core.$ZodRawIssue);
    return invalid(
      at as At,
      `${place || "the programme"}: ${issue.message}`,
      `${place || "项目"}：${typeof zh === "string" ? zh : (zh?.message ?? issue.message)}`,
    );
  }
  const programme = parsed.data;
  if (file.replace(/\.ya?ml$/, "") !== programme.id)
    return invalid(
      ["id"],
      `the id is “${programme.id}”, the file's name says “${file.replace(/\.ya?ml$/, "")}”`,
      `编号为“${programme.id}”，而文件名为“${file.replace(/\.ya?ml$/, "")}”`,
    );
  const order = outOfOrder(programme);
  if (order) return invalid(order.at, order.rule, order.ruleZh);
  return { programme, hash: hashOf(readFileSync(store.path(folder, file), "utf8")) };
}

const chinese = z.locales.zhCN().localeError;

/** Of a choice between shapes, the complaint that lies deepest. */
function deepest(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== "invalid_union" || issue.errors.length === 0) return issue;
  const [best] = issue.errors
    .flatMap((list) => list.slice(0, 1).map(deepest))
    .sort((a, b) => b.path.length - a.path.length);
  return best ? { ...best, path: [...issue.path, ...best.path] } : issue;
}

/** Phases follow one another and do not overlap. */
export function outOfOrder({
  phases: { before, change, after },
}: Pick<Programme, "phases">): { at: At; rule: string; ruleZh: string } | null {
  for (const [name, { from, to }] of Object.entries({ before, change, after }))
    if (monthNumber(from) > monthNumber(to))
      return {
        at: ["phases", name, "from"],
        rule: `phase “${name}” begins (${from}) after it ends (${to})`,
        ruleZh: `阶段“${name}”的开始（${from}）晚于结束（${to}）`,
      };
  const pairs = [
    ["before", before, "change", change],
    ["change", change, "after", after],
  ] as const;
  for (const [first, a, second, b] of pairs)
    if (monthNumber(a.to) >= monthNumber(b.from))
      return {
        at: ["phases", second, "from"],
        rule: `“${second}” begins in ${b.from}, before “${first}” has ended (${a.to})`,
        ruleZh: `“${second}”始于 ${b.from}，此时“${first}”（至 ${a.to}）尚未结束`,
      };
  return null;
}

export const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/** The bytes of a programme's file. */
export const programmeText = (programme: Programme): string => stringify(programme);

/** Writes a new programme and its journal line. Errors: programme_exists, programme_invalid. */
export function writeProgramme(store: Store, programme: Programme, now: Date): ProgrammeFile {
  const file = store.path(folder, `${programme.id}.yml`);
  if (existsSync(file)) throw programmeError.programme_exists({ id: programme.id });
  const order = outOfOrder(programme);
  if (order)
    throw programmeError.programme_invalid({
      file: `${programme.id}.yml`,
      line: 1,
      rule: order.rule,
      ruleZh: order.ruleZh,
    });
  writeWhole(file, programmeText(programme));
  return registerProgramme(store, programme.id, now);
}

/** Puts the plan, as it now stands, on record. */
export function registerProgramme(store: Store, id: string, now: Date): ProgrammeFile {
  const named = programmeNamed(store, id);
  appendJournal(store, { kind: "programme_registered", programme: id, content: named.hash }, now);
  return named;
}

export interface Registration {
  /** First journal line with this very text; null when it was never put on record. */
  recordedAt: string | null;
  /** Versions on record before it. */
  earlier: number;
  /** The text was on record before the change began. */
  isBeforeStart: boolean;
}

/** When the plan, as it now stands, was first on record: the journal cannot be written backwards. */
export function registrationOf(store: Store, { programme, hash }: ProgrammeFile): Registration {
  const lines = readJournal(store).lines.filter(
    (line) => line.kind === "programme_registered" && line.programme === programme.id,
  );
  const own = lines.find((line) => line.content === hash);
  return {
    recordedAt: own?.at ?? null,
    earlier: own ? lines.indexOf(own) : lines.length,
    isBeforeStart: own !== undefined && own.at.slice(0, 7) < programme.phases.change.from,
  };
}
