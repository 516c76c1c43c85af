import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { RapportError } from "../../engine/errors.js";
import { breakOf, breakText } from "../../engine/journal-break.js";
import { appendJournal, appendReads, readJournal, setTornLineAside } from "../../engine/journal.js";

const at = new Date("2026-01-02T03:04:05Z");

function place() {
  const dir = mkdtempSync(path.join(os.tmpdir(), "rapport-journal-"));
  return { path: (...parts: string[]): string => path.join(dir, ...parts) };
}

describe("journal", () => {
  it("chains each line to the one before", () => {
    const w = place();
    const first = appendJournal(w, { kind: "import", files: ["员工.csv"] }, at);
    const second = appendJournal(w, { kind: "reveal", why: "review" }, at);
    expect(second).toMatchObject({ seq: 2, at: "2026-01-02T03:04:05.000Z", prev: first.hash });
    expect(readJournal(w).lines).toEqual([first, second]);
  });

  it("sets a torn last line aside, reports it and goes on", () => {
    const w = place();
    const first = appendJournal(w, { kind: "a" }, at);
    appendFileSync(w.path("journal.ndjson"), '{"seq":2,"at":"20');
    expect(readJournal(w)).toEqual({ lines: [first], torn: '{"seq":2,"at":"20' });
    expect(setTornLineAside(w)).toBe("journal.torn-1");
    expect(readFileSync(w.path("journal.torn-1"), "utf8")).toBe('{"seq":2,"at":"20');
    appendFileSync(w.path("journal.ndjson"), "garbage\n");
    const second = appendJournal(w, { kind: "b" }, at);
    expect(readFileSync(w.path("journal.torn-2"), "utf8")).toBe("garbage");
    expect(readJournal(w)).toEqual({ lines: [first, second] });
  });

  it.each([
    ["a changed payload", (lines: string[]) => lines.with(1, lines[1]!.replace('"n":1', '"n":9')), 2],
    ["a removed line", (lines: string[]) => lines.toSpliced(1, 1), 2],
    ["swapped lines", (lines: string[]) => [lines[1]!, lines[0]!, lines[2]!], 1],
    ["a line that is no JSON", (lines: string[]) => lines.with(1, "oops"), 2],
  ])("names the line of %s", (_name, spoil, line) => {
    const w = place();
    for (let n = 0; n < 3; n++) appendJournal(w, { kind: "k", n }, at);
    const lines = readFileSync(w.path("journal.ndjson"), "utf8").trimEnd().split("\n");
    writeFileSync(w.path("journal.ndjson"), `${spoil(lines).join("\n")}\n`);
    expect(() => readJournal(w)).toThrow(
      expect.objectContaining({
        code: "journal_chain_broken",
        facts: expect.objectContaining({ line }),
      }) as Error,
    );
    expect(() => appendJournal(w, { kind: "k" }, at)).toThrow(/chain is broken/);
  });

  it("says why in both languages", () => {
    const w = place();
    for (let n = 0; n < 3; n++) appendJournal(w, { kind: "k", n }, at);
    const lines = readFileSync(w.path("journal.ndjson"), "utf8").trimEnd().split("\n");
    const said = (spoilt: string[]): string[] => {
      writeFileSync(w.path("journal.ndjson"), `${spoilt.join("\n")}\n`);
      try {
        readJournal(w);
      } catch (error) {
        return (["en", "zh"] as const).map((locale) => (error as RapportError).localise(locale).message);
      }
      return [];
    };
    expect(said(lines.toSpliced(1, 1))).toEqual([
      "journal.ndjson, line 2: the chain is broken (line number 2 was expected, 3 was found). Lines before it are intact.",
      "journal.ndjson 第 2 行：记录链断裂（行号应为 2，实为 3）。此前各行完好。",
    ]);
    expect(said(lines.with(1, lines[1]!.replace('"n":1', '"n":9')))[1]).toContain("（内容与其哈希不符）");
    expect(said(lines.with(1, "oops"))[1]).toContain("（不是日志行）");
    expect(breakText({ reason: "lines_missing", written: 3, left: 1 }, "zh")).toBe("曾写入 3 行，仅存 1 行");
    expect(breakText(breakOf({ line: 2, reason: "as an earlier version put it" }), "en")).toBe(
      "as an earlier version put it",
    );
  });

  it.each(["seq", "at", "prev", "hash"])(
    "refuses an entry that brings its own %s, and writes nothing",
    (key) => {
      const w = place();
      const first = appendJournal(w, { kind: "k" }, at);
      for (const append of [
        appendJournal,
        (...[to, entry, now]: Parameters<typeof appendJournal>) =>
          appendReads(to, [{ kind: "fine" }, entry], now),
      ])
        expect(() => append(w, { kind: "import", [key]: "mine" }, at)).toThrow(
          expect.objectContaining({
            code: "journal_key_reserved",
            facts: { kind: "import", keys: [key] },
          }) as Error,
        );
      expect(readJournal(w)).toEqual({ lines: [first] });
    },
  );

  it("tells that lines were cut off the end, which the chain alone cannot", () => {
    const w = place();
    for (let n = 0; n < 3; n++) appendJournal(w, { kind: "k", n }, at);
    const lines = readFileSync(w.path("journal.ndjson"), "utf8").split("\n");
    writeFileSync(w.path("journal.ndjson"), `${lines[0]!}\n`);
    expect(readJournal(w).lost).toEqual({ line: 2, reason: "lines_missing", written: 3, left: 1 });
    rmSync(w.path("journal.end"));
    expect(readJournal(w)).toEqual({ lines: [JSON.parse(lines[0]!)] });
  });

  it("takes a line that was written but not yet remembered for good", () => {
    const w = place();
    appendJournal(w, { kind: "a" }, at);
    const end = readFileSync(w.path("journal.end"));
    appendJournal(w, { kind: "b" }, at);
    writeFileSync(w.path("journal.end"), end);
    expect(readJournal(w).lines).toHaveLength(2);
  });

  it("appends what was read in one write, behind long and behind torn lines", () => {
    const w = place();
    const none = appendReads(w, [{ kind: "view" }, { kind: "query", spec: "长".repeat(40_000) }], at);
    expect(none.map((line) => line.seq)).toEqual([1, 2]);
    appendReads(w, [{ kind: "view" }], at);
    appendFileSync(w.path("journal.ndjson"), '{"seq":4,"at":"20');
    const [after] = appendReads(w, [{ kind: "view", n: 5 }], at);
    expect(after).toMatchObject({ seq: 4, n: 5 });
    expect(readJournal(w).lines.map((line) => line.kind)).toEqual(["view", "query", "view", "view"]);
    expect(readFileSync(w.path("journal.torn-1"), "utf8")).toContain('"seq":4');
  });
});
