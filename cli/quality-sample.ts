// `rapport quality plan|sample|enter|samples`: how many records to check, which, what was found, and what that proves.
import { writeFileSync } from "node:fs";
import { basename } from "node:path";
import { type Command, Option } from "commander";
import { recordRead } from "../engine/audit/read-log.js";
import { openCache, readerAtDoor, type Locale } from "../engine/index.js";
import {
  defaultPlan,
  enterResult,
  lastQuarter,
  qualityErrors,
  readCheckedList,
  sampleCsv,
  sampleNamed,
  samples,
  samplingPlan,
  type Stratification,
  tablesWithRows,
  takeSample,
} from "../engine/quality/index.js";
import { dayIn } from "../engine/day-in.js";
import { purposeText } from "./purpose-text.js";
import { numberOption } from "./number-option.js";
import { planText, sampleText, samplesText } from "./quality-text.js";
import { openForCommand } from "./workspace-command.js";

const text = {
  plan: { en: "how many records prove an error rate", zh: "证明某错误率需要核对多少条记录" },
  sample: { en: "draw the list of records to check", zh: "抽取待核对的记录清单" },
  enter: { en: "enter what the check found", zh: "录入核对结果" },
  samples: { en: "every sample drawn, and what it proves", zh: "历次样本及其证明的结论" },
  table: { en: "source table, such as attendance_day", zh: "数据源表名，如 attendance_day" },
  id: { en: "sample, such as 2026-Q3-attendance_day-1", zh: "样本号，如 2026-Q3-attendance_day-1" },
  workspace: { en: "workspace folder", zh: "工作区文件夹" },
  as: { en: "with the rights of this user of rapport.yml", zh: "以 rapport.yml 中该用户的权限操作" },
  json: { en: "print as JSON", zh: "以 JSON 输出" },
  limit: { en: "error rate to rule out, such as 1%", zh: "要排除的错误率，如 1%" },
  confidence: { en: "confidence, such as 95%", zh: "置信度，如 95%" },
  accept: { en: "errors with which the lot still passes", zh: "仍可通过的错误条数" },
  lot: { en: "records in the lot, when it is small", zh: "批量较小时的记录总数" },
  quarter: {
    en: "quarter such as 2026-Q3; the last one that is over by default",
    zh: "季度，如 2026-Q3；默认为最近结束的季度",
  },
  by: { en: "strata that share the sample in proportion", zh: "按比例分层的依据" },
  finite: {
    en: "take the lot as finite: fewer records where it is small",
    zh: "按有限批量计算：批量小时所需记录更少",
  },
  out: { en: "CSV file for the list", zh: "清单的 CSV 文件" },
  file: { en: "the list, with is_correct filled in", zh: "已填写 is_correct 的清单" },
  wrong: { en: "positions of the wrong records, such as 17,203", zh: "有误记录的序号，如 17,203" },
  none: { en: "every record checked was right", zh: "所核对的记录全部正确" },
  checked: {
    en: "records checked, from the top of the list; all by default",
    zh: "自上而下核对的条数；默认全部",
  },
  rate: { en: "refused: a percentage without a sample", zh: "不接受：没有样本的百分比" },
};

interface PlanOptions {
  limit: number;
  confidence: number;
  accept: number;
  json?: boolean;
}

export function registerQualitySample(quality: Command, locale: Locale): void {
  const planned = (command: Command): Command =>
    command
      .addOption(share("--limit <share>", text.limit[locale], defaultPlan.limit))
      .addOption(share("--confidence <share>", text.confidence[locale], defaultPlan.confidence))
      .addOption(
        new Option("--accept <errors>", text.accept[locale]).argParser(numberOption(0, 1000)).default(0),
      )
      .option("--json", text.json[locale]);
  planned(quality.command("plan").description(text.plan[locale]))
    .addOption(new Option("--lot <records>", text.lot[locale]).argParser(numberOption(1, 1e12)))
    .action(({ json, limit, confidence, accept, lot }: PlanOptions & { lot?: number }) => {
      const plan = samplingPlan({ limit, confidence, accept, lot: lot ?? null });
      console.log(json ? JSON.stringify(plan, null, 2) : planText(plan, locale));
    });
  planned(quality.command("sample").description(text.sample[locale]).argument("<table>", text.table[locale]))
    .requiredOption("-w, --workspace <dir>", text.workspace[locale])
    .option("--as <user>", text.as[locale])
    .option("--purpose <text>", purposeText[locale])
    .option("--quarter <quarter>", text.quarter[locale])
    .addOption(
      new Option("--stratify <by>", text.by[locale])
        .choices(["none", "month", "department", "file"])
        .default("none"),
    )
    .option("--finite", text.finite[locale])
    .requiredOption("--out <file>", text.out[locale])
    .action((table: string, options: SampleOptions) => draw(table, options, locale));
  quality
    .command("enter")
    .description(text.enter[locale])
    .argument("[sample]", text.id[locale])
    .requiredOption("-w, --workspace <dir>", text.workspace[locale])
    .option("--as <user>", text.as[locale])
    .option("--purpose <text>", purposeText[locale])
    .option("--file <list.csv>", text.file[locale])
    .option("--wrong <positions>", text.wrong[locale])
    .option("--none-wrong", text.none[locale])
    .addOption(new Option("--checked <n>", text.checked[locale]).argParser(numberOption(1, 1e9)))
    .option("--rate <percentage>", text.rate[locale])
    .option("--json", text.json[locale])
    .action((id: string | undefined, options: EnterOptions) => enter(id, options, locale));
  quality
    .command("samples")
    .description(text.samples[locale])
    .requiredOption("-w, --workspace <dir>", text.workspace[locale])
    .option("--json", text.json[locale])
    .action(({ workspace: dir, json }: { workspace: string; json?: boolean }) => {
      const all = samples(openForCommand(dir, locale));
      console.log(json ? JSON.stringify(all, null, 2) : samplesText(all, locale));
    });
}

