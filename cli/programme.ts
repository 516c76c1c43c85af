// rapport programme …: plans on file and on record, their evaluation, power before the start, claims checked, follow-up compared fairly.
import type { Command } from "commander";
import type { Locale } from "../engine/index.js";
import {
  compareBenchmarks,
  evaluateProgramme,
  exampleBenchmarks,
  exampleProgramme,
  followUp,
  powerPlan,
  plannedPower,
  programmeNamed,
  programmesOf,
  registerProgramme,
  registrationOf,
  shareClaim,
} from "../models/programme/index.js";
import { isRefusal } from "../models/model.js";
import type { Register } from "./commands.js";
import { numberOption } from "./number-option.js";
import { benchmarksText, evaluationText, followUpText, listText } from "./programme-text.js";
import { answerAs, languageOf, offer, say, type ReaderOptions } from "./reader-command.js";
import { openForCommand } from "./workspace-command.js";

const text = {
  about: {
    en: "what a change brought: plans, evaluation, power, claims",
    zh: "变革效果：计划、评估、功效与说法核对",
  },
  list: {
    en: "programmes on file, and what is wrong with those that are broken",
    zh: "列出项目，以及有错误的文件",
  },
  example: { en: "print a programme’s file to copy", zh: "打印一个项目文件范例" },
  register: { en: "put the plan, as it stands, on record in the journal", zh: "把现有计划登记到日志中" },
  benchmarks: {
    en: "figures from outside with source, date and n, beside ours where the definitions are equal",
    zh: "外部基准及其来源、日期与样本量；口径相同时列出本公司数值",
  },
  exampleBenchmarks: { en: "print a register to copy", zh: "打印一个登记文件范例" },
  detectable: {
    en: "before a programme starts: the smallest effect that its people and months would find",
    zh: "项目开始之前：其人员与月份能发现的最小效果",
  },
  evaluate: { en: "evaluate a programme and save it with its card", zh: "评估项目，并连同卡片一起保存" },
  power: {
    en: "people needed to find a change of a share, or what N people would find",
    zh: "发现比例变化所需的人数，或 N 人能发现多大变化",
  },
  claim: {
    en: "check “from 35% to 25%”: points, relative, interval, p",
    zh: "核对“由 35% 到 25%”：百分点、相对变化、区间、p 值",
  },
  followUp: {
    en: "“followed up for more than N days wins more”: naive and fair comparison of leads",
    zh: "“跟进超过 N 天赢单更多”：线索的简单比较与公平比较",
  },
  from: { en: "share without the programme", zh: "没有项目时的比例" },
  to: { en: "share hoped for", zh: "期望的比例" },
  n: { en: "people per group", zh: "每组人数" },
  nAfter: { en: "people after, where not as many", zh: "之后的人数（若不同）" },
  stated: {
    en: "change as the claim puts it, e.g. -0.3 for “down 30%”",
    zh: "说法中的变化，例如“下降 30%”为 -0.3",
  },
  days: { en: "days of follow-up", zh: "跟进天数" },
  landmark: {
    en: "day on which leads are grouped; chosen without looking at outcomes when left out",
    zh: "分组所依据的天数；省略时按不看结果的规则选取",
  },
  clusters: { en: "people per cluster", zh: "每个组群的人数" },
  icc: { en: "intraclass correlation", zh: "组内相关系数" },
  wanted: { en: "power, 0.8 when left out", zh: "功效，默认 0.8" },
};

interface Options extends ReaderOptions {
  n?: number;
  nAfter?: number;
  stated?: number;
  days: number;
  landmark?: number;
  clusterSize?: number;
  icc?: number;
  power?: number;
}

