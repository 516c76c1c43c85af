// A person's stretches in one job: what begins after the exit never came about.
import { describe, expect, it } from "vitest";
import { dayOf } from "../../datasets/companies/calendar.js";
import { changeAssignment, closeEmployment, type Person } from "../../datasets/companies/person.js";

const person = (from: string): Person =>
  ({
    id: "QH00040",
    hired: dayOf(from),
    assignments: [{ from: dayOf(from), to: null, manager: "A" }],
  }) as unknown as Person;

describe("the end of an employment", () => {
  it("takes back a change of manager from the day after: the lead left on the same day", () => {
    const one = person("2024-03-01");
    changeAssignment(one, dayOf("2025-01-01"), { manager: "B" });
    changeAssignment(one, dayOf("2026-02-01"), { manager: "C" });
    closeEmployment(one, { day: dayOf("2026-01-31"), kind: "voluntary", reason: "个人发展" });
    expect(one.assignments.map(({ from, to, manager }) => [from, to, manager])).toEqual([
      [dayOf("2024-03-01"), dayOf("2024-12-31"), "A"],
      [dayOf("2025-01-01"), dayOf("2026-01-31"), "B"],
    ]);
  });

  it("refuses an exit before the first day", () => {
    expect(() =>
      closeEmployment(person("2024-03-01"), { day: dayOf("2024-02-01"), kind: "other", reason: "退休" }),
    ).toThrow("QH00040: exit on 2024-02-01 before 2024-03-01");
  });
});
