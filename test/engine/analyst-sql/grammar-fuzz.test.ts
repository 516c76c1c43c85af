// Statements from a grammar → the check. What is hostile by construction is refused, what is plain passes, and whatever
// passed is run where every door stands open: it tells no secret, touches no file, changes nothing. Nightly 100,000.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkedStatement } from "../../../engine/analyst-sql/checked-statement.js";
import { RapportError } from "../../../engine/errors.js";
import { random } from "../../../models/estimators/random.js";
import { openHouse, type OpenHouse } from "./open-house.js";
import { lentRelations, StatementGrammar, type GeneratedStatement } from "./statement-grammar.js";

const nightly = process.env.RAPPORT_NIGHTLY !== undefined;
/** Of 1,000 statements, each with a seed and a house of its own: what a house has logged makes it slower. */
const batches = Array.from({ length: nightly ? 100 : 1 }, (_, i) => i + 14);
const statements = 1_000;

let house: OpenHouse;
beforeEach(async () => {
  house = await openHouse(lentRelations);
});
afterEach(() => house.close());

const outcome = async (sql: string): Promise<string> => {
  try {
    await checkedStatement(house.db, sql, lentRelations);
    return "passed";
  } catch (error) {
    if (!(error instanceof RapportError)) throw error;
    return error.code;
  }
};

describe("the house that tells harm", () => {
  it.each([
    ["FROM secret", "told the canary"],
    ["SELECT length(content) FROM read_text($p$PLACE/canary.csv$p$)", "touched files"],
    ["SELECT 1 FROM 'PLACE/canary.parquet'", "touched files"],
    ["SELECT getvariable('canary')", "told the canary"],
    ["FROM glob('PLACE/*')", "told the canary"],
    ["SELECT 1; SELECT 2", "2 statements"],
    ["EXPLAIN SELECT 1", "statement of type"],
  ])("sees %s", async (sql, expected) => {
    const { harm } = await house.harmOf(sql.replaceAll("PLACE", house.place));
    expect(harm.join("; ")).toContain(expected);
  });

  it("and nothing in an ordinary statement", async () => {
    expect(await house.harmOf("SELECT department, count(*) FROM employee_month GROUP BY 1")).toEqual({
      ran: true,
      harm: [],
    });
  });
});

describe("promise 14: statements from a grammar", () => {
  it.each(batches)(
    "1,000 of them, seed %i: none that is hostile passes, none that is plain is refused",
    async (seed) => {
      const grammar = new StatementGrammar(random(seed), house.place);
      const wrong: Record<string, unknown>[] = [];
      const counts = { plain: 0, hostile: 0, mangled: 0, unreadable: 0, passed: 0, ran: 0 };
      const parts = new Set<string>();
      const judge = async (one: GeneratedStatement): Promise<void> => {
        counts[one.kind]++;
        if (one.part) parts.add(one.part.slice(0, 40));
        const said = await outcome(one.sql);
        if (said !== "passed") {
          if (one.kind !== "plain") return;
          if (await house.canBeRead(one.sql)) wrong.push({ ...one, refused: said });
          else counts.unreadable++;
          return;
        }
        counts.passed++;
        if (one.kind === "hostile") wrong.push({ ...one, passed: true });
        const { ran, harm } = await house.harmOf(one.sql);
        if (ran) counts.ran++;
        if (harm.length > 0) wrong.push({ ...one, harm });
      };
      for (let n = 0; n < statements && wrong.length < 10; n++) await judge(grammar.next());
      expect(wrong).toEqual([]);
      expect(await house.changes()).toEqual([]);
      // The generator is worth its name: every kind is there in numbers, and what passes mostly runs.
      expect(counts.plain).toBeGreaterThan(statements * 0.4);
      expect(counts.hostile).toBeGreaterThan(statements * 0.3);
      expect(counts.unreadable).toBeLessThan(counts.plain * 0.05);
      expect(counts.ran).toBeGreaterThan(counts.passed * 0.75);
      expect(parts.size).toBeGreaterThan(80);
    },
    600_000,
  );
});
