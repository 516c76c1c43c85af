// `rapport competency …`: occupations compared, a framework shown or made from an occupation, a workspace's frameworks checked.
import { writeFileSync } from "node:fs";
import { Option, type Command } from "commander";
import type { Locale } from "../engine/index.js";
import {
  compareOccupations,
  measures,
  nearestOccupations,
  standings,
  type OccupationComparison,
} from "../models/competency/compare-occupations.js";
import { competencyErrors } from "../models/competency/competency-errors.js";
import { loadFrameworks, type CataloguedFramework } from "../models/competency/framework-catalogue.js";
import { frameworkYaml, occupationFramework } from "../models/competency/occupation-framework.js";
import {
  occupationNamed,
  occupationScales,
  readOccupations,
  type OccupationScale,
} from "../models/competency/occupation-table.js";
import type { Register } from "./commands.js";
import { numberOption } from "./number-option.js";
import { offer, say, type ReaderOptions } from "./reader-command.js";
import { textTable } from "./text-table.js";
import { openForCommand } from "./workspace-command.js";

const text = {
  about: { en: "competency frameworks, and occupations compared", zh: "胜任力框架，以及职业对比" },
  compare: {
    en: "two occupations of an O*NET skills file: how far apart, and in what",
    zh: "对比 O*NET 技能文件中的两个职业：相差多少、差在何处",
  },
  nearest: {
    en: "the occupations nearest to one, and what marks it out",
    zh: "与某职业最接近的职业，以及其突出之处",
  },
  framework: {
    en: "print a framework; with --occupation make one from an O*NET skills file",
    zh: "显示一个框架；使用 --occupation 时由 O*NET 技能文件生成",
  },
  check: {
    en: "the frameworks in use, and what is wrong with the company's own",
    zh: "当前可用的框架，以及公司自有框架中的问题",
  },
  occupation: { en: "code (41-2031.00) or title", zh: "职业代码（如 41-2031.00）或名称" },
  skills: {
    en: "O*NET skills file, CSV or tab-separated",
    zh: "O*NET 技能文件，逗号或制表符分隔",
  },
  scale: { en: "IM importance (1–5) or LV level (0–7)", zh: "IM 重要性（1～5）或 LV 等级（0～7）" },
  top: { en: "how many to show", zh: "显示多少项" },
  out: {
    en: "write to this file, e.g. DIR/competencies/NAME.yml",
    zh: "写入该文件，如 DIR/competencies/名称.yml",
  },
  id: { en: "id of a framework", zh: "框架编号" },
};

interface Common extends Pick<ReaderOptions, "json"> {
  skills: string;
  scale: OccupationScale;
  top: number;
}

export const register: Register = (program, locale) => {
  const group = program.command("competency").description(text.about[locale]);
  const scale = () =>
    new Option("--scale <scale>", text.scale[locale]).choices(occupationScales).default("IM");
  const top = () => new Option("--top <n>", text.top[locale]).argParser(numberOption(1, 1000)).default(5);

  const ofOccupations = (name: "compare" | "nearest"): Command => {
    const command = group
      .command(name)
      .description(text[name][locale])
      .requiredOption("--skills <file>", text.skills[locale])
      .addOption(scale())
      .addOption(top());
    return offer(command, locale, ["json"]);
  };

  ofOccupations("compare")
    .argument("<from>", text.occupation[locale])
    .argument("<to>", text.occupation[locale])
    .action((from: string, to: string, options: Common) => {
      const table = readOccupations(options.skills, options.scale);
      const [a, b] = [from, to].map((name) => occupationNamed(table, name, options.skills));
      const found = compareOccupations(table, a, b);
      say(options, [found, () => comparisonText(found, options.top, locale)]);
    });

  ofOccupations("nearest")
    .argument("<occupation>", text.occupation[locale])
    .action((asked: string, options: Common) => {
      const table = readOccupations(options.skills, options.scale);
      const one = occupationNamed(table, asked, options.skills);
      const all = standings(table, one);
      const near = measures.map((measure) => ({
        measure,
        nearest: nearestOccupations(table, one, measure, options.top),
      }));
      const answer = {
        scale: table.scale,
        code: one.code,
        title: one.title,
        near,
        above: all.slice(0, options.top),
        below: all.slice(-options.top).reverse(),
      };
      const shown = (): string =>
        [
          `${one.code} ${one.title} (${table.scale})`,
          ...near.map(({ measure, nearest }) =>
            textTable(
              [[measure, ""], ...nearest.map((n) => [`${n.code} ${n.title}`, n.value.toFixed(3)])],
              [1],
            ),
          ),
          textTable(
            [["z", "", ""], ...[...answer.above, ...answer.below].map((s) => [s.element, s.z.toFixed(2), s.raw.toFixed(2)])], // prettier-ignore
            [1, 2],
          ),
        ].join("\n\n");
      say(options, [answer, shown]);
    });

  const framework = group
    .command("framework")
    .description(text.framework[locale])
    .argument("[id]", text.id[locale]);
  offer(framework, locale, ["workspace?"])
    .option("--occupation <code>", text.occupation[locale])
    .option("--skills <file>", text.skills[locale])
    .option("--out <file>", text.out[locale])
    .addOption(top().default(8))
    .action((id: string | undefined, options: FrameworkOptions) => printFramework(id, options, locale));

  offer(group.command("check").description(text.check[locale]), locale, ["workspace", "json"]).action(
    (options: ReaderOptions) => check(options, locale),
  );
};

