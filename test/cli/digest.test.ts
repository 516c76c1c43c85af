// rapport digest and outbox as a user runs them: sheets as files, messages queued, contested figures; and what they refuse.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { register as digest } from "../../cli/digest.js";
import { register as outbox } from "../../cli/outbox.js";
import { readJournal } from "../../engine/index.js";
import { raiseContest } from "../../models/progress/contest.js";
import { openPart, putInPlace } from "../../models/progress/digest-folder.js";
import { clock, progressWorkspace, type ProgressWorkspace } from "../models/progress/progress-workspace.js";
import { commands } from "./run-command.js";

let made: ProgressWorkspace;
let dir: string;
const rapport = commands([digest, outbox]);
const run = (...args: string[]) => rapport("en", ...args, "-w", made.workspace.dir);
const runZh = (...args: string[]) => rapport("zh", ...args, "-w", made.workspace.dir);
beforeAll(async () => {
  made = await progressWorkspace();
});
afterAll(() => made.close());
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), "rapport-digest-"));
  return () => rmSync(dir, { recursive: true, force: true });
});

const october = ["--month", "2025-10"];
const file = (name: string, text: string | Buffer): string => {
  writeFileSync(path.join(dir, name), text);
  return path.join(dir, name);
};

describe("rapport digest", () => {
  it("writes sheets of those who may be read, says where, and that nothing was sent", async () => {
    const found = await run("digest", "weekly", "--out", dir, "--team", "Sales", ...october);
    expect(found.out).toMatch(/^\d+ files for 9 people: .*outbox[^]*Period 2025-10, data up to 2025-10-31\.[^]*Nothing was sent\./); // prettier-ignore
    const zh = await runZh("digest", "monthly", "--out", dir, "--person", "A1", ...october);
    expect(zh.out).toMatch(/^已为 1 人写入 5 个文件：[^]*未发送任何内容/);
    const line = readJournal(made.workspace).lines.at(-1)!;
    expect(line).toMatchObject({ kind: "export", what: "digest monthly", person: "A1" });
    const json = JSON.parse(
      (await run("digest", "weekly", "--out", dir, "--person", "A2", ...october, "--json")).out,
    );
    expect(json.manifest).toMatchObject({ people: 1, kind: "weekly" });
    expect(readdirSync(path.join(dir, "outbox"))).toHaveLength(3);
  });

  it("of two processes at once comes to lie side by side; what a killed one left is swept away", async () => {
    const left = path.join(dir, "outbox", ".2025-11-05.1073741823.part");
    const alive = path.join(dir, "outbox", `.2025-11-05.${process.ppid}.part`);
    for (const folder of [left, alive]) mkdirSync(folder, { recursive: true });
    file("outbox/.2025-11-05.1073741823.part/A1.en.html", "half");
    const [first, second] = [openPart(dir, clock), path.join(dir, "outbox", ".2025-11-05.7.part")];
    mkdirSync(second);
    writeFileSync(path.join(first, "one"), "1");
    writeFileSync(path.join(second, "two"), "2");
    expect([putInPlace(first, clock), putInPlace(second, clock)].map((folder) => path.basename(folder))).toEqual(["2025-11-05", "2025-11-05-2"]); // prettier-ignore
    expect(existsSync(left)).toBe(false);
    expect(existsSync(alive)).toBe(true);
  });

  it("is refused for people of others, units and months that are not there, and leaves nothing", async () => {
    const refused = async (...args: string[]) => (await run("digest", "weekly", "--out", dir, ...args)).error;
    expect(await refused("--as", "groups")).toBe("progress_groups_only");
    expect(await refused("--as", "own", "--person", "A2")).toBe("progress_not_readable");
    expect(await refused("--as", "lead", "--person", "B1")).toBe("progress_not_readable");
    expect(await refused("--person", "Z9")).toBe("progress_not_readable");
    expect(await refused("--team", "Moon")).toBe("progress_team_unknown");
    expect(await refused("--month", "2031-01")).toBe("progress_month_unknown");
    expect(await refused("--person", "B1", ...october)).toBe("digest_nobody");
    expect(await run("digest", "weekly")).toMatchObject({ error: "usage", exit: 2 });
    expect(existsSync(path.join(dir, "outbox")) ? readdirSync(path.join(dir, "outbox")) : []).toEqual([]);
    // their own is theirs
    expect(
      (await run("digest", "weekly", "--out", dir, "--as", "own", "--person", "A1", ...october)).exit,
    ).toBe(0);
  });

  it("lists contests, answers them, and writes the evidence as a file", async () => {
    expect((await run("digest", "contests")).out).toBe("No contested figures.");
    expect((await runZh("digest", "contests")).out).toBe("没有数据异议。");
    const wish = {
      indicator: "kpi:visits",
      kind: "monthly" as const,
      month: "2025-10",
      text: "one visit is missing",
    };
    const { id } = await raiseContest(made.as("own"), wish);
    const bundle = path.join(dir, "bundle.zip");
    expect((await run("digest", "bundle", id, "--out", bundle)).out).toBe(bundle);
    expect(existsSync(bundle)).toBe(true);
    expect(await run("digest", "bundle", "C0000", "--out", bundle)).toMatchObject({
      error: "contest_unknown",
    });
    expect(await run("digest", "answer", id, "--text", "x", "--as", "groups")).toMatchObject({
      error: "contest_unknown",
    });
    expect(await run("digest", "answer", id, "--text", "mine", "--as", "own")).toMatchObject({
      error: "contest_own",
    });
    expect((await runZh("digest", "answer", id, "--text", "已更正")).out).toMatch(/已答复 .*boss|已答复/);
    expect(await run("digest", "answer", id, "--text", "again")).toMatchObject({
      error: "contest_answered",
      exit: 1,
    });
  });
});

