// Seed and planted effect → person-months of two groups and the programme that they were in, without a database.
import { random } from "../../../models/estimators/random.js";
import type { ProgrammePeople } from "../../../models/programme/programme-people.js";
import type { OutcomeRows, PersonMonth } from "../../../models/programme/programme-rows.js";
import type { Programme } from "../../../models/programme/index.js";
import type { CataloguedMetric } from "../../../engine/metrics/catalogue.js";
import { monthNumber } from "../../../engine/metrics/period.js";

export interface PlantedProgramme {
  effect: number;
  /** Change of everybody at the same time. */
  common?: number;
  /** Further drift of the treated per month, before and after. */
  drift?: number;
  people?: number;
  /** The treated are those with the lowest mean before, not drawn. */
  selectLow?: boolean;
  /** Whole teams are treated, every other one, and each has a shock of its own after the change. */
  teams?: number;
}

export const programme: Programme = {
  id: "planted",
  name: { en: "Planted", zh: "预设" },
  phases: {
    before: { from: "2024-01", to: "2024-12" },
    change: { from: "2025-01", to: "2025-02" },
    after: { from: "2025-03", to: "2025-12" },
  },
  treated: { employees: ["E1"] },
  comparison: "everyone_else",
  assigned: "chance",
  outcomes: ["revenue_per_head"],
};

export function simulateProgramme(
  seed: number,
  { effect, common = 0, drift = 0, people = 60, selectLow = false, teams }: PlantedProgramme,
): { outcome: OutcomeRows; people: ProgrammePeople } {
  const rng = random(seed);
  const first = monthNumber("2024-01");
  const own = Array.from({ length: people }, () => rng.normal());
  const noise = own.map(() => Array.from({ length: 24 }, () => 2 * rng.normal()));
  const before = own.map((mean, i) => 12 * mean + noise[i]!.slice(0, 12).reduce((a, b) => a + b, 0));
  const cut = [...before].sort((a, b) => a - b)[Math.floor(people / 3)]!;
  const team = (i: number): number => (teams ? i % teams : 0);
  const isTreated = own.map((_, i) => (selectLow ? before[i]! < cut : (teams ? team(i) : i) % 2 === 0));
  const shocks = Array.from({ length: teams ?? 1 }, () => (teams ? rng.normal() : 0));
  const rows: PersonMonth[] = [];
  for (let i = 0; i < people; i++)
    for (let m = 0; m < 24; m++) {
      const isAfter = m >= 14 ? 1 : 0;
      const y =
        20 +
        own[i]! +
        noise[i]![m]! +
        (common + shocks[team(i)]!) * isAfter +
        (isTreated[i] ? effect * isAfter + drift * m : 0);
      rows.push({ employee: `E${i}`, month: first + m, y, x: 1 });
    }
  const metric = { id: "revenue_per_head", unit: "money" } as CataloguedMetric;
  return {
    outcome: { metric, isExit: false, rows },
    people: {
      isStaggered: false,
      leftOut: 0,
      people: own.map((_, i) => ({
        employee: `E${i}`,
        group: isTreated[i] ? "treated" : "compared",
        since: isTreated[i] ? first + 12 : null,
        isLate: false,
        team: teams ? `T${team(i)}` : null,
        tenureMonths: null,
        level: null,
      })),
    },
  };
}
