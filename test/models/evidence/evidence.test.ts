// The evidence pack: numbers are the journal's, a sentence whose check fails is absent, nothing is claimed; cards with what they hold.
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { appendJournal, readJournal } from "../../../engine/index.js";
import { saveModel } from "../../../models/model-store.js";
import type { ModelCard } from "../../../models/model.js";
import {
  evidenceHtml,
  evidenceMarkdown,
  evidenceOf,
  evidenceZip,
  storedCards,
} from "../../../models/evidence/index.js";
import { clock, smallWorkspace, type SmallWorkspace } from "../../web/small-workspace.js";

let small: SmallWorkspace;
beforeAll(async () => {
  small = await smallWorkspace();
});
afterAll(() => small.close());

const card: ModelCard = {
  model: "sample",
  title: { en: "Sample", zh: "样例" },
  question: { en: "Who?", zh: "谁？" },
  window: { from: "2024-01", to: "2025-12" },
  rows: 1234,
  people: 56,
  events: 7,
  backtest: [
    {
      measure: "log_loss",
      model: 0.1234,
      baseline: 0.2346,
      baselineName: "rate",
      folds: 3,
      verdict: { en: "better", zh: "更好" },
    },
  ],
  limits: [{ en: "Not a cause.", zh: "不是原因。" }],
  inputs: [{ name: "tenure", label: { en: "Tenure", zh: "司龄" } }],
  excluded: [{ name: "gender", reason: { en: "protected", zh: "受保护" } }],
  fittedAt: clock.toISOString(),
  snapshot: "older",
  seed: 1,
};
const impact = {
  attribute: "gender",
  label: { en: "Gender", zh: "性别" },
  unknown: 0,
  rows: [
    {
      group: "m",
      label: { en: "male", zh: "男" },
      people: 100,
      selected: 40,
      rate: 0.4,
      ratio: 1,
      ratioLimits: { low: 1, high: 1 },
    },
    {
      group: "f",
      label: { en: "female", zh: "女" },
      people: 3,
      selected: 1,
      rate: 1 / 3,
      ratio: 0.83,
      ratioLimits: { low: 0.2, high: 2 },
    },
  ],
};
const evidence = async () => evidenceOf(small.workspace, small.cache, clock);
const get = (route: string, as?: string) =>
  small.app.request(
    `http://localhost:8787${route}${as ? `${route.includes("?") ? "&" : "?"}as=${encodeURIComponent(as)}` : ""}`,
    {
      headers: { host: "localhost:8787" },
    },
  );

const checksOf = async (): Promise<string[]> =>
  (await evidence()).sections.flatMap(({ shows }) => shows.map(({ check }) => check));
const numbers = (text: string): string[] => (text.match(/\d[\d,.]*\d|\d/g) ?? []).sort();

