// Evidence of a workspace → Markdown, one HTML file, or a zip with both languages, the cards and the journal's counts.
import { strToU8, zipSync } from "fflate";
import MarkdownIt from "markdown-it";
import type { Cache, Workspace } from "../../engine/index.js";
import type { Locale } from "../../engine/locale.js";
import { evidenceSections, type EvidenceSection } from "./evidence-sections.js";
import { evidenceState, type EvidenceState } from "./evidence-state.js";
import { cardMarkdown } from "./card-markdown.js";

export interface Evidence {
  state: EvidenceState;
  sections: EvidenceSection[];
}

export async function evidenceOf(workspace: Workspace, cache: Cache, now: Date): Promise<Evidence> {
  const state = await evidenceState(workspace, cache, now);
  return { state, sections: evidenceSections(state) };
}

const words = {
  title: { en: "Evidence from the system", zh: "系统可出具的证据" },
  notice: {
    en: "Generated from the state of the workspace. It says what the system shows, and what the employer has still to write. It does not say that any law is met: that is for people to judge.",
    zh: "由工作区的状态生成。说明系统显示了什么、雇主还需写明什么。它不断言任何法律要求已得到满足：这须由人来判断。",
  },
  shows: { en: "What the system shows", zh: "系统显示的内容" },
  nothing: { en: "Nothing: no check holds at present.", zh: "暂无：目前没有成立的检查项。" },
  employer: { en: "What the employer has to write", zh: "雇主须自行写明的内容" },
  kinds: { en: "Lines of the journal by kind", zh: "日志各类记录的行数" },
  kind: { en: "Kind", zh: "类别" },
  lines: { en: "Lines", zh: "行数" },
  cards: { en: "Model cards", zh: "模型卡片" },
  none: { en: "No model has been fitted.", zh: "尚未拟合任何模型。" },
};

export function evidenceMarkdown({ state, sections }: Evidence, locale: Locale): string {
  const say = (key: keyof typeof words): string => words[key][locale];
  const parts: string[] = [
    `# ${say("title")}: ${state.company[locale]}`.replace(": ", locale === "zh" ? "：" : ": "),
    `${state.now.toISOString().slice(0, 10)} · ${state.snapshot}`,
    `> ${say("notice")}`,
  ];
  let law = "";
  for (const section of sections) {
    if (section.law[locale] !== law) parts.push(`## ${(law = section.law[locale])}`);
    parts.push(
      `### ${section.title[locale]}`,
      `**${say("shows")}**`,
      section.shows.length > 0
        ? section.shows.map(({ text, check }) => `- ${text[locale]} \`${check}\``).join("\n")
        : `- ${say("nothing")}`,
      `**${say("employer")}**`,
      section.employer.map((text) => `- ☐ ${text[locale]}`).join("\n"),
    );
  }
  parts.push(
    `## ${say("kinds")}`,
    [
      `| ${say("kind")} | ${say("lines")} |`,
      "| --- | ---: |",
      ...Object.entries(state.audit.kinds)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([kind, count]) => `| ${kind} | ${count} |`),
    ].join("\n"),
    `## ${say("cards")}`,
    ...(state.cards.length > 0 ? state.cards.map((card) => cardMarkdown(card, locale)) : [say("none")]),
  );
  return `${parts.join("\n\n")}\n`;
}

const style = `body{font:16px/1.6 system-ui,"Noto Sans SC",sans-serif;max-width:52rem;margin:3rem auto;padding:0 1.5rem;color:#1d1f21;background:#fbfaf7}
h1,h2,h3{line-height:1.25}h2{margin-top:2.5rem;border-top:1px solid #1d1f21;padding-top:1rem}
blockquote{margin:1rem 0;padding:.5rem 1rem;background:#efece4}code{font-size:.75em;color:#5d6166}
table{border-collapse:collapse;width:100%;font-size:.875rem}th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid #d8d4ca;vertical-align:top}
@media print{body{margin:0;background:none}}`;

export function evidenceHtml(evidence: Evidence, locale: Locale): string {
  const body = new MarkdownIt({ html: false }).render(evidenceMarkdown(evidence, locale));
  const lang = locale === "zh" ? "zh-CN" : "en";
  return `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.title[locale]}</title><style>${style}</style></head><body>
${body}</body></html>
`;
}

/** Both languages as Markdown and HTML, each card as JSON, the journal's kinds as CSV. The same bytes for the same state. */
export function evidenceZip(evidence: Evidence): Uint8Array {
  const files: Record<string, string> = {};
  for (const locale of ["en", "zh"] as const) {
    files[`evidence.${locale}.md`] = evidenceMarkdown(evidence, locale);
    files[`evidence.${locale}.html`] = evidenceHtml(evidence, locale);
  }
  for (const { id, ...card } of evidence.state.cards)
    files[`cards/${id}.json`] = `${JSON.stringify({ id, ...card }, null, 2)}\n`;
  const kinds = Object.entries(evidence.state.audit.kinds).sort(([a], [b]) => (a < b ? -1 : 1));
  files["journal-kinds.csv"] = `kind,lines\n${kinds.map(([kind, count]) => `${kind},${count}`).join("\n")}\n`;
  const entries = Object.entries(files).map(([name, text]) => [name, strToU8(text)] as const);
  return zipSync(Object.fromEntries(entries), { mtime: evidence.state.now });
}
