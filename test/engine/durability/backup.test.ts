// A backup comes back as it was, or not at all; one of an earlier format opens and answers.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { closeSync, openSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { backupWorkspace } from "../../../engine/durability/backup.js";
import { restoreBackup, verifyBackup } from "../../../engine/durability/restore.js";
import { endTar, writeTarText } from "../../../engine/durability/tar.js";
import { answer, localReader, openCache, sourceManifests } from "../../../engine/index.js";
import { readJournal } from "../../../engine/journal.js";
import { resultRows } from "../../../engine/result-rows.js";
import type { Workspace } from "../../../engine/workspace.js";
import { bench, contentOf, now, tenPeople, type Bench } from "../ingest/workspace-of.js";

const scratch = mkdtempSync(path.join(os.tmpdir(), "rapport-backup-"));
const out = path.join(scratch, "backup.tar");
let b: Bench;
beforeAll(async () => {
  b = bench();
  b.file("员工.csv", tenPeople);
  await b.import(["员工.csv"]);
  mkdirSync(b.workspace.path("reports"), { recursive: true });
  writeFileSync(b.workspace.path("reports", "按部门，一份名字很长的报表".repeat(3) + ".json"), "{}");
  await openCache(b.workspace, { now }).then((cache) => cache.database.close());
  backupWorkspace(b.workspace, out, now);
});
afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
  rmSync(path.dirname(b.workspace.dir), { recursive: true, force: true });
});

const coded = (code: string): Error => expect.objectContaining({ code }) as Error;
const headcount = async (workspace: Workspace): Promise<unknown> => {
  const cache = await openCache(workspace, { now });
  try {
    const result = await answer(
      { ...cache, workspace },
      { metrics: ["headcount"] },
      { reader: localReader, now },
    );
    return resultRows(result.table, result.columns)[0]!.headcount;
  } finally {
    cache.database.close();
  }
};

describe("promise 17: a backup", () => {
  it("holds the truth, and nothing that can be made again", () => {
    const names = [...verifyBackup(out).files.keys()];
    expect(names).toEqual(expect.arrayContaining(["rapport.yml", "journal.ndjson"]));
    expect(names.filter((name) => /duckdb|\.lock|staging|\.sql-/.test(name))).toEqual([]);
    expect(readJournal(b.workspace).lines.at(-1)).toMatchObject({ kind: "backup", to: "backup.tar" });
  });

  it("comes back byte for byte, with the same answers", async () => {
    const to = path.join(scratch, "new", "company");
    const { index, messages, workspace } = restoreBackup(out, to, now);
    expect(messages).toEqual([]);
    expect(index.format).toBe(2);
    const [mine, theirs] = [contentOf(b.workspace.dir), contentOf(to)];
    const names = [...index.files.keys()].filter((name) => !name.startsWith("journal"));
    for (const name of names) expect(theirs[name]).toBe(mine[name]);
    expect(readJournal(workspace).lines.at(-1)).toMatchObject({ kind: "restore" });
    expect(await headcount(workspace)).toBe(await headcount(b.workspace));
  });

  it("is never written over another file", () => {
    expect(() => backupWorkspace(b.workspace, out, now)).toThrow(coded("backup_exists"));
  });
});

const spoiled = (change: (bytes: Buffer) => Buffer): string => {
  const file = path.join(scratch, `spoiled-${Math.random().toString(36).slice(2)}.tar`);
  writeFileSync(file, change(readFileSync(out)));
  return file;
};

describe("promise 17: a restore", () => {
  it("leaves a folder that holds something alone; with force it keeps what was there", () => {
    const to = path.join(scratch, "occupied");
    mkdirSync(to);
    writeFileSync(path.join(to, "mine.txt"), "mine");
    expect(() => restoreBackup(out, to, now)).toThrow(coded("restore_not_empty"));
    expect(readdirSync(to)).toEqual(["mine.txt"]);
    const { kept } = restoreBackup(out, to, now, { force: true });
    expect(readFileSync(path.join(kept!, "mine.txt"), "utf8")).toBe("mine");
    expect(existsSync(path.join(to, "rapport.yml"))).toBe(true);
  });

  it.each([
    ["cut in half", (x: Buffer) => x.subarray(0, x.length / 2)],
    ["cut before its end mark", (x: Buffer) => x.subarray(0, x.length - 1024)],
    ["with one byte of a file changed", (x: Buffer) => flipped(x, Math.floor(x.length * 0.6))],
    ["with a header changed", (x: Buffer) => flipped(x, 130)],
    ["with its index changed", (x: Buffer) => flipped(x, x.indexOf('"sha256": "') + 15)],
    ["empty", () => Buffer.alloc(0)],
    ["no tar at all", () => Buffer.from("PK\u0003\u0004 something else".repeat(100))],
  ])("of a file %s is refused and changes nothing", (_what, change) => {
    const to = path.join(scratch, "untouched");
    expect(() => restoreBackup(spoiled(change), to, now)).toThrow(coded("backup_unreadable"));
    expect(existsSync(to)).toBe(false);
    expect(readdirSync(scratch).filter((name) => name.includes("restoring"))).toEqual([]);
  });

  it.each(["../outside.txt", "/tmp/outside.txt", "a/../../outside.txt", "C:\\outside.txt"])(
    "never writes outside its folder: %s",
    (name) => {
      const file = path.join(scratch, "evil.tar");
      const handle = openSync(file, "w");
      const sha = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
      writeTarText(
        handle,
        "backup.json",
        JSON.stringify({ format: 1, createdAt: "", files: { [name]: sha } }),
      );
      writeTarText(handle, name, "test");
      endTar(handle);
      closeSync(handle);
      expect(() => restoreBackup(file, path.join(scratch, "inside"), now)).toThrow(
        coded("backup_unreadable"),
      );
      expect(existsSync(path.join(scratch, "outside.txt"))).toBe(false);
    },
  );

  it("says that a newer format needs a newer version", () => {
    const file = path.join(scratch, "newer.tar");
    const handle = openSync(file, "w");
    writeTarText(handle, "backup.json", JSON.stringify({ format: 99 }));
    endTar(handle);
    closeSync(handle);
    expect(() => restoreBackup(file, path.join(scratch, "x"), now)).toThrow(coded("backup_format_newer"));
  });

  it("opens a backup of format 1, made from a workspace of version 0.1.0: nothing lost, the same numbers", async () => {
    const file = path.join(scratch, "format-1.tar");
    copyFileSync(path.resolve(import.meta.dirname, "../../fixtures/backup-format-1.tar"), file);
    const { workspace, index, messages } = restoreBackup(file, path.join(scratch, "earlier"), now);
    expect([index.format, messages]).toEqual([1, []]);
    expect(workspace.config.name).toEqual({ en: "Earlier", zh: "早期公司" });
    expect(sourceManifests(workspace).map((m) => m.tables.map((t) => [t.table, t.rows]))).toEqual([
      [
        ["org_unit", 2],
        ["employee", 10],
        ["job_assignment", 10],
      ],
      [["termination", 2]],
    ]);
    const { lines } = readJournal(workspace);
    expect(lines.map((line) => line.kind)).toEqual(["import", "import", "target", "restore"]);
    expect(await headcount(workspace)).toBe(8);
    expect(existsSync(workspace.path("reports", "按部门.json"))).toBe(true);
  });
});

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = copy[at]! ^ 0x11;
  return copy;
}
