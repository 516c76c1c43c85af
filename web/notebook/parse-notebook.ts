// Markdown text → front matter, prose and cells, each with its line. A fence named `metric`, `chart` or `sql` is a cell.
import MarkdownIt from "markdown-it";
import { parse as parseYaml } from "yaml";
import { notebookErrors } from "./notebook-errors.js";
import { sqlCell } from "./sql-cell.js";

export interface NotebookCell {
  kind: "metric" | "chart" | "sql";
  /** YAML of the cell, parameters filled in; for `sql` its title and statement. */
  content: unknown;
  /** 1-based line of the opening fence. */
  line: number;
}

export interface Notebook {
  title: string;
  question?: string;
  parameters: Record<string, string>;
  blocks: ({ kind: "prose"; html: string } | NotebookCell)[];
}

const reserved = new Set(["js", "vega-lite"]);
const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });

/** `overrides` replace parameters of the front matter; `${from}` in a cell or in prose stands for one. */
export function parseNotebook(text: string, file: string, overrides: Record<string, string> = {}): Notebook {
  const { front, body, bodyLine } = splitFrontMatter(
    text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n"),
    file,
  );
  const parameters = { ...stringsOf(front.parameters) };
  for (const [name, value] of Object.entries(overrides)) {
    if (!(name in parameters))
      throw notebookErrors.notebook_parameter({ file, name, known: Object.keys(parameters) });
    parameters[name] = value;
  }
  const fill = (s: string) => s.replace(/\$\{(\w+)\}/g, (whole, name: string) => parameters[name] ?? whole);

  const tokens = markdown.parse(body, {});
  const blocks: Notebook["blocks"] = [];
  let prose: typeof tokens = [];
  const flush = () => {
    if (prose.length > 0)
      blocks.push({ kind: "prose", html: markdown.renderer.render(prose, markdown.options, {}) });
    prose = [];
  };
  for (const token of tokens) {
    const kind = token.type === "fence" ? token.info.trim().split(/\s+/)[0] : "";
    const line = bodyLine + (token.map?.[0] ?? 0);
    if (reserved.has(kind)) throw notebookErrors.notebook_unknown_cell({ file, line, kind });
    if (kind !== "metric" && kind !== "chart" && kind !== "sql") {
      if (token.type === "inline")
        for (const child of token.children ?? []) child.content = fill(child.content);
      prose.push(token);
      continue;
    }
    flush();
    const content =
      kind === "sql"
        ? sqlCell(token.content, parameters)
        : cellContent(fill(token.content), { file, line, kind });
    blocks.push({ kind, content, line });
  }
  flush();
  return {
    title: fill(String(front.title)),
    question: front.question === undefined ? undefined : fill(String(front.question)),
    parameters,
    blocks,
  };
}

function cellContent(yaml: string, at: { file: string; line: number; kind: string }): unknown {
  try {
    const content: unknown = parseYaml(yaml);
    if (typeof content === "object" && content !== null && !Array.isArray(content)) return content;
    throw notebookErrors.notebook_cell({ ...at, found: yaml.trim().slice(0, 60) || "–" });
  } catch (error) {
    if (error instanceof Error && error.name === "RapportError") throw error;
    throw notebookErrors.notebook_cell({
      ...at,
      found: error instanceof Error ? error.message.split("\n")[0] : "–",
    });
  }
}

function splitFrontMatter(text: string, file: string) {
  const match = /^---\n([\s\S]*?)\n---\n/.exec(text);
  const fail = (found: string, line: number) => notebookErrors.notebook_front_matter({ file, found, line });
  if (!match) throw fail(text.split("\n")[0]?.slice(0, 60) || "–", 1);
  let front: unknown;
  try {
    front = parseYaml(match[1]);
  } catch (error) {
    throw fail(error instanceof Error ? error.message.split("\n")[0] : "–", 2);
  }
  if (typeof front !== "object" || front === null || !("title" in front))
    throw fail(match[1].slice(0, 60), 2);
  return {
    front: front as Record<string, unknown>,
    body: text.slice(match[0].length),
    bodyLine: match[0].split("\n").length,
  };
}

const stringsOf = (value: unknown): Record<string, string> =>
  typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).map(([name, v]) => [name, String(v)]))
    : {};
