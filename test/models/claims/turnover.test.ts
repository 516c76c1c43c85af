// A turnover that no whole number of people gives → doubtful at most, with the reason: its denominator is an average headcount.
import { describe, expect, it } from "vitest";
import { checkClaims } from "../../../models/claims/index.js";

const shares = (text: string) =>
  checkClaims(text).findings.filter(({ kind }) => kind === "impossible_share" || kind === "part_of_whole");

describe("turnover and whole people", () => {
  it.each([
    ["48名员工的离职率为12.1%。", "doubtful"],
    ["Among the 48 employees turnover was 12.1 %.", "doubtful"],
    ["离职率12.1%（平均人数48人）。", "not_checkable"],
    ["Team\tHeadcount\tTurnover\nSales\t48\t12.1%\nIT\t30\t10.0%", "doubtful"],
    ["全年离职38人，平均在职268人，离职率18.2%。", "doubtful"],
  ])("calls %j %s", (text, verdict) => {
    const [found, ...rest] = shares(text).filter((one) => one.verdict !== "consistent");
    expect(rest).toEqual([]);
    expect(found.verdict).toBe(verdict);
    expect(found.reason.en).toContain("average headcount");
    expect(found.reason.zh).toContain("平均人数");
  });

  it.each([
    "Team\tAverage headcount\tTurnover\nSales\t48\t12.1%\nIT\t30\t10.1%",
    "全年离职38人，平均在职268人，离职率14.2%。",
  ])("lets %j stand", (text) => {
    expect(shares(text).filter(({ verdict }) => verdict !== "consistent")).toEqual([]);
  });

  it("stays wrong where people were asked", () => {
    const [found] = shares("Satisfaction among the 48 employees was 12.1 %.");
    expect([found.kind, found.verdict]).toEqual(["impossible_share", "wrong"]);
  });
});
