// "Deals followed up for more than 30 days win 45 % more": with no effect at all the naive comparison says so too; the fair ones do not.
import { describe, expect, it } from "vitest";
import { immortalTime, type ExposureTimes } from "../../../models/estimators/immortal-time.js";
import { random } from "../../../models/estimators/random.js";

const days = 30;

/**
 * Leads are lost early and won late; the first response comes when it comes. `effect` multiplies the hazard of winning once
 * follow-up has lasted 30 days.
 */
function leads(seed: number, effect = 1, count = 900): ExposureTimes {
  const rng = random(seed);
  const [stop, ended, exposedAt] = [[] as number[], [] as number[], [] as number[]];
  for (let i = 0; i < count; i++) {
    const response = -12 * Math.log(rng.uniform());
    const on = response + days;
    let end = 0;
    let kind = 0;
    // Hazards are constant within a day.
    for (let day = 0; day < 200 && kind === 0; day++) {
      const win = 0.008 * (day >= on ? effect : 1);
      const lose = day < 25 ? 0.035 : 0.008;
      const wait = -Math.log(rng.uniform()) / (win + lose);
      if (wait >= 1) continue;
      end = day + wait;
      kind = rng.uniform() < win / (win + lose) ? 1 : 2;
    }
    stop.push(kind === 0 ? 200 : end);
    ended.push(kind);
    exposedAt.push(on);
  }
  return { stop, ended, exposedAt };
}

describe("deals followed up for more than 30 days win 45 % more", () => {
  const seeds = process.env.RAPPORT_NIGHTLY ? 300 : 30;
  const slack = 3 * Math.sqrt((0.05 * 0.95) / seeds);

  it("no effect: the naive comparison finds 30 % and more every time, the fair ones cover none at the nominal rate", () => {
    let [coxMisses, landmarkMisses] = [0, 0];
    for (let seed = 1; seed <= seeds; seed++) {
      const { naive, event, landmark, immortalShare, endsBeforeExposure } = immortalTime(leads(seed));
      expect(naive!.relative).toBeGreaterThan(0.3);
      expect(naive!.p).toBeLessThan(0.01);
      expect(immortalShare).toBeGreaterThan(0.3);
      expect(endsBeforeExposure).toBeGreaterThan(200);
      if (event!.low > 1 || event!.high < 1) coxMisses++;
      if (landmark!.low > 0 || landmark!.high < 0) landmarkMisses++;
    }
    expect(coxMisses / seeds).toBeLessThan(0.05 + slack);
    expect(landmarkMisses / seeds).toBeLessThan(0.05 + slack);
  });

  it("a true effect is found, at its size", () => {
    let [covered, log] = [0, 0];
    for (let seed = 1; seed <= seeds; seed++) {
      const { event } = immortalTime(leads(seed, 2));
      if (event!.low <= 2 && event!.high >= 2) covered++;
      log += Math.log(event!.ratio) / seeds;
    }
    expect(Math.exp(log)).toBeGreaterThan(1.8);
    expect(Math.exp(log)).toBeLessThan(2.2);
    expect(covered / seeds).toBeGreaterThan(0.95 - slack);
  });

  it("where exposure is nothing but lasting 30 days, no fair comparison exists, and none is given", () => {
    const { stop, ended } = leads(1);
    const found = immortalTime({ stop, ended, exposedAt: Array.from(stop, () => days) });
    expect(found.naive!.relative).toBeGreaterThan(0.3);
    expect(found.landmark).toBeNull();
    expect(found.event).toBeNull();
  });

  it("exposure that begins at once has no immortal time, and naive and fair agree", () => {
    const rng = random(8);
    const { stop, ended } = leads(3);
    const exposedAt = Array.from(stop, () => (rng.uniform() < 0.5 ? 0 : Infinity));
    const found = immortalTime({ stop, ended, exposedAt });
    expect(found.immortalShare).toBe(0);
    expect(Math.abs(found.naive!.relative)).toBeLessThan(0.25);
    expect(found.event!.low).toBeLessThan(1);
    expect(found.event!.high).toBeGreaterThan(1);
  });
});
