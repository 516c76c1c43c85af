// Sentences and tables of reports, in both languages → what is marked and what is not.
import { describe, expect, it } from "vitest";
import { checkClaims } from "../../../models/claims/index.js";
import { loadFrameworks } from "../../../models/competency/framework-catalogue.js";
import { cases, tableCases, type ClaimCase } from "./claim-cases.js";

const { frameworks } = loadFrameworks();
const quiet = ["consistent", "not_checkable"];

describe.each([
  ["sentences", cases],
  ["tables", tableCases],
] as [string, readonly ClaimCase[]][])("%s", (_name, list) => {
  it.each(list.map(([text, ...expected]) => ({ text, expected })))("$text", ({ text, expected }) => {
    const { findings } = checkClaims(text, { frameworks });
    const found = findings.map(({ verdict, kind }) => `${verdict} ${kind}`);
    const wanted = expected.filter((one) => one !== "" && !one.startsWith("!"));
    expect(found).toEqual(expect.arrayContaining(wanted));
    const barred = expected.filter((one) => one.startsWith("!")).map((one) => one.slice(1));
    const marked = findings
      .filter(({ verdict }) => !quiet.includes(verdict))
      .map(({ verdict, kind }) => `${verdict} ${kind}`);
    const extra =
      barred.length > 0
        ? marked.filter((mark) => barred.some((one) => mark.startsWith(one)))
        : marked.filter((mark) => !wanted.includes(mark));
    expect(extra).toEqual([]);
    for (const { spans, reason } of findings) {
      for (const { start, end } of spans) expect(text.slice(start, end).trim()).not.toBe("");
      expect(reason.zh).toMatch(/[\u4e00-\u9fff]|=/);
      expect(reason.en).not.toMatch(/[。，；]/);
    }
  });
});

describe("the text", () => {
  it("is refused when there is none, or too much of it", () => {
    expect(() => checkClaims("  \n")).toThrow(expect.objectContaining({ code: "claims_text_empty" }));
    expect(() => checkClaims("1 ".repeat(30_000))).toThrow(
      expect.objectContaining({ code: "claims_text_long" }),
    );
  });

  it("counts its numbers and finds nothing where there are none", () => {
    expect(checkClaims("Nothing to see here.")).toMatchObject({ findings: [], numbers: 0 });
    expect(checkClaims("从35%降至25%，下降10个百分点").numbers).toBe(3);
  });
});
