// What a programme's evaluation finds where the truth is known: planted effects, no effect, common change, selection of the low, drift.
import { describe, expect, it } from "vitest";
import { evaluateOutcome, type OutcomeEvaluation } from "../../../models/programme/outcome-evaluation.js";
import { courseExits } from "../../../models/programme/course-exits.js";
import { outcomeWords } from "../../../models/programme/outcome-words.js";
import { panelRows } from "../../../models/programme/person-panel.js";
import { random } from "../../../models/estimators/random.js";
import { programme, simulateProgramme, type PlantedProgramme } from "./simulated-programme.js";

const seeds = process.env.RAPPORT_NIGHTLY ? 400 : 20;
const slack = 3 * Math.sqrt((0.05 * 0.95) / seeds);
const evaluated = (seed: number, planted: PlantedProgramme): OutcomeEvaluation => {
  const { outcome, people } = simulateProgramme(seed, planted);
  return evaluateOutcome(outcome, programme, people)!;
};
const covers = ({ low, high }: { low: number; high: number }, truth: number): boolean =>
  low <= truth && truth <= high;

describe("a programme's effect", () => {
  it("promise 23: is covered at the nominal rate beside a change that came to everybody, which before and after takes for effect", () => {
    let [hits, matched, naive] = [0, 0, 0];
    for (let seed = 1; seed <= seeds; seed++) {
      const found = evaluated(seed, { effect: 1, common: 2 });
      expect(found.design).toBe("difference");
      if (covers(found.effect, 1)) hits++;
      if (covers(found.matched!, 1)) matched++;
      if (covers(found.treated.change!, 1)) naive++;
    }
    expect(hits / seeds).toBeGreaterThan(0.95 - slack);
    expect(matched / seeds).toBeGreaterThan(0.95 - slack);
    expect(naive / seeds).toBeLessThan(0.05);
  });

  it("is not found where there is none: 5 % false alarms, no more", () => {
    let [alarms, paths] = [0, 0];
    for (let seed = 1; seed <= seeds; seed++) {
      const found = evaluated(1000 + seed, { effect: 0, common: 1 });
      if (found.effect.p < 0.05) alarms++;
      if (!found.difference!.paths!.isParallel) paths++;
    }
    expect(alarms / seeds).toBeLessThan(0.05 + slack);
    // two tests of the paths
    expect(paths / seeds).toBeLessThan(0.1 + slack);
  });

  it("is called into doubt where the treated had been on another path before", () => {
    const found = evaluated(3, { effect: 0, drift: 0.3 });
    expect(found.difference!.paths!.isParallel).toBe(false);
    expect(found.difference!.paths!.slope!.low).toBeGreaterThan(0);
    expect(covers(found.difference!.paths!.slope!, 0.3)).toBe(true);
  });
});

