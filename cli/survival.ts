// rapport survival -w DIR: how long people stay, and by which kind of exit they go, as a table.
import { recordRead } from "../engine/audit/read-log.js";
import { localeFrom, openCache, readerAtDoor, type Locale } from "../engine/index.js";
import { formatInterval, formatNumber } from "../engine/metrics/format-number.js";
import { survival, type Survival } from "../engine/survival/survival.js";
import type { SurvivalCurve } from "../engine/survival/survival-curve.js";
import type { ExitKind } from "../engine/survival/survival-spec.js";
import type { Register } from "./commands.js";
import { purposeText } from "./purpose-text.js";
import { refusalWords } from "./query-text.js";
import { readQuestion } from "./read-question.js";
import { textTable } from "./text-table.js";
import { openForCommand } from "./workspace-command.js";

const text = {
  about: {
    en: "how long people stay (Kaplan–Meier) and by which exit they go (Aalen–Johansen)",
    zh: "员工留任多久（Kaplan–Meier）、以何种方式离职（Aalen–Johansen）",
  },
  spec: {
    en: "JSON file with the question, - for standard input; the options when left out",
    zh: "JSON 查询文件，- 表示标准输入；省略时使用选项",
  },
  workspace: { en: "workspace folder", zh: "工作区文件夹" },
  by: { en: "dimension: a curve for each of its values", zh: "维度：每个取值一条曲线" },
  from: { en: "first month whose exits count", zh: "计入离职的起始月" },
  to: { en: "last month whose exits count", zh: "计入离职的截止月" },
  as: { en: "answer as this user of rapport.yml", zh: "以 rapport.yml 中该用户的权限作答" },
  locale: { en: "language: en or zh", zh: "语言：en 或 zh" },
  json: { en: "print JSON, every step of every curve", zh: "输出 JSON，含曲线的每一步" },
};

interface Options {
  workspace: string;
  by?: string;
  from?: string;
  to?: string;
  as?: string;
  purpose?: string;
  locale?: string;
  json?: boolean;
}

export const register: Register = (program, locale) => {
  program
    .command("survival")
    .description(text.about[locale])
    .argument("[spec]", text.spec[locale])
    .requiredOption("-w, --workspace <dir>", text.workspace[locale])
    .option("--by <dimension>", text.by[locale])
    .option("--from <period>", text.from[locale])
    .option("--to <period>", text.to[locale])
    .option("--as <user>", text.as[locale])
    .option("--purpose <text>", purposeText[locale])
    .option("--locale <locale>", text.locale[locale])
    .option("--json", text.json[locale])
    .action(async (spec: string | undefined, { by, from, to, ...options }: Options) => {
      const question =
        spec === undefined
          ? { ...(by && { by }), ...(from && { from }), ...(to && { to }) }
          : readQuestion(spec);
      const workspace = openForCommand(options.workspace, locale);
      const reader = readerAtDoor(workspace.config, options);
      const language = options.locale ? localeFrom(options.locale) : locale;
      const cache = await openCache(workspace, { now: new Date() });
      try {
        const now = new Date();
        const answer = await survival({ ...cache, workspace }, question, { reader, now, locale: language });
        const { id, spec, snapshot, seal } = answer.receipt;
        const read = {
          reader: reader.id,
          rights: reader.rights,
          ...(reader.purpose !== undefined && { purpose: reader.purpose }),
          what: "rapport survival",
          receipt: id,
        };
        recordRead(workspace, { kind: "query", ...read, seal, snapshot, spec }, now);
        console.log(options.json ? JSON.stringify(answer, null, 2) : survivalText(answer, language));
      } finally {
        cache.database.close();
      }
    });
};

const words = {
  years: { en: "Years", zh: "年限" },
  atRisk: { en: "At risk", zh: "在观察人数" },
  staying: { en: "Still there", zh: "仍在职" },
  interval: { en: "95% interval", zh: "95% 区间" },
  everybody: { en: "Everybody", zh: "全体" },
  unknown: { en: "not recorded", zh: "未记录" },
  band: { en: "Until year", zh: "至第几年" },
  rate: { en: "Exits per year", zh: "年离职率" },
};

