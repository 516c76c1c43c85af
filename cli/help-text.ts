// Commander's own words (titles of the help, usage errors) → the reader's language.
import type { Command } from "commander";
import type { Locale } from "../engine/locale.js";

const titles: Record<string, string> = {
  "Usage:": "用法：",
  "Options:": "选项：",
  "Arguments:": "参数：",
  "Commands:": "命令：",
  "Global Options:": "全局选项：",
};

const errors: [RegExp, string][] = [
  [/^error: required option '(.+)' not specified/, "错误：缺少必需选项“$1”"],
  [/^error: missing required argument '(.+)'/, "错误：缺少必需参数“$1”"],
  [/^error: unknown command '(.+)'/, "错误：未知命令“$1”"],
  [/^error: unknown option '(.+)'/, "错误：未知选项“$1”"],
  [/^error: option '(.+)' argument missing/, "错误：选项“$1”缺少取值"],
  [
    /^error: option '(.+)' argument '(.*)' is invalid\. Allowed choices are (.+)\./,
    "错误：选项“$1”的取值“$2”无效，可选：$3。",
  ],
  [/^error: option '(.+)' argument '(.*)' is invalid\. (.+)/, "错误：选项“$1”的取值“$2”无效，应为：$3"],
  [
    /^error: too many arguments.*Expected (\d+) arguments? but got (\d+)\./,
    "错误：参数过多，应为 $1 个，实际 $2 个。",
  ],
  [/\(Did you mean (?:one of )?(.+)\?\)/, "（是否想用 $1？）"],
];

/** A usage error as commander says it → in that language. */
export const usageError = (text: string, locale: Locale): string =>
  locale === "zh" ? errors.reduce((said, [pattern, zh]) => said.replace(pattern, zh), text) : text;

/** Before the commands are registered: they inherit it. */
export function speakLanguage(program: Command, locale: Locale): void {
  program.showHelpAfterError(
    locale === "zh" ? "（加 --help 查看用法）" : "(add --help to see how it is used)",
  );
  program.configureOutput({ outputError: (text, write) => write(usageError(text, locale)) });
  if (locale === "zh") program.configureHelp({ styleTitle: (title) => titles[title] ?? title });
}

/** After the commands are registered: these texts are not inherited. */
export function nameHelp(program: Command, locale: Locale): void {
  if (locale !== "zh") return;
  program.helpOption("-h, --help", "显示帮助").helpCommand("help [command]", "显示某个命令的帮助");
  for (const command of program.commands) {
    command.helpOption("-h, --help", "显示帮助");
    for (const inner of command.commands) inner.helpOption("-h, --help", "显示帮助");
  }
}
