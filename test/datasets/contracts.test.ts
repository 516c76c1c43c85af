// Every contract is recognised by its own headers, in English, in Chinese and in any mixture, and by no other's.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Contract, contracts } from "../../datasets/contracts/index.js";
import { bestMatch } from "../../engine/ingest/headers.js";

/** Headers of a table as a system might export them: for each column one of its spellings. */
const headersOf = (contract: Contract, language: "en" | "zh", pick: number): string[] =>
  contract.columns
    .filter((c) => !c.name.endsWith("_utc"))
    .map((c) => {
      const spellings = [c.label[language], ...c.headers[language]];
      return spellings[pick % spellings.length]!;
    });

const recognised = (headers: string[]) => {
  const match = bestMatch(headers, contracts);
  return { table: match.contract.table, missing: match.missing, unknown: match.unknown };
};

describe.each(contracts.map((c) => [c.table, c] as const))("%s", (table, contract) => {
  it.each(["en", "zh"] as const)("is known by its labels (%s)", (language) => {
    expect(recognised(headersOf(contract, language, 0))).toEqual({ table, missing: [], unknown: [] });
  });

  it("is known by its column names", () => {
    expect(recognised(contract.columns.map((c) => c.name))).toEqual({ table, missing: [], unknown: [] });
  });

  it("is known by any spelling of its required columns' headers beside the labels of the others", () => {
    const spellings = contract.columns
      .filter((c) => !c.name.endsWith("_utc"))
      .map((c) =>
        fc.constantFrom(
          ...(c.required && contract.key.includes(c.name)
            ? [c.label.en, c.label.zh, ...c.headers.en, ...c.headers.zh]
            : [c.label.en, c.label.zh]),
        ),
      );
    fc.assert(
      fc.property(fc.tuple(...spellings), (headers) => {
        fc.pre(new Set(headers).size === headers.length);
        expect(recognised(headers)).toEqual({ table, missing: [], unknown: [] });
      }),
      { numRuns: 15, seed: 3 },
    );
  });

  it("says in both languages what it is and unlocks, and has no repeated column or foreign key column", () => {
    const texts = [contract.title, contract.grain, contract.unlocks, ...contract.columns.map((c) => c.label)];
    for (const { en, zh } of texts) {
      expect(en).toMatch(/[A-Za-z]/);
      expect(zh).toMatch(/\p{Script=Han}|KPI|UTC/u);
    }
    const names = contract.columns.map((c) => c.name);
    expect(new Set(names).size).toBe(names.length);
    const used = [...contract.key, ...(contract.ordered ?? []).flat(), ...(contract.distinct ?? [])];
    expect(used.filter((name) => !names.includes(name))).toEqual([]);
  });
});
