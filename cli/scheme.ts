// rapport scheme …: KPI schemes on file, what is wrong or doubtful about them, scores down to their rows, differences, adoption.
import { existsSync } from "node:fs";
import path from "node:path";
import type { Command } from "commander";
import { loadCatalogue, type Locale, type Workspace } from "../engine/index.js";
import { lastWholeMonth } from "../models/data-through.js";
import type { ModelContext } from "../models/model-context.js";
import {
  adoptScheme,
  allWarnings,
  checkSchemeFile,
  checkSchemeText,
  diffSchemes,
  diffWords,
  lastWholePeriod,
  noteSchemes,
  schemeNamed,
  schemeRowsOf,
  schemesOf,
  schemeStanding,
  schemeWarnings,
  sealRows,
  scoreScheme,
  verifyRows,
  versionNamed,
} from "../models/schemes/index.js";
import { monthNumber } from "../engine/metrics/period.js";
import type { Register } from "./commands.js";
import {
  answerAs,
  atDoor,
  languageOf,
  offer,
  readAs,
  say,
  type Read,
  type ReaderOptions,
} from "./reader-command.js";
import { registerSchemeBacktest } from "./scheme-backtest.js";
import {
  breakdownText,
  checkText,
  listText,
  rowsText,
  schemeNames,
  scoresText,
  standingText,
  verdictText,
} from "./scheme-text.js";
import { openForCommand } from "./workspace-command.js";

const text = {
  about: { en: "KPI schemes: files, scores, differences", zh: "绩效方案：文件、计分、差异" },
  list: { en: "schemes on file and since when they are in force", zh: "列出方案及其生效情况" },
  shipped: { en: "only those that come with Rapport", zh: "仅列出自带示例" },
  show: { en: "print a scheme's file", zh: "打印方案文件" },
  check: {
    en: "what breaks a rule (with line) and what is doubtful, of a file or of a scheme by id",
    zh: "检查文件或方案：列出错误（含行号）与可疑之处",
  },
  score: {
    en: "scores of a period; with --employee, part by part",
    zh: "某周期的得分；加 --employee 时逐项列出",
  },
  rows: { en: "the rows behind one person's score", zh: "某人得分背后的数据行" },
  verify: {
    en: "rows given out with --json, read again: unchanged, and still what comes out?",
    zh: "重新读取以 --json 给出的数据行：是否未被改动，能否重新得出？",
  },
  diff: { en: "what differs between two versions: ID@1 ID@2", zh: "两个版本的差异：ID@1 ID@2" },
  adopt: { en: "put the text on file in force: a journal line", zh: "使现有文本生效并记入日志" },
  period: {
    en: "2026-03 or 2026-Q1; the last whole one when left out",
    zh: "2026-03 或 2026-Q1；默认最近一个完整周期",
  },
  employee: { en: "employee number", zh: "工号" },
  indicator: { en: "only this indicator", zh: "仅此指标" },
  known: { en: "as known on this day", zh: "按此日所知数据" },
};

interface Options extends ReaderOptions {
  period?: string;
  employee?: string[] | string;
  indicator?: string;
  known?: string;
  shipped?: boolean;
}

export const register: Register = (program, locale) => {
  const scheme = program.command("scheme").description(text.about[locale]);
  const add = (name: string, about: { en: string; zh: string }, isPlain = false): Command =>
    offer(
      scheme.command(name).description(about[locale]),
      locale,
      isPlain ? ["locale", "json", "workspace?"] : undefined,
    );
  add("list", text.list, true)
    .option("--shipped", text.shipped[locale])
    .action((options: Options) => list(options, locale));
  add("show <id>", text.show, true).action((id: string, options: Options) => show(id, options, locale));
  add("check <file-or-id>", text.check, true).action((name: string, options: Options) =>
    check(name, options, locale),
  );
  add("verify <file>", text.verify).action((file: string, options: Options) => verify(file, options, locale));
  add("diff <from> [to]", text.diff, true).action((from: string, to: string | undefined, options: Options) =>
    diff(from, to, options, locale),
  );
  add("adopt <id>", text.adopt).action((id: string, options: Options) => adopt(id, options, locale));
  add("score <id>", text.score)
    .option("--period <period>", text.period[locale])
    .option("--employee <id...>", text.employee[locale])
    .option("--known <day>", text.known[locale])
    .action((id: string, options: Options) => score(id, options, locale));
  add("rows <id>", text.rows)
    .requiredOption("--employee <id>", text.employee[locale])
    .option("--indicator <id>", text.indicator[locale])
    .option("--period <period>", text.period[locale])
    .action((id: string, options: Options) => rows(id, options, locale));
  registerSchemeBacktest(scheme, locale);
};

/** Of a workspace, or of what is shipped alone. */
function storeOf({ workspace }: Options, locale: Locale): Workspace | null {
  return workspace === undefined ? null : openForCommand(workspace, locale);
}

function list(options: Options, locale: Locale): void {
  const store = options.shipped ? null : storeOf(options, locale);
  if (store) noteSchemes(store, new Date());
  const { found, problems } = schemesOf(store);
  const none = {
    adoptedAt: null,
    adoptedBy: null,
    isInForce: false,
    seenAt: null,
    texts: 0,
    retroactive: [],
  };
  const schemes = found.map((file) => ({
    ...file,
    standing: store && file.isOwn ? schemeStanding(store, file) : none,
  }));
  const language = languageOf(options, locale);
  const listed = {
    schemes: schemes.map(({ scheme, hash, file, isOwn, standing }) => ({
      scheme,
      hash,
      file,
      isOwn,
      standing,
    })),
    problems: problems.map((problem) => problem.localise(language)),
  };
  say(options, [listed, () => listText(schemes, problems, language)]);
  if (problems.length > 0) process.exitCode = 1;
}

