// Files of a workspace cut, changed, emptied, deleted: it starts, says what it mended, and holds what it held.
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  statSync,
} from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { backupWorkspace } from "../../../engine/durability/backup.js";
import { healFromBackup } from "../../../engine/durability/restore.js";
import { startWorkspace } from "../../../engine/durability/start-workspace.js";
import { appendJournal, readJournal } from "../../../engine/journal.js";
import { openCache } from "../../../engine/index.js";
import { bench, copyOf, now, tenPeople, type Bench } from "../ingest/workspace-of.js";

let sound: Bench;
let b: Bench;
let ids: string[];
const made: string[] = [];
const kept = (of: Bench): Bench => {
  made.push(path.dirname(of.workspace.dir));
  return of;
};
afterAll(() => {
  for (const dir of made) rmSync(dir, { recursive: true, force: true });
});
beforeAll(async () => {
  b = sound = kept(bench());
  b.file("a.csv", tenPeople);
  b.file("b.csv", "employee_id,exit_date,exit_kind\nE01,2024-05-31,voluntary\n");
  ids = [(await b.import(["a.csv"])).id];
  for (let n = 1; n <= 3; n++) appendJournal(b.workspace, { kind: "target", n, 名称: "目标" }, now);
  ids.push((await b.import(["b.csv"])).id);
  appendJournal(b.workspace, { kind: "reveal", why: "review" }, now);
});
beforeEach(() => {
  b = kept(copyOf(sound));
  const { messages } = startWorkspace(b.workspace.dir, now);
  if (messages.length > 0) throw new Error(`a sound workspace needs no mending: ${messages[0]!.en}`);
});

const place = (...parts: string[]): string => b.workspace.path(...parts);
const start = () => startWorkspace(b.workspace.dir, now);
const facts = (kinds = ["import", "target", "reveal"]) =>
  readJournal(b.workspace)
    .lines.filter((line) => kinds.includes(line.kind))
    .map(({ kind, n, why, import: id }) => ({ kind, n, why, id }));
const people = async () => (await b.rows<{ n: number }>("SELECT count(*) AS n FROM source_employee"))[0]!.n;
const flip = (file: string, at: number): void => {
  const bytes = readFileSync(file);
  bytes[at] = bytes[at]! ^ 0x15;
  writeFileSync(file, bytes);
};
const half = (file: string): void => truncateSync(file, Math.floor(statSync(file).size / 2));
const lines = (file: string, change: (lines: string[]) => string[]): void =>
  writeFileSync(file, change(readFileSync(file, "utf8").split("\n")).join("\n"));

