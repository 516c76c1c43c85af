// Receipts: equal on the same data whatever the caches say; anything altered, added or redefined is named.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { recordRead } from "../../../engine/audit/read-log.js";
import { readReceipt } from "../../../engine/history/read-receipt.js";
import type { VerifyReport } from "../../../engine/history/verify-report.js";
import { verifyReceipt } from "../../../engine/history/verify-receipt.js";
import {
  answer,
  localReader,
  openCache,
  openWorkspace,
  RapportError,
  type Workspace,
} from "../../../engine/index.js";
import { createDraft, draftNamed, addDraftStep } from "../../../engine/organisation/draft-store.js";
import { receiptDocument, sealOf, type ReceiptDocument } from "../../../engine/receipt-document.js";
import { resultHash } from "../../../engine/result-hash.js";
import { resultToIpc } from "../../../engine/result-ipc.js";
import type { Reader } from "../../../engine/metrics/reader.js";
import { receiptSeal } from "../../../engine/metrics/receipt.js";
import { asked, companyInBatches } from "./company-in-batches.js";

// Each state of the data is a cache of its own.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let company: Awaited<ReturnType<typeof companyInBatches>>;
let home: string;
const question = {
  metrics: ["headcount", "voluntary_turnover", "revenue_per_head"],
  by: ["division", "quarter"],
};

beforeAll(async () => {
  company = await companyInBatches();
  home = path.dirname(company.workspace.dir);
});
afterAll(() => company.close());

async function documentOf(asked_: object, reader: Reader = localReader): Promise<ReceiptDocument> {
  const cache = await company.open();
  try {
    const result = await answer({ ...cache, workspace: company.workspace }, asked_, { reader, now: asked });
    return receiptDocument(result);
  } finally {
    cache.database.close();
  }
}

let files = 0;
const verify = async (
  content: unknown,
  workspace: Workspace = company.workspace,
  quick = false,
): Promise<VerifyReport> => {
  const file = path.join(home, `receipt-${++files}.json`);
  writeFileSync(
    file,
    typeof content === "string" || content instanceof Uint8Array ? content : JSON.stringify(content),
  );
  return verifyReceipt(workspace, readReceipt(file), { now: asked, quick });
};
const codes = ({ reasons }: VerifyReport): string[] => reasons.map((r) => r.code).sort();

