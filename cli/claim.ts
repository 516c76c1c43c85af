// rapport claim FILE|-: a text with numbers → which of its claims are wrong, doubtful, incomplete or ambiguous, and why.
import { readFileSync } from "node:fs";
import type { Locale } from "../engine/index.js";
import { checkClaims, checkWithData, claimsError, type CheckedText } from "../models/claims/index.js";
import { decode } from "../models/read-flat-file.js";
import { loadFrameworks } from "../models/competency/framework-catalogue.js";
import { claimText } from "./claim-text.js";
import type { Register } from "./commands.js";
import { purposeText } from "./purpose-text.js";
import { languageOf, offer, readAs, recordAs, say, type ReaderOptions } from "./reader-command.js";

const text = {
  about: {
    en: "check the numbers of a text: sums, points against per cent, shares and their n, chance, correlations",
    zh: "核对文字中的数字：合计、百分点与百分比、比例与人数、偶然性、相关系数",
  },
  file: {
    en: "text file, Markdown, TSV or CSV; - reads standard input",
    zh: "文本、Markdown、TSV 或 CSV 文件；- 表示标准输入",
  },
  workspace: {
    en: "workspace folder: compares named metrics with its own numbers",
    zh: "工作区文件夹：将文中指标与系统数值比较",
  },
  as: { en: "answer as this user of rapport.yml", zh: "以 rapport.yml 中该用户的权限作答" },
  lang: { en: "language of the findings: en or zh", zh: "结果语言：en 或 zh" },
};

interface Options extends ReaderOptions {
  lang?: string;
}

/** Exit 1 where something is wrong, so that a script can stop a report. */
export const register: Register = (program, locale) => {
  const claim = program
    .command("claim")
    .description(text.about[locale])
    .argument("<file>", text.file[locale]);
  offer(claim, locale, ["workspace?", "as", "purpose", "json", "locale"], {
    workspace: text.workspace,
    as: text.as,
    purpose: purposeText,
    locale: text.lang,
  })
    .option("--lang <language>", text.lang[locale])
    .action(async (file: string, options: Options) => {
      const pasted = readText(file);
      const checked =
        options.workspace === undefined
          ? checkClaims(pasted, loadFrameworks())
          : await checkAs(pasted, options, locale);
      const language = languageOf({ locale: options.lang ?? options.locale }, locale);
      say(options, [checked, () => claimText(checked, language)]);
      if (checked.counts.wrong > 0) process.exitCode = 1;
    });
};

/** UTF-8, UTF-16 (what Excel calls Unicode text) or GB18030. Errors: claims_file_unreadable, claims_file_no_text. */
function readText(file: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file === "-" ? 0 : file);
  } catch (error) {
    throw claimsError.claims_file_unreadable({ file, problem: (error as NodeJS.ErrnoException).code ?? "" });
  }
  const kind = noText(bytes);
  if (kind !== undefined) throw claimsError.claims_file_no_text({ file, kind });
  return decode(bytes).text.replace(/^\uFEFF/, "");
}

/** Office files and PDFs begin with their names; other bytes of zero stand in no text but UTF-16. */
function noText(bytes: Buffer): string | undefined {
  const start = bytes.subarray(0, 4).toString("latin1");
  if (start.startsWith("PK")) return "ZIP (docx, xlsx, pptx)";
  if (start === "%PDF") return "PDF";
  const isWide = /^(?:\u00ff\u00fe|\u00fe\u00ff)/.test(start);
  return !isWide && bytes.subarray(0, 4096).includes(0) ? "binary" : undefined;
}

/** Which numbers are asked for is known afterwards, from their receipts. */
function checkAs(pasted: string, options: Options, locale: Locale): Promise<CheckedText> {
  return readAs(options, locale, null, async (context) => {
    const checked = await checkWithData(context, pasted);
    const receipts = checked.asked.flatMap(({ receipt }) =>
      receipt ? [{ id: receipt.id, seal: receipt.seal }] : [],
    );
    recordAs(context, { kind: "query", what: "rapport claim", receipts });
    return checked;
  });
}
