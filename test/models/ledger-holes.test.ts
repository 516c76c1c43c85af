// Ways around the ledger: a kept file spoilt so that nothing is scored, a file that was never issued, a loss noted twice.
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  appendJournal,
  initWorkspace,
  localReader,
  readJournal,
  type Workspace,
} from "../../engine/index.js";
import { scorePredictions, type ModelContext } from "../../models/index.js";
import { keepIssue, keptPredictions } from "../../models/ledger/kept-file.js";
import { noteStanding } from "../../models/ledger/standing.js";
import { saveModel } from "../../models/model-store.js";

const now = new Date("2026-11-01T09:00:00.000Z");
let dir: string;
let workspace: Workspace;
beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), "rapport-ledger-"));
  workspace = initWorkspace(path.join(dir, "w"), { name: "Acme" });
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const people = Array.from({ length: 40 }, (_, i) => ({ employee_id: `E${i}`, unit: "A", risk: [0.1] }));
const keep = (issue: string, month: string) =>
  keepIssue(workspace, { issue, model: "attrition", month, asOf: `${month}-28`, horizons: [3], people });
const issue = (name: string, month: string): void => {
  const { file, hash } = keep(name, month);
  const line = { issue: name, month, horizons: [3], base_rate: 0.03, file, file_hash: hash, replay: false };
  appendJournal(workspace, { kind: "prediction_issued", ...line }, now);
};
const linesOf = (kind: string) => readJournal(workspace).lines.filter((line) => line.kind === kind);
/** Four of the forty left, in every window. */
const context = (): ModelContext => ({
  workspace,
  reader: localReader,
  now,
  cache: {
    history: { from: "2024-01-01", to: "2026-10-01" },
    snapshot: "s",
    database: {
      row: () => Promise.resolve({ observed: true }),
      rows: () => Promise.resolve(["E0", "E1", "E2", "E3"].map((id) => ({ id }))),
    },
  } as unknown as ModelContext["cache"],
});

describe("promise 25: the ledger", () => {
  it("scores every other issue before it says that a kept file was changed or taken away", async () => {
    issue("one", "2026-01");
    issue("two", "2026-02");
    issue("three", "2026-03");
    writeFileSync(workspace.path("ledger", "one.json"), "{}");
    rmSync(workspace.path("ledger", "two.json"));
    await expect(scorePredictions(context())).rejects.toMatchObject({
      code: "kept_file_changed",
      facts: { issue: "one" },
    });
    expect(linesOf("prediction_scored").map(({ issue: of, events }) => [of, events])).toEqual([["three", 4]]);
    await expect(scorePredictions(context())).rejects.toMatchObject({ code: "kept_file_changed" });
    expect(linesOf("prediction_scored").length).toBe(1);
  });

  it("takes a file without its line for none: the machine stopped before it was issued", () => {
    issue("one", "2026-01");
    keep("never", "2026-02");
    expect(keptPredictions(workspace, "E0").map(({ issue: of }) => of)).toEqual(["one"]);
  });

  it("scores nothing before its time", async () => {
    issue("early", "2026-08");
    expect(await scorePredictions(context())).toEqual([]);
    expect(linesOf("prediction_scored")).toEqual([]);
  });

  it("notes a loss once, whatever else is fitted or refused after it", () => {
    for (const name of ["a", "b"]) {
      issue(name, "2026-01");
      appendJournal(
        workspace,
        { kind: "prediction_scored", issue: name, horizon: 3, gain: -0.1, gainError: 0.01, people: 40, events: 9, replay: false }, // prettier-ignore
        now,
      );
    }
    const note = () => noteStanding(workspace, now).isOff;
    expect([note(), note()]).toEqual([true, true]);
    appendJournal(workspace, { kind: "model_fitted", model: "traits" }, now);
    expect(note()).toBe(true);
    appendJournal(workspace, { kind: "model_fitted", model: "attrition", refused: "too_few_events" }, now);
    expect(note()).toBe(true);
    expect(linesOf("model_switched_off").length).toBe(1);
    appendJournal(workspace, { kind: "model_fitted", model: "attrition", is_on: true }, now);
    expect(note()).toBe(false);
  });

  it.skipIf(process.platform === "win32")("lets only the owner read what names people", () => {
    issue("one", "2026-01");
    saveModel(
      workspace,
      "attrition",
      { fitted: { isOn: true }, card: null, snapshot: "s", fittedAt: "" },
      now,
    );
    for (const file of ["ledger/one.json", "models/attrition/fitted.json"])
      expect([file, statSync(workspace.path(file)).mode & 0o777]).toEqual([file, 0o600]);
    expect(existsSync(workspace.path("ledger/one.json.part"))).toBe(false);
  });
});
