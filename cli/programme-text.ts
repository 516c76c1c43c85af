// Programmes, evaluations and follow-up → text for a terminal.
import type { RapportError } from "../engine/errors.js";
import type { Locale } from "../engine/locale.js";
import { formatNumber } from "../engine/metrics/format-number.js";
import type { Workspace } from "../engine/index.js";
import {
  registrationOf,
  type ComparedBenchmark,
  type FollowUp,
  type ProgrammeEvaluation,
  type ProgrammeFile,
  type Registration,
} from "../models/programme/index.js";
import { textTable } from "./text-table.js";

const words = {
  none: {
    en: "No programme on file. `rapport programme example` prints one.",
    zh: "还没有项目。`rapport programme example` 会打印一个例子。",
  },
  group: { en: "Group", zh: "组别" },
  treated: { en: "treated", zh: "实施组" },
  compared: { en: "comparison", zh: "对照组" },
  before: { en: "Before", zh: "变革前" },
  after: { en: "After", zh: "变革后" },
  people: { en: "People", zh: "人数" },
  never: { en: "not on record", zh: "未登记" },
  early: { en: "on record before the start", zh: "开始前已登记" },
  late: { en: "on record after the start", zh: "开始后才登记" },
};

export const registrationText = ({ recordedAt, isBeforeStart }: Registration, locale: Locale): string =>
  recordedAt === null
    ? words.never[locale]
    : `${words[isBeforeStart ? "early" : "late"][locale]} (${recordedAt.slice(0, 10)})`;

export function listText(
  workspace: Pick<Workspace, "path">,
  found: readonly ProgrammeFile[],
  problems: readonly RapportError[],
  locale: Locale,
): string {
  const lines = found.map((file) => {
    const { id, name, phases } = file.programme;
    return `${id}  ${name[locale]}  ${phases.change.from} – ${phases.change.to}  ${registrationText(registrationOf(workspace, file), locale)}`;
  });
  const broken = problems.map((problem) => {
    const { message, hint } = problem.localise(locale);
    return `! ${message}\n  ${hint}`;
  });
  return [...(lines.length > 0 ? lines : [words.none[locale]]), ...broken].join("\n");
}

export function evaluationText(evaluation: ProgrammeEvaluation, locale: Locale): string {
  const { programme, registration, outcomes } = evaluation;
  const head = `${programme.name[locale]} · ${programme.phases.change.from} – ${programme.phases.change.to} · ${registrationText(registration, locale)}`;
  const bodies = outcomes.map((outcome) => {
    const sides = [
      [words.treated, outcome.treated],
      ...(outcome.compared ? [[words.compared, outcome.compared] as const] : []),
    ] as const;
    const number = (value: number | undefined): string => formatNumber(value, outcome.unit, locale);
    const table = textTable(
      [
        [words.group, words.before, words.after, words.people].map((word) => word[locale]),
        ...sides.map(([name, { before, after }]) => [
          name[locale],
          number(before?.value),
          number(after?.value),
          `${before?.people ?? 0} / ${after?.people ?? 0}`,
        ]),
      ],
      [1, 2, 3],
    );
    const { finding, design, doubts } = outcome.words;
    return [
      `${outcome.label[locale]}`,
      table,
      finding[locale],
      design[locale],
      ...(outcome.cost ? [outcome.cost.text[locale]] : []),
      ...doubts.map(({ text }) => `! ${text[locale]}`),
    ].join("\n");
  });
  return [head, ...bodies].join("\n\n");
}

export const followUpText = ({ words: said }: FollowUp, locale: Locale): string =>
  [said.naive, said.why, said.fair, said.caveat].map((text) => text[locale]).join("\n");

/** One line each: theirs, ours or why not, and where it is from. */
export function benchmarksText(
  compared: readonly ComparedBenchmark[],
  problems: readonly RapportError[],
  locale: Locale,
): string {
  const lines = compared.map(({ benchmark, unit, mismatches, ours }) => {
    const write = (value: number): string =>
      formatNumber(value, benchmark.measures === "level" ? (unit ?? "index") : "share", locale);
    const { range, value, source, date, n } = benchmark;
    const theirs = range ? `${write(range.from)} – ${write(range.to)}` : write(value!);
    const own =
      mismatches.length > 0
        ? `${locale === "zh" ? "不可比" : "not comparable"}: ${mismatches.join(", ")}`
        : ours && unit
          ? formatNumber(ours.value, unit, locale)
          : "–";
    return `${benchmark.label[locale]}: ${theirs} | ${own} | ${source}, ${date}, n = ${n.count} ${n.of}`;
  });
  return [...problems.map((problem) => `! ${problem.localise(locale).message}`), ...lines].join("\n");
}