describe("a programme of whole teams", () => {
  const byTeams = { ...programme, assigned: "unit" as const };
  const teamwise = (seed: number, effect: number): OutcomeEvaluation => {
    const { outcome, people } = simulateProgramme(seed, { effect, people: 50, teams: 10 });
    return evaluateOutcome(outcome, byTeams, people)!;
  };

  it("takes few teams by the wild cluster bootstrap without being told, and is covered where errors by person are not", () => {
    let [hits, byPerson] = [0, 0];
    for (let seed = 1; seed <= seeds; seed++) {
      const { effect, difference } = teamwise(300 + seed, 1);
      expect(difference!.byTeam).toMatchObject({ teams: 10, treatedTeams: 5, wild: { weights: "webb" } });
      if (covers(effect, 1)) hits++;
      if (covers(difference!, 1)) byPerson++;
    }
    expect(hits / seeds).toBeGreaterThan(0.95 - slack);
    // well below 95 %, beyond what twenty seeds make of it, and below what the teams give
    expect(byPerson / seeds).toBeLessThan(0.85);
    expect(byPerson).toBeLessThan(hits);
  });

  it("says so: how many teams, by which method, and whose interval it gives", () => {
    const found = teamwise(301, 1);
    expect(found.effect.low).toBe(found.difference!.byTeam!.low);
    const outcome = { ...found, label: { en: "Revenue", zh: "收入" }, unit: "money" as const, q: 0.5, isBeyondChance: false }; // prettier-ignore
    const { doubts } = outcomeWords(outcome, { programme: byTeams, overlaps: [] });
    const said = doubts.find(({ code }) => code === "whole_units")!.text;
    expect(said.en).toContain("5 with it, 5 without");
    expect(said.en).toContain("wild cluster bootstrap");
    expect(said.zh).toContain("野聚类自助法");
  });

  it("does not where people of one team are in both groups, or were drawn one by one", () => {
    const { outcome, people } = simulateProgramme(5, { effect: 1, people: 50, teams: 10 });
    const mixed = people.people.map((person, i) => ({ ...person, team: `T${i % 9}` }));
    expect(evaluateOutcome(outcome, byTeams, { ...people, people: mixed })!.difference!.byTeam).toBeNull();
    expect(evaluateOutcome(outcome, programme, people)!.difference!.byTeam).toBeNull();
  });
});

describe("those chosen for a low outcome", () => {
  it("rise without any programme by what regression to the mean foretells", () => {
    let [seen, foretold] = [0, 0];
    for (let seed = 1; seed <= seeds; seed++) {
      const { treated, regression } = evaluated(seed, { effect: 0, people: 120, selectLow: true });
      expect(regression!.isSelected).toBe(true);
      seen += treated.change!.value / seeds;
      foretold += regression!.expected / seeds;
    }
    expect(seen).toBeGreaterThan(0.15);
    expect(Math.abs(seen - foretold)).toBeLessThan(0.25 * seen);
  });

  it("are not suspected where they were drawn", () => {
    const { regression } = evaluated(2, { effect: 0, people: 400 });
    expect(regression!.isSelected).toBe(false);
    expect(regression!.reliability).toBeGreaterThan(0.5);
  });
});

/** Monthly hazard the same for all; a course taken by whoever is still there in a month drawn for each. */
const company = (seed: number, effect: number) => {
  const rng = random(seed);
  const rows = [];
  const people = [];
  for (let i = 0; i < 260; i++) {
    const planned = 1 + rng.integer(18);
    let last = 18;
    for (let m = 0; m < 18; m++) {
      const leaves = rng.uniform() < 0.04 * (m >= planned ? effect : 1);
      rows.push({ employee: `E${i}`, month: m, y: Number(leaves), x: 1 / 12 });
      if (leaves) {
        last = m;
        break;
      }
    }
    const isTreated = planned <= last && planned < 18;
    people.push({
      employee: `E${i}`,
      group: isTreated ? ("treated" as const) : ("compared" as const),
      since: isTreated ? planned : null,
      isLate: false,
      team: null,
      tenureMonths: null,
      level: null,
    });
  }
  return panelRows(rows, people);
};

describe("exits and a course that people take when they get to it", () => {
  it("no effect: naively the course halves exits, from the course on the interval covers 1 at the nominal rate", () => {
    let misses = 0;
    for (let seed = 1; seed <= seeds; seed++) {
      const found = courseExits(company(seed, 1), 0)!;
      expect(found.naive.treated / found.naive.others).toBeLessThan(0.5);
      expect(found.immortalMonths).toBeGreaterThan(200);
      if (!covers(found, 1)) misses++;
    }
    expect(misses / seeds).toBeLessThan(0.05 + slack);
  });

  it("a true effect is covered", () => {
    let hits = 0;
    for (let seed = 1; seed <= seeds; seed++) if (covers(courseExits(company(seed, 0.4), 0)!, 0.4)) hits++;
    expect(hits / seeds).toBeGreaterThan(0.95 - slack);
  });
});
