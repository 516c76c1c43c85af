// What each model still needs: from its own refusal, with the sources that are absent; and no counts for readers of groups.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { localReader, type Reader } from "../../../engine/metrics/reader.js";
import { tooFew, verdictOf } from "../../../models/attrition-refusals.js";
import { saveModel } from "../../../models/model-store.js";
import type { ModelCard } from "../../../models/model.js";
import { modelReadiness, type ModelReadiness } from "../../../models/readiness/index.js";
import { clock, smallWorkspace, type SmallWorkspace } from "../../web/small-workspace.js";

let small: SmallWorkspace;
beforeAll(async () => {
  small = await smallWorkspace();
});
afterAll(() => small.close());

const groups: Reader = { id: "陈磊", rights: "group" };
const part: Reader = { id: "lead", rights: "person", scope: "A" };
const readinessOf = async (id: string, reader: Reader = localReader): Promise<ModelReadiness> => {
  const { workspace, cache } = small;
  return (await modelReadiness({ workspace, cache, reader })).find((model) => model.id === id)!;
};
const save = (id: string, fitted: object, card: ModelCard | null, snapshot = small.cache.snapshot): void =>
  saveModel(small.workspace, id, { fitted, card, snapshot, fittedAt: clock.toISOString() }, clock);

const card: ModelCard = {
  model: "attrition",
  title: { en: "Attrition", zh: "离职" },
  question: { en: "Who?", zh: "谁？" },
  window: { from: "2024-01", to: "2025-12" },
  rows: 1234,
  people: 56,
  events: 41,
  backtest: [
    {
      measure: "log_loss",
      model: 0.07,
      baseline: 0.08,
      baselineName: "constant monthly rate",
      folds: 3,
      verdict: { en: "On: 17 exits", zh: "已启用：17 次离职" },
    },
  ],
  limits: [],
  inputs: [],
  excluded: [],
  fittedAt: clock.toISOString(),
  snapshot: "",
  seed: 1,
};

const ask = async (as: string) => {
  const response = await small.app.request("http://localhost:8787/api/models", {
    headers: { host: "localhost:8787", "x-rapport-as": encodeURIComponent(as) },
  });
  return ((await response.json()) as { models: ModelReadiness[] }).models;
};

describe("what each model still needs", () => {
  it("before any fit: sources without which there is no answer come first", async () => {
    const competency = await readinessOf("competency");
    expect(competency).toMatchObject({ state: "none", fittedAt: null, judged: null, counts: null });
    expect(competency.absent[0]).toMatchObject({ table: "competency_rating", isRequired: true });
    expect(competency.next).toMatchObject({ code: "import_required", command: "rapport import FILE -w DIR" });
    const traits = await readinessOf("traits");
    // one of the three would do
    expect(traits.absent.filter(({ isRequired }) => isRequired).map(({ table }) => table)).toEqual([
      "performance_review",
      "kpi_actual",
      "sales_activity",
    ]);
    expect(traits.next.text.en).toMatch(/^Import: .+ or .+ or /);
    const attrition = await readinessOf("attrition");
    expect(attrition.next).toMatchObject({ code: "fit", command: "rapport fit attrition -w DIR" });
    expect(attrition.absent.map(({ table }) => table)).not.toContain("termination");
    expect(attrition.needs[0]).toMatchObject({ unit: "events", least: 30, have: null, more: null });
  });

  it("refused: the refusal's own counts, and how many more", async () => {
    save("attrition", tooFew(3, 30), null);
    const attrition = await readinessOf("attrition");
    expect(attrition.state).toBe("refused");
    expect(attrition.needs[0]).toMatchObject({ have: 3, least: 30, more: 27 });
    expect(attrition.next).toMatchObject({ code: "gather", href: "/data" });
    expect(attrition.next.text.en).toContain("27 more voluntary exits");
    expect(attrition.next.text.zh).toContain("主动离职次数还差 27");
    expect(attrition.reason!.en).toBe(tooFew(3, 30).text.en);
  });

  it.each([groups, part])(
    "readers who may not read everybody get thresholds and no count (%#)",
    async (reader) => {
      save("attrition", tooFew(3, 30), null);
      const attrition = await readinessOf("attrition", reader);
      expect(attrition).toMatchObject({ state: "none", reason: null, fittedAt: null });
      expect(attrition.next.command).toBeNull();
      expect(attrition.next.text.en).toMatch(/^For a reader with rights on the whole company/);
      expect(attrition.needs[0]).toMatchObject({ least: 30, have: null, more: null });
      expect(JSON.stringify(attrition)).not.toMatch(/\b(3|27)\b/);
      save("attrition", { isOn: true, champion: "logistic" }, card);
      const fitted = await readinessOf("attrition", reader);
      expect(fitted).toMatchObject({ state: "fitted", counts: null, judged: { model: 0.07, verdict: null } });
      expect(JSON.stringify(fitted)).not.toMatch(/\b(1234|56|41|17)\b/);
    },
  );

  it("fitted: what stands, how it was judged, what it rests on, and what would tell it more", async () => {
    save("attrition", { isOn: true, champion: "logistic" }, card);
    const attrition = await readinessOf("attrition");
    expect(attrition).toMatchObject({
      state: "fitted",
      isStale: false,
      champion: { en: "logistic hazard" },
      counts: { rows: 1234, people: 56, events: 41 },
      judged: { measure: "log_loss", model: 0.07, baseline: 0.08 },
      next: { code: "import_useful" },
    });
    expect(attrition.needs).toMatchObject([
      { have: 41, more: 0 },
      { have: null, more: 0 },
    ]);
  });

  it("on other data than now, it is to be fitted again; off, it waits with its own reason", async () => {
    save("attrition", { isOn: true, champion: "logistic" }, card, "another");
    expect(await readinessOf("attrition")).toMatchObject({ isStale: true, next: { code: "fit_again" } });
    save("attrition", { isOn: false, champion: "naive", verdict: verdictOf(undefined) }, card);
    expect(await readinessOf("attrition")).toMatchObject({
      state: "off",
      reason: verdictOf(undefined),
      next: { code: "wait" },
    });
  });

  it("over HTTP the reader who asks decides", async () => {
    save("attrition", tooFew(3, 30), null);
    expect((await ask("boss"))[0]).toMatchObject({ state: "refused", needs: [{ have: 3 }, {}] });
    expect((await ask("陈磊"))[0]).toMatchObject({ state: "none", needs: [{ have: null }, {}] });
  });
});
