// Tables of counts with their rates, of levels with their growth → true ones stay unmarked, falsified rows and totals are found.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkClaims, type Finding } from "../../../models/claims/index.js";

const marked = (text: string): [string, string, string | undefined][] =>
  checkClaims(text)
    .findings.filter(({ verdict }) => !["consistent", "not_checkable"].includes(verdict))
    .map(({ verdict, spans, right }: Finding) => [
      verdict,
      text.slice(spans[0].start, spans[0].end),
      right?.en,
    ]);

const turnover = (research: string, total: string): string =>
  `| 部门 | 人数 | 离职 | 离职率 |\n|---|---|---|---|\n| 销售 | 40 | 10 | 25% |\n| 研发 | 60 | 6 | ${research} |\n| 合计 | 100 | 16 | ${total} |`;

const rendered = (header: string, rows: [number, number][], rates: string[], total: string): string => {
  const [k, n] = [0, 1].map((at) => rows.reduce((all, row) => all + row[at], 0));
  const body = rows.map((row, i) => `T${i},${row[1]},${row[0]},${rates[i]}%`);
  return [header, ...body, `${header.startsWith("部") ? "合计" : "Total"},${n},${k},${total}%`].join("\n");
};
const shareOf = (rows: [number, number][]): number =>
  (100 * rows.reduce((all, [k]) => all + k, 0)) / rows.reduce((all, [, n]) => all + n, 0);

describe("a rate beside its counts", () => {
  it("golden: 6 of 60 are 10 %, not 12 %; 16 of 100 are 16 %, not the 18.5 % of the percentages", () => {
    expect(marked(turnover("12%", "18.5%"))).toEqual([
      ["wrong", "12%", "10%"],
      ["wrong", "18.5%", "16%"],
    ]);
    expect(marked(turnover("12%", "16%"))).toEqual([["wrong", "12%", "10%"]]);
    expect(marked(turnover("10%", "17.5%"))).toEqual([["wrong", "17.5%", "16%"]]);
    expect(marked(turnover("10%", "16%"))).toEqual([]);
  });

  it.each([
    ["Team,Headcount,Left,Rate\nA,40,10,25\nB,60,6,12\nTotal,100,16,18.5", ["10%", "16%"]],
    ["Team,Left,Headcount,Turnover rate\nA,10,40,0.25\nB,6,60,0.12\nTotal,16,100,0.16", ["10%"]],
    ["部门\t离职人数\t人数\t离职率(%)\n销售\t10\t40\t25\n研发\t6\t60\t10\n平均\t\t\t17.5", ["16%"]],
    ["Course,Passed,Participants,Pass rate\nA,18,20,90%\nB,12,30,45%\nC,15,25,60%", ["40%"]],
    ["渠道,线索,成交,成交率\n展会,80,20,25%\n网络,50,10,20%\n转介绍,40,20,55%", ["50%"]],
  ])("%j → %j", (text, right) => {
    expect(marked(text).map(([verdict, , one]) => [verdict, one])).toEqual(
      right.map((one) => ["wrong", one]),
    );
  });

  it.each([
    // the rate is over another headcount than the one shown
    "Team,Average headcount,Left,Turnover (annualised)\nA,40,5,25.4%\nB,60,6,20.2%\nC,50,5,20.1%",
    // the share is that of all leavers, not of the department
    "部门,人数,离职,离职占比\n销售,40,10,62.5%\n研发,60,6,37.5%\n合计,100,16,100%",
    // two rates, each with its own counts
    "部门,人数,离职,离职率,主动离职,主动离职率\n销售,40,10,25%,4,10%\n研发,60,6,10%,3,5%\n合计,100,16,16%,7,7%",
    // counts that have nothing to do with the rate
    "Team,Headcount,Trained,Satisfaction\nA,40,10,85%\nB,60,6,70%",
    "Team,Headcount,Hourly rate\nA,40,25\nB,60,31.5",
  ])("lets %j stand", (text) => {
    expect(marked(text)).toEqual([]);
  });

  it("doubts a turnover that no row's counts give: it was divided by something else", () => {
    const found = marked("Team,Headcount,Left,Turnover\nA,40,10,27%\nB,60,6,12%");
    expect(found.map(([verdict]) => verdict)).toEqual(["doubtful", "doubtful"]);
  });

  const departments = fc.array(
    fc
      .integer({ min: 20, max: 90 })
      .chain((n) => fc.tuple(fc.integer({ min: 1, max: n - 1 }), fc.constant(n))),
    { minLength: 3, maxLength: 6 },
  );
  const headers = ["Team,Headcount,Left,Turnover", "Team,People,Passed,Pass rate", "部门,人数,离职,离职率"];
  it("is right in every true table, found in every row that is off", () => {
    fc.assert(
      fc.property(
        departments,
        fc.constantFrom(...headers),
        fc.integer({ min: 0, max: 2 }),
        (rows, header, digits) => {
          const rates = rows.map(([k, n]) => ((100 * k) / n).toFixed(digits));
          const total = shareOf(rows).toFixed(digits);
          expect(marked(rendered(header, rows, rates, total))).toEqual([]);
          const off = (Number(rates[0]) + (Number(rates[0]) > 50 ? -4 : 4)).toFixed(digits);
          const falsified = marked(rendered(header, rows, [off, ...rates.slice(1)], total));
          expect(falsified.map(([verdict, text]) => [verdict, text])).toEqual([["wrong", `${off}%`]]);
          const wrongTotal = (Number(total) + (Number(total) > 50 ? -4 : 4)).toFixed(digits);
          const found = marked(rendered(header, rows, rates, wrongTotal));
          expect(found.map(([verdict, text]) => [verdict, text])).toEqual([["wrong", `${wrongTotal}%`]]);
        },
      ),
      { numRuns: 60, seed: 20261122 },
    );
  });
});

