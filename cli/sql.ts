// rapport sql 'SELECT …' -w DIR: one SELECT over the reader's relations, run in a process that is killed at its limits.
import { existsSync, readFileSync } from "node:fs";
import { tableFromIPC } from "apache-arrow";
import { Option } from "commander";
import { runSql, sqlRelations, type SqlAnswer } from "../engine/analyst-sql/run-sql.js";
import { allowedFunctions } from "../engine/analyst-sql/sql-functions.js";
import { sqlCsv, sqlRows, sqlText } from "../engine/analyst-sql/sql-rows.js";
import type { SqlLimits } from "../engine/analyst-sql/sql-job.js";
import { sqlNotice } from "../engine/analyst-sql/sql-notice.js";
import { openCache, readerNamed } from "../engine/index.js";
import type { Register } from "./commands.js";
import { numberOption } from "./number-option.js";
import { displayWidth, textTable } from "./text-table.js";
import { openForCommand } from "./workspace-command.js";

const text = {
  about: {
    en: "run one SELECT over the workspace's relations, with the reader's rights",
    zh: "以读者的权限对工作区数据表运行一条 SELECT",
  },
  statement: {
    en: "the statement, a file that holds it, or - for standard input",
    zh: "SQL 语句、存有语句的文件，或 -（标准输入）",
  },
  workspace: { en: "workspace folder", zh: "工作区文件夹" },
  format: { en: "table, csv, json or arrow", zh: "输出格式：table、csv、json 或 arrow" },
  as: { en: "read as this user of rapport.yml", zh: "以 rapport.yml 中该用户的权限读取" },
  rows: { en: "most rows given back", zh: "最多返回的行数" },
  seconds: { en: "time limit", zh: "时间上限（秒）" },
  memory: { en: "memory limit of the process in MB", zh: "进程的内存上限（MB）" },
  relations: { en: "list relations and columns", zh: "列出可用的数据表与列" },
  functions: { en: "list the functions that may be used", zh: "列出可用的函数" },
  json: { en: "the same as --format json", zh: "等同于 --format json" },
};

interface Options {
  workspace: string;
  format: "table" | "csv" | "json" | "arrow";
  as?: string;
  rows?: number;
  seconds?: number;
  memory?: number;
  relations?: boolean;
  functions?: boolean;
  json?: boolean;
}

export const register: Register = (program, locale) => {
  program
    .command("sql")
    .description(text.about[locale])
    .argument("[statement]", text.statement[locale], "")
    .requiredOption("-w, --workspace <dir>", text.workspace[locale])
    .addOption(
      new Option("--format <format>", text.format[locale])
        .choices(["table", "csv", "json", "arrow"])
        .default("table"),
    )
    .option("--as <user>", text.as[locale])
    .option("--rows <n>", text.rows[locale], numberOption(1, 1_000_000, true))
    .option("--seconds <n>", text.seconds[locale], numberOption(1, 600, true))
    .option("--memory <mb>", text.memory[locale], numberOption(512, 65_536, true))
    .option("--relations", text.relations[locale])
    .option("--functions", text.functions[locale])
    .option("--json", text.json[locale])
    .action(async (given: string, options: Options) => {
      const workspace = openForCommand(options.workspace, locale);
      if (options.functions) return print([...allowedFunctions].sort().join("\n"));
      const reader = readerNamed(workspace.config.users, options.as);
      const cache = await openCache(workspace, { now: new Date() });
      try {
        if (options.relations) return print(relationsText(await sqlRelations(workspace, cache, reader)));
        const answer = await runSql(workspace, cache, {
          statement: statementOf(given),
          reader,
          now: new Date(),
          limits: limitsOf(options),
        });
        const notice = sqlNotice(answer);
        if (notice) console.error(notice[locale]);
        await print(render(answer, options.json ? "json" : options.format));
      } finally {
        cache.database.close();
      }
    });
};

function statementOf(given: string): string {
  if (given === "-") return readFileSync(0, "utf8");
  return /\.sql$/i.test(given) && existsSync(given) ? readFileSync(given, "utf8") : given;
}

const limitsOf = ({ rows, seconds, memory }: Options): Partial<SqlLimits> => ({
  ...(rows === undefined ? {} : { rows }),
  ...(seconds === undefined ? {} : { wallMs: seconds * 1000 }),
  ...(memory === undefined ? {} : { memoryMb: memory }),
});

function render(answer: SqlAnswer, format: Options["format"]): string | Uint8Array {
  if (format === "arrow") return answer.ipc;
  const rows = sqlRows(tableFromIPC(answer.ipc));
  const { columns, cut, relations, receipt, seconds } = answer;
  if (format === "csv") return sqlCsv(columns, rows);
  if (format === "json")
    return `${JSON.stringify({ columns, rows, cut, relations, receipt, seconds }, null, 2)}\n`;
  const right = columns.flatMap(({ kind }, i) => (kind === "double" || kind === "integer" ? [i] : []));
  const lines = rows.map((row) => columns.map(({ name }) => shortened(sqlText(row[name] ?? null))));
  return `${textTable([columns.map(({ name }) => name), ...lines], right)}\n`;
}

const widest = 60;
/** Long texts would push the other columns off the screen; CSV and JSON have them whole. */
function shortened(cell: string): string {
  const line = cell.replace(/\s+/g, " ");
  if (displayWidth(line) <= widest) return line;
  let kept = "";
  for (const char of line) {
    if (displayWidth(kept + char) >= widest) break;
    kept += char;
  }
  return `${kept}…`;
}

const relationsText = (relations: Awaited<ReturnType<typeof sqlRelations>>): string =>
  relations
    .map(({ name, columns }) => [name, ...columns.map((c) => `  ${c.name.padEnd(28)} ${c.type}`)].join("\n"))
    .join("\n\n");

/** Waits until a pipe has taken everything. */
const print = (output: string | Uint8Array): Promise<void> =>
  new Promise((resolve, reject) => {
    const whole = typeof output === "string" && !output.endsWith("\n") ? `${output}\n` : output;
    process.stdout.write(whole, (error) => (error ? reject(error) : resolve()));
  });
