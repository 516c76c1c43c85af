// /api/explain and /api/survival over HTTP, and the same two as commands: answers, readers with fewer rights, wrong questions.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { explanationText } from "../../cli/explain.js";
import { survivalText } from "../../cli/survival.js";
import { explainChange } from "../../engine/explain/explain.js";
import { localReader } from "../../engine/metrics/reader.js";
import { survival } from "../../engine/survival/survival.js";
import { clock, smallWorkspace, type SmallWorkspace } from "./small-workspace.js";

let small: SmallWorkspace;
beforeAll(async () => {
  small = await smallWorkspace();
});
afterAll(() => small.close());

const base = "http://localhost:8787";
const post = async (path: string, body: object, as?: string) => {
  const response = await small.app.request(`${base}${path}${as ? `?as=${encodeURIComponent(as)}` : ""}`, {
    method: "POST",
    headers: { host: "localhost:8787", "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
};

const numbers = (text: string): string[] => text.match(/[+\u2212]?\d+(\.\d+)?/g) ?? [];
const headcount = { metric: "headcount", from: "2025-12", against: "previous_year", by: "department" };

describe("why a number changed", () => {
  it("twelve people, two gone in the year: two leavers, one from each department, and nothing else", async () => {
    const { status, body } = await post("/api/explain", { ...headcount, to: "2025-12" });
    expect(status).toBe(200);
    expect(body).toMatchObject({ other: { value: 11 }, now: { value: 9 }, difference: -2 });
    const parts = body.parts.map(({ id, value }: { id: string; value: number }) => [id, value]);
    expect(parts).toEqual([
      ["mix", 0],
      ["rate", 0],
      ["joiners", 0],
      ["leavers", -2],
      ["movers", 0],
    ]);
    const leavers = body.parts.find(({ id }: { id: string }) => id === "leavers");
    expect(
      leavers.groups.map(({ group, value }: { group: string; value: number }) => [group, value]).sort(),
    ).toEqual([
      ["Office", -1],
      ["Sales", -1],
    ]);
    expect(body.receipt.id).toMatch(/^[0-9a-f]{12}$/);
  });

  it("is refused to a reader of groups, with a code", async () => {
    const { status, body } = await post("/api/explain", headcount, "陈磊");
    expect([status, body.code]).toEqual([403, "explain_needs_person_rights"]);
  });

  it("says what is wrong with a question", async () => {
    expect((await post("/api/explain", { metric: "headcuont" })).body.code).toBe("metric_unknown");
    expect((await post("/api/explain", { ...headcount, by: "year" })).body.code).toBe(
      "explain_not_of_one_dimension",
    );
  });

  it("as text carries the same numbers in both languages", async () => {
    const told = await explainChange({ ...small.cache, workspace: small.workspace }, headcount, {
      reader: localReader,
      now: clock,
    });
    const [en, zh] = [explanationText(told, "en"), explanationText(told, "zh")];
    expect(numbers(en).sort()).toEqual(numbers(zh).sort());
    expect(en).toContain("\u22122");
    expect(zh).toContain("离开者");
  });
});

describe("how long people stay", () => {
  it("three of twelve have left: the curve, and by which exit", async () => {
    const { status, body } = await post("/api/survival", {});
    expect(status).toBe(200);
    const [curve] = body.curves;
    expect(curve).toMatchObject({ people: 12, exits: { voluntary: 3, involuntary: 0, other: 0 } });
    const values = curve.staying.map(({ value }: { value: number }) => value);
    expect(values).toEqual([expect.closeTo(11 / 12), expect.closeTo(10 / 12), expect.closeTo(9 / 12)]);
    expect(curve.leaving[0].points.at(-1).value).toBeCloseTo(3 / 12, 12);
    expect(curve.median.years).toBeNull();
  });

  it("a reader of groups gets no curve: the life table where bands are released, else the door's own refusal", async () => {
    const { status, body } = await post("/api/survival", {}, "陈磊");
    // twelve people: no band of tenure is released in every month
    expect([status, body.code]).toEqual([403, "not_released"]);
    expect(JSON.stringify(body)).not.toContain("atRisk");
  });

  it("as text names groups, years and intervals in both languages", async () => {
    const told = await survival(
      { ...small.cache, workspace: small.workspace },
      { by: "department" },
      {
        reader: localReader,
        now: clock,
      },
    );
    const [en, zh] = [survivalText(told, "en"), survivalText(told, "zh")];
    for (const text of [en, zh]) for (const name of ["Sales", "Office"]) expect(text).toContain(name);
    expect(en).toContain("9 people, 2 exits");
    expect(zh).toContain("9 人，2 人离职");
  });

  it("says what is wrong with a question", async () => {
    expect((await post("/api/survival", { by: "tenure_band" })).body.code).toBe("survival_one_dimension");
    expect((await post("/api/survival", { horizon: 3 })).body.code).toBe("query_invalid");
  });
});
