// rapport audit --out: the steps of a workspace as a file for an auditor, with what was found of the chain.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Command } from "commander";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { register } from "../../cli/audit.js";
import { appendJournal, readJournal } from "../../engine/journal.js";
import { initWorkspace, type Workspace } from "../../engine/workspace.js";

const dir = mkdtempSync(path.join(tmpdir(), "rapport-audit-"));
const out = path.join(dir, "audit.csv");
let workspace: Workspace;
beforeAll(() => {
  workspace = initWorkspace(path.join(dir, "w"), { name: "Audited" });
  const now = new Date("2026-03-01T08:00:00Z");
  appendJournal(workspace, { kind: "view", reader: "=cmd|boss", what: 'GET "/api/trust"' }, now);
  appendJournal(workspace, { kind: "query", reader: "陈磊", receipt: "0123456789ab" }, now);
});
afterEach(() => {
  process.exitCode = undefined;
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

async function run(locale: "en" | "zh", ...args: string[]): Promise<string> {
  const program = new Command().exitOverride();
  register(program, locale);
  const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
  try {
    await program.parseAsync(["node", "rapport", "audit", "-w", workspace.dir, "--out", out, ...args]);
  } finally {
    log.mockRestore();
  }
  return readFileSync(out, "utf8");
}

describe("rapport audit --out", () => {
  it("writes every step with its hash, inert in a spreadsheet, and the verdict last", async () => {
    const rows = (await run("en")).trimEnd().split("\r\n");
    expect(rows[0]).toBe("\ufeffline,time,kind,reader,details,hash");
    const { lines } = readJournal(workspace);
    expect(rows).toHaveLength(lines.length + 2);
    for (const [i, { seq, hash }] of lines.entries()) {
      expect(rows[i + 1].startsWith(`${seq},`)).toBe(true);
      expect(rows[i + 1].endsWith(`,${hash}`)).toBe(true);
    }
    expect(rows.find((row) => row.includes("boss"))).toContain(`,'=cmd|boss,"{""what"":`);
    expect(rows.at(-1)).toContain("The chain is intact");
    expect(process.exitCode).toBeUndefined();
  });

  it("takes the chosen lines only, in the language asked for", async () => {
    const rows = (await run("zh", "--reader", "陈磊")).trimEnd().split("\r\n");
    expect(rows).toHaveLength(3);
    expect(rows[1]).toContain("0123456789ab");
    expect(rows[2]).toContain("记录链完整");
  });

  it("says where a chain that was tampered with breaks, and ends with 1", async () => {
    const file = workspace.path("journal.ndjson");
    writeFileSync(file, readFileSync(file, "utf8").replace("0123456789ab", "ba9876543210"));
    const rows = (await run("en")).trimEnd().split("\r\n");
    expect(rows.at(-1)).toContain("The chain is broken from line");
    expect(process.exitCode).toBe(1);
  });
});
