#!/usr/bin/env node
// Arguments → one command; failures → a message in the reader's language and an exit code (1 input, 2 usage, 3 bug).
import { Command, CommanderError } from "commander";
import { RapportError } from "../engine/errors.js";
import { localeFrom } from "../engine/locale.js";
import { registerCommands } from "./commands.js";
import { diskError } from "./disk-error.js";
import { nameHelp, speakLanguage, usageError } from "./help-text.js";

const locale = localeFrom(process.env.RAPPORT_LANG ?? process.env.LC_ALL ?? process.env.LANG);
const program = new Command("rapport")
  .description(locale === "zh" ? "人力分析与报表工作台" : "People analytics and reporting workbench")
  .version("0.1.0", "-V, --version", locale === "zh" ? "显示版本号" : "print the version")
  .exitOverride();

const mostOfABug = 4000;
const unexpected = {
  en: (text: string) =>
    `${text}\n→ This is a fault in Rapport, not in your input. Nothing was left half done. RAPPORT_DEBUG=1 prints more.`,
  zh: (text: string) =>
    `${text}\n→ 这是 Rapport 自身的缺陷，与您的输入无关；没有留下半成品。设置 RAPPORT_DEBUG=1 可查看详情。`,
};

function report(thrown: unknown): number {
  const error = diskError(thrown) ?? thrown;
  const asJson = process.argv.includes("--json");
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    const message = usageError(error.message, locale);
    if (asJson) console.log(JSON.stringify({ error: { code: "usage", message } }, null, 2));
    return 2;
  }
  if (error instanceof RapportError) {
    const { code, message, hint, facts } = error.localise(locale);
    if (asJson) console.log(JSON.stringify({ error: { code, message, hint, facts } }, null, 2));
    else console.error(`${message}\n→ ${hint}`);
    return 1;
  }
  const text =
    error instanceof Error && !process.env.RAPPORT_DEBUG ? error.message : String((error as Error).stack);
  const said = unexpected[locale](text.slice(0, mostOfABug));
  if (asJson) console.log(JSON.stringify({ error: { code: "unexpected", message: said } }, null, 2));
  else console.error(said);
  return 3;
}

try {
  speakLanguage(program, locale);
  await registerCommands(program, process.argv[2], locale);
  nameHelp(program, locale);
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}
