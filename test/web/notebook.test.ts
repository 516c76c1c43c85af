// Notebooks: Markdown in, one document out, through the same door as every page.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { localReader, readerNamed } from "../../engine/index.js";
import { notebookHtml, listNotebooks } from "../../web/notebook/notebook-html.js";
import { parseNotebook } from "../../web/notebook/parse-notebook.js";
import { runNotebook } from "../../web/notebook/run-notebook.js";
import { clock, smallWorkspace, type SmallWorkspace } from "./small-workspace.js";

const folder = path.resolve(import.meta.dirname, "../../notebooks");
const notebook = (body: string, front = "title: T\nparameters:\n  from: 2024-01\n") =>
  `---\n${front}---\n${body}`;
const cell = (kind: string, yaml: string) => `\n\`\`\`${kind}\n${yaml}\n\`\`\`\n`;

let small: SmallWorkspace;
beforeAll(async () => {
  small = await smallWorkspace();
});
afterAll(() => small.close());

const run = (text: string, as?: string) =>
  runNotebook(parseNotebook(text, "n.md"), {
    workspace: small.workspace,
    cache: small.cache,
    reader: as ? readerNamed(small.workspace.config.users, as) : localReader,
    locale: "en",
    now: clock,
    file: "n.md",
  });

describe("a notebook's text", () => {
  it("becomes prose and cells in order, parameters filled in, also from the command line", () => {
    const text = notebook(`From \${from}.${cell("metric", "metrics: [headcount]\nfrom: ${from}")}After.`);
    const parsed = parseNotebook(text, "n.md", { from: "2025-02" });
    expect(parsed.blocks.map((block) => block.kind)).toEqual(["prose", "metric", "prose"]);
    expect(parsed.blocks[0]).toMatchObject({ html: "<p>From 2025-02.</p>\n" });
    expect(parsed.blocks[1]).toMatchObject({ content: { metrics: ["headcount"], from: "2025-02" }, line: 7 });
  });

  it("shows markup in prose as text", () => {
    const parsed = parseNotebook(notebook("<script>alert(1)</script>"), "n.md");
    expect(JSON.stringify(parsed.blocks)).not.toContain("<script>");
  });

  it.each([
    ["no front matter", "# Title", "notebook_front_matter", { line: 1 }],
    ["front matter without a title", "---\nquestion: Q\n---\n", "notebook_front_matter", {}],
    ["a cell that is no YAML", notebook(cell("metric", "metrics: [")), "notebook_cell", { line: 7 }],
    ["an empty cell", notebook(cell("chart", "")), "notebook_cell", { line: 7 }],
    [
      "a kind of cell that is not run yet",
      notebook(cell("js", "1 + 1")),
      "notebook_unknown_cell",
      { line: 7 },
    ],
  ])("%s is refused with its line", (_name, text, code, facts) => {
    expect(() => parseNotebook(text, "n.md")).toThrow(
      expect.objectContaining({ code, facts: expect.objectContaining(facts) }) as Error,
    );
  });

  it("refuses a parameter that it does not have", () => {
    expect(() => parseNotebook(notebook(""), "n.md", { until: "2025-01" })).toThrow(
      expect.objectContaining({ code: "notebook_parameter" }) as Error,
    );
  });
});

describe("a run", () => {
  it("answers each cell as the query door does", async () => {
    const answered = await run(notebook(cell("metric", "metrics: [headcount, exits]\nto: 2025-12")));
    const block = answered.blocks.find((one) => one.kind === "metric");
    expect(block).toMatchObject({ data: { rows: [{ headcount: 9, exits: 3 }] } });
  });

  it("stops at the first cell that cannot be answered and says its line", async () => {
    const text = notebook(cell("metric", "metrics: [headcount]") + cell("metric", "metrics: [hedcount]"));
    await expect(run(text)).rejects.toMatchObject({ code: "notebook_cell", facts: { line: 11 } });
    await expect(run(notebook(cell("chart", "metrics: [headcount]\nchart: bubble")))).rejects.toMatchObject({
      code: "notebook_cell",
      facts: { found: "chart: bubble" },
    });
  });

  it("runs sql cells with parameters as values, and tells the line of one that is refused", async () => {
    const statement =
      "-- title: From ${from}\nSELECT count(DISTINCT employee_id) AS n, ${from} AS said FROM employee_month WHERE month >= (${from} || '-01')::DATE";
    const quote = "2024-01' OR '1'='1";
    const asked = (from: string) =>
      runNotebook(parseNotebook(notebook(cell("sql", statement)), "n.md", { from }), {
        workspace: small.workspace,
        cache: small.cache,
        reader: localReader,
        locale: "en",
        now: clock,
        file: "n.md",
      });
    const block = (await asked("2025-09")).blocks.find((one) => one.kind === "sql");
    expect(block).toMatchObject({ title: "From 2025-09", rows: [{ n: 10, said: "2025-09" }] });
    await expect(asked(quote)).rejects.toMatchObject({ code: "notebook_sql_cell", facts: { line: 7 } });
    await expect(run(notebook(cell("sql", "SELECT 1; SELECT 2")))).rejects.toMatchObject({
      code: "notebook_sql_cell",
      facts: { line: 7, code: "sql_several_statements" },
    });
    await expect(run(notebook(cell("sql", "SELECT 1 AS one")), "陈磊")).rejects.toMatchObject({
      facts: { code: "sql_needs_person_rights" },
    });
  });

  it("withholds small groups from a reader without person-level rights", async () => {
    const text = notebook(cell("metric", "metrics: [exits]\nby: [department]"));
    const block = (await run(text, "陈磊")).blocks.find((one) => one.kind === "metric");
    const rows = block?.kind === "metric" ? block.data.rows : [];
    expect(rows.map((row) => [row.department, row.exits])).toEqual([["Sales + Office", 3]]);
  });

  it("gives one document without scripts or addresses, numbers and receipts in it", async () => {
    const html = await notebookHtml(path.join(folder, "01-from-files-to-answers.md"), {
      workspace: small.workspace,
      cache: small.cache,
      reader: localReader,
      locale: "en",
      now: clock,
      parameters: { from: "2024-01", to: "2025-12" },
    });
    expect(html).toContain("<svg");
    expect(html).toContain("Turnover by department");
    expect(html).toMatch(/Receipt [0-9a-f]{12}/);
    expect(html).not.toMatch(/<script|javascript:|src="http|href="http/i);
  });
});

/** Cells of a shipped notebook, without their titles. */
const cellsOf = (file: string) =>
  parseNotebook(readFileSync(path.join(folder, file), "utf8"), file).blocks.flatMap((block) => {
    if (block.kind === "prose") return [];
    const { title, ...question } = block.content as Record<string, unknown>;
    expect(title).toBeTruthy();
    return [{ kind: block.kind, question }];
  });

describe("shipped notebooks", () => {
  const names = readdirSync(folder).filter((name) => /^\d\d-.*\.md$/.test(name) && !name.includes(".zh."));

  it.each(names)("%s has a Chinese twin that asks the same", (name) => {
    expect(cellsOf(name.replace(".md", ".zh.md"))).toEqual(cellsOf(name));
  });

  it("are listed in the reader's language", () => {
    expect(listNotebooks(small.workspace, "en")[0]).toMatchObject({ title: "From files to answers" });
    expect(listNotebooks(small.workspace, "zh")[0]).toMatchObject({ title: "从文件到答案" });
  });
});
