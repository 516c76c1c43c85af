import { mkdtempSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { takeLock } from "../../engine/workspace-lock.js";
import { initWorkspace, openWorkspace } from "../../engine/workspace.js";

const folder = (): string => mkdtempSync(path.join(os.tmpdir(), "rapport-ws-"));
const withConfig = (text: string): string => {
  const dir = folder();
  writeFileSync(path.join(dir, "rapport.yml"), text);
  return dir;
};
const coded = (code: string, facts: Record<string, unknown> = {}): Error =>
  expect.objectContaining({ code, facts: expect.objectContaining(facts) }) as Error;

describe("workspace", () => {
  it("is made with defaults and opens again", () => {
    const dir = path.join(folder(), "new", "company");
    const made = initWorkspace(dir, { name: { en: "Qiheng", zh: "启衡" } });
    expect(openWorkspace(dir).config).toEqual(made.config);
    expect(made.config).toMatchObject({ currency: "CNY", k: 5, standardDayHours: 8, users: [] });
    expect(made.path("imports", "x")).toBe(path.join(dir, "imports", "x"));
    expect(() => initWorkspace(dir, { name: "again" })).toThrow(coded("workspace_exists"));
  });

  it("says when there is none", () => {
    expect(() => openWorkspace(folder())).toThrow(coded("workspace_missing"));
  });

  it.each([
    ["name: A\ncurrency: yuan\n", 2, "currency"],
    ["name: A\ntimezone: Asia/Shanghai\n", 2, "timezone"],
    [
      "name: A\nprogrammes:\n  - id: t\n    title: {en: T, zh: 变}\n    changeFrom: 2025-13\n    changeTo: 2025-05\n",
      5,
      "programmes.0.changeFrom",
    ],
    ["locale: en\n", 1, "name"],
    ["name: [A\n", 2, "YAML"],
    ["name: A\nk: 1\n", 2, "k"],
    ["name: A\ntimeZone: Mars/Olympus\n", 2, "timeZone"],
  ])("names the line of a wrong setting: %j", (text, line, setting) => {
    expect(() => openWorkspace(withConfig(text))).toThrow(
      coded("workspace_config_invalid", { line, setting }),
    );
  });

  it("has one writer at a time, and takes over from a dead one", () => {
    const file = path.join(folder(), ".lock");
    const release = takeLock(file, 0);
    expect(() => takeLock(file, 50)).toThrow(coded("workspace_busy", { pid: String(process.pid) }));
    release();
    writeFileSync(file, String(2 ** 30));
    takeLock(file, 0)();
  });
});