const kindWords: Record<ExitKind, Record<Locale, string>> = {
  voluntary: { en: "left voluntarily", zh: "主动离职" },
  involuntary: { en: "dismissed", zh: "被动离职" },
  other: { en: "left otherwise", zh: "其他离职" },
};

export function survivalText(answer: Survival, locale: Locale): string {
  const { from, to, curves, lifeTable, by } = answer;
  const months = locale === "zh" ? `${from} 至 ${to} 期间的离职` : `Exits from ${from} to ${to}`;
  const labels = new Map(by?.values?.map(({ value, label }) => [value, label[locale]]));
  const bodies = (curves ?? []).map(({ group, ...curve }) => {
    const name = !by
      ? words.everybody[locale]
      : group === null
        ? words.unknown[locale]
        : (labels.get(String(group)) ?? String(group));
    return `${name}${locale === "zh" ? "：" : ": "}${headline(curve, locale)}\n${curveTable(curve, answer.kindsKnown, locale)}`;
  });
  if (lifeTable) {
    const rows = lifeTable.map(({ until, rate, staying, refused }) => [
      String(until),
      rate === null
        ? refused
          ? refusalWords[refused][locale]
          : "–"
        : formatNumber(rate, "rate_per_year", locale),
      formatNumber(staying, "share", locale),
    ]);
    const head = [words.band, words.rate, words.staying].map((word) => word[locale]);
    bodies.push(textTable([head, ...rows], [0, 1, 2]));
  }
  return [months, ...bodies, ...answer.warnings.map((w) => `! ${w.text[locale]}`)].join("\n\n");
}

function headline({ people, exits, median, startsAt }: SurvivalCurve, locale: Locale): string {
  const count = Object.values(exits).reduce((a, b) => a + b, 0);
  const years = (value: number): string => formatNumber(value, "score", locale);
  const half =
    median.years === null
      ? { en: "more than half stay as long as is known", zh: "在已知期限内仍有半数以上在职" }
      : {
          en: `half stay ${years(median.years)} years${range(median, "en")}`,
          zh: `半数留任 ${years(median.years)} 年${range(median, "zh")}`,
        };
  const late =
    startsAt === 0
      ? { en: "", zh: "" }
      : {
          en: `, of those who reached year ${years(startsAt)}`,
          zh: `（以在职满 ${years(startsAt)} 年者计）`,
        };
  return locale === "zh"
    ? `${people} 人，${count} 人离职；${half.zh}${late.zh}`
    : `${people} people, ${count} exits; ${half.en}${late.en}`;
}

function range({ low, high }: SurvivalCurve["median"], locale: Locale): string {
  if (low === null) return "";
  const from = formatNumber(low, "score", locale);
  const to = high === null ? (locale === "zh" ? "未知" : "not known") : formatNumber(high, "score", locale);
  return locale === "zh" ? `（95% 区间 ${from}～${to}）` : ` (95% interval ${from} to ${to})`;
}

function curveTable({ marks, leaving }: SurvivalCurve, kindsKnown: boolean, locale: Locale): string {
  const kinds = kindsKnown ? leaving : [];
  const head = [words.years, words.atRisk, words.staying, words.interval].map((word) => word[locale]);
  const rows = marks.map(({ years, atRisk, value, low, high }, i) => [
    String(years),
    String(atRisk),
    formatNumber(value, "share", locale, { low, high }),
    formatInterval(low, high, "share", locale),
    ...kinds.map((kind) => formatNumber(kind.marks[i].value, "share", locale)),
  ]);
  return textTable(
    [[...head, ...kinds.map(({ kind }) => kindWords[kind][locale])], ...rows],
    head.concat(kinds.map(({ kind }) => kind)).map((_, i) => i),
  );
}