function show(id: string, options: Options, locale: Locale): void {
  const store = storeOf(options, locale);
  const file = schemeNamed(store, id);
  say(options, [file.scheme, () => file.text.trimEnd()]);
}

/** Static checks need no data; with a workspace, what its months say is added. */
async function check(name: string, options: Options, locale: Locale): Promise<void> {
  const language = languageOf(options, locale);
  const store = storeOf(options, locale);
  // a file that does not hold has no scheme to be named by: its own name will do
  const own = store?.path("schemes", `${path.basename(name, ".yml")}.yml`);
  const onFile = /\.ya?ml$/.test(name) ? name : own && existsSync(own) ? own : null;
  const named = onFile === null ? schemeNamed(store, name) : null;
  const file = named?.file ?? path.basename(onFile!);
  const catalogue = loadCatalogue(store?.dir);
  const checked = named
    ? checkSchemeText(named.text, { file, catalogue })
    : checkSchemeFile(onFile!, catalogue);
  const { scheme, problems, lineOf } = checked;
  const found =
    scheme === null || problems.length > 0
      ? []
      : store
        ? await readAs(options, locale, readOf("scheme check", options), (context) =>
            allWarnings(context, scheme),
          )
        : schemeWarnings(scheme, catalogue);
  const warnings = found.map((warning) => ({ ...warning, line: lineOf(warning.at) }));
  const told = problems.map((problem) => problem.localise(language));
  say(options, [{ file, problems: told, warnings }, () => checkText(file, problems, warnings, language)]);
  if (problems.length > 0) process.exitCode = 1;
}

function diff(from: string, to: string | undefined, options: Options, locale: Locale): void {
  const store = storeOf(options, locale);
  const [before, after] =
    to === undefined ? lastTwo(store, from) : [versionNamed(store, from), versionNamed(store, to)];
  const found = diffSchemes(before, after);
  const words = (): string =>
    diffWords(found)
      .map((line) => line[languageOf(options, locale)])
      .join("\n");
  say(options, [found, words]);
}

function lastTwo(store: Workspace | null, id: string): ReturnType<typeof versionNamed>[] {
  const { scheme } = schemeNamed(store, id);
  const [version, after] = [scheme.versions.at(-2) ?? scheme.versions[0]!, scheme.versions.at(-1)!];
  return [
    { scheme, version },
    { scheme, version: after },
  ];
}

function adopt(id: string, options: Options, locale: Locale): void {
  const { workspace, ...by } = atDoor(options, locale);
  const standing = adoptScheme(workspace, id, by);
  say(options, [{ id, ...standing }, () => `${id}  ${standingText(standing, languageOf(options, locale))}`]);
}

async function score(id: string, options: Options, locale: Locale): Promise<void> {
  const employees = options.employee === undefined ? undefined : [options.employee].flat();
  await answerAs(options, locale, readOf("scheme score", options), async (context, language) => {
    noteSchemes(context.workspace, context.now);
    const file = schemeNamed(context.workspace, id);
    const period = periodOf(context, options, file.scheme);
    const scores = await scoreScheme(context, file.scheme, period, { employees, known: options.known });
    const standing = file.isOwn ? schemeStanding(context.workspace, file) : null;
    const names = schemeNames(file.scheme, loadCatalogue(context.workspace.dir), language);
    const shown = (): string =>
      employees !== undefined && scores.length > 0
        ? scores.map((one) => breakdownText(one, names, language)).join("\n\n")
        : scoresText(scores, names, language);
    return [{ scheme: id, period, hash: file.hash, standing, scores }, shown];
  });
}

async function rows(id: string, options: Options, locale: Locale): Promise<void> {
  await answerAs(options, locale, readOf("scheme rows", options), async (context, language) => {
    const file = schemeNamed(context.workspace, id);
    const period = periodOf(context, options, file.scheme);
    const asked = { employee: String(options.employee), indicator: options.indicator };
    const found = await schemeRowsOf(context, file.scheme, period, asked);
    const sealed = sealRows(context, file, { period, ...asked }, found);
    const names = schemeNames(file.scheme, loadCatalogue(context.workspace.dir), language);
    return [sealed, () => rowsText(sealed, names, language)];
  });
}

async function verify(file: string, options: Options, locale: Locale): Promise<void> {
  await answerAs(options, locale, readOf("scheme verify", options), async (context, language) => {
    const found = await verifyRows(context, file);
    if (found.verdict !== "equal") process.exitCode = 1;
    return [found, () => verdictText(found, language)];
  });
}

function periodOf(
  { cache, workspace, now }: ModelContext,
  { period }: Options,
  scheme: Parameters<typeof lastWholePeriod>[0],
): string {
  const from = monthNumber(cache.history.from);
  return period ?? lastWholePeriod(scheme, { from, to: lastWholeMonth(workspace, cache, now) });
}

const readOf = (what: string, { period, employee }: Options): Read => ({
  what,
  ...(period !== undefined && { period }),
  ...(employee !== undefined && { people: [employee].flat() }),
});
