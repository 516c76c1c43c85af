// What readers of groups learn of gaps, against an attacker who puts all answers together: nobody isolated, every person's answer
// still open; each half-year once. Red as soon as cells are published as they are.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { publishedShare } from "../../../engine/disclosure/honest-digits.js";
import { releaseOf, releaseText } from "../../../engine/disclosure/release.js";
import { initWorkspace, readJournal } from "../../../engine/index.js";
import type { PersonGap } from "../../../models/competency/competency-gap.js";
import type { PersonRow } from "../../../models/competency/competency-rows.js";
import type { CompetencyStudy } from "../../../models/competency/competency-study.js";
import { latestGapRelease, releaseStudy } from "../../../models/competency/gap-release-file.js";
import { gapsFor, releaseGaps, type ReleasedDimension } from "../../../models/competency/released-gaps.js";
import { random } from "../../../models/estimators/random.js";
import { IntervalSolver } from "../../engine/disclosure/interval-solver.js";
import { exposedSets } from "../../engine/disclosure/pooled-attacker.js";

const k = 5;
const seeds = Array.from({ length: process.env.RAPPORT_NIGHTLY ? 40 : 5 }, (_, i) => i + 1);

interface Rated {
  gaps: PersonGap[];
  people: Map<string, PersonRow>;
}

/** Divisions of departments of teams of uneven size, two roles, heads above the teams; gaps run in teams. */
function rated(seed: number, count = 130): Rated {
  const rng = random(seed);
  const gaps: PersonGap[] = [];
  const people = new Map<string, PersonRow>();
  for (let i = 0; i < count; i++) {
    const team = Math.floor(18 * rng.uniform() ** 1.5);
    const steps = ["R", `D${team % 2}`, `P${team % 5}-${team % 2}`, `T${team}`];
    const where = steps.slice(0, rng.uniform() < 0.04 ? 2 + rng.integer(2) : 4);
    const person = `E${i}`;
    people.set(person, {
      employee_id: person,
      job: null,
      job_family: "sales",
      level: 3,
      division: where[1] ?? null,
      department: where[2] ?? null,
      team: where[3] ?? null,
      org_path: where.join("/"),
      is_employed: 1,
    });
    const raw = rng.uniform() < 0.15 + 0.7 * Number(team % 3 === 0) ? 60 : 90;
    const role = rng.uniform() < 0.25 ? "lead" : "seller";
    const gap = { person, role, required: 75, raw, level: raw, error: 3, raters: 3, round: 0, gap: 75 - raw, low: 0, high: 0, chance: 0, member: i }; // prettier-ignore
    gaps.push(gap);
  }
  return { gaps, people };
}

const released = ({ gaps, people }: Rated): ReleasedDimension =>
  releaseGaps("insight", "2025-06", gaps, people, k)!;

/** Positions of each cell's people, by the words of the release alone. */
function cellsOf({ release, short }: ReleasedDimension, { gaps, people }: Rated): number[][] {
  return Object.keys(short).map((key) => {
    const [depth, units, values] = JSON.parse(key) as [number, string[], string[] | null];
    return gaps.flatMap(({ person, role }, i) => {
      const steps = [
        "*",
        ...people
          .get(person)!
          .org_path!.split("/")
          .slice(release.singleRoot ? 1 : 0),
      ];
      const unit = steps[Math.min(depth, steps.length - 1)]!;
      return units.includes(unit) && (values === null || values.includes(role)) ? [i] : [];
    });
  });
}

/**
 * Whose answer the published numbers leave open both ways. The attacker's programme is exact in whole people: units are nested and roles
 * are one partition more, and the matrix of two nested families is totally unimodular.
 */
function closedPeople({ gaps }: Rated, cells: readonly number[][]): number[] {
  const below = gaps.map(({ raw }) => Number(raw < 75));
  const sums = cells.map((members) => {
    const said = (count: number): string => {
      const { count: rounded, band } = publishedShare(count, members.length, k, members.length);
      return band ?? String(rounded.value);
    };
    const shown = said(members.reduce((sum, i) => sum + below[i], 0));
    const same = Array.from({ length: members.length + 1 }, (_, x) => x).filter((x) => said(x) === shown);
    return { members, low: Math.min(...same), high: Math.max(...same) };
  });
  const solver = new IntervalSolver(below, below.map(() => ({ low: 0, high: 1 })), sums); // prettier-ignore
  return below.flatMap((_, i) => {
    const { low, high } = solver.intervalOf(i);
    return high - low > 1 - 1e-6 ? [] : [i];
  });
}

