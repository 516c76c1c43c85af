// rapport scheme backtest A B: past periods scored under both; readers of groups see what was saved, in groups.
import type { Command } from "commander";
import type { Locale } from "../engine/index.js";
import { savedBacktest } from "../models/schemes/backtest/backtest-store.js";
import type { Backtest } from "../models/schemes/backtest/backtest-types.js";
import { schemeWork, type SchemeChoice } from "../web/server/scheme-work.js";
import { answerAs, offer, type ReaderOptions } from "./reader-command.js";
import { backtestText } from "./scheme-backtest-text.js";

const text = {
  about: {
    en: "past periods under two schemes, ID or ID@VERSION: winners and losers, cost, order, doubts",
    zh: "用两个方案（ID 或 ID@版本）重算过去的周期：得失、成本、名次与疑问",
  },
  period: {
    en: "periods, e.g. 2026-Q1 2026-Q2; the last four quarters or six months when left out",
    zh: "周期，例如 2026-Q1 2026-Q2；默认最近四个季度或六个月",
  },
};

interface Options extends ReaderOptions {
  period?: string[];
}

/** Under `rapport scheme`. */
export function registerSchemeBacktest(scheme: Command, locale: Locale): void {
  offer(scheme.command("backtest <a> <b>").description(text.about[locale]), locale)
    .option("--period <period...>", text.period[locale])
    .action((a: string, b: string, options: Options) => run(a, b, options, locale));
}

async function run(a: string, b: string, options: Options, locale: Locale): Promise<void> {
  const periods = options.period && { periods: options.period };
  const read = { what: "scheme backtest", schemes: [a, b], ...periods };
  await answerAs(options, locale, read, async (context, language) => {
    const { workspace, reader } = context;
    const readsPersons = reader.rights === "person" || reader.person !== undefined;
    const [sideA, sideB] = [choiceOf(a), choiceOf(b)];
    const found = readsPersons
      ? ((await schemeWork(context, { do: "backtest", a: sideA, b: sideB, ...periods })) as Backtest)
      : savedBacktest(workspace, sideA.id, sideB.id, reader, { a: sideA.version, b: sideB.version }).backtest;
    return [found, () => backtestText(found, language, workspace.config.currency ?? "CNY")];
  });
}

/** "service-sales@2" → the scheme and its version. */
function choiceOf(written: string): Extract<SchemeChoice, { id: string }> {
  const [id = "", version] = written.split("@");
  return { id, ...(version !== undefined && { version }) };
}
