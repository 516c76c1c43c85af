// rapport quality as a user runs it: plan, report, sample, list filled in, result, and the refusal of a bare percentage.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Command } from "commander";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { register as importCommand } from "../../cli/import.js";
import { register as initCommand } from "../../cli/init.js";
import { register as qualityCommand } from "../../cli/quality.js";
import { RapportError } from "../../engine/errors.js";
import type { Locale } from "../../engine/locale.js";

const dir = mkdtempSync(path.join(tmpdir(), "rapport-quality-cli-"));
const workspace = path.join(dir, "w");
const list = path.join(dir, "list.csv");

async function runIn(locale: Locale, ...args: string[]): Promise<string> {
  const program = new Command().exitOverride();
  for (const register of [initCommand, importCommand, qualityCommand]) register(program, locale);
  const written: string[] = [];
  const spies = [
    vi.spyOn(process.stdout, "write").mockImplementation((() => true) as never),
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
const run = (...args: string[]): Promise<string> => runIn("en", ...args);
const codeOf = async (...args: string[]): Promise<string> =>
  run(...args).then(
    () => "none",
    (error: unknown) => {
      if (error instanceof RapportError) return error.code;
      throw error;
    },
  );

const people = Array.from({ length: 12 }, (_, i) => `E${i}`);
beforeAll(async () => {
  const days = Array.from({ length: 28 }, (_, d) => `2025-02-${String(d + 1).padStart(2, "0")}`);
  writeFileSync(
    path.join(dir, "employee.csv"),
    `employee_id,hire_date\n${people.map((id) => `${id},2024-01-01`).join("\n")}\n`,
  );
  const rows = people.flatMap((id) =>
    days.map((day) => `${id},${day},8,${id === "E3" && day.endsWith("07") ? 17 : 8}`),
  );
  writeFileSync(
    path.join(dir, "attendance.csv"),
    `employee_id,work_date,planned_hours,worked_hours\n${rows.join("\n")}\n`,
  );
  await run("init", workspace);
  writeFileSync(
    path.join(workspace, "rapport.yml"),
    `${readFileSync(path.join(workspace, "rapport.yml"), "utf8")}users:\n  - { id: council, rights: group }\n`,
  );
  await run("import", path.join(dir, "employee.csv"), path.join(dir, "attendance.csv"), "-w", workspace);
}, 120_000);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const w = ["-w", workspace] as const;

describe("rapport quality", () => {
  it("plans: 299 by default, percentages in either writing", async () => {
    expect(await run("quality", "plan")).toMatch(/^299 records with at most 0 wrong/);
    const plan = async (...args: string[]) => JSON.parse(await run("quality", "plan", ...args, "--json"));
    expect((await plan("--limit", "2%", "--confidence", "0.9", "--accept", "1")).size).toBe(194);
    expect((await plan("--limit", "0.02", "--confidence", "90％", "--accept", "1")).size).toBe(194);
    expect(await codeOf("quality", "plan", "--limit", "about 1")).toBe("share_unreadable");
    expect(await runIn("zh", "quality", "plan")).toContain("核对 299 条");
  });

  it("reports, as text in either language and as JSON, and lists the rows of a rule", async () => {
    const report = JSON.parse(await run("quality", ...w, "--json"));
    expect(report.findings).toEqual([expect.objectContaining({ rule: "very_long_day", count: 1 })]);
    expect(await run("quality", ...w)).toContain("more than 16 hours worked in a day");
    expect(await runIn("zh", "quality", ...w)).toContain("单日出勤超过 16 小时");
    const rows = JSON.parse(await run("quality", "findings", "very_long_day", ...w, "--json"));
    expect(rows).toEqual([
      expect.objectContaining({ employeeId: "E3", file: "attendance.csv", row: 3 * 28 + 8, found: "17.0" }),
    ]);
    expect(await codeOf("quality", "findings", "very_long_day", ...w, "--as", "council")).toBe(
      "quality_needs_person_rights",
    );
    expect(await codeOf("quality", "differences", "nothing", ...w)).toBe("quality_check_unknown");
  });

  it("needs its workspace, as a usage error", async () => {
    await expect(run("quality")).rejects.toMatchObject({ exitCode: 1, code: "commander.error" });
  });

  it("draws the same list twice, takes it filled in, and says what it proves", async () => {
    const args = ["quality", "sample", "attendance_day", ...w, "--quarter", "2025-Q1", "--out", list];
    expect(await run(...args)).toContain("2025-Q1-attendance_day-1: 299 of 336 records");
    const first = readFileSync(list, "utf8");
    await run(...args);
    expect(readFileSync(list, "utf8")).toBe(first);
    writeFileSync(list, first.replaceAll(/,,,([^,\r]*)\r\n/g, ",yes,,$1\r\n"));
    const enter = ["quality", "enter", "2025-Q1-attendance_day-1", ...w];
    expect(await codeOf(...enter)).toBe("sample_result_missing");
    expect(await codeOf(...enter, "--none-wrong", "--wrong", "3")).toBe("sample_result_missing");
    expect(await codeOf(...enter, "--wrong", "3,x")).toBe("sample_result_invalid");
    expect(await run(...enter, "--file", list)).toMatch(/299 +0 +0\.997% \(95%\) +≤ 1\.00% proved/);
    expect(JSON.parse(await run("quality", "samples", ...w, "--json"))[0].check).toMatchObject({
      errors: 0,
      verdict: "proved",
    });
  });

  it("refuses a percentage without a sample", async () => {
    expect(await codeOf("quality", "enter", ...w, "--rate", "0.8%")).toBe("rate_without_sample");
    expect(await codeOf("quality", "enter", ...w)).toBe("rate_without_sample");
    expect(await codeOf("quality", "enter", "2025-Q1-attendance_day-1", ...w, "--rate", "0.8%")).toBe(
      "rate_without_sample",
    );
  });
});