export const register: Register = (program, locale) => {
  const programme = program.command("programme").description(text.about[locale]);
  const add = (name: string, about: { en: string; zh: string }): Command =>
    offer(programme.command(name).description(about[locale]), locale, ["locale", "json"]);
  const inWorkspace = (command: Command): Command => offer(command, locale, ["workspace", "as", "purpose"]);
  const share = numberOption(0, 1, true);
  const people = numberOption(1, 10_000_000);

  inWorkspace(add("list", text.list)).action((options: Options) => list(options, locale));
  add("example", text.example).action(() => console.log(exampleProgramme.trimEnd()));
  offer(add("benchmarks", text.benchmarks), locale, ["workspace?"])
    .option("--example", text.exampleBenchmarks[locale])
    .action((options: Options & { example?: boolean }, command: Command) => {
      if (options.example) return console.log(exampleBenchmarks.trimEnd());
      if (options.workspace === undefined)
        command.error("error: required option '-w, --workspace <dir>' not specified");
      return answerAs(options, locale, { what: "programme benchmarks" }, async (context, language) => {
        const { compared, problems } = await compareBenchmarks(context);
        const told = problems.map((one) => one.localise(language));
        return [{ compared, problems: told }, () => benchmarksText(compared, problems, language)];
      });
    });
  inWorkspace(add("register <id>", text.register)).action((id: string, options: Options) => {
    const workspace = openForCommand(options.workspace, locale);
    const file = registerProgramme(workspace, id, new Date());
    const registration = registrationOf(workspace, file);
    say(options, [{ id, ...registration }, () => `${id} ${registration.recordedAt}`]);
  });
  inWorkspace(add("evaluate <id>", text.evaluate)).action((id: string, options: Options) =>
    answerAs(options, locale, { what: "programme evaluate" }, async (context, language) => {
      const { fitted } = await evaluateProgramme(context, programmeNamed(context.workspace, id));
      if (isRefusal(fitted)) throw new Error("an evaluation is never stored as a refusal");
      return [fitted, () => evaluationText(fitted, language)];
    }),
  );
  inWorkspace(add("detectable <id>", text.detectable)).action((id: string, options: Options) =>
    answerAs(options, locale, { what: "programme detectable" }, async (context, language) => {
      const found = await plannedPower(context, programmeNamed(context.workspace, id).programme);
      return [found, () => found.text[language]];
    }),
  );
  inWorkspace(add("follow-up", text.followUp))
    .option("--days <n>", text.days[locale], numberOption(1, 3650, true), 30)
    .option("--landmark <n>", text.landmark[locale], numberOption(0, 3650, true))
    .action((options: Options) =>
      answerAs(options, locale, { what: "programme follow-up" }, async (context, language) => {
        const found = await followUp(context, { days: options.days, landmark: options.landmark });
        return [found, () => followUpText(found, language)];
      }),
    );
  add("power", text.power)
    .requiredOption("--from <share>", text.from[locale], share)
    .option("--to <share>", text.to[locale], share)
    .option("-n, --n <people>", text.n[locale], people)
    .option("--cluster-size <people>", text.clusters[locale], people)
    .option("--icc <value>", text.icc[locale], share)
    .option("--power <share>", text.wanted[locale], share)
    .action((options: Options & { from: number; to?: number }) => {
      const { from, to, n: perGroup, clusterSize, icc, power } = options;
      const plan = powerPlan({ from, to, perGroup, clusterSize, icc, power });
      say(options, [plan, () => plan.text[languageOf(options, locale)]]);
    });
  add("claim <before> <after>", text.claim)
    .requiredOption("-n, --n <people>", text.n[locale], people)
    .option("--n-after <people>", text.nAfter[locale], people)
    .option("--stated <change>", text.stated[locale], numberOption(-1, 100, true))
    .action((before: string, after: string, options: Options) => {
      const claim = shareClaim(Number(before), Number(after), options.n!, options.nAfter, options.stated);
      say(options, [claim, () => claim.text[languageOf(options, locale)]]);
    });
};

function list(options: Options, locale: Locale): void {
  const workspace = openForCommand(options.workspace, locale);
  const { found, problems } = programmesOf(workspace);
  const language = languageOf(options, locale);
  const listed = {
    programmes: found.map((file) => ({ ...file.programme, registration: registrationOf(workspace, file) })),
    problems: problems.map((problem) => problem.localise(language)),
  };
  say(options, [listed, () => listText(workspace, found, problems, language)]);
  if (problems.length > 0) process.exitCode = 1;
}
