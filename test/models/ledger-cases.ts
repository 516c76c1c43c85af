// Cases of the ledger, run on a company whose attrition model is fitted: frozen at issue, scored when due, scored anew, erased.
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { erasePerson } from "../../engine/erasure/erase-person.js";
import { readJournal } from "../../engine/index.js";
import { issuePrediction, scoreboard, scorePredictions, type ModelContext } from "../../models/index.js";
import { keptPredictions, readIssue } from "../../models/ledger/kept-file.js";
import { scoreOf } from "../../models/ledger/score-predictions.js";

const code = (name: string) => expect.objectContaining({ code: name });

export function ledgerCases(given: () => ModelContext): void {
  const linesOf = (kind: string) => readJournal(given().workspace).lines.filter((line) => line.kind === kind);

  it("freezes groups and hashes in the journal, persons in a file that only its owner may read", async () => {
    const issued = await issuePrediction(given(), { asOf: "2026-10-31" });
    const [line] = linesOf("prediction_issued");
    expect(line).toMatchObject({
      issue: issued.issue,
      month: "2026-10",
      replay: false,
      horizons: [3, 6, 12],
    });
    expect(JSON.stringify(line)).not.toContain("QH00");
    const units = issued.units.reduce((sum, unit) => sum + unit.expected[2], 0);
    expect(units).toBeCloseTo(issued.total.expected[2], 3);
    expect(issued.units.every(({ people }) => people >= given().workspace.config.k)).toBe(true);
    const kept = readIssue(given().workspace, issued.issue);
    expect(kept.people.length).toBe(issued.people);
    expect(kept.people.reduce((sum, { risk }) => sum + risk[0], 0)).toBeCloseTo(issued.total.expected[0], 2);
    const { mode } = statSync(given().workspace.path(String(line.file)));
    expect(process.platform === "win32" || (mode & 0o777) === 0o600).toBe(true);
    await expect(issuePrediction(given(), { asOf: "2026-10-31" })).rejects.toEqual(code("issue_exists"));
  });

  it("refuses hindsight and readers of a part; nothing is due before its time", async () => {
    await expect(issuePrediction(given(), { asOf: "2026-03-31" })).rejects.toEqual(
      code("issue_is_hindsight"),
    );
    // a model that has not seen what came: whoever picks the month has
    const { cache } = given();
    const later = { ...cache, history: { ...cache.history, to: "2026-11-01" } } as typeof cache;
    await expect(issuePrediction({ ...given(), cache: later }, { asOf: "2026-10-31" })).rejects.toMatchObject(
      { code: "issue_is_hindsight", facts: { seen: "2026-11" } },
    );
    const reader = { id: "chenlei", rights: "group" as const, scope: "S" };
    await expect(issuePrediction({ ...given(), reader }, { asOf: "2026-10-31" })).rejects.toEqual(
      code("fit_needs_person_rights"),
    );
    expect(await scorePredictions(given())).toEqual([]);
  });

  it("replays a past month from what was known then, and scores it against what came", async () => {
    const { issue, replay, baseRate } = await issuePrediction(given(), { asOf: "2025-10-31", replay: true });
    expect(replay).toBe(true);
    const written = await scorePredictions(given());
    expect(written.map((score) => [score.issue, score.horizon])).toEqual([
      [issue, 3],
      [issue, 6],
      [issue, 12],
    ]);
    const [three] = written;
    // counted and scored slowly, from the truth of the spine
    const rows = await given().cache.database.rows<{ id: string }>(
      `SELECT DISTINCT employee_id AS id FROM employee_month WHERE is_voluntary_exit AND month IN ('2025-11-01', '2025-12-01', '2026-01-01')`,
    );
    const left = new Set(rows.map(({ id }) => id));
    const kept = readIssue(given().workspace, issue);
    let [events, brier, loss, naiveLoss] = [0, 0, 0, 0];
    const naive = 1 - (1 - baseRate) ** 3;
    for (const { employee_id: id, risk } of kept.people) {
      const y = left.has(id) ? 1 : 0;
      events += y;
      brier += (risk[0] - y) ** 2 / kept.people.length;
      loss -= Math.log(y ? risk[0] : 1 - risk[0]) / kept.people.length;
      naiveLoss -= Math.log(y ? naive : 1 - naive) / kept.people.length;
    }
    expect(three.events).toBe(events);
    expect(three.brier).toBeCloseTo(brier, 12);
    expect(three.logLoss).toBeCloseTo(loss, 12);
    expect(three.naiveLogLoss).toBeCloseTo(naiveLoss, 12);
    expect(three.gain).toBeCloseTo(naiveLoss - loss, 12);
    expect(three.bins.reduce((sum, bin) => sum + bin.rows, 0)).toBe(kept.people.length);
    expect(three.units.reduce((sum, unit) => sum + unit.actual, 0)).toBe(events);
    expect(await scorePredictions(given())).toEqual([]);
    const board = scoreboard(given().workspace);
    expect(board.issues.map(({ month }) => month)).toEqual(["2025-10", "2026-10"]);
    expect(board.standing).toMatchObject({ isOff: false, issues: 0 });
  });

  it("writes a new line when the past changed, and never touches the old one", async () => {
    const before = linesOf("prediction_scored");
    // as after an import that takes one exit back
    const { cache } = given();
    const { database } = cache;
    const { id } = await database.row<{ id: string }>(
      `SELECT min(employee_id) AS id FROM employee_month WHERE is_voluntary_exit AND month = '2025-11-01'`,
    );
    const restated = {
      row: database.row.bind(database),
      rows: async (...asked: Parameters<typeof database.rows>) =>
        (await database.rows<{ id: string }>(...asked)).filter((row) => row.id !== id),
    } as unknown as typeof database;
    const written = await scorePredictions({ ...given(), cache: { ...cache, database: restated } });
    expect(written.map(({ horizon, insteadOf }) => [horizon, insteadOf])).toEqual(
      before.map(({ horizon, seq }) => [horizon, seq]),
    );
    const after = linesOf("prediction_scored");
    expect(after.slice(0, before.length)).toEqual(before);
    expect(written[0].events).toBe(Number(before[0].events) - 1);
    expect(scoreboard(given().workspace).issues[0].horizons.map(({ rescored }) => rescored)).toEqual([
      1, 1, 1,
    ]);
  });

  it("notices a kept file that is not the one that was frozen", () => {
    const { issue } = scoreboard(given().workspace).issues[0];
    const file = given().workspace.path("ledger", `${issue}.json`);
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replace("0.", "0.9"));
    expect(() => readIssue(given().workspace, issue)).toThrow(code("kept_file_changed"));
    writeFileSync(file, text);
    expect(readIssue(given().workspace, issue).issue).toBe(issue);
  });

  it("an erasure takes the person out of every kept file, which can still be read and scored", async () => {
    const person = "QH00491";
    expect(keptPredictions(given().workspace, person).length).toBeGreaterThan(0);
    const people = scoreboard(given().workspace).issues.map(
      ({ issue }) => readIssue(given().workspace, issue).people.length,
    );
    await erasePerson(given().workspace, {
      employeeId: person,
      mode: "erase",
      reason: "request 7",
      by: "local",
      now: given().now,
    });
    expect(keptPredictions(given().workspace, person)).toEqual([]);
    const left = scoreboard(given().workspace).issues.map(({ issue }) => {
      const kept = readIssue(given().workspace, issue);
      expect(JSON.stringify(kept)).not.toContain(person);
      expect(scoreOf(kept, 3, new Set(), 0.01, false).people).toBe(kept.people.length);
      return kept.people.length;
    });
    expect(people.reduce((a, b) => a + b, 0) - left.reduce((a, b) => a + b, 0)).toBeGreaterThan(0);
  });
}
