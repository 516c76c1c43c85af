// A person with two employee numbers: the card tells how many there are, and only a reader of everybody which.
import { describe, expect, it } from "vitest";
import { attritionView } from "../../web/server/attrition-view.js";
import type { Reader } from "../../engine/metrics/reader.js";
import { attrition } from "../../models/attrition.js";
import { isRefusal } from "../../models/model.js";
import { simulateCompany } from "../models/simulated-company.js";

const at = "2026-11-01T00:00:00.000Z";
const people = simulateCompany(3, { people: 90, months: 30, baseline: 0.02 }).map((row, i) => ({
  ...row,
  review_last: 3 + 0.01 * (row.employee_id.length + Number(row.employee_id.replace(/\D/g, ""))),
  survey_last: 2 + 0.001 * (i + 1),
}));
const months = new Map<string, number>();
for (const row of people) months.set(row.employee_id, (months.get(row.employee_id) ?? 0) + 1);
const twice = [...months].find(([, count]) => count === Math.max(...months.values()))![0];
const rows = [
  ...people,
  ...people.filter((row) => row.employee_id === twice).map((row) => ({ ...row, employee_id: "Q-4711" })),
].sort((a, b) =>
  a.employee_id < b.employee_id ? -1 : a.employee_id > b.employee_id ? 1 : a.month < b.month ? -1 : 1,
);

describe("employee numbers of one person", () => {
  const fitted = attrition.fit(rows, {
    now: at,
    snapshot: "t",
    seed: 1,
    candidates: ["logistic"],
    refits: 0,
  });
  if (isRefusal(fitted)) throw new Error(fitted.code);
  const card = attrition.card(fitted);
  const viewFor = (reader: Reader) => {
    const view = attritionView({ fitted, card, snapshot: "t", fittedAt: at }, reader, {
      config: { k: 5 } as never,
    });
    if (isRefusal(view)) throw new Error(view.code);
    return view;
  };

  it("are counted on the card, not named", () => {
    expect(fitted.samePeople.map(({ id, others }) => [id, ...others].sort())).toEqual([
      [twice, "Q-4711"].sort(),
    ]);
    const [line] = card.limits.filter(({ zh }) => zh.includes("工号"));
    expect(line.en).toMatch(
      /^1 person seems .* \(alike to the last digit in 100% of the months they share\)/,
    );
    expect(JSON.stringify(card)).not.toContain("Q-4711");
    expect(JSON.stringify(card)).not.toContain(`${twice} `);
  });

  it("are named to who reads everybody, and to nobody else", () => {
    expect(viewFor({ id: "hr", rights: "person" }).samePeople.numbers.flat()).toContain("Q-4711");
    const others: Reader[] = [
      { id: "groups", rights: "group" },
      { id: "groups with a team of their own", rights: "group", person: "D1" },
      { id: "a part", rights: "person", scope: "D1" },
      { id: "a manager", rights: "person", manages: twice },
      { id: "with a purpose only", rights: "person", needsPurpose: true },
    ];
    for (const reader of others) {
      const view = viewFor(reader);
      expect([reader.id, view.samePeople]).toEqual([reader.id, { count: 1, numbers: [] }]);
      expect([reader.id, JSON.stringify(view).includes("Q-4711")]).toEqual([reader.id, false]);
    }
  });
});
