// One person's sheet on a small company: who may read it, what it says, what is journalled; contests and their evidence.
import { strFromU8, unzipSync, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readJournal } from "../../../engine/index.js";
import {
  answerContest,
  contestBundle,
  isBundle,
  listContests,
  progressPeople,
  progressSheet,
  raiseContest,
  verifyBundle,
  writeNote,
} from "../../../models/progress/index.js";
import { createApp } from "../../../web/server/app.js";
import { sheetHtml } from "../../../models/progress/sheet-html.js";
import { sheetMarkdown } from "../../../models/progress/sheet-markdown.js";
import { progressWorkspace, type ProgressWorkspace } from "./progress-workspace.js";

let made: ProgressWorkspace;
beforeAll(async () => {
  made = await progressWorkspace();
}, 120_000);
afterAll(() => made.close());

const code = (name: string) => expect.objectContaining({ code: name });
const sheetOf = (as: string, employee: string, kind: "weekly" | "monthly" = "monthly") =>
  progressSheet(made.as(as), employee, { kind });
const linesOf = (kind: string) => readJournal(made.workspace).lines.filter((line) => line.kind === kind);

const looks = () => linesOf("view").filter(({ what }) => what === "progress sheet");

describe("a person's sheet", () => {
  it("is for the person, for their superior and for readers with rights; nobody else can tell that they exist", async () => {
    const own = await sheetOf("own", "A1");
    expect(own.figures.map(({ goal, value }) => [goal.id, value])).toEqual([
      ["kpi:repurchase", 70],
      ["kpi:visits", 10],
      ["lead_conversion", 0.2],
    ]);
    for (const reader of ["lead", "boss"]) expect((await sheetOf(reader, "A1")).figures).toEqual(own.figures);
    await expect(sheetOf("lead", "B1")).rejects.toEqual(code("progress_not_readable"));
    await expect(sheetOf("own", "A2")).rejects.toEqual(code("progress_not_readable"));
    const stranger = await sheetOf("groups", "A1").catch((error: Error) => error.message);
    const nobody = await sheetOf("groups", "Z9").catch((error: Error) => error.message);
    expect(String(stranger).replace("A1", "Z9")).toBe(nobody);
    expect(await progressPeople(made.as("groups"))).toEqual({ own: null, people: [] });
    expect((await progressPeople(made.as("lead"))).people.map(({ employee }) => employee)).toEqual([
      "A1",
      "A2",
      "A3",
      "A4",
      "A5",
      "A6",
      "A7",
      "A8",
    ]);
  });

  it("journals every look with reader, person and period, and none that was refused", async () => {
    const before = looks().length;
    await sheetOf("lead", "A2");
    await sheetOf("groups", "A2").catch(() => undefined);
    expect(looks().slice(before)).toMatchObject([{ reader: "lead", person: "A2", period: "2025-10" }]);
  });

  it("golden: 70 of 85 has 15 to go; what is far and heavy helps most; leads that wait are named", async () => {
    const sheet = await sheetOf("own", "A1");
    expect(sheet.figures[0]!.gap).toMatchObject({ difference: -15, isMet: false });
    expect(sheet.helpsMost).toEqual({ indicator: "kpi:visits", worth: expect.closeTo(10, 9) });
    expect(sheet.look).toEqual(["kpi:repurchase", "kpi:visits"]);
    expect(sheet.alerts).toMatchObject([
      { rule: "lead_waiting", text: { en: expect.stringContaining("A1-late") } },
    ]);
    expect((await sheetOf("boss", "A2")).alerts).toEqual([]);
    expect([sheet.through, sheet.daysOld]).toEqual(["2025-10-31", 4]);
  });

  it("compares with a group of at least k and calls a change of one lead in five chance", async () => {
    const { figures } = await sheetOf("own", "A1");
    const leads = figures.find(({ goal }) => goal.id === "lead_conversion")!;
    expect(leads.peers).toMatchObject({ group: { id: "A", isRest: false }, people: 5 });
    expect(leads.change).toMatchObject({ p: 1, noise: "could_be_chance" });
    expect(leads.evidence).toMatchObject({
      from: "2025-10",
      relation: "employee_month",
      receipt: expect.stringMatching(/^[0-9a-f]{12}$/),
    });
  });

  it("gives the same evidence to everybody who asks, and a monthly sheet only of a month that is known", async () => {
    const receipts = async (as: string) =>
      (await sheetOf(as, "A3")).figures.map(({ evidence }) => evidence.receipt);
    expect(await receipts("lead")).toEqual(await receipts("boss"));
    await expect(progressSheet(made.as("boss"), "A3", { kind: "monthly", month: "2025-12" })).rejects.toEqual(
      code("progress_month_unknown"),
    );
    await expect(sheetOf("boss", "B1")).rejects.toEqual(code("progress_nothing_known"));
  });

  it("keeps notes of the superior apart from what the person says, and shows both to both", async () => {
    await writeNote(made.as("lead"), "A1", { period: "2025-10", text: " Well done with client A. " });
    await writeNote(made.as("own"), "A1", { period: "2025-10", text: "Two clients moved away." });
    await expect(writeNote(made.as("own"), "A2", { period: "2025-10", text: "x" })).rejects.toEqual(
      code("progress_not_readable"),
    );
    await expect(writeNote(made.as("own"), "A1", { period: "2025-10", text: " " })).rejects.toEqual(
      code("progress_text_missing"),
    );
    expect((await sheetOf("own", "A1")).notes).toMatchObject([
      { kind: "note", by: "lead", text: "Well done with client A." },
      { kind: "say", by: "own", text: "Two clients moved away." },
    ]);
  });

  it("escapes what people wrote, in HTML and in Markdown", async () => {
    await writeNote(made.as("own"), "A1", {
      period: "2025-10",
      text: "<img src=x onerror=alert(1)> | **x**",
    });
    const sheet = await sheetOf("own", "A1");
    for (const locale of ["en", "zh"] as const) {
      expect(sheetHtml(sheet, locale)).not.toContain("<img");
      expect(sheetMarkdown(sheet, locale)).toContain("\\<img src=x onerror=alert(1)\\>");
      expect(sheetHtml(sheet, locale)).not.toMatch(/https?:|<script/);
    }
  });
});

