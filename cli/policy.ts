// rapport policy who SPEC -w DIR: which users see a number, and how. rapport policy diff OLD.yml [NEW.yml] -w DIR: who gains
// and loses what between two versions of the settings.
import { readFileSync } from "node:fs";
import { openCache, RapportError } from "../engine/index.js";
import { defineErrors } from "../engine/errors.js";
import type { Locale } from "../engine/locale.js";
import { loadCatalogue } from "../engine/metrics/catalogue.js";
import { parseQuery } from "../engine/metrics/compile.js";
import type { Capability } from "../engine/policy/capabilities.js";
import { orgUnitsNow } from "../engine/policy/org-units.js";
import { policyDiff, type UserChange } from "../engine/policy/policy-diff.js";
import { whoSees, type Sight } from "../engine/policy/who-sees.js";
import { readConfig } from "../engine/workspace.js";
import type { Register } from "./commands.js";
import { textTable } from "./text-table.js";
import { openForCommand } from "./workspace-command.js";

const text = {
  about: {
    en: "who may read what, and what a change of rights changes",
    zh: "谁能读取什么，以及权限变更的影响",
  },
  who: {
    en: "which users see the number of this question, and how",
    zh: "哪些用户能看到该查询的数值、以何种方式",
  },
  diff: {
    en: "who gains and loses what between two versions of rapport.yml",
    zh: "两个版本的 rapport.yml 之间谁得到、谁失去什么",
  },
  spec: {
    en: "JSON file with the question; - reads standard input",
    zh: "查询的 JSON 文件；- 表示从标准输入读取",
  },
  before: { en: "earlier rapport.yml", zh: "较早的 rapport.yml" },
  after: {
    en: "later rapport.yml; the workspace's own when left out",
    zh: "较晚的 rapport.yml；省略时取工作区当前的设置",
  },
  workspace: { en: "workspace folder", zh: "工作区文件夹" },
  json: { en: "print as JSON", zh: "以 JSON 输出" },
  none: { en: "No user gains or loses anything.", zh: "没有用户得到或失去任何权限。" },
};

const fail = defineErrors({
  policy_question_unreadable: {
    message: {
      en: "The question {file} cannot be read: {reason}.",
      zh: "无法读取查询文件 {file}：{reason}。",
    },
    hint: {
      en: "Name a JSON file, or - and pipe the question in.",
      zh: "请给出 JSON 文件；或用 - 从标准输入读取。",
    },
  },
});

const sights: Record<Sight["sees"], Record<Locale, string>> = {
  exact: { en: "the exact number", zh: "精确数值" },
  rounded: { en: "a rounded number", zh: "取整后的数值" },
  part: { en: "a number of their own part", zh: "其权限范围内的数值" },
  withheld: { en: "no number", zh: "无数值" },
  refused: { en: "refused", zh: "被拒绝" },
};

export const register: Register = (program, locale) => {
  const policy = program.command("policy").description(text.about[locale]);
  policy
    .command("who")
    .description(text.who[locale])
    .argument("<spec>", text.spec[locale])
    .requiredOption("-w, --workspace <dir>", text.workspace[locale])
    .option("--json", text.json[locale])
    .action(async (file: string, options: { workspace: string; json?: boolean }) => {
      const now = new Date();
      const question = parseQuery(readQuestion(file));
      const workspace = openForCommand(options.workspace, locale, now);
      const cache = await openCache(workspace, { now });
      try {
        const list = await whoSees({ ...cache, workspace }, question, { now, locale });
        console.log(options.json ? JSON.stringify(list, null, 2) : sightsText(list, locale));
      } finally {
        cache.database.close();
      }
    });
  policy
    .command("diff")
    .description(text.diff[locale])
    .argument("<before>", text.before[locale])
    .argument("[after]", text.after[locale])
    .requiredOption("-w, --workspace <dir>", text.workspace[locale])
    .option("--json", text.json[locale])
    .action(
      async (before: string, after: string | undefined, options: { workspace: string; json?: boolean }) => {
        const now = new Date();
        const workspace = openForCommand(options.workspace, locale, now);
        const cache = await openCache(workspace, { now });
        try {
          const changes = policyDiff(
            readConfig(before),
            after === undefined ? workspace.config : readConfig(after),
            await orgUnitsNow({ ...cache, workspace }),
            loadCatalogue(workspace.dir),
          );
          console.log(options.json ? JSON.stringify(changes, null, 2) : changesText(changes, locale));
        } finally {
          cache.database.close();
        }
      },
    );
};

function readQuestion(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file === "-" ? 0 : file, "utf8").replace(/^\ufeff/, ""));
  } catch (error) {
    if (error instanceof RapportError) throw error;
    throw fail.policy_question_unreadable({
      file: file === "-" ? "stdin" : file,
      reason: (error as Error).message,
    });
  }
}

const number = (x: number | null): string => (x === null ? "–" : String(x));

function sightsText(list: readonly Sight[], locale: Locale): string {
  const head =
    locale === "zh"
      ? ["用户", "看到", "数值", "取整单位", "原因"]
      : ["user", "sees", "value", "rounded to", "reason"];
  const rows = list.map(({ user, sees, value, step, reason }) => [
    user,
    sights[sees][locale],
    number(value),
    number(step),
    reason ?? "–",
  ]);
  return textTable([head, ...rows], [2, 3]);
}

/** Of a user who comes or goes the places; of a field that is hidden not also that its values are. */
const worthTelling = (list: readonly Capability[], isWhole: boolean): Capability[] =>
  list.filter(
    ({ kind, of }) =>
      !(isWhole && (kind === "field" || kind === "clear_values" || kind === "without_purpose")) &&
      !(kind === "clear_values" && list.some((other) => other.kind === "field" && other.of === of)),
  );

function changesText(changes: readonly UserChange[], locale: Locale): string {
  if (changes.length === 0) return text.none[locale];
  const words = {
    en: { isNew: " (new)", isGone: " (gone)" },
    zh: { isNew: "（新增）", isGone: "（移除）" },
  }[locale];
  return changes
    .flatMap(({ user, isNew, isGone, gains, loses }) => [
      `${user}${isNew ? words.isNew : ""}${isGone ? words.isGone : ""}`,
      ...worthTelling(gains, isNew || isGone).map((capability) => `  + ${capability.text[locale]}`),
      ...worthTelling(loses, isNew || isGone).map((capability) => `  − ${capability.text[locale]}`),
    ])
    .join("\n");
}