/** `1%` or `0.01`. */
function share(flags: string, description: string, preset: number): Option {
  return new Option(flags, description).default(preset, `${preset * 100}%`).argParser((found: string) => {
    const match = /^\s*(\d+(?:\.\d+)?)\s*([%％]?)\s*$/.exec(found);
    if (!match) throw qualityErrors.share_unreadable({ option: flags.split(" ")[0]!, found });
    return match[2] ? Number((Number(match[1]) / 100).toPrecision(12)) : Number(match[1]);
  });
}

interface SampleOptions extends PlanOptions {
  workspace: string;
  as?: string;
  purpose?: string;
  quarter?: string;
  stratify: Stratification;
  finite?: boolean;
  out: string;
}

async function draw(table: string, options: SampleOptions, locale: Locale): Promise<void> {
  const now = new Date();
  const workspace = openForCommand(options.workspace, locale, now);
  const reader = readerAtDoor(workspace.config, options);
  const cache = await openCache(workspace, { now });
  try {
    const { limit, confidence, accept } = options;
    const quarter = options.quarter ?? lastQuarter(dayIn(workspace.config.timeZone, now));
    const context = { db: cache.database, workspace, present: await tablesWithRows(cache.database) };
    const { sample, records } = await takeSample(
      context,
      { table, quarter, by: options.stratify, limit, confidence, accept, isFinite: options.finite === true },
      reader,
      now,
    );
    const what = `rapport quality sample ${table}`;
    recordRead(
      workspace,
      {
        kind: "export",
        reader: reader.id,
        rights: reader.rights,
        what,
        sample: sample.id,
        rows: records.length,
      },
      now,
    );
    writeFileSync(options.out, sampleCsv(sample, records));
    console.log(options.json ? JSON.stringify(sample, null, 2) : sampleText(sample, options.out, locale));
  } finally {
    cache.database.close();
  }
}

interface EnterOptions {
  workspace: string;
  as?: string;
  purpose?: string;
  file?: string;
  wrong?: string;
  noneWrong?: boolean;
  checked?: number;
  rate?: string;
  json?: boolean;
}

function enter(id: string | undefined, options: EnterOptions, locale: Locale): void {
  const now = new Date();
  const { limit, confidence } = defaultPlan;
  const { size } = samplingPlan(defaultPlan);
  if (options.rate !== undefined || id === undefined)
    throw qualityErrors.rate_without_sample({
      rate: options.rate ?? "–",
      size,
      limit: limit * 100,
      confidence: confidence * 100,
    });
  const workspace = openForCommand(options.workspace, locale, now);
  const reader = readerAtDoor(workspace.config, options);
  const result = options.file
    ? readCheckedList(options.file, basename(options.file), sampleNamed(workspace, id))
    : { wrong: positions(options, id), checked: options.checked };
  const sample = enterResult(workspace, id, result, reader, now);
  console.log(options.json ? JSON.stringify(sample, null, 2) : samplesText([sample], locale));
}

/** Nothing said about errors is not “no errors”. */
function positions({ wrong, noneWrong }: EnterOptions, sample: string): number[] {
  if (noneWrong && wrong === undefined) return [];
  const parts = (wrong ?? "").split(/[,，、;\s]+/).filter(Boolean);
  if (parts.length === 0 || noneWrong) throw qualityErrors.sample_result_missing({ sample });
  return parts.map(Number);
}