describe("rapport outbox", () => {
  it("lists what waits, and who has no address, in both languages", async () => {
    await run("digest", "weekly", "--out", dir, "--team", "Sales", ...october);
    const addresses = file("addresses.csv", "employee,address\nA1,a1@example.com\n");
    const found = await run("outbox", "list", dir, "--addresses", addresses);
    expect(found.out).toMatch(/A1 +2025-10 +waits +a1@example\.com/);
    expect(found.out).toMatch(/No address, not sent: A2, A3/);
    expect((await runZh("outbox", "list", dir)).out).toMatch(/A1 +2025-10 +待发送/);
    const { messages } = JSON.parse((await run("outbox", "list", dir, "--json")).out) as {
      messages: unknown[];
    };
    expect(messages).toHaveLength(9);
  });

  it("refuses readers of groups, empty folders, and lists of addresses that cannot be right", async () => {
    expect(await run("outbox", "list", dir, "--as", "groups")).toMatchObject({
      error: "progress_groups_only",
    });
    expect(await run("outbox", "list", dir)).toMatchObject({ error: "outbox_missing", exit: 1 });
    await run("digest", "weekly", "--out", dir, "--person", "A1", ...october);
    const listed = async (text: string | Buffer) =>
      (await run("outbox", "list", dir, "--addresses", file("a.csv", text))).error;
    expect(await listed("employee,address\nA1,nobody")).toBe("addresses_unreadable");
    expect(await listed("A1,a@example.com\nA2,a@example.com")).toBe("addresses_shared");
    expect(await listed("A1,a@example.com\nA1,b@example.com")).toBe("addresses_double");
    expect(await listed("")).toBe("addresses_empty");
    expect(await listed("employee,address\n")).toBe("addresses_empty");
    expect((await run("outbox", "list", dir, "--addresses", path.join(dir, "none.csv"))).error).toBe(
      "table_missing",
    );
    expect(await run("outbox", "send", dir)).toMatchObject({ error: "usage", exit: 2 });
  });

  it("stops where no server answers: nothing is lost, and the exit code says that it is not done", async () => {
    await run("digest", "weekly", "--out", dir, "--person", "A1", ...october);
    const addresses = file("addresses.yml", "A1: a1@example.com\n");
    const sent = await run("outbox", "send", dir, "--addresses", addresses);
    expect(sent).toMatchObject({ error: null, exit: 1 });
    expect(sent.out).toMatch(/^0 sent\.[^]*Stopped: /);
    expect((await run("outbox", "list", dir)).out).toMatch(/failed for now/);
  });
});
