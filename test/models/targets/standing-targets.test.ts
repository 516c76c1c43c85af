// Targets in force by their chance now, and the quarter's forecast down to each person.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Reader } from "../../../engine/metrics/reader.js";
import {
  commitTarget,
  isRefusal,
  standingTargets,
  targetHierarchy,
  type TargetCommitment,
} from "../../../models/index.js";
import { localReader, targetWorkspace, type TargetWorkspace } from "./target-workspace.js";

const code = (name: string) => expect.objectContaining({ code: name });
const team = (value: string) => [{ field: "team", op: "=" as const, value }];
const groups: Reader = { id: "groups", rights: "group" };

let given: TargetWorkspace;
beforeAll(async () => {
  given = await targetWorkspace();
}, 60_000);
afterAll(() => given.close());

async function commit(more: Partial<TargetCommitment>): Promise<number> {
  const commitment = { metric: "revenue", from: "2025-10", value: 1, why: "agreed", ...more };
  const line = await commitTarget(given.as(localReader), commitment);
  if (isRefusal(line)) throw new Error(line.code);
  return line.seq;
}

describe("standing targets", () => {
  it("are those in force whose quarter is not over, the lowest chance first", async () => {
    const replaced = await commit({ value: 100_000 });
    const easy = await commit({ value: 300_000 });
    const hard = await commit({ where: team("East"), value: 900_000 });
    const ahead = await commit({ from: "2026-01", value: 460_000 });
    const { targets, further } = await standingTargets(given.as(localReader));
    expect(targets.map(({ seq }) => seq)).toContain(ahead);
    expect(targets.map(({ seq }) => seq)).not.toContain(replaced);
    expect(further).toBe(0);
    expect(targets[0]!.seq).toBe(hard);
    const chances = targets.map(({ now }) => now!.chance);
    expect(chances).toEqual(chances.toSorted((a, b) => a - b));
    expect(chances[0]).toBeLessThan(0.02);
    expect(targets.find(({ seq }) => seq === easy)!.now!.chance).toBeGreaterThan(0.98);
    // a quarter to come has no progress; the chance is the one that was just said
    const future = targets.find(({ seq }) => seq === ahead)!;
    expect(future.now).toMatchObject({ done: null, points: null });
    expect(future.now!.chance).toBeCloseTo(future.chance, 2);
  });

  it("say why there is no chance, and are no more than the reader may see", async () => {
    const seq = await commit({ employee: "W1", value: 60_000 });
    const mine = await standingTargets(given.as({ id: "w1", rights: "group", employee: "W1" }));
    expect(mine.targets.map((line) => line.seq)).toContain(seq);
    const theirs = await standingTargets(given.as(groups));
    expect(theirs.targets.map((line) => line.seq)).not.toContain(seq);
    expect(theirs.targets.every(({ now, because }) => (now === null) === (because !== null))).toBe(true);
  });
});

describe("a quarter from the company to each person", () => {
  it("is the next whole one, and every unit is the sum of its parts", async () => {
    const found = await targetHierarchy(given.as(localReader), { metric: "revenue" });
    expect([found.from, found.to, found.until]).toEqual(["2025-10", "2025-12", "2025-09"]);
    expect(found.nodes.filter(({ level }) => level === "person")).toHaveLength(11);
    const parents = new Set(found.nodes.map(({ parent }) => parent).filter((parent) => parent >= 0));
    for (const at of parents) {
      const sum = found.nodes
        .filter(({ parent }) => parent === at)
        .reduce((all, { value }) => all + value, 0);
      expect(sum).toBeCloseTo(found.nodes[at]!.value, 4);
    }
  });

  it("is for readers of everybody, of a quarter that can be foreseen", async () => {
    await expect(targetHierarchy(given.as(groups), { metric: "revenue" })).rejects.toEqual(
      code("fit_needs_person_rights"),
    );
    const past = { metric: "revenue", quarter: "2025-Q2" };
    await expect(targetHierarchy(given.as(localReader), past)).rejects.toEqual(code("period_invalid"));
  });
});
