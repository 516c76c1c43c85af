// The key of masked values is not in a backup; a restore says what that means, and takes the key back from its file.
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { backupWorkspace } from "../../../engine/durability/backup.js";
import { restoreBackup, verifyBackup } from "../../../engine/durability/restore.js";
import { importFiles } from "../../../engine/ingest/ingest.js";
import { sourceManifests } from "../../../engine/index.js";
import { Database } from "../../../engine/database.js";
import { publishSources } from "../../../engine/ingest/publish.js";
import type { Workspace } from "../../../engine/workspace.js";
import { bench, now, type Bench } from "../ingest/workspace-of.js";

const scratch = mkdtempSync(path.join(os.tmpdir(), "rapport-mask-key-"));
const [without, withKey] = ["without", "with"].map((name) => path.join(scratch, `${name}.tar`));
const staff = [
  "employee_id,name,email,hire_date",
  ...["zhang.wei@q.com", "li.na@q.com", "wang.fang@q.com", "liu.yang@q.com"].map(
    (mail, i) => `E${i + 1},${["张伟", "李娜", "王芳", "刘洋"][i]},${mail},2020-01-01`,
  ),
].join("\n");
let b: Bench;
let key: string;

beforeAll(async () => {
  b = bench();
  b.file("staff.csv", staff);
  await b.import(["staff.csv"], { mask: ["email"] });
  key = b.workspace.path("mask.key");
  backupWorkspace(b.workspace, without, now);
  backupWorkspace(b.workspace, withKey, now, { withMaskKey: true });
});
afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
  rmSync(path.dirname(b.workspace.dir), { recursive: true, force: true });
});

const coded = (code: string): Error => expect.objectContaining({ code }) as Error;

/** Stand-ins of the first employee's address, before and after another import of the same file. */
async function standIns(workspace: Workspace): Promise<[string, string]> {
  const mail = async (): Promise<string> => {
    const db = await Database.open();
    try {
      await publishSources(db, workspace);
      return (await db.row<{ email: string }>("SELECT email FROM source_employee WHERE employee_id = 'E1'"))
        .email;
    } finally {
      db.close();
    }
  };
  const before = await mail();
  const file = path.join(scratch, "staff.csv");
  writeFileSync(file, staff);
  await importFiles(workspace, [file], { now: new Date(now.getTime() + 86_400_000), mask: ["email"] });
  return [before, await mail()];
}

describe("promise 17: the key of masked values", () => {
  it("is not in a backup, nor is anything it could be found by; the imports say which columns it masked", () => {
    expect([...verifyBackup(without).files.keys()]).not.toContain("mask.key");
    const text = readFileSync(key, "utf8").trim();
    expect(readFileSync(without).includes(text)).toBe(false);
    expect([...verifyBackup(withKey).files.keys()]).toContain("mask.key");
    expect(readFileSync(withKey).includes(text)).toBe(true);
    expect(sourceManifests(b.workspace)[0].maskedColumns).toEqual(["employee.email"]);
  });

  it("missing after a restore is said, with the columns that stop matching; the next import makes a new key", async () => {
    const { messages, workspace } = restoreBackup(without, path.join(scratch, "new-key"), now);
    expect(messages).toHaveLength(1);
    for (const text of Object.values(messages[0])) expect(text).toContain("employee.email");
    const [before, after] = await standIns(workspace);
    expect(after).toMatch(/^m-[a-z2-7]{12}@q\.com$/);
    expect(after).not.toBe(before);
  });

  it("given to the restore, makes later imports match those of before", async () => {
    const { messages, workspace } = restoreBackup(without, path.join(scratch, "old-key"), now, {
      maskKey: key,
    });
    expect(messages).toEqual([]);
    expect(statSync(workspace.path("mask.key")).mode & 0o077).toBe(0);
    const [before, after] = await standIns(workspace);
    expect(after).toBe(before);
  });

  it("comes back from a backup that has it", async () => {
    const { messages, workspace } = restoreBackup(withKey, path.join(scratch, "included"), now);
    expect(messages).toEqual([]);
    const [before, after] = await standIns(workspace);
    expect(after).toBe(before);
  });

  it.each([
    ["a".repeat(64), "restore_other_mask_key"],
    ["no key", "restore_no_mask_key"],
  ])("is refused when it is another: %s", (content, code) => {
    const file = path.join(scratch, "wrong.key");
    writeFileSync(file, content);
    const to = path.join(scratch, "refused");
    expect(() => restoreBackup(without, to, now, { maskKey: file })).toThrow(coded(code));
    expect(() => statSync(to)).toThrow("ENOENT");
  });

  it("of the former folder is named where that was put aside", () => {
    const to = path.join(scratch, "former");
    restoreBackup(without, to, now, { maskKey: key });
    const { messages, kept } = restoreBackup(without, to, now, { force: true });
    expect(messages[0].en).toContain(path.join(kept!, "mask.key"));
  });

  it("is not spoken of where nothing was ever masked", async () => {
    const plain = bench();
    plain.file("staff.csv", staff);
    await plain.import(["staff.csv"]);
    const file = path.join(scratch, "plain.tar");
    expect(backupWorkspace(plain.workspace, file, now).maskKey).toBeNull();
    expect(restoreBackup(file, path.join(scratch, "plain"), now).messages).toEqual([]);
    rmSync(path.dirname(plain.workspace.dir), { recursive: true, force: true });
  });
});
