// rapport scheme backtest A B: past periods scored under both; readers of groups see what was saved, in groups.
import type { Command } from "commander";
import { localeFrom, openCache, readerAtDoor, type Locale } from "../engine/index.js";
import { recordRead } from "../engine/audit/read-log.js";
import { savedBacktest } from "../models/schemes/backtest/backtest-store.js";
import type { Backtest } from "../models/schemes/backtest/backtest-types.js";
import { schemeWork, type SchemeChoice } from "../web/server/scheme-work.js";
import { progressLine } from "./progress.js";
import { backtestText } from "./scheme-backtest-text.js";
import { openForCommand } from "./workspace-command.js";

const text = {
  about: {
    en: "past periods under two schemes, ID or ID@VERSION: winners and losers, cost, order, doubts",
    zh: "用两个方案（ID 或 ID@版本）重算过去的周期：得失、成本、名次与疑问",
  },
  workspace: { en: "workspace folder", zh: "工作区文件夹" },
  as: { en: "reader who asks", zh: "提问的用户" },
  purpose: { en: "what it is for, where the reader needs one", zh: "用途（需要时）" },
  locale: { en: "language: en or zh", zh: "语言：en 或 zh" },
  json: { en: "print JSON", zh: "输出 JSON" },
  period: {
    en: "periods, e.g. 2026-Q1 2026-Q2; the last four quarters or six months when left out",
    zh: "周期，例如 2026-Q1 2026-Q2；默认最近四个季度或六个月",
  },
};

interface Options {
  workspace: string;
  as?: string;
  purpose?: string;
  locale?: string;
  json?: boolean;
  period?: string[];
}

/** Under `rapport scheme`. */
export function registerSchemeBacktest(scheme: Command, locale: Locale): void {
  scheme
    .command("backtest <a> <b>")
    .description(text.about[locale])
    .requiredOption("-w, --workspace <dir>", text.workspace[locale])
    .option("--period <period...>", text.period[locale])
    .option("--as <user>", text.as[locale])
    .option("--purpose <text>", text.purpose[locale])
    .option("--locale <locale>", text.locale[locale])
    .option("--json", text.json[locale])
    .action((a: string, b: string, options: Options) => run(a, b, options, locale));
}

async function run(a: string, b: string, options: Options, locale: Locale): Promise<void> {
  const language = options.locale === undefined ? locale : localeFrom(options.locale);
  const workspace = openForCommand(options.workspace, locale);
  const reader = readerAtDoor(workspace.config, { as: options.as, purpose: options.purpose });
  const progress = progressLine(locale);
  const now = new Date();
  const cache = await openCache(workspace, { now, onProgress: progress });
  progress.done();
  try {
    const periods = options.period && { periods: options.period };
    recordRead(
      workspace,
      {
        kind: "view",
        reader: reader.id,
        rights: reader.rights,
        what: "scheme backtest",
        schemes: [a, b],
        ...periods,
      },
      now,
    );
    const readsPersons = reader.rights === "person" || reader.person !== undefined;
    const [sideA, sideB] = [choiceOf(a), choiceOf(b)];
    const found = readsPersons
      ? ((await schemeWork(
          { workspace, cache, reader, now },
          { do: "backtest", a: sideA, b: sideB, ...periods },
        )) as Backtest)
      : savedBacktest(workspace, sideA.id, sideB.id, reader).backtest;
    if (options.json) console.log(JSON.stringify(found, null, 2));
    else console.log(backtestText(found, language, workspace.config.currency ?? "CNY"));
  } finally {
    cache.database.close();
  }
}

/** "service-sales@2" → the scheme and its version. */
function choiceOf(written: string): Extract<SchemeChoice, { id: string }> {
  const [id = "", version] = written.split("@");
  return { id, ...(version !== undefined && { version }) };
}
