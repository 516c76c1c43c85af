// A sheet → Markdown in one language.
import type { Locale } from "../../engine/locale.js";
import { label } from "./sheet-labels.js";
import { sheetView, type SheetView } from "./sheet-view.js";
import type { ProgressSheet } from "./progress-types.js";

export function sheetMarkdown(sheet: ProgressSheet, locale: Locale): string {
  const view = sheetView(sheet, locale);
  const say = (key: Parameters<typeof label>[0]): string => label(key, locale);
  const parts = [
    `# ${plain(view.title)}${locale === "zh" ? "：" : ": "}${plain(view.who)}`,
    `${plain(view.period)} · ${plain(view.freshness)}`,
    ...(view.alerts.length > 0 ? [`## ${say("alerts")}`, list(view.alerts)] : []),
    `## ${say("figures")}`,
    table(
      [say("indicator"), say("value"), say("target"), say("gap"), say("weight"), say("band")],
      view.figures.map((f) => [f.name, f.value, f.target, f.gap, f.weight, f.band]),
    ),
    ...view.figures.map((f) => `**${plain(f.name)}**\n\n${list(f.statements.map(({ text }) => text))}`),
    `## ${say("well")}`,
    list(view.well, say("none")),
    `## ${say("look")}`,
    list(view.look, say("none")),
    `## ${say("helps")}`,
    plain(view.helps),
    ...(sheet.kind === "monthly" ? talk(view, say) : []),
    ...(view.contests.length > 0 ? [`## ${say("contested")}`, list(view.contests)] : []),
    `## ${say("evidence")}`,
    table(
      [say("indicator"), say("counted"), say("months"), say("source"), say("receipt")],
      view.figures.map(({ name, evidence: e }) => [name, e.counted, e.months, e.source, e.receipt]),
    ),
    `> ${plain(view.caution)}`,
    plain(view.round),
  ];
  return `${parts.join("\n\n")}\n`;
}

const talk = (view: SheetView, say: (key: Parameters<typeof label>[0]) => string): string[] => [
  `## ${say("notes")}`,
  list(view.notes, "____________________"),
  `## ${say("say")}`,
  list(view.say, "____________________"),
  `${say("signed")} ____________________`,
];

const list = (items: readonly string[], nothing = "–"): string =>
  (items.length > 0 ? items : [nothing]).map((item) => `- ${plain(item)}`).join("\n");

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, i) => (i === 0 ? "---" : "---:")), ...rows]
    .map((cells) => `| ${cells.map(cell).join(" | ")} |`)
    .join("\n");

const cell = (text: string): string => (/^:?-+:?$/.test(text) ? text : plain(text).replaceAll("|", "\\|"));

/** Names and notes are text: what Markdown would read as a mark is escaped. */
const plain = (text: string): string =>
  text
    .replaceAll(/\s*\n\s*/g, " ")
    .replaceAll(/([\\`*_[\]<>#])/g, (mark) => (/^_+$/.test(text) ? mark : `\\${mark}`));
