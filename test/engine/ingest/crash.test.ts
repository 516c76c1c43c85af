import { mkdtempSync, readdirSync, truncateSync, statSync, appendFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { startWorkspace } from "../../../engine/durability/start-workspace.js";
import { faultPoints } from "../../../engine/ingest/fault.js";
import { recoverWorkspace } from "../../../engine/ingest/recover.js";
import { readJournal } from "../../../engine/journal.js";
import { openWorkspace, type Workspace } from "../../../engine/workspace.js";
import { rapport } from "../../fixtures/command-line.js";
import { bench, contentOf, copyOf, now, tenPeople, type Bench } from "./workspace-of.js";

let ten: Bench;
beforeAll(async () => {
  ten = bench();
  ten.file("a.csv", tenPeople);
  await ten.import(["a.csv"]);
});

const pointsBefore = faultPoints.filter((p) => p !== "after_rename" && p !== "after_journal");

/** A workspace with ten people, killed while an eleventh is imported. */
function killedAt(point: string) {
  const b = copyOf(ten);
  // What a start keeps for itself (copies, what it has checked) is there before and after.
  startWorkspace(b.workspace.dir, now);
  const before = contentOf(b.workspace.dir);
  b.file("b.csv", "employee_id,hire_date\nE11,2021-01-01\n");
  const killed = rapport(["import", path.join(b.workspace.dir, "../in/b.csv"), "-w", b.workspace.dir], {
    env: { RAPPORT_FAULT: point },
  });
  expect(killed.signal).toBe("SIGKILL");
  return { ...b, before };
}

/** What the start remembers of files that it has found whole. */
const checkedFile = ".checked.json";
const imports = (b: { workspace: Workspace }): string[] =>
  readdirSync(b.workspace.path("imports")).filter((name) => name !== checkedFile);
const journalled = (b: { workspace: Workspace }) => readJournal(b.workspace).lines.map((line) => line.import);

describe("promise 16: kill -9 during an import", () => {
  it.each(pointsBefore)(
    "at %s leaves the workspace as before, and importing again works",
    async (point) => {
      const b = killedAt(point);
      const recovery = recoverWorkspace(b.workspace, now);
      expect(recovery.removed).toHaveLength(1);
      expect(recovery.messages[0]?.en).toContain("nothing is lost");
      expect(contentOf(b.workspace.dir)).toEqual(b.before);
      expect(recoverWorkspace(b.workspace, now).messages).toEqual([]);
      await b.import(["b.csv"]);
      expect(await b.rows("SELECT count(*) AS n FROM source_employee")).toEqual([{ n: 11 }]);
      expect(journalled(b)).toEqual(imports(b));
    },
    120_000,
  );

  it("after the rename leaves it complete; the next command says so, the one after is silent", () => {
    const b = killedAt("after_rename");
    expect(journalled(b)).toHaveLength(1);
    const next = rapport(["status", "-w", b.workspace.dir, "--json"]);
    expect(next.stderr).toContain("nothing is lost");
    expect((JSON.parse(next.stdout) as { employees: number }).employees).toBe(11);
    expect(imports(b)).toHaveLength(2);
    expect(journalled(b)).toEqual(imports(b));
    expect(recoverWorkspace(b.workspace, now).messages).toEqual([]);
  }, 120_000);

  it("after the journal line there is nothing to make good", async () => {
    const b = killedAt("after_journal");
    expect(recoverWorkspace(b.workspace, now).messages).toEqual([]);
    expect(await b.rows("SELECT count(*) AS n FROM source_employee")).toEqual([{ n: 11 }]);
    expect(journalled(b)).toEqual(imports(b));
  }, 120_000);

  it("sets a torn journal line aside and completes the import it was about", () => {
    const b = copyOf(ten);
    const journal = b.workspace.path("journal.ndjson");
    truncateSync(journal, statSync(journal).size - 20);
    const recovery = recoverWorkspace(openWorkspace(b.workspace.dir), now);
    expect(recovery).toMatchObject({
      torn: "journal.torn-1",
      completed: imports(b),
    });
    expect(readJournal(b.workspace).lines.map((line) => line.kind)).toEqual(["import", "journal_loss"]);
    expect(recoverWorkspace(b.workspace, now).messages).toEqual([]);
  });

  it("says which import is damaged when its files are gone", () => {
    const b = copyOf(ten);
    const [id] = imports(b);
    truncateSync(b.workspace.path("journal.ndjson"), 0);
    appendFileSync(b.workspace.path("imports", id!, "employee", "part-000.parquet"), "x");
    expect(() => recoverWorkspace(b.workspace, now)).toThrow(
      expect.objectContaining({
        code: "import_damaged",
        facts: { id, file: "employee/part-000.parquet" },
      }) as Error,
    );
  });

  it("leaves the staging folder of a living process alone", () => {
    const b = bench();
    const dir = mkdtempSync(path.join(b.workspace.path("imports"), `.staging-${process.ppid}-`));
    expect(recoverWorkspace(b.workspace, now).removed).toEqual([]);
    expect(statSync(dir).isDirectory()).toBe(true);
  });
});
