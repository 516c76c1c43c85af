// rapport changes, verify and org as a user runs them, in both languages.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { Command } from "commander";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { register as changesCommand } from "../../cli/changes.js";
import { register as orgCommand } from "../../cli/org.js";
import { register as queryCommand } from "../../cli/query.js";
import { register as verifyCommand } from "../../cli/verify.js";
import { readJournal } from "../../engine/index.js";
import { companyInBatches } from "../engine/history/company-in-batches.js";

// Each state of the data is a cache of its own.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let company: Awaited<ReturnType<typeof companyInBatches>>;
let at: string[];
beforeAll(async () => {
  company = await companyInBatches();
  at = ["-w", company.workspace.dir];
});
afterAll(() => company.close());

/** What the command writes to standard output. */
async function run(...args: string[]): Promise<string> {
  const program = new Command().exitOverride();
  for (const register of [changesCommand, orgCommand, queryCommand, verifyCommand]) register(program, "en");
  const written: string[] = [];
  const keep = (chunk: unknown, ...rest: unknown[]): boolean => {
    written.push(String(chunk));
    (rest.find((r) => typeof r === "function") as (() => void) | undefined)?.();
    return true;
  };
  const spies = [
    vi.spyOn(process.stdout, "write").mockImplementation(keep as never),
    vi.spyOn(process.stderr, "write").mockImplementation((() => true) as never),
    vi.spyOn(console, "log").mockImplementation((line) => void written.push(`${line}\n`)),
  ];
  try {
    await program.parseAsync(["node", "rapport", ...args]);
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return written.join("");
}

describe("rapport changes", () => {
  it("names the number then, the number now, and each row with its effect", async () => {
    const text = await run("changes", "revenue", "--since", "2025-07-05", ...at);
    expect(text).toMatch(/as known on 2025-07-05/);
    expect(text).toMatch(/E2 {2}\+CNY/);
    expect(text).toMatch(
      /restated sales_activity month=2025-06-01.*revenue 1010\.0 → 5000\.0 \[sales_activity\.csv, row 2\]/,
    );
    const chinese = await run("changes", "revenue", "--since", "2025-07-05", "--locale", "zh", ...at);
    expect(chinese).toMatch(/重述 sales_activity month=2025-06-01.*\[sales_activity\.csv 第 2 行\]/);
    const json = JSON.parse(await run("changes", "revenue", "--since", "2025-07-05", "--json", ...at)) as {
      difference: number;
      steps: { effect: number }[];
    };
    expect(json.steps.reduce((sum, step) => sum + step.effect, 0)).toBeCloseTo(json.difference, 9);
  });
});

describe("rapport verify", () => {
  it("recomputes what rapport query printed and gave out, and exits 1 when it was altered", async () => {
    const spec = path.join(path.dirname(company.workspace.dir), "spec.json");
    writeFileSync(spec, JSON.stringify({ metrics: ["headcount"], by: ["division"] }));
    const receipt = path.join(path.dirname(company.workspace.dir), "receipt.json");
    const printed = await run("query", spec, "--json", ...at);
    writeFileSync(receipt, printed);
    const text = await run("verify", receipt, ...at);
    expect(text).toMatch(/Equal: the same numbers come out\.\nTo the last bit\.\n- Given out at/);
    expect(process.exitCode ?? 0).toBe(0);
    writeFileSync(receipt, printed.replace(/"headcount": (\d+)/, '"headcount": 99'));
    const altered = await run("verify", receipt, "--quick", "--locale", "zh", ...at);
    expect(altered).toMatch(/已被改动/);
    expect(process.exitCode).toBe(1);
    process.exitCode = undefined;
  });
});

describe("rapport org", () => {
  it("puts two organisations side by side", async () => {
    const text = await run("org", "compare", "2024-06", "latest", ...at);
    expect(text).toMatch(/South two \[N2\] +2 +2 +moved, renamed +North → South; “North two” → “South two”/);
    expect(await run("org", "show", "2024-06", ...at)).toMatch(
      /^Company {2}\[C\]\n {2}North {2}\[N\]\n {4}North one/,
    );
  });

  it("makes, changes, asks on, takes back and deletes a draft, with a line of the journal for each", async () => {
    await run("org", "draft", "create", "plan", "--base", "2025-07-31", ...at);
    await run("org", "draft", "merge", "plan", "N1", "S1", ...at);
    await run("org", "draft", "add", "plan", "X", "New", "C", ...at);
    await run("org", "draft", "move", "plan", "S", "X", ...at);
    const renamed = await run("org", "draft", "rename", "plan", "S1", "All South", ...at);
    expect(renamed).toMatch(/4\. rename S1 to “All South”/);
    const [row] = await company.ask({
      metrics: ["headcount"],
      by: ["team"],
      where: [{ field: "team", op: "=", value: "All South" }],
      from: "2024-01",
      to: "2024-01",
      asOf: { org: "draft:plan" },
    });
    // N1's and S1's people of January 2024: E1 to E5, E8 and E10, by where the day of the base put them.
    expect(row!.headcount).toBe(7);
    expect(await run("org", "draft", "undo", "plan", "1", ...at)).not.toMatch(/2\./);
    expect(await run("org", "draft", "list", ...at)).toMatch(
      /Draft plan \(on the organisation of 2025-07-31\)\n {2}1\. merge N1 into S1/,
    );
    await run("org", "draft", "delete", "plan", ...at);
    expect(await run("org", "draft", "list", "--json", ...at)).toBe("[]\n");
    const kinds = readJournal(company.workspace)
      .lines.map((line) => line.kind)
      .filter((kind) => kind.startsWith("org_draft"));
    expect(kinds).toEqual([
      "org_draft_created",
      ...Array.from({ length: 4 }, () => "org_draft_changed"),
      "org_draft_rolled_back",
      "org_draft_deleted",
    ]);
    await expect(run("org", "draft", "undo", "plan", ...at)).rejects.toMatchObject({ code: "draft_unknown" });
  });
});
