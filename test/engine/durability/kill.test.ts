// kill -9 at every step of writing the journal, building the cache, backing up and restoring: what was acknowledged is there.
import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, readdirSync, rmSync, truncateSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { backupWorkspace } from "../../../engine/durability/backup.js";
import { startWorkspace } from "../../../engine/durability/start-workspace.js";
import { backupFaultPoints, cacheFaultPoints, journalFaultPoints } from "../../../engine/ingest/fault.js";
import { appendJournal, readJournal } from "../../../engine/journal.js";
import { openCache } from "../../../engine/index.js";
import { programOf, root } from "../../fixtures/command-line.js";
import { bench, contentOf, now, tenPeople, type Bench } from "../ingest/workspace-of.js";

const made: string[] = [];
afterAll(() => {
  for (const dir of made) rmSync(dir, { recursive: true, force: true });
});

const run = (script: string, args: string[], env: Record<string, string> = {}) =>
  spawnSync(process.execPath, [...programOf(script), ...args], {
    cwd: root,
    env: { ...process.env, RAPPORT_LANG: "en", ...env },
    encoding: "utf8",
  });
const rapport = (args: string[], point?: string) =>
  run("cli/rapport.ts", args, point ? { RAPPORT_FAULT: point } : {});

async function workspace(): Promise<Bench> {
  const b = bench();
  made.push(path.dirname(b.workspace.dir));
  b.file("a.csv", tenPeople);
  await b.import(["a.csv"]);
  return b;
}
const targets = (b: Bench): unknown[] =>
  readJournal(b.workspace)
    .lines.filter((line) => line.kind === "target")
    .map((line) => line.n);

const appendPoints = journalFaultPoints.filter((p) => !/torn|repair/.test(p));

describe("promise 16: kill -9 while a journal line is written", () => {
  it.each(appendPoints)("at %s loses no line that was acknowledged", async (point) => {
    const b = await workspace();
    const killed = run("test/engine/durability/append-lines.ts", [b.workspace.dir, "4", point]);
    expect([killed.signal, killed.status]).toEqual(["SIGKILL", null]);
    const acknowledged = killed.stdout.trim().split("\n").length;
    expect(acknowledged).toBe(4);
    const { messages } = startWorkspace(b.workspace.dir, now);
    expect(messages.length).toBe(point === "journal_half_written" ? 1 : 0);
    expect(targets(b).slice(0, 4)).toEqual([1, 2, 3, 4]);
    const line = appendJournal(b.workspace, { kind: "target", n: 99 }, now);
    expect(readJournal(b.workspace).lines.at(-1)).toEqual(line);
    expect(startWorkspace(b.workspace.dir, now).messages).toEqual([]);
  });
});

describe("kill -9 while damage is mended", () => {
  it.each(["journal_torn_aside", "journal_repair_aside", "journal_repair_replaced"])(
    "at %s: the next start mends it",
    async (point) => {
      const b = await workspace();
      for (let n = 1; n <= 5; n++) appendJournal(b.workspace, { kind: "target", n }, now);
      const journal = b.workspace.path("journal.ndjson");
      if (point === "journal_torn_aside") appendFileSync(journal, '{"seq":7,"at":"20');
      else truncateSync(journal, 600);
      expect(rapport(["status", "-w", b.workspace.dir], point).signal).toBe("SIGKILL");
      startWorkspace(b.workspace.dir, now);
      expect(targets(b)).toEqual([1, 2, 3, 4, 5]);
      expect(startWorkspace(b.workspace.dir, now).messages).toEqual([]);
    },
  );
});

describe("promise 16: kill -9 while the cache is built", () => {
  it.each(cacheFaultPoints)("at %s: the next command builds or takes it, and answers", async (point) => {
    const b = await workspace();
    expect(rapport(["build", "-w", b.workspace.dir], point).signal).toBe("SIGKILL");
    startWorkspace(b.workspace.dir, now);
    const cache = await openCache(b.workspace, { now });
    expect(await cache.database.row("SELECT count(DISTINCT employee_id) AS n FROM employee_month")).toEqual({
      n: 10,
    });
    cache.database.close();
    expect(readdirSync(b.workspace.dir).filter((name) => name.includes("building"))).toEqual([]);
  });
});

describe("kill -9 during backup and restore", () => {
  const [backupPoints, restorePoints] = [
    backupFaultPoints.filter((p) => p.startsWith("backup")),
    backupFaultPoints.filter((p) => p.startsWith("restore")),
  ];

  it.each(backupPoints)("at %s: no file that only looks like a backup", async (point) => {
    const b = await workspace();
    const out = path.join(b.workspace.dir, "..", "out.tar");
    expect(rapport(["backup", "-w", b.workspace.dir, "--out", out], point).signal).toBe("SIGKILL");
    expect(existsSync(out)).toBe(false);
    expect(rapport(["backup", "-w", b.workspace.dir, "--out", out]).status).toBe(0);
    expect(rapport(["restore", out, "--check"]).status).toBe(0);
    expect(readdirSync(path.dirname(out)).filter((name) => name.includes("making"))).toEqual([]);
  });

  it.each(restorePoints)("at %s over another workspace: the old one or the new one, whole", async (point) => {
    const b = await workspace();
    const old = await workspace();
    old.file("b.csv", "employee_id,hire_date\nE11,2021-01-01\n");
    await old.import(["b.csv"]);
    const before = contentOf(old.workspace.dir);
    const out = path.join(b.workspace.dir, "..", "out.tar");
    backupWorkspace(b.workspace, out, now);
    expect(rapport(["restore", out, "-w", old.workspace.dir, "--force"], point).signal).toBe("SIGKILL");
    startWorkspace(old.workspace.dir, now);
    const beside = readdirSync(path.dirname(old.workspace.dir));
    expect(beside.filter((name) => name.includes("restoring"))).toEqual([]);
    const people = await old.rows("SELECT count(*) AS n FROM source_employee");
    const isNew = point === "restore_in_place";
    expect(people).toEqual([{ n: isNew ? 10 : 11 }]);
    expect(contentOf(old.workspace.dir)).toMatchObject(isNew ? {} : before);
  });
});