describe("promise 16: a damaged journal", () => {
  const damages: [string, (file: string) => void][] = [
    ["cut in the middle of a line", half],
    ["cut at the end of a line", (f) => lines(f, (l) => [...l.slice(0, 3), ""])],
    ["with one byte changed", (f) => flip(f, 700)],
    ["with a line changed by hand", (f) => lines(f, (l) => l.with(2, l[2]!.replace('"n":2', '"n":9')))],
    ["with a line deleted", (f) => lines(f, (l) => l.toSpliced(1, 1))],
    ["with two lines swapped", (f) => lines(f, (l) => [l[1]!, l[0]!, ...l.slice(2)])],
    ["emptied", (f) => truncateSync(f, 0)],
    ["deleted", (f) => rmSync(f)],
    ["full of zeros", (f) => writeFileSync(f, Buffer.alloc(statSync(f).size))],
    ["overwritten with other text", (f) => writeFileSync(f, "hello\n".repeat(50))],
  ];

  it.each(damages)(
    "%s: every line comes back from the copy, the chain holds, and it is said once",
    (_what, spoil) => {
      const before = readFileSync(place("journal.ndjson"), "utf8");
      spoil(place("journal.ndjson"));
      const { messages } = start();
      expect(messages.length).toBe(1);
      expect(messages[0]!.en).toMatch(/journal did not hold from line \d/);
      expect(messages[0]!.zh).toMatch(/日志自第 \d+ 行起不完整/);
      expect(readFileSync(place("journal.ndjson"), "utf8").startsWith(before)).toBe(true);
      expect(readJournal(b.workspace).lines.at(-1)).toMatchObject({ kind: "journal_repair", unreadable: 0 });
      expect(start().messages).toEqual([]);
    },
  );

  it("names the position of the damage for ever, and keeps the damaged bytes", () => {
    lines(place("journal.ndjson"), (l) => l.with(2, l[2]!.replace('"n":2', '"n":9')));
    const damaged = readFileSync(place("journal.ndjson"));
    start();
    expect(readFileSync(place("journal.damaged-1"))).toEqual(damaged);
    expect(readJournal(b.workspace).lines.at(-1)).toMatchObject({ line: 3, aside: "journal.damaged-1" });
  });

  it("without its copy: whole lines are written again with where they stood, imports get their lines", () => {
    rmSync(place("journal.copy"));
    lines(place("journal.ndjson"), (l) => l.with(2, l[2]!.slice(0, 40)));
    const { messages } = start();
    expect(messages[0]!.en).toMatch(/1 cannot be read any more/);
    // Line 3 (target 2) is gone; everything after it is there.
    expect(facts(["target", "reveal"])).toEqual(
      [
        { kind: "target", n: 1 },
        { kind: "target", n: 3 },
        { kind: "reveal", why: "review" },
      ].map((fact) => expect.objectContaining(fact)),
    );
    expect(facts(["import"]).map(({ id }) => id)).toEqual(ids);
    const again = readJournal(b.workspace).lines.find((line) => line.n === 3)!;
    expect(again.salvaged_from).toEqual({ file: "journal.damaged-1", line: 4, at: now.toISOString() });
    expect(start().messages).toEqual([]);
  });

  it("gone together with its copy: imports are told again from their manifests", () => {
    for (const name of ["journal.ndjson", "journal.copy", "journal.end"]) rmSync(place(name));
    expect(start().messages.length).toBe(1);
    expect(facts(["import"]).map(({ id }) => id)).toEqual(ids);
  });

  it("and a damaged copy is renewed in silence", () => {
    half(place("journal.copy"));
    expect(start().messages).toEqual([]);
    expect(readFileSync(place("journal.copy"))).toEqual(readFileSync(place("journal.ndjson")));
  });
});

const part = (): string => place("imports", ids[0]!, "employee", "part-000.parquet");

describe("promise 16: a damaged import", () => {
  const damages: [string, (file: string) => void][] = [
    ["cut", half],
    ["with one byte changed", (f) => flip(f, 60)],
    ["emptied", (f) => truncateSync(f, 0)],
    ["deleted", (f) => rmSync(f)],
    ["replaced by another file", (f) => writeFileSync(f, "not Parquet")],
  ];

  it.each(damages)(
    "%s: the rest answers, the loss is named with its sources, a backup heals it",
    async (_what, spoil) => {
      const backup = path.join(b.workspace.dir, "..", "backup.tar");
      backupWorkspace(b.workspace, backup, now);
      spoil(part());
      const { messages } = start();
      expect(messages.length).toBe(1);
      expect(messages[0]!.en).toContain(`imports/${ids[0]}/employee/part-000.parquet`);
      expect(messages[0]!.en).toContain("10 rows");
      expect(messages[0]!.en).toContain("a.csv");
      expect(await people()).toBe(0);
      expect(await b.rows("SELECT employee_id FROM source_termination")).toEqual([{ employee_id: "E01" }]);
      expect(() => backupWorkspace(b.workspace, `${backup}.2`, now)).toThrow(
        expect.objectContaining({ code: "backup_source_damaged" }) as Error,
      );
      const healed = healFromBackup(backup, b.workspace.dir, now);
      expect(healed.healed).toEqual([`imports/${ids[0]}/employee/part-000.parquet`]);
      expect(healed.messages[0]!.en).toContain("Whole again");
      expect(await people()).toBe(10);
      expect(start().messages).toEqual([]);
    },
  );

  it.each([
    ["cut", half],
    ["emptied", (f: string) => truncateSync(f, 0)],
    ["deleted", (f: string) => rmSync(f)],
    ["no JSON", (f: string) => writeFileSync(f, "\0\0{")],
    ["of another import", (f: string) => copyFileSync(place("imports", ids[1]!, "manifest.json"), f)],
  ])("manifest %s: it comes back from its copy", async (_what, spoil) => {
    const before = readFileSync(place("imports", ids[0]!, "manifest.json"), "utf8");
    spoil(place("imports", ids[0]!, "manifest.json"));
    expect(start().messages.map((m) => m.en)).toEqual([expect.stringContaining("came back from its copy")]);
    expect(readFileSync(place("imports", ids[0]!, "manifest.json"), "utf8")).toBe(before);
    expect(await people()).toBe(10);
    expect(start().messages).toEqual([]);
  });

  it("whose manifest and copy are both gone is kept aside, named, and healed from a backup", async () => {
    const backup = path.join(b.workspace.dir, "..", "backup.tar");
    backupWorkspace(b.workspace, backup, now);
    for (const name of ["manifest.json", "manifest.copy.json"]) rmSync(place("imports", ids[0]!, name));
    expect(start().messages[0]!.en).toContain(`imports/.damaged-${ids[0]}`);
    expect(existsSync(place("imports", `.damaged-${ids[0]}`, "employee", "part-000.parquet"))).toBe(true);
    expect(await people()).toBe(0);
    healFromBackup(backup, b.workspace.dir, now);
    expect(await people()).toBe(10);
  });
});

