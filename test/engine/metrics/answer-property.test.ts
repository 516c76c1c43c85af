// Wide random questions, up to five metrics and four comparisons at once: the answer equals the slow reference, cell by cell.
import { expect, it } from "vitest";
import type { Reader } from "../../../engine/metrics/reader.js";
import { checkRandomQuestions } from "./random-question.js";

it(
  "120 wide random questions: values, intervals, people, totals, comparisons and refusals equal the reference",
  { timeout: 300_000 },
  async () => {
    const readers: Reader[] = [
      { id: "local", rights: "person" },
      { id: "a", rights: "person", scope: "A" },
    ];
    expect(await checkRandomQuestions(20, 6, readers)).toBe(120);
  },
);