/** A copy of the workspace, to be damaged. */
async function copied(work: (workspace: Workspace) => Promise<void>): Promise<void> {
  const dir = path.join(home, `copy-${++files}`);
  cpSync(company.workspace.dir, dir, { recursive: true });
  try {
    await work(openWorkspace(dir));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

describe("promise 21: a receipt", () => {
  it("comes out equal to the last bit, from the imports and from the caches, with the line that gave it out", async () => {
    const document = await documentOf(question);
    expect(codes(await verify(document))).toEqual(["not_in_journal"]);
    const { id, seal } = document.receipt;
    const line = recordRead(
      company.workspace,
      { kind: "query", reader: "local", what: "test", receipt: id, seal },
      asked,
    );
    for (const quick of [false, true]) {
      const report = await verify(document, company.workspace, quick);
      expect(report).toMatchObject({
        verdict: "equal",
        precision: "bits",
        cells: [],
        reader: "local",
        fromImports: !quick,
      });
      expect(report.reasons).toEqual([{ code: "in_journal", line: line.seq, at: asked.toISOString() }]);
    }
  });

  it("carries the people behind each cell, and hashes of definitions, data, rights and result", async () => {
    const { receipt, rows, columns } = await documentOf(question);
    expect(columns.filter((c) => c.part === "n").map((c) => c.metric)).toEqual(question.metrics);
    expect(rows.every((row) => typeof row.headcount__n === "number")).toBe(true);
    expect(Object.keys(receipt.metrics)).toEqual(question.metrics);
    for (const hash of [
      receipt.definitions,
      receipt.snapshot,
      receipt.policy,
      receipt.build,
      receipt.seal,
      receipt.result.bits,
    ])
      expect(hash).toMatch(/^[0-9a-f]{16,64}$/);
  });

  it("is verified bare and as an Arrow file too", async () => {
    const { receipt } = await documentOf(question);
    expect(await verify(receipt, company.workspace, true)).toMatchObject({
      verdict: "equal",
      precision: "bits",
    });
    const cache = await company.open();
    const result = await answer({ ...cache, workspace: company.workspace }, question, {
      reader: localReader,
      now: asked,
    });
    cache.database.close();
    expect(await verify(resultToIpc(result, "file"), company.workspace, true)).toMatchObject({
      verdict: "equal",
    });
  });

  it("is verified with the rights it was given under, whoever verifies", async () => {
    const document = await documentOf(
      { metrics: ["headcount"], by: ["team"] },
      { id: "local", rights: "person", scope: "N" },
    );
    expect(await verify(document, company.workspace, true)).toMatchObject({
      verdict: "changed",
      reader: "local",
    });
    await copied(async (workspace) => {
      const yml = workspace.path("rapport.yml");
      writeFileSync(
        yml,
        `${readFileSync(yml, "utf8")}\nusers:\n  - { id: north, rights: person, scope: N }\n`,
      );
      const report = await verify(document, openWorkspace(workspace.dir), true);
      expect(report).toMatchObject({ verdict: "equal", reader: "north" });
    });
  });
});

describe("after new imports", () => {
  it("the number of then comes out again on the data of then, and what it is now is said cell by cell", async () => {
    const then = await documentOf({
      metrics: ["headcount"],
      by: ["division"],
      from: "2025-06",
      to: "2025-06",
      asOf: { known: "2025-07-05" },
    });
    const report = await verify(then);
    expect(report).toMatchObject({ verdict: "equal", precision: "bits", cells: [] });
    expect(report.reasons).toContainEqual({ code: "data_since", imports: company.imports.slice(1) });
    expect(report.since).toContainEqual({ row: { division: "South" }, column: "headcount", was: 2, is: 6 });
    expect(report.since).toContainEqual({ row: { division: "North" }, column: "headcount", was: 6, is: 2 });
  });

  it("a receipt of data that are gone says so", async () => {
    const document = await documentOf({ metrics: ["headcount"] });
    await copied(async (workspace) => {
      rmSync(workspace.path("imports", company.imports[1]!), { recursive: true });
      expect(codes(await verify(document, workspace))).toContain("snapshot_gone");
    });
  });
});

const metric = (sum: string): string =>
  `metrics:\n  - id: own_sum\n    label: { en: Own, zh: 自定 }\n    description: { en: Own sum, zh: 自定合计 }\n    unit: count\n    relation: employee_month\n    formula: { kind: sum, of: { sum: ${sum} } }\n`;

describe("what changed is named", () => {
  it("a definition", async () => {
    await copied(async (workspace) => {
      mkdirSync(workspace.path("metrics"), { recursive: true });
      const file = workspace.path("metrics", "own.yml");
      writeFileSync(file, metric("deals"));
      const cache = await openCache(workspace, { now: asked });
      const document = receiptDocument(
        await answer({ ...cache, workspace }, { metrics: ["own_sum"] }, { reader: localReader, now: asked }),
      );
      cache.database.close();
      expect((await verify(document, workspace, true)).verdict).toBe("equal");
      writeFileSync(file, metric("visits"));
      const changed = await verify(document, workspace, true);
      expect(changed.verdict).toBe("changed");
      expect(changed.reasons).toContainEqual({ code: "definition_changed", metrics: ["own_sum"] });
      expect(changed.cells.map((c) => c.column)).toContain("own_sum");
      rmSync(file);
      expect(codes(await verify(document, workspace, true))).toEqual(
        expect.arrayContaining(["definition_gone", "not_answerable"]),
      );
    });
  });

  it("a draft, and a setting", async () => {
    createDraft(company.workspace, "plan", "2025-07-31", asked);
    addDraftStep(
      company.workspace,
      draftNamed(company.workspace, "plan"),
      { do: "merge", unit: "N1", into: "S1" },
      asked,
    );
    const document = await documentOf({
      metrics: ["headcount"],
      by: ["team"],
      from: "2024-06",
      to: "2024-06",
      asOf: { org: "draft:plan" },
    });
    expect((await verify(document, company.workspace, true)).verdict).toBe("equal");
    addDraftStep(
      company.workspace,
      draftNamed(company.workspace, "plan"),
      { do: "rename", unit: "S1", name: "All" },
      asked,
    );
    const changed = await verify(document, company.workspace, true);
    expect(changed.verdict).toBe("changed");
    expect(changed.reasons).toContainEqual({ code: "draft_changed", draft: "plan" });
    await copied(async (workspace) => {
      const yml = workspace.path("rapport.yml");
      writeFileSync(yml, `${readFileSync(yml, "utf8")}\nhistoryFrom: 2024-02\n`);
      const own = await verify(await documentOf({ metrics: ["hires"] }), openWorkspace(workspace.dir), true);
      expect(codes(own)).toContain("build_changed");
    });
  });
});

describe("promise 21: tampering", () => {
  it("with any one byte of the document is found", async () => {
    const text = JSON.stringify(
      await documentOf({ metrics: ["headcount"], by: ["team"], from: "2025-06", to: "2025-06" }),
    );
    const verdicts: string[] = [];
    const step = Math.max(1, Math.floor(text.length / 60));
    for (let at = 0; at < text.length; at += step) {
      const changed = text.slice(0, at) + (text[at] === "7" ? "8" : "7") + text.slice(at + 1);
      const verdict = await verify(changed, company.workspace, true).then(
        (report) => report.verdict as string,
        (error: RapportError) => error.code,
      );
      verdicts.push(verdict);
    }
    expect([...new Set(verdicts)].sort()).toEqual(["receipt_unreadable", "tampered"]);
    expect(verdicts.filter((v) => v === "tampered").length).toBeGreaterThan(20);
  });

  it("with a cell is found even when every seal is made anew", async () => {
    const document = await documentOf({
      metrics: ["headcount"],
      by: ["team"],
      from: "2025-06",
      to: "2025-06",
    });
    const { seal: _seal, ...content } = structuredClone(document);
    content.rows[0]!.headcount = 99;
    content.receipt.result = resultHash(
      content.columns.map((c) => c.name),
      content.rows,
      content.total,
    );
    content.receipt.seal = receiptSeal(content.receipt);
    const report = await verify({ ...content, seal: sealOf(content) }, company.workspace, true);
    expect(report.verdict).toBe("changed");
    expect(report.cells).toEqual([
      {
        row: { team: document.rows[0]!.team },
        column: "headcount",
        was: 99,
        is: document.rows[0]!.headcount,
      },
    ]);
  });

  it("with the imports or the journal is found and named; a changed cache does no harm", async () => {
    const document = await documentOf({ metrics: ["headcount"] });
    await copied(async (workspace) => {
      const folder = workspace.path("imports", company.imports[0]!, "employee");
      const file = path.join(folder, readdirSync(folder)[0]!);
      const bytes = readFileSync(file);
      const middle = Math.floor(bytes.length / 2);
      bytes[middle] = bytes[middle]! ^ 1;
      writeFileSync(file, bytes);
      const report = await verify(document, workspace, true);
      expect(report.verdict).toBe("tampered");
      expect(report.reasons).toContainEqual({
        code: "file_altered",
        file: `imports/${company.imports[0]}/employee/${path.basename(file)}`,
        problem: "altered",
      });
    });
    await copied(async (workspace) => {
      const file = workspace.path("journal.ndjson");
      const lines = readFileSync(file, "utf8").split("\n");
      lines[1] = lines[1]!.replace('"rejected":0', '"rejected":1');
      writeFileSync(file, lines.join("\n"));
      const report = await verify(document, workspace, true);
      expect(report.verdict).toBe("tampered");
      expect(report.reasons).toContainEqual(expect.objectContaining({ code: "journal_broken", line: 2 }));
    });
    await copied(async (workspace) => {
      writeFileSync(workspace.path("cache.duckdb"), "altered");
      expect((await verify(document, workspace)).verdict).toBe("equal");
    });
  });

  it("is told from what was never a receipt", async () => {
    for (const content of ["", "{}", "[]", '{"receipt":{}}', "not json", "null"])
      expect(() => {
        const file = path.join(home, `receipt-${++files}.json`);
        writeFileSync(file, content);
        readReceipt(file);
      }).toThrow(expect.objectContaining({ code: "receipt_unreadable" }) as unknown as Error);
  });
});
