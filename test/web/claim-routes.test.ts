// A pasted text over HTTP: claims are checked, our own figures asked with the reader's rights, the text itself kept nowhere.
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ClaimsAnswer } from "../../web/server/claim-routes.js";
import { smallWorkspace, type SmallWorkspace } from "./small-workspace.js";

let small: SmallWorkspace;
beforeAll(async () => {
  small = await smallWorkspace();
}, 60_000);
afterAll(() => small.close());

const post = (text: unknown, as = "boss"): Promise<Response> =>
  Promise.resolve(
    small.app.request("/api/claims", {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Host: "localhost",
        "X-Rapport-As": encodeURIComponent(as),
      },
      body: JSON.stringify({ text }),
    }),
  );
const check = async (text: string, as?: string): Promise<ClaimsAnswer> =>
  (await (await post(text, as)).json()) as ClaimsAnswer;

describe("POST /api/claims", () => {
  it("marks a text with spans that lie in it", async () => {
    const text = "Turnover fell from 35 % to 25 %, down 30 % (n = 100 each).";
    const { findings, counts } = await check(text);
    expect(counts).toMatchObject({ wrong: 1, doubtful: 1 });
    const [{ start, end }] = findings.find(({ verdict }) => verdict === "wrong")!.spans;
    expect(text.slice(start, end)).toBe("30 %");
  });

  it("refuses an empty text and one that is too long by code", async () => {
    const empty = await post("  ");
    expect([empty.status, await empty.json()]).toEqual([
      422,
      expect.objectContaining({ code: "claims_text_empty" }),
    ]);
    const long = await post("1 ".repeat(30_000));
    expect(await long.json()).toMatchObject({ code: "claims_text_long" });
  });

  it("compares a named metric and period with our own answer, in both languages", async () => {
    const { findings, asked } = await check(
      "In 2025 there were voluntary exits: 2 people. 2025年主动离职人数为5人。",
    );
    const own = findings.filter(({ kind }) => kind === "own_figure");
    expect(own.map(({ verdict }) => verdict)).toEqual(["consistent", "wrong"]);
    expect(own[1].right).toEqual({ en: "2", zh: "2" });
    expect(own[1].reason.en).toContain("Definition:");
    expect(asked.map(({ metric, value, question }) => [metric, value, question.from])).toEqual([
      ["voluntary_exits", 2, "2025"],
      ["voluntary_exits", 2, "2025"],
    ]);
  });

  it("narrows to a group of the data that the sentence names, and asks nothing without a period", async () => {
    const { asked } = await check("Headcount is 9 people.");
    expect(asked).toEqual([]);
    const known = await check(
      "Headcount in Sales in 2025-12 was 7 people, in the company 9. In 2025-12 headcount was 9.",
    );
    expect(known.asked.map(({ value, question }) => [value, question.where?.[0].value])).toEqual([
      [7, "Sales"],
      [9, undefined],
    ]);
  });

  it("gives a reader of groups no number that the policy withholds", async () => {
    const text = "2025年主动离职人数为2人。";
    const { findings, asked } = await check(text, "陈磊");
    const own = findings.find(({ kind }) => kind === "own_figure")!;
    expect(own.verdict).toBe("not_checkable");
    expect(asked[0].value).toBeNull();
    expect(JSON.stringify(own.reason)).not.toMatch(/[^\d]2[^\d0]/);
  });

  it("journals the questions, never the text", async () => {
    await check("Secret word 月光 in 2025: headcount in 2025-12 was 9 people.");
    const journal = readdirSync(small.workspace.dir)
      .filter((name) => name.startsWith("journal"))
      .map((name) => readFileSync(path.join(small.workspace.dir, name), "utf8"))
      .join("");
    expect(journal).toContain("POST /api/claims");
    expect(journal).toContain('"headcount"');
    expect(journal).not.toContain("月光");
  });
});