const everything = (dimension: ReleasedDimension): string => JSON.stringify(gapsFor(dimension, {}));
describe("gaps released to readers of groups", () => {
  it("isolate nobody by any combination of cells, nor by the difference of two", () => {
    for (const seed of seeds) {
      const made = rated(seed);
      const cells = cellsOf(released(made), made);
      expect(cells.filter((cell) => cell.length < k)).toEqual([]);
      expect(exposedSets(made.gaps.length, cells, k - 1)).toEqual([]);
      const sets = cells.map((cell) => new Set(cell));
      for (const a of cells)
        for (const b of sets) {
          const rest = a.filter((i) => !b.has(i)).length;
          const isInside = a.length - rest === b.size;
          expect(isInside && rest > 0 && rest < k).toBe(false);
        }
    }
  });

  it("leave each person's answer open: other people's gaps explain the same numbers", () => {
    for (const seed of seeds) {
      const made = rated(seed, 110);
      expect({ seed, closed: closedPeople(made, cellsOf(released(made), made)) }).toEqual({
        seed,
        closed: [],
      });
    }
  });

  it("would isolate people if teams were published as they are: the attacker of this test sees it", () => {
    const made = rated(1);
    const teams = new Map<string, number[]>();
    for (const [i, { person }] of made.gaps.entries()) {
      const unit = made.people.get(person)!.org_path!;
      teams.set(unit, [...(teams.get(unit) ?? []), i]);
    }
    const cells = [...teams.values(), made.gaps.map((_, i) => i)];
    expect(cells.some((cell) => cell.length < k)).toBe(true);
    expect(exposedSets(made.gaps.length, cells, k - 1).length).toBeGreaterThan(0);
    // large teams alone, beside the total: what is left of it are the small ones
    const [last] = [...teams.values()].filter((cell) => cell.length < k);
    const rest = made.gaps.flatMap((_, i) => (last.includes(i) ? [] : [i]));
    expect(exposedSets(made.gaps.length, [cells.at(-1)!, rest], k - 1).length).toBeGreaterThan(0);
  });

  it("are in multiples of k, in words below 5k people, with an interval that holds the truth", () => {
    const made = rated(2, 400);
    const groups = gapsFor(released(made), {});
    expect(groups[0]).toMatchObject({ by: "company", groups: [""], people: 400 });
    const truth = made.gaps.filter(({ raw }) => raw < 75).length / 400;
    expect(groups[0].share!.low).toBeLessThan(truth);
    expect(groups[0].share!.high).toBeGreaterThan(truth);
    expect(new Set(groups.map(({ by }) => by))).toEqual(new Set(["company", "division", "department", "team", "role"])); // prettier-ignore
    for (const { people, count, share, band } of groups) {
      expect(people % k).toBe(0);
      expect(share === null).toBe(band !== null);
      expect(count === null ? people < 5 * k : count % k === 0).toBe(true);
    }
    expect(JSON.stringify(groups)).not.toMatch(/"E\d/);
  });

  it("stay inside a reader's scope, leave out hidden levels, and what the reader could subtract from", () => {
    const made = rated(3);
    const all = released(made);
    const own = gapsFor(all, { scope: "D1" });
    expect(own.length).toBeGreaterThan(1);
    expect(own.some(({ by }) => by === "company")).toBe(false);
    const cells = (reader: object): ReturnType<typeof gapsFor> => gapsFor(all, reader);
    expect(cells({ hide: ["team"] }).some(({ by }) => by === "team")).toBe(false);
    expect(cells({ person: "T0" }).length).toBeLessThanOrEqual(cells({}).length);
  });
});

const study = ({ gaps, people }: Rated): CompetencyStudy =>
  ({ fitted: { framework: { id: "one" }, window: { from: "2025-03", to: "2025-05" } }, gaps: new Map([["insight", gaps]]), people }) as unknown as CompetencyStudy; // prettier-ignore

describe("a half-year's release", () => {
  const dir = mkdtempSync(path.join(tmpdir(), "rapport-gaps-"));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  const workspace = initWorkspace(dir, { name: { en: "Gaps", zh: "差距" } });
  const made = rated(4);
  const close = (month: string, count: number): void => {
    const members = Array.from({ length: count }, (_, i) => ({ id: `E${i}`, orgPath: ["R"], names: [null, null, null], values: [] })); // prettier-ignore
    mkdirSync(workspace.path("releases"), { recursive: true });
    writeFileSync(workspace.path("releases", `${month}.json`), releaseText(releaseOf(month, members, [], k)));
  };
  const now = new Date("2025-08-01T00:00:00Z");

  it("waits for a half-year to close, and is never made in a company of fewer than 100", () => {
    expect(releaseStudy(workspace, study(made), now)).toBeNull();
    close("2025-05", 130);
    expect(releaseStudy(workspace, study(made), now)).toBeNull();
    close("2024-12", 99);
    expect(releaseStudy(workspace, study(made), now)).toBeNull();
  });

  it("is made once, with a line in the journal, and does not change when somebody leaves the week after", () => {
    close("2025-06", 130);
    const first = releaseStudy(workspace, study(made), now)!;
    expect(first).toMatchObject({ month: "2025-06", framework: "one" });
    expect(readJournal(workspace).lines.at(-1)).toMatchObject({
      kind: "competency_release",
      month: "2025-06",
    });
    const shown = everything(latestGapRelease(workspace)!.dimensions[0]);
    const left = { ...made, gaps: made.gaps.slice(1) };
    expect(releaseStudy(workspace, study(left), now)).toBeNull();
    expect(everything(latestGapRelease(workspace)!.dimensions[0])).toBe(shown);
    close("2025-12", 130);
    expect(releaseStudy(workspace, study(left), now)!.month).toBe("2025-12");
  });
});
