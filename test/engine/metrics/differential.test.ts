// The differential test: 2,000 random pairs of user and question. What a reader with person-level rights is answered
// equals the naive way: keep the rows of their part of the organisation, then loop over them for every single cell.
import { expect, it } from "vitest";
import { loadCatalogue } from "../../../engine/metrics/catalogue.js";
import type { Reader } from "../../../engine/metrics/reader.js";
import { checkRandomQuestions } from "./random-question.js";
import { referenceMetrics } from "./reference-metrics.js";

const readers: Reader[] = [
  { id: "local", rights: "person" },
  { id: "company", rights: "person", scope: "C" },
  { id: "department", rights: "person", scope: "A" },
  { id: "team", rights: "person", scope: "A1" },
  { id: "other", rights: "person", scope: "B" },
  { id: "nobody", rights: "person", scope: "Z" },
];

it(
  "promises 8 and 22: 2,000 random (user, query) pairs: the engine equals naive filter-then-aggregate",
  { timeout: 900_000 },
  async () => {
    // Small questions: those that ask for much at once are answer-property.test.ts's.
    const checked = await checkRandomQuestions(80, 25, readers, { metrics: 2, comparisons: 1 });
    expect(checked).toBe(2000);
  },
);

it("knows every kind of formula that the catalogue uses, and nine of ten metrics", () => {
  const metrics = [...loadCatalogue().metrics.values()];
  const known = metrics.filter(({ id }) => id in referenceMetrics);
  expect(known.length).toBeGreaterThan(0.9 * metrics.length);
  const kinds = (list: typeof metrics) => new Set(list.map(({ formula }) => formula.kind));
  expect(kinds(known)).toEqual(kinds(metrics));
});
