// rapport org …: units on a day, two organisations side by side, and drafts of another organisation.
import type { Command } from "commander";
import { compareOrganisations } from "../engine/history/compare-organisations.js";
import {
  localeFrom,
  openCache,
  readerNamed,
  type Cache,
  type Locale,
  type Workspace,
} from "../engine/index.js";
import type { Draft, DraftStep } from "../engine/organisation/draft.js";
import {
  createDraft,
  deleteDraft,
  draftNamed,
  draftNames,
  rollBackDraft,
} from "../engine/organisation/draft-store.js";
import { editDraft } from "../engine/organisation/edit-draft.js";
import { organisationNamed } from "../engine/organisation/organisation.js";
import { unitTree } from "../engine/organisation/unit-tree.js";
import type { Register } from "./commands.js";
import { comparisonText, draftText, treeText } from "./org-text.js";
import { openForCommand } from "./workspace-command.js";

const text = {
  about: { en: "the organisation on a day, compared, and redrawn", zh: "组织：按日期查看、比较与推演" },
  show: {
    en: "units as of a day, a month, latest, or draft:NAME",
    zh: "列出某日、某月、latest 或 draft:名称 的组织单元",
  },
  compare: {
    en: "two organisations side by side: units added, removed, moved, renamed, and heads",
    zh: "并列比较两个组织版本：新增、撤销、移动、改名的单元及人数",
  },
  which: {
    en: "a day (YYYY-MM-DD), a month, latest, or draft:NAME",
    zh: "日期（YYYY-MM-DD）、月份、latest 或 draft:名称",
  },
  known: { en: "as known on this day", zh: "按该日所知" },
  draft: { en: "what-if copies of the organisation", zh: "组织推演草案" },
  list: { en: "drafts and their steps", zh: "列出草案及其步骤" },
  create: { en: "a copy of the organisation of a day", zh: "复制某日的组织" },
  base: {
    en: "day to copy; the last of the history when left out",
    zh: "要复制的日期；省略时为历史的最后一天",
  },
  add: { en: "a new unit", zh: "新增单元" },
  move: {
    en: "put a unit under another; without one it becomes a root",
    zh: "将单元移到另一单元之下；不写则成为根",
  },
  merge: { en: "people and units of one come to the other", zh: "将一个单元的人员与下级并入另一单元" },
  rename: { en: "another name", zh: "改名" },
  undo: { en: "back to the first N steps; without N one step back", zh: "回到前 N 步；不写则撤销一步" },
  delete: { en: "the draft is gone; the journal keeps its steps", zh: "删除草案；日志保留其步骤" },
  workspace: { en: "workspace folder", zh: "工作区文件夹" },
  as: { en: "answer as this user of rapport.yml", zh: "以 rapport.yml 中该用户的权限作答" },
  locale: { en: "language: en or zh", zh: "语言：en 或 zh" },
  json: { en: "print JSON", zh: "输出 JSON" },
};

interface Options {
  workspace: string;
  known?: string;
  base?: string;
  as?: string;
  locale?: string;
  json?: boolean;
}

