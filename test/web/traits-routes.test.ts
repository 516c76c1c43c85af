// /api/models/traits: fits beside the server, refuses with counts, and keeps protected and small groups from readers of groups.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { saveModel } from "../../models/model-store.js";
import { isRefusal } from "../../models/model.js";
import { traits } from "../../models/traits/traits-model.js";
import type { TraitsAnswer } from "../../web/server/traits-view.js";
import { simulatePerformers } from "../models/traits/simulated-performers.js";
import { clock, smallWorkspace, type SmallWorkspace } from "./small-workspace.js";

let small: SmallWorkspace;
beforeAll(async () => {
  small = await smallWorkspace();
});
afterAll(() => small.close());

const ask = async (method = "GET", as = "boss", path = "/api/models/traits") => {
  const response = await small.app.request(`http://localhost:8787${path}`, {
    method,
    headers: {
      host: "localhost:8787",
      "x-rapport-as": encodeURIComponent(as),
      "content-type": "application/json",
    },
    body: method === "POST" ? "{}" : undefined,
  });
  return { status: response.status, answer: (await response.json()) as TraitsAnswer & { code?: string } };
};

describe("/api/models/traits", () => {
  it("has nothing at first, then a refusal with the number of people needed", async () => {
    expect((await ask()).answer).toMatchObject({ state: "none", model: null, canFit: true });
    expect((await ask("POST")).status).toBe(202);
    let { answer } = await ask();
    for (let i = 0; i < 300 && answer.state === "fitting"; i++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      answer = (await ask()).answer;
    }
    expect(answer.state).toBe("refused");
    expect(answer.refusal).toMatchObject({ code: "no_performance", facts: { morePeople: 60 } });
  }, 60_000);

  it("lets only readers of the whole company start or stop a fit", async () => {
    const begun = await ask("POST", "陈磊");
    expect([begun.status, begun.answer.code]).toEqual([403, "fit_needs_person_rights"]);
    const stopped = await ask("DELETE", "陈磊", "/api/models/traits/fit");
    expect(stopped.status).toBe(403);
  });

  it("shows readers of groups neither protected attributes nor small groups", async () => {
    const fitted = traits.fit(
      simulatePerformers(6, { people: 150, quarters: 8, person: 4, rater: 2, quarter: 5, early: 2 }),
      { seed: 1, now: clock.toISOString(), snapshot: small.cache.snapshot },
    );
    if (isRefusal(fitted)) throw new Error(fitted.text.en);
    const stored = {
      fitted,
      card: traits.card(fitted),
      snapshot: small.cache.snapshot,
      fittedAt: clock.toISOString(),
    };
    saveModel(small.workspace, "traits", stored, clock);
    const all = (await ask()).answer.model!;
    expect(all.traits.map(({ name }) => name)).toContain("education");
    expect(all.impact!.top.map(({ attribute }) => attribute)).toEqual(["gender", "age_band"]);
    const part = (await ask("GET", "陈磊")).answer;
    expect(part.canFit).toBe(false);
    expect(part.model!.traits.map(({ name }) => name)).not.toContain("education");
    expect(part.model!.impact).toBeNull();
    expect(part.model!.withheld).toBeGreaterThan(0);
    const { k } = small.workspace.config;
    for (const { sides } of part.model!.traits)
      for (const { amongTop, amongRest } of sides)
        expect(Math.min(amongTop.count, amongTop.of - amongTop.count, amongRest.count, amongRest.of - amongRest.count)).toBeGreaterThanOrEqual(k); // prettier-ignore
    expect(JSON.stringify(part)).not.toMatch(/"gender"|age_band|E0\d\d\d/);
  });
});
