// The dictionary says what the contracts say, whole: every table, column, check and metric, in both languages.
import { describe, expect, it } from "vitest";
import { dictionaryMarkdown, dictionaryOverview, dictionaryTableText } from "../../../cli/dictionary-text.js";
import { contracts } from "../../../datasets/contracts/index.js";
import { loadCatalogue } from "../../../engine/index.js";
import { checkText, hasCheckText } from "../../../engine/ingest/check-texts.js";
import { dataDictionary } from "../../../engine/ingest/data-dictionary.js";
import { bestMatch } from "../../../engine/ingest/headers.js";

const metrics = [...loadCatalogue().metrics.values()];
const tables = dataDictionary(metrics);

describe("the data dictionary", () => {
  it("has every table and column of the contracts, with keys that are columns", () => {
    expect(tables.map((t) => [t.table, t.columns.map((c) => c.name)])).toEqual(
      contracts.map((c) => [c.table, c.columns.map((column) => column.name)]),
    );
    for (const { key, columns } of tables)
      expect(
        columns
          .filter((c) => c.isKey)
          .map((c) => c.name)
          .sort(),
      ).toEqual([...key].sort());
  });

  it("has words in both languages for every check", () => {
    for (const contract of contracts)
      for (const name of contract.checks) {
        expect([name, hasCheckText(name)]).toEqual([name, true]);
        const { en, zh } = checkText(name, contract);
        expect(en).not.toMatch(/_|[\u4e00-\u9fff]/);
        expect(zh).toMatch(/[\u4e00-\u9fff]/);
      }
  });

  it("names each metric under every table that it needs, and under no other", () => {
    for (const { table, analyses } of tables)
      expect(analyses.map((a) => a.id).sort()).toEqual(
        metrics
          .filter((m) => m.needs.some((need) => need.split(".")[0] === table))
          .map((m) => m.id)
          .sort(),
      );
    expect(tables.flatMap((t) => t.analyses).length).toBeGreaterThan(20);
  });

  it("promises only headers that an import recognises: each header alone finds its column", () => {
    for (const { table, columns } of tables)
      for (const column of columns)
        for (const header of [column.name, ...column.headers.en, ...column.headers.zh]) {
          const contract = contracts.filter((c) => c.table === table);
          const matched = bestMatch([header], contract);
          expect([table, header, matched.columns.size]).toEqual([table, header, 1]);
        }
  });

  it("prints as text and Markdown in both languages", () => {
    for (const locale of ["en", "zh"] as const) {
      expect(dictionaryOverview(tables, locale).split("\n")).toHaveLength(contracts.length + 2);
      const markdown = dictionaryMarkdown(tables, locale);
      expect(markdown.match(/^## /gm)).toHaveLength(contracts.length);
      for (const table of tables) {
        expect(dictionaryTableText(table, locale)).toContain(table.unlocks[locale]);
        for (const column of table.columns) expect(markdown).toContain(column.label[locale]);
      }
    }
  });
});