export const register: Register = (program, locale) => {
  const org = program.command("org").description(text.about[locale]);
  const common = (command: Command): Command =>
    command
      .requiredOption("-w, --workspace <dir>", text.workspace[locale])
      .option("--as <user>", text.as[locale])
      .option("--locale <locale>", text.locale[locale])
      .option("--json", text.json[locale]);

  common(
    org.command("show").description(text.show[locale]).argument("[which]", text.which[locale], "latest"),
  ).action((which: string, options: Options) =>
    withCache(options, locale, async ({ cache, workspace, say }) => {
      const units = await unitTree(cache.database, organisationNamed(workspace, which, cache.history.to));
      say(units, () => treeText(units));
    }),
  );

  common(
    org
      .command("compare")
      .description(text.compare[locale])
      .argument("<a>", text.which[locale])
      .argument("<b>", text.which[locale])
      .option("--known <day>", text.known[locale]),
  ).action((a: string, b: string, options: Options) =>
    withCache(options, locale, async ({ cache, workspace, now, say, language }) => {
      const reader = readerNamed(workspace.config.users, options.as);
      const compared = await compareOrganisations({ ...cache, workspace }, { a, b }, { reader, now });
      say(compared, () => comparisonText(compared, language));
    }),
  );

  const draft = org.command("draft").description(text.draft[locale]);
  common(draft.command("list").description(text.list[locale])).action((options: Options) => {
    const workspace = openForCommand(options.workspace, locale);
    const drafts = draftNames(workspace).map((name) => draftNamed(workspace, name));
    console.log(
      options.json
        ? JSON.stringify(drafts, null, 2)
        : drafts.map((one) => draftText(one, languageOf(options, locale))).join("\n\n"),
    );
  });

  common(
    draft
      .command("create")
      .description(text.create[locale])
      .argument("<name>")
      .option("--base <day>", text.base[locale]),
  ).action((name: string, options: Options) =>
    withCache(options, locale, async ({ cache, workspace, now, say, language }) => {
      const { day } = organisationNamed(workspace, options.base ?? "latest", cache.history.to);
      const made = createDraft(workspace, name, day, now);
      say(made, () => draftText(made, language));
    }),
  );

  const step = (command: Command, make: (args: string[]) => DraftStep): void => {
    common(command).action((name: string, ...rest: unknown[]) => {
      const options = rest.find((one): one is Options => typeof one === "object" && one !== null)!;
      const args = rest.filter((one): one is string => typeof one === "string");
      return withCache(options, locale, async ({ cache, workspace, now, say, language }) => {
        const before = draftNamed(workspace, name);
        const after = await editDraft(cache.database, workspace, before, make(args), now);
        say(after, () => draftText(after, language));
      });
    });
  };
  step(
    draft.command("add").description(text.add[locale]).arguments("<name> <unit> <title> [parent]"),
    ([unit, name, parent]) => ({ do: "add", unit: unit!, name: name!, parent: parent ?? null }),
  );
  step(
    draft.command("move").description(text.move[locale]).arguments("<name> <unit> [parent]"),
    ([unit, to]) => ({
      do: "move",
      unit: unit!,
      to: to ?? null,
    }),
  );
  step(
    draft.command("merge").description(text.merge[locale]).arguments("<name> <unit> <into>"),
    ([unit, into]) => ({
      do: "merge",
      unit: unit!,
      into: into!,
    }),
  );
  step(
    draft.command("rename").description(text.rename[locale]).arguments("<name> <unit> <title>"),
    ([unit, name]) => ({ do: "rename", unit: unit!, name: name! }),
  );

  const change = (
    command: Command,
    make: (workspace: Workspace, draft: Draft, args: string[]) => Draft | null,
  ): void => {
    common(command).action((name: string, ...rest: unknown[]) => {
      const options = rest.find((one): one is Options => typeof one === "object" && one !== null)!;
      const args = rest.filter((one): one is string => typeof one === "string");
      const workspace = openForCommand(options.workspace, locale);
      const after = make(workspace, draftNamed(workspace, name), args);
      if (options.json) console.log(JSON.stringify(after, null, 2));
      else if (after) console.log(draftText(after, languageOf(options, locale)));
    });
  };
  change(
    draft.command("undo").description(text.undo[locale]).arguments("<name> [steps]"),
    (workspace, one, [steps]) =>
      rollBackDraft(workspace, one, steps === undefined ? one.steps.length - 1 : Number(steps), new Date()),
  );
  change(draft.command("delete").description(text.delete[locale]).arguments("<name>"), (workspace, one) => {
    deleteDraft(workspace, one, new Date());
    return null;
  });
};

const languageOf = (options: Options, locale: Locale): Locale =>
  options.locale ? localeFrom(options.locale) : locale;

interface Open {
  cache: Cache;
  workspace: Workspace;
  now: Date;
  language: Locale;
  /** Prints the value as JSON, or the words. */
  say(value: unknown, words: () => string): void;
}

async function withCache(
  options: Options,
  locale: Locale,
  work: (open: Open) => Promise<void>,
): Promise<void> {
  const now = new Date();
  const workspace = openForCommand(options.workspace, locale);
  const current = await openCache(workspace, { now });
  try {
    await work({
      cache: options.known === undefined ? current : await current.asKnown(options.known),
      workspace,
      now,
      language: languageOf(options, locale),
      say: (value, words) => console.log(options.json ? JSON.stringify(value, null, 2) : words()),
    });
  } finally {
    current.database.close();
  }
}
