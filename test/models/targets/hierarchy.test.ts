// Company, teams and people: forecasts that add up exactly, no negative ones, coverage measured on the past, and a stop that works.
import { describe, expect, it } from "vitest";
import { random } from "../../../models/estimators/random.js";
import {
  forecastHierarchy,
  reconciliationWays,
  type HierarchyNode,
} from "../../../models/targets/hierarchy.js";

/** A company of `teams` teams of `people` people, `months` months. */
function company(teams: number, people: number, months: number, seed: number): HierarchyNode[] {
  const rng = random(seed);
  const zeros = () => new Float64Array(months);
  const nodes: HierarchyNode[] = [{ name: "", level: "company", parent: -1, values: zeros() }];
  for (let team = 0; team < teams; team++)
    nodes.push({ name: `T${team}`, level: "team", parent: 0, values: zeros() });
  for (let i = 0; i < teams * people; i++) {
    const level = 50 + 100 * rng.uniform();
    const start = rng.uniform() < 0.2 ? rng.integer(months - 6) : 0;
    const values = Float64Array.from({ length: months }, (_, t) =>
      t < start ? 0 : level * (1 + 0.2 * Math.sin((2 * Math.PI * t) / 12)) * Math.exp(0.25 * rng.normal()),
    );
    nodes.push({ name: `E${i}`, level: "person", parent: 1 + (i % teams), values });
  }
  for (let i = nodes.length - 1; i > 0; i--)
    nodes[i].values.forEach((v, t) => (nodes[nodes[i].parent].values[t] += v));
  return nodes;
}
const options = { skip: 0, months: 3, season: 12, seed: 1, mostCombined: 0 };

describe("forecast of a hierarchy", () => {
  it("adds up in every way, is never negative, covers past totals, and says which way erred least", async () => {
    const nodes = company(5, 12, 48, 3);
    for (const way of [undefined, ...reconciliationWays]) {
      const found = await forecastHierarchy(nodes, { ...options, way });
      const sums = new Float64Array(nodes.length);
      found.nodes.forEach(({ parent, value }) => parent >= 0 && (sums[parent] += value));
      for (const [i, node] of found.nodes.entries()) {
        expect(node.value).toBeGreaterThanOrEqual(0);
        expect(node.low80).toBeLessThanOrEqual(node.value);
        expect(node.high80).toBeGreaterThan(node.value);
        const total = i <= 5 ? sums[i] : node.value;
        expect(Math.abs(node.value - total)).toBeLessThan(1e-6);
      }
    }
    const found = await forecastHierarchy(nodes, options);
    expect(found.pastSpans).toBe(4);
    expect(found.ways[found.way]).toBe(Math.min(...Object.values(found.ways)));
    const people = found.coverage!.find(({ level }) => level === "person")!;
    expect(people.nodes).toBe(60);
    expect(people.inside).toBeGreaterThan(0.6);
    expect(people.inside).toBeLessThan(0.97);
  });

  it("stops where it is told to", async () => {
    let asked = 0;
    const stopped = forecastHierarchy(company(3, 10, 30, 1), {
      ...options,
      pause: async () => {
        if (++asked === 2) throw new Error("stopped");
      },
    });
    await expect(stopped).rejects.toThrow("stopped");
  });

  it.runIf(process.env.RAPPORT_NIGHTLY)(
    "10,000 series take minutes at most",
    async () => {
      const started = performance.now();
      const found = await forecastHierarchy(company(700, 14, 42, 2), { ...options, mostCombined: 150 });
      expect(found.nodes.length).toBeGreaterThan(10_000);
      expect(performance.now() - started).toBeLessThan(300_000);
    },
    600_000,
  );
});