interface FrameworkOptions {
  occupation?: string;
  skills?: string;
  out?: string;
  workspace?: string;
  top: number;
}

function printFramework(id: string | undefined, options: FrameworkOptions, locale: Locale): void {
  let yaml: string;
  if (options.occupation !== undefined && options.skills !== undefined) {
    const importance = readOccupations(options.skills, "IM");
    const level = readOccupations(options.skills, "LV");
    const { code } = occupationNamed(importance, options.occupation, options.skills);
    occupationNamed(level, code, options.skills);
    yaml = frameworkYaml(occupationFramework(importance, level, code, options.top));
  } else {
    const dir = options.workspace === undefined ? undefined : openForCommand(options.workspace, locale).dir;
    const { frameworks } = loadFrameworks(dir);
    const found = id === undefined ? frameworks[0] : frameworks.find((framework) => framework.id === id);
    if (!found)
      throw competencyErrors.framework_unknown({
        framework: id ?? "",
        known: frameworks.map((framework) => framework.id),
      });
    yaml = frameworkYaml(plainOf(found));
  }
  if (options.out === undefined) console.log(yaml.trimEnd());
  else writeFileSync(options.out, yaml);
}

function plainOf({ isOwn: _own, file: _file, line: _line, ...framework }: CataloguedFramework) {
  return framework;
}

function check(options: ReaderOptions, locale: Locale): void {
  const { frameworks, problems } = loadFrameworks(openForCommand(options.workspace, locale).dir);
  const listed = {
    frameworks: frameworks.map(({ id, isOwn, file, line }) => ({ id, isOwn, file, line })),
    problems: problems.map((problem) => problem.localise(locale)),
  };
  const lines = frameworks.map(
    ({ id, label, file, dimensions, roles }) =>
      `${id}  ${label[locale]}  ${file}  ${dimensions.length} / ${roles.length}`,
  );
  say(options, [listed, () => lines.join("\n")]);
  if (problems.length > 0) throw problems[0];
}

function comparisonText(found: OccupationComparison, top: number, locale: Locale): string {
  const zh = locale === "zh";
  const shown = (list: OccupationComparison["differences"]): string =>
    textTable(
      [
        zh
          ? ["要素", found.from.code, found.to.code, "差"]
          : ["element", found.from.code, found.to.code, "difference"],
        ...list.map((d) => [d.element, d.from.toFixed(2), d.to.toFixed(2), d.gap.toFixed(2)]),
      ],
      [1, 2, 3],
    );
  const scale = {
    IM: { en: "importance, 1–5", zh: "重要性，1～5" },
    LV: { en: "level, 0–7", zh: "等级，0～7" },
  };
  return [
    `${found.from.code} ${found.from.title} → ${found.to.code} ${found.to.title} (${scale[found.scale][locale]})`,
    zh
      ? `${found.elements} 个要素：距离 ${found.euclid.toFixed(3)}，余弦 ${found.cosine.toFixed(4)}，相关 ${found.pearson.toFixed(4)}`
      : `${found.elements} elements: distance ${found.euclid.toFixed(3)}, cosine ${found.cosine.toFixed(4)}, correlation ${found.pearson.toFixed(4)}`,
    shown(found.differences.slice(0, top)),
    shown(found.differences.slice(-top).reverse()),
  ].join("\n\n");
}
