// rapport query from files to each format, as a user runs it.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Command } from "commander";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { register as importCommand } from "../../cli/import.js";
import { register as initCommand } from "../../cli/init.js";
import { register as queryCommand } from "../../cli/query.js";
import { resultFromIpc } from "../../engine/result-ipc.js";
import { programOf } from "../fixtures/command-line.js";

const dir = mkdtempSync(path.join(tmpdir(), "rapport-query-"));
const workspace = path.join(dir, "w");
const file = (name: string, text: string): string => {
  writeFileSync(path.join(dir, name), text);
  return path.join(dir, name);
};

/** What the command writes to standard output. */
async function run(...args: string[]): Promise<string> {
  const program = new Command().exitOverride();
  for (const register of [initCommand, importCommand, queryCommand]) register(program, "en");
  const written: string[] = [];
  const keep = (chunk: unknown, ...rest: unknown[]): boolean => {
    written.push(String(chunk));
    const done = rest.find((r) => typeof r === "function") as (() => void) | undefined;
    done?.();
    return true;
  };
  const spies = [
    vi.spyOn(process.stdout, "write").mockImplementation(keep as never),
    vi.spyOn(process.stderr, "write").mockImplementation((() => true) as never),
    vi.spyOn(console, "log").mockImplementation((line) => void written.push(`${line}\n`)),
    vi.spyOn(console, "error").mockImplementation(() => undefined),
  ];
  try {
    await program.parseAsync(["node", "rapport", ...args]);
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return written.join("");
}

// Seven people in two sites; one of them is called like a formula; three leave in 2025.
beforeAll(async () => {
  const people = ['=HYPERLINK("http://x")', "上海", "上海", "上海", "上海", "上海", "Berlin"];
  const employees = people.map((_, i) => `E${i},2024-0${i + 1}-01`).join("\n");
  const jobs = people
    .map((site, i) => `E${i},2024-0${i + 1}-01,U1,clerk,"${site.replaceAll('"', '""')}"`)
    .join("\n");
  await run("init", workspace);
  await run(
    "import",
    file("employee.csv", `employee_id,hire_date\n${employees}\n`),
    file("job_assignment.csv", `employee_id,valid_from,org_unit_id,job,site\n${jobs}\n`),
    file(
      "termination.csv",
      "employee_id,exit_date,exit_kind\nE1,2025-03-31,voluntary\nE2,2025-06-10,voluntary\nE6,2025-12-31,involuntary\n",
    ),
    "-w",
    workspace,
    "--mapping",
    "auto",
  );
  writeFileSync(
    path.join(workspace, "rapport.yml"),
    `${readFileSync(path.join(workspace, "rapport.yml"), "utf8").replace(/^users:.*\n/m, "")}\nusers:\n  - { id: lead, rights: group }\n`,
  );
}, 120_000);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const spec = (question: object): string => file("question.json", JSON.stringify(question));
const bySite = { metrics: ["headcount", "exits"], by: ["site"], from: "2025-03", to: "2025-12" };

describe("rapport query", () => {
  it("prints a table that lines up, with a total of its own", async () => {
    const table = await run("query", spec(bySite), "-w", workspace);
    const lines = table.trimEnd().split("\n");
    expect(lines[0]).toMatch(/^Site\s+Headcount\s+Exits$/);
    expect(lines.find((line) => line.startsWith("上海"))).toMatch(/^上海\s+3\s+2$/);
    expect(lines.at(-1)).toMatch(/^Total\s+4\s+3$/);
  });

  it("answers in Chinese", async () => {
    const table = await run("query", spec(bySite), "-w", workspace, "--locale", "zh");
    expect(table).toMatch(/^工作地点\s+在职人数\s+离职人数/);
    expect(table).toContain("合计");
  });

  it("promise 19: writes CSV in which text cannot run and numbers stay numbers", async () => {
    const csv = await run("query", spec(bySite), "-w", workspace, "--format", "csv");
    expect(csv).toContain(`"'=HYPERLINK(""http://x"")",1,1,,0,`);
    expect(csv.split("\r\n")[0]).toBe(
      "\ufeffsite,headcount,headcount__n,headcount__refused,exits,exits__n,exits__refused",
    );
  });

  it("prints JSON with columns, rows, total, receipt and warnings", async () => {
    const printed = JSON.parse(
      await run("query", spec({ ...bySite, by: ["quarter"] }), "-w", workspace, "--format", "json"),
    );
    expect(Object.keys(printed)).toEqual([
      "columns",
      "rows",
      "total",
      "from",
      "to",
      "receipt",
      "warnings",
      "seal",
    ]);
    expect(printed.rows[0]).toMatchObject({
      quarter: "2025-Q1",
      headcount: 6,
      exits: 1,
      period__partial: true,
    });
    expect(printed.total).toMatchObject({ headcount: 4, exits: 3 });
    expect(printed.receipt).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f]{12}$/),
      spec: { metrics: ["headcount", "exits"] },
    });
    expect(printed.warnings.map((w: { code: string }) => w.code)).toContain("partial_period");
  });

  it("--as a reader of groups withholds small groups, in every format", async () => {
    // seven people on two sites make no two groups of five
    await expect(
      run("query", spec(bySite), "-w", workspace, "--as", "lead", "--format", "json"),
    ).rejects.toMatchObject({ code: "not_released" });
    const whole = { metrics: ["headcount", "voluntary_exits"], from: "2025-06", to: "2025-06" };
    const table = await run("query", spec(whole), "-w", workspace, "--as", "lead");
    expect(table).toMatch(/^Headcount +Voluntary exits\n.*\n +5 +whole fiscal years only\n/);
    await expect(run("query", spec(bySite), "-w", workspace, "--as", "nobody")).rejects.toMatchObject({
      code: "reader_unknown",
    });
  });

  it("as a process: Arrow on standard output, the question on standard input, exit code 1 with the mistake named", () => {
    const command = [...programOf("cli/rapport.ts"), "query", "-", "-w", workspace];
    const bytes = execFileSync(process.execPath, [...command, "--format", "arrow"], {
      input: JSON.stringify(bySite),
    });
    expect(bytes.subarray(0, 6).toString()).toBe("ARROW1");
    const { table, envelope } = resultFromIpc(bytes);
    expect(table.numRows).toBe(3);
    expect(envelope.total).toMatchObject({ headcount: 4 });
    const failed = spawnSync(process.execPath, [...command, "--json"], {
      input: '{"metrics":["headcont"]}',
      encoding: "utf8",
    });
    expect(failed.status).toBe(1);
    expect(JSON.parse(failed.stdout)).toMatchObject({
      error: { code: "metric_unknown", facts: { candidates: ["headcount"] } },
    });
  });

  it("says so when the question is not JSON", async () => {
    await expect(run("query", file("broken.json", "{"), "-w", workspace)).rejects.toMatchObject({
      code: "query_file_unreadable",
    });
    await expect(run("query", path.join(dir, "none.json"), "-w", workspace)).rejects.toMatchObject({
      code: "query_file_unreadable",
    });
  });
});
