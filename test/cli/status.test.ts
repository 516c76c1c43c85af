// rapport status of a firm with one list of employees: records from before the history are pointed out, with what to write.
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { register as registerImport } from "../../cli/import.js";
import { register as registerStatus } from "../../cli/status.js";
import { initWorkspace } from "../../engine/index.js";
import { commands } from "./run-command.js";

const dir = mkdtempSync(path.join(tmpdir(), "rapport-status-"));
const workspace = path.join(dir, "w");
const rapport = commands([registerImport, registerStatus]);
const file = (name: string, text: string): string => {
  writeFileSync(path.join(dir, name), text);
  return path.join(dir, name);
};

beforeAll(async () => {
  initWorkspace(workspace, { name: { en: "Small", zh: "小公司" } });
  const list = file(
    "花名册.csv",
    "工号,姓名,入职日期,部门,岗位\nA1,甲,2020-03-01,业务部,业务员\nA2,乙,2021-05-01,业务部,业务员\n",
  );
  const punches = file("考勤.csv", "工号,日期,应出勤工时\nA1,2024-03-04,8\nA2,2025-06-02,8\n");
  const args = ["-w", workspace, "--mapping", "auto", "--snapshot-date", "2025-06-30"];
  const done = await rapport("zh", "import", list, punches, ...args);
  if (done.thrown) throw done.thrown;
}, 60_000);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe("the history of a list of one day", () => {
  it("begins with the list's own year; earlier records are told with the setting that counts them", async () => {
    const zh = (await rapport("zh", "status", "-w", workspace)).out.split("\n");
    expect(zh[0]).toBe("员工 2 人，历史 2024-07 – 2025-06");
    expect(zh[1]).toContain("请在 rapport.yml 中写 historyFrom: 2024-03");
    expect((await rapport("en", "status", "-w", workspace)).out).toContain(
      "write historyFrom: 2024-03 in rapport.yml",
    );
    appendFileSync(path.join(workspace, "rapport.yml"), "\nhistoryFrom: 2024-03\n");
    const set = (await rapport("zh", "status", "-w", workspace)).out;
    expect(set).toContain("历史 2024-03 – 2025-06");
    expect(set).not.toContain("historyFrom");
  });
});
