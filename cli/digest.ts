// rapport digest weekly|monthly|contests|answer|bundle: sheets per person as files with queued messages; contested figures.
import path from "node:path";
import type { Command } from "commander";
import { localeFrom, type Locale } from "../engine/index.js";
import {
  answerContest,
  contestBundle,
  digestPeople,
  listContests,
  writeDigest,
  type DigestKind,
} from "../models/progress/index.js";
import type { Register } from "./commands.js";
import { contestsText, digestText } from "./digest-text.js";
import { writeWhole } from "../models/write-file.js";
import { progressLine } from "./progress.js";
import { answerAs, offer, readAs, say, type ReaderOptions } from "./reader-command.js";

const text = {
  about: {
    en: "facts for each person: weekly digest, monthly conversation sheet, contested figures; nothing is sent",
    zh: "给每个人的数据：周报、月度绩效沟通单、数据异议；不发送任何内容",
  },
  weekly: { en: "the running period: reached, due, alerts", zh: "进行中的周期：完成、应完成、提醒" },
  monthly: { en: "the sheet for the monthly conversation", zh: "月度绩效面谈用的沟通单" },
  contests: { en: "contested figures that concern the reader", zh: "与当前用户有关的数据异议" },
  answer: { en: "answer somebody’s contest", zh: "答复数据异议" },
  bundle: { en: "write the evidence behind a contested figure as a zip", zh: "将被异议数据的依据导出为 zip" },
  out: { en: "folder; files go to DIR/outbox/<date>/", zh: "文件夹；文件写入 DIR/outbox/<日期>/" },
  file: { en: "file to write", zh: "要写入的文件" },
  person: { en: "one employee number", zh: "某一工号" },
  team: { en: "a unit, by id or name, with everything below it", zh: "某一部门（编号或名称）及其下级" },
  month: {
    en: "a month of the period, YYYY-MM; the last one when left out",
    zh: "周期内的月份 YYYY-MM；省略则取最近",
  },
  pdf: {
    en: "print PDF files too (needs Chromium; see RAPPORT_CHROMIUM)",
    zh: "同时生成 PDF（需要 Chromium，见 RAPPORT_CHROMIUM）",
  },
  said: { en: "the answer, in words", zh: "答复内容" },
  id: { en: "number of the contest", zh: "异议编号" },
  locale: { en: "language of the messages: en or zh", zh: "邮件语言：en 或 zh" },
};

interface Options extends ReaderOptions {
  out: string;
  person?: string;
  team?: string;
  month?: string;
  pdf?: boolean;
  text: string;
}

export const register: Register = (program, locale) => {
  const group = program.command("digest").description(text.about[locale]);
  const command = (name: keyof typeof text, usage: string): Command =>
    offer(group.command(usage).description(text[name][locale]), locale, [
      "workspace",
      "as",
      "purpose",
      "json",
    ]);
  for (const kind of ["weekly", "monthly"] as const)
    offer(command(kind, kind), locale, ["locale"], { locale: text.locale })
      .requiredOption("--out <dir>", text.out[locale])
      .option("--person <employee>", text.person[locale])
      .option("--team <unit>", text.team[locale])
      .option("--month <month>", text.month[locale])
      .option("--pdf", text.pdf[locale])
      .action((options: Options) => write(kind, options, locale));
  command("contests", "contests").action((options: Options) =>
    answerAs(options, locale, null, async (context) => {
      const contests = await listContests(context);
      return [contests, () => contestsText(contests, locale)];
    }),
  );
  command("answer", "answer <id>")
    .requiredOption("--text <text>", text.said[locale])
    .action((id: string, options: Options) =>
      answerAs(options, locale, null, async (context) => {
        const contest = await answerContest(context, id, options.text);
        return [contest, () => contestsText([contest], locale)];
      }),
    );
  command("bundle", "bundle <id>")
    .requiredOption("--out <file>", text.file[locale])
    .action((id: string, options: Options) =>
      readAs(options, locale, null, async (context) => {
        const file = path.resolve(options.out);
        writeWhole(file, await contestBundle(context, id, file), 0o600);
        say(options, [{ file }, () => options.out]);
      }),
    );
};

async function write(kind: DigestKind, options: Options, locale: Locale): Promise<void> {
  const progress = progressLine(locale);
  const stop = new AbortController();
  const interrupted = (): void => stop.abort();
  process.once("SIGINT", interrupted);
  try {
    await answerAs(options, locale, null, async (context) => {
      const people = await digestPeople(context, options);
      const written = await writeDigest(context, {
        out: options.out,
        wish: { kind, ...(options.month && { month: options.month }) },
        people,
        locale: options.locale ? localeFrom(options.locale) : context.workspace.config.locale,
        pdf: options.pdf,
        environment: process.env,
        onProgress: progress,
        signal: stop.signal,
      });
      progress.done();
      return [written, () => digestText(written, locale)];
    });
  } finally {
    progress.done();
    process.off("SIGINT", interrupted);
  }
}