const count = async () => {
  const cache = await openCache(b.workspace, { now });
  try {
    return (await cache.database.row<{ n: number }>("SELECT count(*) AS n FROM employee_month")).n;
  } finally {
    cache.database.close();
  }
};

describe("promise 16: a damaged cache", () => {
  const damages: [string, (file: string) => void][] = [
    ["cut", half],
    ["with one byte changed", (f) => flip(f, Math.floor(statSync(f).size / 2))],
    ["emptied", (f) => truncateSync(f, 0)],
    ["replaced by garbage", (f) => writeFileSync(f, Buffer.alloc(100_000, 7))],
    ["with a write-ahead log of nobody", (f) => writeFileSync(`${f}.wal`, Buffer.alloc(5000, 3))],
    ["with its header changed", (f) => flip(f, 12)],
  ];
  let built: Bench;
  let before: number;
  beforeAll(async () => {
    b = built = kept(copyOf(sound));
    start();
    before = await count();
  });
  beforeEach(() => {
    b = kept(copyOf(built));
  });
  it("that is whole is opened as it is: only damage has it built again", async () => {
    const steps: unknown[] = [];
    const cache = await openCache(b.workspace, { now, onProgress: (step) => void steps.push(step) });
    cache.database.close();
    expect(steps).toEqual([]);
  });
  it.each(damages)("%s is built again with the same rows", async (_what, spoil) => {
    expect(statSync(place("cache.duckdb")).size).toBeGreaterThan(0);
    spoil(place("cache.duckdb"));
    const { messages } = start();
    expect(messages.length).toBeLessThanOrEqual(1);
    for (const message of messages) expect(message.en).toContain("built again");
    expect(await count()).toBe(before);
  });
});

describe("damaged settings", () => {
  it.each([
    ["emptied", (f: string) => truncateSync(f, 0), "was empty"],
    ["full of zeros", (f: string) => writeFileSync(f, Buffer.alloc(200)), "was empty"],
    ["binary", (f: string) => writeFileSync(f, Buffer.from([0xff, 0xfe, 0x00, 0x80, 0x81])), "was not text"],
    ["deleted", (f: string) => rmSync(f), "was missing"],
  ])("%s: the last readable ones are in their place, and it is said", (_what, spoil, said) => {
    const before = readFileSync(place("rapport.yml"), "utf8");
    spoil(place("rapport.yml"));
    expect(start().messages[0]!.en).toContain(said);
    expect(readFileSync(place("rapport.yml"), "utf8")).toBe(before);
    expect(start().messages).toEqual([]);
  });

  it("with a slip of the pen are an error with its line: older settings could open what an edit closed", () => {
    appendFileSync(place("rapport.yml"), "k: one\n");
    expect(start).toThrow(expect.objectContaining({ code: "workspace_config_invalid" }) as Error);
  });
});
