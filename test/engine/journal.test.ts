import { appendFileSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { appendJournal, readJournal, setTornLineAside } from "../../engine/journal.js";

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
});
