// Clients lost by their owners' competency: planted links come out, noise does not, owners' other differences widen the interval, and
// too few are refused with what is missing.
import { describe, expect, it } from "vitest";
import { clientChurn, leastOwners } from "../../../models/competency/client-churn.js";
import type { ClientRow } from "../../../models/competency/competency-rows.js";
import type { CorrectedDimension, PersonLevel } from "../../../models/competency/corrected-scores.js";
import { random } from "../../../models/estimators/random.js";

const rounds = [
  { from: "2024-03-01", to: "2024-03-31" },
  { from: "2025-03-01", to: "2025-03-31" },
] as Parameters<typeof clientChurn>[2];

function planted(seed: number, slope: number, owners = 40, between = 0) {
  const rng = random(seed);
  const levels: PersonLevel[] = [];
  const clients: ClientRow[] = [];
  for (let i = 0; i < owners; i++) {
    const level = 75 + 8 * rng.normal();
    const own = between * rng.normal();
    for (const [round, shift] of [[0, 0], [1, 15]] as const) // prettier-ignore
      levels.push({ person: `E${i}`, round, level: level + shift, error: 2, adjusted: level, raw: level, raters: 4 }); // prettier-ignore
    for (let c = 0; c < 12; c++) {
      const chance = Math.min(0.95, Math.max(0.02, 0.4 + (slope * (level - 75)) / 10 + own));
      clients.push({ customer_id: `C${i}-${c}`, owner_id: `E${i}`, is_lost: Number(rng.uniform() < chance), is_big: Number(c === 0), cut: "2024-11-01" }); // prettier-ignore
    }
  }
  return clientChurn(clients, new Map([["insight", { levels } as unknown as CorrectedDimension]]), rounds)!;
}

describe("client churn by competency", () => {
  it("covers a planted link at its rate, with owners who differ otherwise too", () => {
    let hits = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const [{ perTen }] = planted(seed, -0.1, 40, 0.1).links;
      if (perTen.low <= -0.1 && -0.1 <= perTen.high) hits++;
    }
    expect(hits / 60).toBeGreaterThan(0.86);
  });

  it("finds nothing in noise more often than chance, and shows both halves", () => {
    let alarms = 0;
    for (let seed = 1; seed <= 100; seed++) if (planted(seed + 500, 0, 40, 0.1).links[0].p < 0.05) alarms++;
    expect(alarms).toBeLessThan(12);
    const [link] = planted(3, -0.15).links;
    expect(link.lower.value).toBeGreaterThan(link.upper.value);
    expect(link.lower.clients + link.upper.clients).toBe(link.clients);
  });

  it("takes the level from before the loss, and says of whom there is only a later one", () => {
    const [link] = planted(1, -0.1).links;
    expect(link.ratedLate).toBe(0);
    const late = clientChurn(
      Array.from({ length: 60 }, (_, i) => ({ customer_id: `C${i}`, owner_id: `E${i % 12}`, is_lost: i % 2, is_big: 0, cut: "2024-11-01" })), // prettier-ignore
      new Map([["insight", { levels: Array.from({ length: 12 }, (_, i) => ({ person: `E${i}`, round: 1, level: 70 + i })) } as unknown as CorrectedDimension]]), // prettier-ignore
      rounds,
    )!;
    expect(late.links[0].ratedLate).toBe(12);
  });

  it("refuses with what is missing, warns of the ecological fallacy, and is null without orders", () => {
    const few = planted(1, 0, 6);
    expect(few.links).toEqual([]);
    expect(few.needed).toMatchObject({ owners: leastOwners - 6 });
    expect(few.caveat.en).toContain("ecological fallacy");
    expect(clientChurn([], new Map(), rounds)).toBeNull();
  });
});
