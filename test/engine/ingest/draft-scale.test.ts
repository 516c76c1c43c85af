// Ratings without the top of their scale: a proposal, said, and never taken without being asked for.
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { bench, tenPeople } from "./workspace-of.js";

const feedback = (scores: number[]) =>
  `评价编号,工号,评价日期,满意度\n${scores.map((score, i) => `P${i},E01,2024-03-0${(i % 9) + 1},${score}`).join("\n")}\n`;

describe("a rating file without a scale", () => {
  it("is refused with a draft that names the scale its scores speak for", async () => {
    const b = bench();
    b.file("staff.csv", tenPeople);
    const file = b.file("feedback.csv", feedback([4, 5, 3]));
    const error = await b.refusal(["staff.csv", "feedback.csv"], { draftFolder: path.dirname(file) });
    expect(error.code).toBe("columns_unknown");
    expect(error.facts).toMatchObject({ table: "customer_feedback", missing: ["scale_max"] });
    expect(readFileSync(path.join(path.dirname(file), "mapping-draft.yml"), "utf8")).toMatch(
      /scale_max:\s+const: 5/,
    );
  });

  it.each([
    [[4, 5, 3], 5],
    [[4, 7.5, 3], 10],
    [[88, 5, 3], 100],
  ])(
    "with scores %j is taken as one out of %i when the draft is accepted, and that is said",
    async (scores, scale) => {
      const b = bench();
      b.file("staff.csv", tenPeople);
      b.file("feedback.csv", feedback(scores));
      const report = await b.import(["staff.csv", "feedback.csv"], { mapping: "auto" });
      expect(await b.rows("SELECT DISTINCT scale_max FROM source_customer_feedback")).toEqual([
        { scale_max: scale },
      ]);
      expect(report.notes.map((n) => n.zh).join()).toContain(`满分取为 ${scale}`);
    },
  );

  it("rejects a score above its stated scale", async () => {
    const b = bench();
    b.file("staff.csv", tenPeople);
    const rows = Array.from({ length: 9 }, (_, i) => `P${i},E01,2024-03-01,4,5`);
    b.file(
      "feedback.csv",
      ["feedback_id,employee_id,feedback_date,score,scale_max", ...rows, "P9,E01,2024-03-01,6,5"].join("\n"),
    );
    const report = await b.import(["staff.csv", "feedback.csv"]);
    expect(report.sources.flatMap((s) => s.reasons.map((r) => [r.rule, r.row]))).toEqual([
      ["above_scale", 11],
    ]);
  });
});
