// A pasted text as prose and tables: nothing of it is lost, and every place is where its characters stand.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textBlocks } from "../../web/client/claims/text-blocks.js";

const cells = (text: string) =>
  textBlocks(text).map((block) =>
    block.is === "prose"
      ? text.slice(block.start, block.end)
      : block.rows.map((row) => row.map(({ start, end }) => text.slice(start, end))),
  );

const bare = (kept: string): string => kept.replaceAll(/[|\s-]/g, "");

describe("blocks of a pasted text", () => {
  it("are prose, and a Markdown table without its line of dashes", () => {
    const text = "Weight 25%.\n\n| KPI | Weight |\n|---|:--:|\n| Sales | 40% |\nAfter.";
    expect(cells(text)).toEqual([
      "Weight 25%.\n",
      [
        ["KPI", "Weight"],
        ["Sales", "40%"],
      ],
      "After.",
    ]);
    expect(textBlocks(text)[1]).toMatchObject({ is: "table", head: true });
  });

  it("take what a spreadsheet copies, with its empty cells", () => {
    expect(cells("指标\t权重\n销售额\t\n拜访量\t20%")).toEqual([
      [
        ["指标", "权重"],
        ["销售额", ""],
        ["拜访量", "20%"],
      ],
    ]);
  });

  it("leave one line with bars what it is", () => {
    expect(cells("| 35% | 25% |")).toEqual(["| 35% | 25% |"]);
    expect(cells("either | or\nneither | nor")).toEqual(["either | or\nneither | nor"]);
  });

  it("lose no character but bars, dashes and white space", () => {
    const line = fc.array(fc.constantFrom("a", "5%", " ", "|", "\t", "-"), { maxLength: 12 });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
        const text = lines.map((parts) => parts.join("")).join("\n");
        expect(bare(cells(text).flat(3).join(""))).toBe(bare(text));
      }),
    );
  });
});
