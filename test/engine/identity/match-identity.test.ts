// Rules of identity: what is taken without asking, what is asked, and that order, spelling and repetition change nothing.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EmployeeIndex, sureEnough } from "../../../engine/identity/match-identity.js";
import {
  type Employee,
  plainEmail,
  plainName,
  shortNumber,
} from "../../../engine/identity/person-evidence.js";

const list: Employee[] = [
  { employee: "E001", name: "张伟", email: "zhang.wei@q.com", birthDate: "1990-01-02" },
  { employee: "E002", name: "李娜", email: "li.na@q.com", birthDate: "1991-03-04" },
  { employee: "E003", name: "王强", email: "wq1@q.com", birthDate: "1988-05-06" },
  { employee: "E004", name: "王强", email: "wq2@q.com", birthDate: "1992-07-08" },
  { employee: "E005", name: "John Smith", email: "js@q.com", birthDate: "1985-01-01" },
  { employee: "E006", name: "刘洋", birthDate: "1995-05-05" },
  { employee: "E007", name: "刘洋", birthDate: "1995-05-05" },
];
const index = new EmployeeIndex(list);

describe("is taken without asking", () => {
  it.each([
    [{ number: "E001" }, "E001", "number", 1],
    [{ number: "e-001" }, "E001", "number_spelling", 0.97],
    [{ number: "E1" }, "E001", "number_spelling", 0.97],
    [{ number: "1", name: "张伟" }, "E001", "number_digits_and_name", 0.9],
    [{ email: "Zhang.Wei@Q.com" }, "E001", "email", 0.95],
    [{ number: "zhang.wei+crm@q.com" }, "E001", "email", 0.95],
    [{ name: "Smith, John", birthDate: "1985-01-01" }, "E005", "name_and_birth_date", 0.92],
    [{ name: "王 强", birthDate: "1992-07-08" }, "E004", "name_and_birth_date", 0.92],
    // A name may change, a date be mistyped: with the same number only both together speak against it.
    [{ number: "E002", name: "李娜娜", birthDate: "1991-03-04" }, "E002", "number", 1],
    [{ number: "E002", name: "李娜", birthDate: "1991-04-03" }, "E002", "number", 1],
  ])("%o is %s", (evidence, employee, rule, confidence) =>
    expect(index.match(evidence)).toMatchObject({ is: "matched", employee, rule, confidence }),
  );
});

describe("waits for a person", () => {
  it.each([
    ["a name alone", { name: "张伟" }, ["E001"]],
    ["a name that two have", { name: "王强" }, ["E003", "E004"]],
    ["name and birth date that two have", { name: "刘洋", birthDate: "1995-05-05" }, ["E006", "E007"]],
    ["number and e-mail of different people", { number: "E001", email: "li.na@q.com" }, ["E001", "E002"]],
    ["a number given to somebody else", { number: "E001", name: "赵六", birthDate: "2001-01-01" }, ["E001"]],
    ["an address under another name", { email: "wq1@q.com", name: "李娜" }, ["E003", "E002"]],
  ])("%s", (_, evidence, employees) => {
    const match = index.match(evidence);
    expect(match.is).toBe("ambiguous");
    expect(match.is === "ambiguous" && match.candidates.map((c) => c.employee)).toEqual(employees);
  });

  it("says why", () => {
    const match = index.match({ number: "E001", name: "赵六", birthDate: "2001-01-01" });
    expect(match).toMatchObject({
      candidates: [{ reasons: ["same_number", "other_name", "other_birth_date"] }],
    });
    expect(index.match({ name: "王强" })).toMatchObject({
      candidates: [
        { reasons: ["same_name", "not_the_only_one"] },
        { reasons: ["same_name", "not_the_only_one"] },
      ],
    });
  });
});

it("knows nobody by digits, a domain or an empty text alone", () => {
  for (const evidence of [
    { number: "1" },
    { number: "003" },
    { email: "@q.com" },
    { name: "" },
    {},
    { number: "E999" },
  ])
    expect(index.match(evidence)).toEqual({ is: "unknown" });
});

it("compares addresses, names and numbers in one spelling", () => {
  expect(plainEmail("Anna.B+x@GMail.com")).toBe("annab@gmail.com");
  expect(plainEmail("a@b")).toBeUndefined();
  expect(plainName("García, José")).toBe(plainName("Jose Garcia"));
  expect(plainName("阿卜杜拉•买买提")).toBe(plainName("阿卜杜拉·买买提"));
  expect(shortNumber(" e_0042 ")).toBe("E42");
  expect(shortNumber("000")).toBe("0");
});

it("never depends on the order of the list, and takes nobody below the threshold or beside a rival", () => {
  const word = fc.constantFrom("王强", "张伟", "李娜", "刘洋");
  const day = fc.constantFrom("1990-01-01", "1991-01-01");
  const mail = fc.constantFrom("a@q.com", "b@q.com", "c@q.com");
  const person = fc.record({ name: word, birthDate: day, email: mail }, { requiredKeys: [] });
  fc.assert(
    fc.property(fc.array(person, { maxLength: 8 }), person, fc.option(fc.nat(9)), (people, evidence, n) => {
      const employees = people.map((p, i) => ({ ...p, employee: `E${i}` }));
      const asked = n === null ? evidence : { ...evidence, number: `E${n}` };
      const there = new EmployeeIndex(employees).match(asked);
      const back = new EmployeeIndex([...employees].reverse()).match(asked);
      expect(back).toEqual(there);
      // Slow reference: everybody whom number, e-mail, or name and birth date point to.
      const pointed = employees.filter(
        (e) =>
          ("number" in asked && asked.number === e.employee) ||
          (asked.email !== undefined && asked.email === e.email) ||
          (asked.name !== undefined &&
            asked.birthDate !== undefined &&
            asked.name === e.name &&
            asked.birthDate === e.birthDate),
      );
      const taken = there.is === "matched" ? [there.employee] : [];
      expect(pointed.map((e) => e.employee)).toEqual(expect.arrayContaining(taken));
      expect(taken.length === 1 && pointed.length > 1).toBe(false);
      expect(there.is === "matched" ? there.confidence : 1).toBeGreaterThanOrEqual(sureEnough);
    }),
    { seed: 3, numRuns: 500 },
  );
});
