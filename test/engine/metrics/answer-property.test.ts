// Random questions by readers of groups: the engine's answer equals the slow reference, cell by cell.
import { it } from "vitest";
import { checkRandomQuestions } from "./random-question.js";

it(
  "180 random questions: values, intervals, people, totals, comparisons and refusals equal the reference",
  { timeout: 300_000 },
  () =>
    checkRandomQuestions(30, 6, [
      { id: "g", rights: "group" },
      { id: "ga", rights: "group", scope: "A" },
    ]),
);