describe("growth between two columns", () => {
  it.each([
    [
      "| Product | Last year | This year | Growth % |\n|---|---|---|---|\n| A | 100 | 120 | 20 |\n| B | 200 | 230 | 20 |\n| Total | 300 | 350 | 16.7 |",
      ["20"],
    ],
    ["产品\t2024\t2025\t增长率\nA\t100\t120\t20%\nB\t200\t230\t18%", ["18%"]],
    ["产品\t去年\t上月\t本月\t同比\t环比\nA\t100\t110\t121\t21%\t10%\nB\t200\t240\t300\t50%\t20%", ["20%"]],
  ])("%j → %j", (text, places) => {
    expect(marked(text).map(([verdict, place]) => [verdict, place])).toEqual(
      places.map((place) => ["wrong", place]),
    );
  });

  it.each([
    "Year,2022,2023,2024,Growth\nA,100,110,121,10%\nB,200,210,231,10%",
    "产品\t去年\t今年\t增幅\nA\t1.2\t1.5\t24.6%\nB\t2.0\t2.1\t5.1%\n合计\t3.2\t3.6\t12.4%",
    "Product,Last year,This year,Growth\nA,100,120,+20%\nB,200,150,-25%\nTotal,300,270,-10%",
  ])("lets %j stand", (text) => {
    expect(marked(text)).toEqual([]);
  });

  it("is right in every true table, found in the row that is off", () => {
    const level = fc.integer({ min: 40, max: 900 });
    const rows = fc.array(fc.tuple(level, level), { minLength: 2, maxLength: 5 });
    const headers = ["Item,Last year,This year,Growth", "产品,2024年,2025年,增长率", "Item,Q1,Q2,Change %"];
    fc.assert(
      fc.property(
        rows,
        fc.constantFrom(...headers),
        fc.integer({ min: 0, max: 1 }),
        (list, header, digits) => {
          const growth = list.map(([a, b]) => (100 * (b / a - 1)).toFixed(digits));
          const text = (stated: string[]): string =>
            [header, ...list.map(([a, b], i) => `T${i},${a},${b},${stated[i]}%`)].join("\n");
          expect(marked(text(growth))).toEqual([]);
          const off = (Math.abs(Number(growth[0])) + 7).toFixed(digits);
          fc.pre(Math.abs(Math.abs(list[0][1] - list[0][0]) - Number(off)) > 1);
          expect(marked(text([off, ...growth.slice(1)]))[0]?.slice(0, 2)).toEqual(["wrong", `${off}%`]);
        },
      ),
      { numRuns: 60, seed: 20261122 },
    );
  });
});
