import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { ImportReport } from "../../engine/ingest/import-report.js";
import { rapport as command } from "../fixtures/command-line.js";

const dir = mkdtempSync(path.join(os.tmpdir(), "rapport-cli-"));
const rapport = (args: string[], lang = "en") => command(args, { cwd: dir, env: { RAPPORT_LANG: lang } });

describe("rapport init, import, status", () => {
  it("goes from a file to a status, with exit codes and both languages", () => {
    expect(rapport(["init", "co", "--name", "启衡"]).status).toBe(0);
    expect(rapport(["init", "co"]).status).toBe(1);
    writeFileSync(path.join(dir, "a.csv"), "employee_id,hire_date,nickname\n1,2020-01-01,x\n");
    const refused = rapport(["import", "a.csv", "-w", "co", "--json"]);
    expect(refused.status).toBe(1);
    const { error } = JSON.parse(refused.stdout) as { error: { code: string; facts: { draft: string } } };
    expect(error).toMatchObject({ code: "columns_unknown", facts: { draft: "mapping-draft.yml" } });
    expect(existsSync(path.join(dir, error.facts.draft))).toBe(true);
    const auto = rapport(["import", "a.csv", "-w", "co", "--mapping", "auto", "--json"]);
    expect(auto.status).toBe(0);
    expect((JSON.parse(auto.stdout) as ImportReport).sources).toMatchObject([
      { file: "a.csv", table: "employee", read: 1, accepted: 1, rejected: 0, ignored: ["nickname"] },
    ]);
    const status = rapport(["status", "-w", "co", "--json"]);
    expect(JSON.parse(status.stdout)).toMatchObject({
      employees: 1,
      sources: [{ table: "employee", rows: 1, files: ["a.csv"], rejected: 0 }],
    });
    expect(rapport(["status", "-w", "co"], "zh").stdout).toContain("员工 1 人");
    expect(rapport(["status", "-w", "nowhere"], "zh").stderr).toContain("不是 Rapport 工作区");
    expect(rapport(["import"]).status).toBe(2);
    const slip = rapport(["import", "a.csv", "-w", "co", "--bogus", "--json"], "zh");
    expect([slip.status, JSON.parse(slip.stdout)]).toMatchObject([2, { error: { code: "usage" } }]);
    expect(slip.stderr).toContain("未知选项");
    expect(rapport(["import", "--help"], "zh").stdout).toMatch(/^用法：.*\n[^]*选项：[^]*显示帮助/);
  }, 180_000);
});