describe("the evidence pack", () => {
  it("before any model: says that none was fitted and no impact ratio computed", async () => {
    const { sections, state } = await evidence();
    const checks = sections.flatMap(({ shows }) => shows.map(({ check }) => check));
    expect(checks).toContain("impact_ratios_absent");
    for (const check of ["cards_kept", "protected_never_inputs", "protected_inputs", "no_backtest"])
      expect(checks).not.toContain(check);
    expect(evidenceMarkdown({ sections, state }, "en")).toContain("No model has been fitted.");
  });

  it("counts what the journal holds, kind by kind", async () => {
    for (const kind of [
      "reveal_requested",
      "reveal_requested",
      "reveal_approved",
      "reveal_looked",
      "reveal_contested",
    ])
      appendJournal(small.workspace, { kind, reader: "boss" }, clock);
    saveModel(
      small.workspace,
      "sample",
      {
        fitted: { isOn: false, profile: { tables: [impact] } },
        card,
        snapshot: "older",
        fittedAt: card.fittedAt,
      },
      clock,
    );
    const { state, sections } = await evidence();
    const { lines } = readJournal(small.workspace);
    expect(state.audit.lines).toBe(lines.length);
    for (const [kind, count] of Object.entries(state.audit.kinds))
      expect(count).toBe(lines.filter((line) => line.kind === kind).length);
    const texts = sections.flatMap(({ shows }) => shows.map(({ text }) => text.en));
    expect(texts).toContain(
      "Predicted risk of a single person: switched off in rapport.yml; on record 2 requests, 1 approved by a second person, 0 refused, 1 look.",
    );
    expect(texts).toContain("Contests by the people concerned on record: 1.");
    expect(texts.some((text) => text.includes(`The journal holds ${lines.length} lines`))).toBe(true);
    expect(
      texts.some((text) => text.includes("Sample (2024-01 – 2025-12, 1,234 rows, 56 people, 7 events)")),
    ).toBe(true);
    expect(texts.some((text) => text.includes("Sample Log loss 0.123 / 0.235"))).toBe(true);
    expect(texts).toContain(
      "Switched off for not beating the baseline: sample; refused to answer, with the reason on the card: none.",
    );
    expect(texts).toContain("To be fitted again: sample.");
  });

  it("prints a sentence only while its check holds", async () => {
    expect(await checksOf()).toContain("no_employment_outcome");
    expect(await checksOf()).toContain("protected_never_inputs");
    const file = small.workspace.path("models", "sample", "fitted.json");
    const kept = readFileSync(file, "utf8");
    writeFileSync(
      file,
      kept.replace('"name":"tenure"', '"name":"gender"').replace('"en":"Tenure"', '"en":"Gender"'),
    );
    expect(await checksOf()).not.toContain("protected_never_inputs");
    const used = (await evidence()).sections
      .flatMap(({ shows }) => shows)
      .find(({ check }) => check === "protected_inputs");
    expect(used!.text).toEqual({
      en: "Models that take a characteristic protected in law: Sample (Gender).",
      zh: "使用了受法律保护特征的模型：样例（司龄）。",
    });
    // personal, and never offered to readers of groups, but no protected characteristic
    writeFileSync(
      file,
      kept.replace('"name":"tenure"', '"name":"education"').replace('"en":"Tenure","zh":"司龄"', '"en":"Education","zh":"学历"'), // prettier-ignore
    );
    expect(await checksOf()).toContain("protected_never_inputs");
    expect(await checksOf()).not.toContain("protected_inputs");
    writeFileSync(file, kept);
    expect(await checksOf()).not.toContain("protected_inputs");
    appendJournal(small.workspace, { kind: "employment_decision" }, clock);
    expect(await checksOf()).not.toContain("no_employment_outcome");
  });

  it("says the same numbers in both languages, and in neither that a law is met", async () => {
    const pack = await evidence();
    const held = new Set(["known_limits"]);
    const shown = pack.sections.flatMap(({ shows }) => shows).filter(({ check }) => !held.has(check));
    const exact = shown.filter(({ check }) => check !== "days_on_record");
    expect(exact.map(({ text }) => numbers(text.zh))).toEqual(exact.map(({ text }) => numbers(text.en)));
    for (const locale of ["en", "zh"] as const) {
      const text = evidenceMarkdown(pack, locale);
      expect(text).not.toMatch(/\bcompl(iant|ies)\b|in compliance|合规|符合(法律|要求|规定)/i);
      expect(text.match(/☐/g)!.length).toBeGreaterThanOrEqual(10);
    }
  });

  it("comes as a zip with both languages, the cards, and the journal’s kinds; the same bytes twice", async () => {
    const pack = await evidence();
    const zip = evidenceZip(pack);
    expect(evidenceZip(pack)).toEqual(zip);
    const files = unzipSync(zip);
    expect(Object.keys(files).sort()).toEqual([
      "cards/sample.json",
      "evidence.en.html",
      "evidence.en.md",
      "evidence.zh.html",
      "evidence.zh.md",
      "journal-kinds.csv",
    ]);
    const kinds = strFromU8(files["journal-kinds.csv"]!).trim().split("\n").slice(1);
    expect(Object.fromEntries(kinds.map((line) => line.split(",")))).toEqual(
      Object.fromEntries(
        Object.entries(pack.state.audit.kinds).map(([kind, count]) => [kind, String(count)]),
      ),
    );
    expect(evidenceHtml(pack, "zh")).toContain('<html lang="zh-CN">');
    expect(evidenceHtml(pack, "en")).toMatch(/<td>female<\/td>\s*<td[^>]*>1 \/ 3<\/td>/);
  });

  it("is for readers with rights on the whole company, and taking it away is an export", async () => {
    expect((await get("/api/evidence", "陈磊")).status).toBe(403);
    const before = readJournal(small.workspace).lines.filter(({ kind }) => kind === "export").length;
    const response = await get("/api/evidence/file?format=md&locale=zh", "boss");
    expect(response.status).toBe(200);
    expect(await response.text()).toContain("# 系统可出具的证据：十二人公司");
    const exports = readJournal(small.workspace).lines.filter(({ kind }) => kind === "export");
    expect(exports).toHaveLength(before + 1);
    expect(exports.at(-1)).toMatchObject({ reader: "boss", format: "md" });
  });
});

describe("cards", () => {
  it("carry window, counts, tests and impact ratios; say when rows were erased; hide small groups from readers of groups", async () => {
    mkdirSync(small.workspace.path("models", "sample"), { recursive: true });
    writeFileSync(small.workspace.path("models", "sample", "refit.json"), "{}");
    const [stored] = storedCards(small.workspace, small.cache.snapshot);
    expect(stored).toMatchObject({ id: "sample", isStale: true, needsRefit: true, isOn: false });
    expect(stored!.card).toEqual(card);
    expect(stored!.fairness[0]!.rows[1]).toMatchObject({ group: "f", ratio: 0.83, low: 0.2, high: 2 });
    const boss = (await (await get("/api/cards", "boss")).json()) as { cards: { fairness: unknown[] }[] };
    expect(boss.cards[0]!.fairness).toHaveLength(1);
    const reader = (await (await get("/api/cards", "陈磊")).json()) as { cards: { fairness: unknown[] }[] };
    expect(reader.cards[0]!.fairness).toEqual([]);
  });
});

it("a journal that was tampered with is told, and nothing is proved by it", async () => {
  const file = path.join(small.workspace.dir, "journal.ndjson");
  const kept = readFileSync(file, "utf8");
  appendFileSync(file, '{"seq":1}\n');
  try {
    const { sections } = await evidence();
    const checks = sections.flatMap(({ shows }) => shows.map(({ check }) => check));
    expect(checks).toContain("journal_chain_broken");
    expect(checks).not.toContain("journal_chain");
  } finally {
    writeFileSync(file, kept);
  }
});
