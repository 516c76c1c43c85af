// `rapport quality findings` and `rapport quality differences`: the rows behind a count, with file and row.
import { type Command, Option } from "commander";
import { recordRead } from "../engine/audit/read-log.js";
import { openCache, readerAtDoor, type Locale, type Workspace } from "../engine/index.js";
import type { Reader } from "../engine/metrics/reader.js";
import {
  type FindingRow,
  findingRows,
  qualityErrors,
  reconcile,
  reconciliationChecks,
  reconciliationDays,
  requireNames,
  tablesWithRows,
} from "../engine/quality/index.js";
import { dayIn } from "../engine/day-in.js";
import { purposeText } from "./purpose-text.js";
import { numberOption } from "./number-option.js";
import { differenceRows } from "./quality-text.js";
import { textTable } from "./text-table.js";
import { openForCommand } from "./workspace-command.js";

const text = {
  findings: {
    en: "rows that broke a rule: file, row, column, what stood there",
    zh: "违反某规则的行：文件、行号、列、内容",
  },
  differences: {
    en: "employee-months on which two sources differ; with --employee and --month the days behind one",
    zh: "两个来源不一致的员工月份；加 --employee 与 --month 可查看逐日明细",
  },
  rule: { en: "rule, as the report names it", zh: "规则名称（见报告）" },
  check: { en: "check, as the report names it", zh: "核对名称（见报告）" },
  workspace: { en: "workspace folder", zh: "工作区文件夹" },
  as: { en: "with the rights of this user of rapport.yml", zh: "以 rapport.yml 中该用户的权限查看" },
  table: { en: "only of this table", zh: "仅限该表" },
  import: { en: "only of this import", zh: "仅限该次导入" },
  limit: { en: "rows at most", zh: "最多行数" },
  from: { en: "first month, YYYY-MM", zh: "起始月份，YYYY-MM" },
  to: { en: "last month, YYYY-MM", zh: "结束月份，YYYY-MM" },
  tolerance: { en: "hours per employee-month that count as equal", zh: "每人每月视为一致的工时差" },
  employee: { en: "employee number", zh: "工号" },
  month: { en: "month, YYYY-MM", zh: "月份，YYYY-MM" },
  json: { en: "print as JSON", zh: "以 JSON 输出" },
  none: { en: "None.", zh: "没有。" },
};
const heads = {
  findings: {
    en: ["import", "file", "row", "column", "employee", "found", "expected"],
    zh: ["导入", "文件", "行", "列", "工号", "实际", "应为"],
  },
  days: {
    en: ["day", "source", "what it says", "file", "row"],
    zh: ["日期", "来源", "记录内容", "文件", "行"],
  },
};

interface Options {
  workspace: string;
  as?: string;
  purpose?: string;
  limit: number;
  json?: boolean;
}
interface FindingOptions extends Options {
  table?: string;
  import?: string;
}
interface DifferenceOptions extends Options {
  from?: string;
  to?: string;
  tolerance?: number;
  employee?: string;
  month?: string;
}

export function registerQualityRows(quality: Command, locale: Locale): void {
  const withLimit = (command: Command): Command =>
    command
      .requiredOption("-w, --workspace <dir>", text.workspace[locale])
      .option("--as <user>", text.as[locale])
      .option("--purpose <text>", purposeText[locale])
      .addOption(
        new Option("--limit <n>", text.limit[locale]).argParser(numberOption(1, 100_000)).default(50),
      )
      .option("--json", text.json[locale]);
  withLimit(
    quality.command("findings").description(text.findings[locale]).argument("<rule>", text.rule[locale]),
  )
    .option("--table <table>", text.table[locale])
    .option("--import <id>", text.import[locale])
    .action((rule: string, options: FindingOptions) => printFindings(rule, options, locale));
  withLimit(
    quality
      .command("differences")
      .description(text.differences[locale])
      .argument("<check>", text.check[locale]),
  )
    .option("--from <month>", text.from[locale])
    .option("--to <month>", text.to[locale])
    .addOption(
      new Option("--tolerance <hours>", text.tolerance[locale]).argParser(numberOption(0, 744, true)),
    )
    .option("--employee <id>", text.employee[locale])
    .option("--month <month>", text.month[locale])
    .action((check: string, options: DifferenceOptions) => printDifferences(check, options, locale));
}

async function printFindings(rule: string, options: FindingOptions, locale: Locale): Promise<void> {
  const now = new Date();
  const workspace = openForCommand(options.workspace, locale, now);
  const reader = readerAtDoor(workspace.config, options);
  const cache = await openCache(workspace, { now });
  try {
    const rows = await findingRows(cache.database, workspace, {
      rule,
      table: options.table,
      importId: options.import,
      reader,
      today: dayIn(workspace.config.timeZone, now),
      limit: options.limit,
    });
    recordRows(workspace, reader, `rapport quality findings ${rule}`, rows.length, now);
    if (options.json) console.log(JSON.stringify(rows, null, 2));
    else console.log(rows.length === 0 ? text.none[locale] : findingTable(rows, locale));
  } finally {
    cache.database.close();
  }
}

/** Rows that name people: who looked at them is written down before they are shown. */
const recordRows = (workspace: Workspace, reader: Reader, what: string, rows: number, now: Date): void => {
  recordRead(workspace, { kind: "view", reader: reader.id, rights: reader.rights, what, rows }, now);
};

const findingTable = (rows: readonly FindingRow[], locale: Locale): string =>
  textTable(
    [
      heads.findings[locale],
      ...rows.map((r) => [
        r.importId,
        r.file,
        String(r.row),
        r.column,
        r.employeeId ?? "–",
        r.found ?? "–",
        r.expected?.[locale] ?? "",
      ]),
    ],
    [2],
  );

async function printDifferences(check: string, options: DifferenceOptions, locale: Locale): Promise<void> {
  const known = reconciliationChecks().map((c) => c.id);
  if (!known.includes(check)) throw qualityErrors.quality_check_unknown({ found: check, known });
  const now = new Date();
  const workspace = openForCommand(options.workspace, locale, now);
  const reader = readerAtDoor(workspace.config, options);
  requireNames(reader);
  const cache = await openCache(workspace, { now });
  const db = cache.database;
  try {
    const present = await tablesWithRows(db);
    if (options.employee !== undefined && options.month !== undefined) {
      const days = await reconciliationDays(db, present, options.employee, options.month, reader);
      recordRows(workspace, reader, "rapport quality differences, days", days.length, now);
      if (options.json) console.log(JSON.stringify(days, null, 2));
      else {
        const rows = days.map((d) => [
          d.day,
          d.source[locale],
          d.text[locale],
          d.file ?? "–",
          String(d.row ?? "–"),
        ]);
        console.log(rows.length === 0 ? text.none[locale] : textTable([heads.days[locale], ...rows], [4]));
      }
      return;
    }
    const [found] = await reconcile(db, present, {
      reader,
      k: workspace.config.k,
      internalDomains: workspace.config.internalDomains,
      check,
      from: options.from,
      to: options.to,
      toleranceHours: options.tolerance,
      limit: options.limit,
    });
    recordRows(workspace, reader, `rapport quality differences ${check}`, found?.largest?.length ?? 0, now);
    if (options.json) console.log(JSON.stringify(found ?? null, null, 2));
    else console.log(found ? differenceRows(found, locale, workspace.config.currency) : text.none[locale]);
  } finally {
    db.close();
  }
}
