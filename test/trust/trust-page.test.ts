// TRUST.md says "kept" only of what passed: a promise without a test, or with a failing one, is not printed as kept.
import { describe, expect, it } from "vitest";
import { promises } from "./promises.mjs";
import { evidence, promisesOf, trustPage } from "./trust-page.mjs";

const report = (...tests: [string, string][]) => ({
  testResults: [
    {
      name: "/somewhere/rapport/test/a.test.ts",
      assertionResults: tests.map(([fullName, status]) => ({ fullName, status })),
    },
  ],
});
const row = (page: string, number: number) =>
  page.split("\n").find((line) => line.startsWith(`| ${number} |`))!;

describe("promise 31: the trust page", () => {
  it("reads the numbers in a title", () => {
    expect(promisesOf("promise 7: refusals")).toEqual([7]);
    expect(promisesOf("promises 1, 3 and 22 hold")).toEqual([1, 3, 22]);
    expect(promisesOf("compromise 7")).toEqual([]);
    expect(promisesOf("18 promises")).toEqual([]);
  });

  it("prints a promise as kept when all its tests passed, and as nothing else otherwise", () => {
    const page = trustPage(
      promises,
      evidence(
        report(
          ["promise 8 one door", "passed"],
          ["promise 9 a", "passed"],
          ["promise 9 b", "failed"],
          ["promise 10 a", "pending"],
        ),
      ),
    );
    expect(row(page, 8)).toContain("| kept");
    expect(row(page, 8)).toContain("`test/a.test.ts`");
    expect(row(page, 9)).toContain("**broken");
    expect(row(page, 10)).toContain("not yet kept");
    expect(row(page, 1)).toContain("not yet kept");
    expect(page).toContain(`1 of ${promises.length} kept`);
  });

  it("has each promise once, in both languages", () => {
    const numbers = promises.map((p) => p.number);
    expect(numbers).toEqual(Array.from({ length: 31 }, (_, i) => i + 1));
    for (const { en, zh } of promises) {
      expect(en).toMatch(/\.$/);
      expect(zh).toMatch(/。$/);
    }
  });
});