describe("/api/progress", () => {
  it("gives an employee their own sheet, a superior those of reports, and a reader of groups nothing", async () => {
    const { workspace, cache, now } = made.as("boss");
    const app = createApp({ workspace, cache: async () => cache, now: () => now, clientDir: "nowhere" });
    const ask = async (as: string, path: string) => {
      const answer = await app.request(`http://localhost:8787/api/progress/${path}`, {
        headers: { host: "localhost:8787", "x-rapport-as": as },
      });
      return [answer.status, (await answer.json()) as Record<string, unknown>] as const;
    };
    expect(await ask("own", "me")).toMatchObject([200, { employee: "A1", kind: "weekly" }]);
    expect(await ask("lead", "people/A1?kind=monthly")).toMatchObject([
      200,
      { employee: "A1", kind: "monthly" },
    ]);
    expect(await ask("groups", "me")).toMatchObject([403, { code: "progress_no_person" }]);
    expect(await ask("groups", "people/A1")).toMatchObject([403, { code: "progress_not_readable" }]);
    expect(await ask("groups", "people")).toEqual([200, { own: null, people: [] }]);
    expect(await ask("own", "people/A1?month=soon")).toMatchObject([400, {}]);
  });
});

describe("a contested figure", () => {
  it("is open until somebody else answers, bundled with everything behind it, and recomputed from the bundle", async () => {
    const { figures } = await sheetOf("own", "A1");
    const { goal, evidence } = figures[2]!;
    const wish = { indicator: goal.id, kind: "monthly" as const, text: "One lead was not mine." };
    await expect(raiseContest(made.as("own"), { ...wish, receipt: "0".repeat(12) })).rejects.toEqual(
      code("contest_changed"),
    );
    await expect(raiseContest(made.as("boss"), wish)).rejects.toEqual(code("progress_no_person"));
    const { id, state } = await raiseContest(made.as("own"), { ...wish, receipt: evidence.receipt });
    expect(state).toBe("open");

    const bytes = await contestBundle(made.as("own"), id);
    const files = unzipSync(bytes);
    const leads = strFromU8(files["rows/source_lead.csv"]!);
    expect(leads.trim().split("\n")).toHaveLength(1 + 6);
    expect(leads).not.toMatch(/A2-/);
    expect(Object.keys(files).sort()).toEqual(
      expect.arrayContaining([
        "definition.json",
        "figure.json",
        "hashes.json",
        "history.json",
        "versions.json",
        "README.en.md",
        "README.zh.md",
      ]),
    );
    await expect(contestBundle(made.as("groups"), id)).rejects.toEqual(code("contest_unknown"));

    const { workspace, cache, now } = made.as("boss");
    expect(isBundle(bytes)).toBe(true);
    expect(await verifyBundle({ workspace, cache, now }, bytes)).toMatchObject({
      verdict: "equal",
      bundled: 0.2,
      recomputed: 0.2,
    });
    const changed = {
      ...files,
      "figure.json": new TextEncoder().encode(
        strFromU8(files["figure.json"]!).replace('"value": 0.2', '"value": 0.6'),
      ),
    };
    expect(await verifyBundle({ workspace, cache, now }, zipSync(changed))).toMatchObject({
      verdict: "tampered",
    });

    await expect(answerContest(made.as("own"), id, "no")).rejects.toEqual(code("contest_own"));
    await expect(answerContest(made.as("groups"), id, "no")).rejects.toEqual(code("contest_unknown"));
    expect(await answerContest(made.as("lead"), id, "It came with the handover.")).toMatchObject({
      state: "answered",
      answer: { by: "lead" },
    });
    await expect(answerContest(made.as("boss"), id, "again")).rejects.toEqual(code("contest_answered"));
    expect((await listContests(made.as("own"))).map((one) => one.id)).toEqual([id]);
    expect(await listContests(made.as("groups"))).toEqual([]);
    expect((await sheetOf("own", "A1")).contests).toMatchObject([{ id, state: "answered" }]);
  });
});
