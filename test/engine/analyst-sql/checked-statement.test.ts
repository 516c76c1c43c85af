// The checker alone: everything in the hostile corpus is refused with its code, everything ordinary passes and runs.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkedStatement } from "../../../engine/analyst-sql/checked-statement.js";
import { Database } from "../../../engine/database.js";
import { RapportError } from "../../../engine/errors.js";
import { smallWorkspace, type SmallWorkspace } from "../../web/small-workspace.js";
import { hostileCorpus } from "./hostile-corpus.js";
import { ordinaryCorpus } from "./ordinary-corpus.js";

const lent = [
  "employee_month",
  "employee_event",
  "hire_cohort",
  "calendar_month",
  "source_employee",
  "source_org_unit",
  "source_pay",
];

let db: Database;
let small: SmallWorkspace;
beforeAll(async () => {
  db = await Database.open();
  small = await smallWorkspace();
});
afterAll(() => {
  db.close();
  small.close();
});

const outcome = async (statement: string): Promise<string> => {
  try {
    await checkedStatement(db, statement, lent);
    return "passed";
  } catch (error) {
    if (!(error instanceof RapportError)) throw error;
    expect(error.localise("en").message.length).toBeGreaterThan(10);
    expect(error.localise("zh").message).not.toMatch(/[,:;]\s/);
    return error.code;
  }
};

describe("promise 14: a hostile statement", () => {
  it("stands in a corpus of at least 200, none twice", () => {
    const all = hostileCorpus.flatMap((group) => group.statements);
    expect(all.length).toBeGreaterThanOrEqual(200);
    expect(new Set(all).size).toBe(all.length);
  });

  describe.each(hostileCorpus)("that tries $tries", ({ codes, statements }) => {
    it.each(statements.map((s) => [s.slice(0, 100), s]))("is refused: %s", async (_short, statement) => {
      expect(codes).toContain(await outcome(statement));
    });
  });
});

const read = (sql: string) => checkedStatement(db, sql, lent);

describe("an ordinary statement", () => {
  it.each(ordinaryCorpus)("passes and binds: %s", async (statement) => {
    expect(await outcome(statement)).toBe("passed");
    await expect(small.cache.database.rows(statement)).resolves.toBeDefined();
  });

  it("says which relations it reads", async () => {
    expect(await read("FROM Employee_Month JOIN (FROM source_pay) USING (employee_id)")).toEqual([
      "employee_month",
      "source_pay",
    ]);
    expect(await read("WITH source_pay AS (SELECT 1) FROM source_pay")).toEqual([]);
    expect(await read("SELECT 1")).toEqual([]);
  });

  it("gets the nearest name when it misspells a relation", async () => {
    await expect(checkedStatement(db, "FROM employee_mnth", lent)).rejects.toMatchObject({
      code: "sql_relation_refused",
      facts: { candidates: expect.arrayContaining(["employee_month"]) },
    });
  });
});
