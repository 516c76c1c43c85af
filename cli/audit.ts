// rapport audit -w DIR: is the journal whole, and who did what; exit 1 when the chain is broken.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { auditCsv } from "../engine/audit/audit-csv.js";
import { audit, type Audit } from "../engine/audit/audit.js";
import type { JournalLine } from "../engine/journal.js";
import { breakText } from "../engine/journal-break.js";
import { openWorkspace } from "../engine/index.js";
import type { Locale } from "../engine/locale.js";
import type { Register } from "./commands.js";
import { textTable } from "./text-table.js";

const text = {
  about: { en: "verify the journal and list what it says", zh: "校验日志并列出其内容" },
  workspace: { en: "workspace folder", zh: "工作区文件夹" },
  kind: {
    en: "only lines of this kind (import, query, view, …)",
    zh: "只列出此类记录（import、query、view 等）",
  },
  reader: { en: "only what this user read", zh: "只列出该用户的读取" },
  since: { en: "only from this day on (YYYY-MM-DD)", zh: "只列出此日及以后（YYYY-MM-DD）" },
  out: {
    en: "write the chosen lines and the verdict into a CSV file, for an auditor",
    zh: "将所列记录与校验结论写入 CSV 文件，供审计使用",
  },
  json: { en: "as JSON", zh: "输出 JSON" },
};

interface Options {
  workspace: string;
  kind?: string;
  reader?: string;
  since?: string;
  out?: string;
  json?: boolean;
}

export const register: Register = (program, locale) => {
  program
    .command("audit")
    .description(text.about[locale])
    .requiredOption("-w, --workspace <dir>", text.workspace[locale])
    .option("--kind <kind>", text.kind[locale])
    .option("--reader <user>", text.reader[locale])
    .option("--since <day>", text.since[locale])
    .option("--out <file>", text.out[locale])
    .option("--json", text.json[locale])
    .action((options: Options) => {
      // Not openForCommand: what that makes good must not hide what is wrong.
      const found = audit(openWorkspace(options.workspace), options);
      const sentence = verdict(found, locale);
      if (options.out !== undefined) {
        writeFileSync(options.out, auditCsv(found, sentence, locale), { mode: 0o600 });
        console.log(`${path.resolve(options.out)}\n${sentence}`);
      } else if (options.json) console.log(JSON.stringify(found, null, 2));
      else console.log([lines(found.found, locale), sentence].filter(Boolean).join("\n\n"));
      if (!found.intact) process.exitCode = 1;
    });
};

const heads = {
  en: ["line", "time", "kind", "reader", "what"],
  zh: ["行", "时间", "类别", "读者", "内容"],
};

function lines(found: readonly JournalLine[], locale: Locale): string {
  if (found.length === 0) return "";
  const rows = found.map((line) => [
    String(line.seq),
    line.at,
    line.kind,
    typeof line.reader === "string" ? line.reader : "",
    whatOf(line),
  ]);
  return textTable([heads[locale], ...rows], [0]);
}

function whatOf(line: JournalLine): string {
  if (typeof line.what === "string") return line.what;
  const { seq: _s, at: _a, kind: _k, prev: _p, hash: _h, ...payload } = line;
  const said = JSON.stringify(payload);
  return said.length > 100 ? `${said.slice(0, 99)}…` : said;
}

function verdict({ intact, lines: count, broken, recordedLosses }: Audit, locale: Locale): string {
  const losses =
    recordedLosses === 0
      ? ""
      : locale === "zh"
        ? `此前记录在案的缺失：${recordedLosses} 次。`
        : ` Losses recorded earlier: ${recordedLosses}.`;
  if (intact)
    return locale === "zh"
      ? `记录链完整：${count} 行，每行与前一行的哈希相连。${losses}`
      : `The chain is intact: ${count} lines, each tied to the hash of the one before.${losses}`;
  return locale === "zh"
    ? `记录链自第 ${broken!.line} 行起断裂（${breakText(broken!, locale)}）。此前各行可信，其后不可信。${losses}`
    : `The chain is broken from line ${broken!.line} on (${breakText(broken!, locale)}). Lines before it can be trusted, later ones cannot.${losses}`;
}
