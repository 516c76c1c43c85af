// A person erased after a year of digests, notes, contests and checks: gone from every file of the workspace, the others' messages
// still whole, and each file outside named with its path.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { audit } from "../../../engine/audit/audit.js";
import { erasePerson, type ErasureReport } from "../../../engine/erasure/erase-person.js";
import { appendJournal, readJournal } from "../../../engine/index.js";
import { writeCheck } from "../../../models/pay/index.js";
import {
  answerContest,
  contestBundle,
  raiseContest,
  readOutbox,
  writeDigest,
} from "../../../models/progress/index.js";
import { writeNote } from "../../../models/progress/person-notes.js";
import { clock, progressWorkspace, type ProgressWorkspace } from "./progress-workspace.js";

let made: ProgressWorkspace;
let outside: string;
let report: ErasureReport;
const at = (...names: string[]) => path.join(outside, ...names);

const digest = (out: string, people: string[]) =>
  writeDigest(made.as("boss"), {
    out,
    wish: { kind: "weekly", month: "2025-10" },
    people,
    locale: "en",
    environment: {},
  });
const check = (name: string, employee: string) =>
  writeCheck(
    made.workspace,
    {
      id: "rules", version: 1, period: { from: "2025-10", to: "2025-10" }, currency: "CNY", file: "payroll.csv",
      rows: [{ employee, item: "bonus", ours: 100, payroll: 100, difference: 0, reasons: [] }],
      otherItems: [], unknownPeople: 0, totals: { ours: 100, payroll: 100 }, days: null,
    },
    name,
    { reader: made.as("boss").reader, now: clock },
  ); // prettier-ignore

beforeAll(async () => {
  made = await progressWorkspace();
  outside = mkdtempSync(path.join(tmpdir(), "rapport-outside-"));
  const { dir } = made.workspace;
  await digest(path.join(dir, "digests"), ["A1", "A2"]);
  await digest(at("sheets"), ["A1", "A2"]);
  await digest(at("others"), ["A2", "A3"]);
  await digest(at("lost"), ["A1"]);
  rmSync(at("lost"), { recursive: true });
  mkdirSync(path.join(dir, "digests", "outbox", ".2025-11-01.1073741823.part"));
  writeFileSync(path.join(dir, "digests", "outbox", ".2025-11-01.1073741823.part", "A1.en.html"), "half");
  await writeNote(made.as("boss"), "A1", { period: "2025-10", text: "often late, says he is ill" });
  const wish = {
    indicator: "kpi:visits",
    kind: "monthly" as const,
    month: "2025-10",
    text: "the visit to my cousin",
  };
  const { id } = await raiseContest(made.as("own"), wish);
  await answerContest(made.as("boss"), id, "the cousin says no");
  writeFileSync(at("bundle.zip"), await contestBundle(made.as("own"), id, at("bundle.zip")));
  appendJournal(
    made.workspace,
    { kind: "target_committed", employee: "A1", why: "because of his cousin", value: 5 },
    clock,
  );
  check(at("check-a1.csv"), "A1");
  check(at("check-a2.csv"), "A2");
  check(path.join(dir, "check.csv"), "A1");
  report = await erasePerson(made.workspace, {
    employeeId: "A1",
    mode: "erase",
    reason: "request 7",
    by: "boss",
    now: clock,
  });
}, 60_000);
afterAll(() => {
  rmSync(outside, { recursive: true, force: true });
  made.close();
});

/** Every file below a folder, hidden ones too. */
const filesIn = (dir: string): string[] =>
  readdirSync(dir).flatMap((name) => {
    const file = path.join(dir, name);
    return statSync(file).isDirectory() ? filesIn(file) : [file];
  });

describe("an erasure", () => {
  it("leaves neither number, words nor sheets of the person in the workspace", () => {
    const files = filesIn(made.workspace.dir);
    expect(files.filter((file) => /^A1\b/.test(path.basename(file)))).toEqual([]);
    // its own users are settings: named in the report, never rewritten
    const texts = files.filter(
      (file) => !/\.(parquet|duckdb)$|rapport\.yml$/.test(file) && !file.includes("sources"),
    );
    const words = ["cousin", "often late", '"A1"', "Person A1"];
    const named = texts.filter((file) => words.some((word) => readFileSync(file, "utf8").includes(word)));
    expect(named).toEqual([]);
    expect(
      existsSync(path.join(made.workspace.dir, "digests", "outbox", ".2025-11-01.1073741823.part")),
    ).toBe(false);
    expect(audit(made.workspace)).toMatchObject({ intact: true });
    expect(report.left).toContain("rapport.yml");
  });

  it("leaves the others' messages of the same digest whole: they can still be sent", () => {
    const { messages } = readOutbox(made.workspace, path.join(made.workspace.dir, "digests"), new Map());
    expect(messages.map(({ employee }) => employee)).toEqual(["A2"]);
  });

  it("names each file outside of the workspace that it could not reach, and no other", () => {
    expect(report.outside.map(({ file, state }) => [path.relative(outside, file), state])).toEqual([
      [path.join("sheets", "outbox", "2025-11-05"), "names"],
      [path.join("lost", "outbox"), "gone"],
      ["bundle.zip", "names"],
      ["check-a1.csv", "names"],
    ]);
    expect(readJournal(made.workspace).lines.at(-1)).toMatchObject({ kind: "erasure", outside: 4 });
  });
});
