// A company of 150,000: releases are made of it, also where most people stand in one unit.
import { describe, expect, it } from "vitest";
import { releaseOf, type NamedMember } from "../../../engine/disclosure/release.js";

const people = 150_000;

describe("the release of a large company", () => {
  it.each([
    ["all in one unit", () => ["R"]],
    [
      "half of them in the unit at the top, the others in 40 below",
      (i: number) => (i % 2 ? ["R"] : ["R", `D${i % 80}`]),
    ],
  ])("%s", (_, pathOf) => {
    const members: NamedMember[] = Array.from({ length: people }, (_unused, i) => ({
      id: `E${i}`,
      orgPath: pathOf(i),
      names: ["R", pathOf(i)[1] ?? null, null],
      values: [i % 3 === 0 ? "male" : "female"],
    }));
    const release = releaseOf("2025-12", members, [{ name: "gender" }], 5);
    expect(release.people).toBe(people);
    const total = release.tables.find(({ attribute, depth }) => attribute === null && depth === 0);
    expect(total).toBeDefined();
    expect(release.tables.some(({ attribute }) => attribute === "gender")).toBe(true);
  });
});
