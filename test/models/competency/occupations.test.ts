// Profiles of occupations: nearest neighbours, standings and gaps equal the reference on all 879 occupations of O*NET 29.3.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import {
  compareOccupations,
  nearestOccupations,
  standings,
  type Neighbour,
} from "../../../models/competency/compare-occupations.js";
import { loadFrameworks } from "../../../models/competency/framework-catalogue.js";
import { frameworkYaml, occupationFramework } from "../../../models/competency/occupation-framework.js";
import {
  occupationNamed,
  readOccupations,
  type OccupationScale,
  type OccupationTable,
} from "../../../models/competency/occupation-table.js";
import { benchmarkFile, isThere, needsBenchmark } from "../benchmark-file.js";

const skills = "data/onet/skills.csv";
const references = { IM: "onet_skills_importance", LV: "onet_skills_level" } as const;
const there = isThere(
  skills,
  ...Object.values(references).map((name) => `reference/competency/${name}.json`),
);

interface Reference {
  occupations: number;
  elements: string[];
  profiles: Record<
    string,
    {
      nearest_euclid: Neighbour[];
      nearest_cosine: Neighbour[];
      nearest_pearson: Neighbour[];
      top5_z: { element: string; z: number; raw: number }[];
      bottom3_z: { element: string; z: number }[];
    }
  >;
  gap_top5: Record<string, { element: string; gap: number }[]>;
}

const folder = mkdtempSync(path.join(os.tmpdir(), "rapport-occupations-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const close = (a: number, b: number): void => expect(Math.abs(a - b)).toBeLessThan(1e-9);
const code = (name: string, facts: object = {}): unknown =>
  expect.objectContaining({ code: name, facts: expect.objectContaining(facts) });

/** Read once: 61,530 rows. */
const tables = new Map<OccupationScale, OccupationTable>();
function onet(scale: OccupationScale): OccupationTable {
  const table = tables.get(scale) ?? readOccupations(benchmarkFile(skills), scale);
  tables.set(scale, table);
  return table;
}

describe.skipIf(!there)(`O*NET ${there ? "" : needsBenchmark}`, () => {
  it.each(["IM", "LV"] as const)("%s equals the reference", (scale) => {
    const table = onet(scale);
    const reference = JSON.parse(
      readFileSync(benchmarkFile(`reference/competency/${references[scale]}.json`), "utf8"),
    ) as Reference;
    expect(table.occupations.length).toBe(reference.occupations);
    expect(table.elements.map(({ name }) => name)).toEqual(reference.elements);
    for (const [code, expected] of Object.entries(reference.profiles)) {
      const one = occupationNamed(table, code, skills);
      for (const measure of ["euclid", "cosine", "pearson"] as const) {
        const found = nearestOccupations(table, one, measure);
        expect(found.map((n) => n.code)).toEqual(expected[`nearest_${measure}`].map((n) => n.code));
        found.forEach((n, i) => close(n.value, expected[`nearest_${measure}`][i].value));
      }
      const all = standings(table, one);
      expected.top5_z.forEach(({ element, z, raw }, i) => {
        expect(all[i].element).toBe(element);
        close(all[i].z, z);
        expect(all[i].raw).toBe(raw);
      });
      const last = all.slice(-expected.bottom3_z.length).reverse();
      expected.bottom3_z.forEach(({ element, z }, i) => {
        expect(last[i].element).toBe(element);
        close(last[i].z, z);
      });
    }
    for (const [pair, gaps] of Object.entries(reference.gap_top5)) {
      const [a, b] = pair.split("->").map((code) => occupationNamed(table, code, skills));
      const found = compareOccupations(table, a, b).differences;
      // Equal gaps stand in either order.
      expect(found.slice(0, gaps.length).map((d) => d.gap.toFixed(6))).toEqual(
        gaps.map((g) => g.gap.toFixed(6)),
      );
      for (const gap of gaps) close(found.find((d) => d.element === gap.element)!.gap, gap.gap);
    }
  });

  it("makes a framework that loads, with levels as requirements", () => {
    const [importance, level] = (["IM", "LV"] as const).map(onet);
    const yaml = frameworkYaml(occupationFramework(importance, level, "41-2031.00", 5));
    const dir = path.join(folder, "made");
    const file = path.join(dir, "competencies", "retail.yml");
    writeWithFolders(file, yaml);
    const { frameworks, problems } = loadFrameworks(dir);
    expect(problems).toEqual([]);
    const made = frameworks.find(({ isOwn }) => isOwn)!;
    expect(made.dimensions.length).toBe(5);
    expect(made.scale).toEqual({ from: 0, to: 7 });
    const [first] = made.dimensions;
    const at = level.elements.findIndex(({ name }) => name === first.label.en);
    const retail = level.occupations.find(({ code }) => code === "41-2031.00")!;
    expect(made.roles[0].required[first.id]).toBe(retail.values[at]);
  });
});

describe("a file of occupations", () => {
  const head = "O*NET-SOC Code,Title,Element ID,Element Name,Scale ID,Data Value";
  const write = (name: string, lines: string[]): string => {
    const file = path.join(folder, name);
    writeFileSync(file, [head, ...lines].join("\n"));
    return file;
  };
  const rows = [
    "1,One,a,Alpha,IM,1",
    "1,One,b,Beta,IM,5",
    "2,Two,a,Alpha,IM,4",
    "2,Two,b,Beta,IM,1",
    "1,One,a,Alpha,LV,7",
  ];

  it("is compared by hand: distance 5, largest rise first", () => {
    const file = write("small.csv", rows);
    const table = readOccupations(file, "IM");
    const found = compareOccupations(
      table,
      occupationNamed(table, "one", file),
      occupationNamed(table, "2", file),
    );
    expect(found.euclid).toBe(5);
    expect(found.differences.map((d) => [d.element, d.gap])).toEqual([
      ["Alpha", 3],
      ["Beta", -4],
    ]);
    // (1·4 + 5·1) ÷ (√26 · √17)
    expect(found.cosine).toBeCloseTo(9 / Math.sqrt(26 * 17), 12);
    expect(found.pearson).toBeCloseTo(-1, 12);
  });

  it("says what is wrong with it, and where", () => {
    const bad = write("bad.csv", [...rows, "2,Two,c,Gamma,IM,many"]);
    expect(() => readOccupations(bad, "IM")).toThrow(
      code("occupation_file_invalid", { problem: "value", row: 7, found: "many" }),
    );
    const twice = write("twice.csv", [...rows, "2,Two,b,Beta,IM,3"]);
    expect(() => readOccupations(twice, "IM")).toThrow(
      code("occupation_file_invalid", { problem: "repeated", row: 7, column: "Beta" }),
    );
    const file = write("one.csv", rows.slice(0, 4));
    expect(() => readOccupations(file, "LV")).toThrow(code("occupation_file_invalid", { problem: "empty" }));
    const table = readOccupations(file, "IM");
    expect(() => occupationNamed(table, "on", file)).toThrow(
      code("occupation_unknown", { candidates: ["1 One"] }),
    );
  });
});

function writeWithFolders(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
