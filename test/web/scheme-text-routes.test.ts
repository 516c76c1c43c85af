// Texts and back-tests of KPI schemes over HTTP: texts checked by line and field, saved once, replayed by those who may; groups see groups.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { saveBacktest } from "../../models/schemes/backtest/backtest-store.js";
import { backtest, type BacktestSide } from "../../models/schemes/backtest/backtest.js";
import type { BacktestAnswer } from "../../web/server/scheme-backtest-routes.js";
import type { SchemeCheck } from "../../web/server/scheme-draft-routes.js";
import type { SchemeList } from "../../web/server/scheme-list.js";
import type { SchemeDifference } from "../../web/server/scheme-routes.js";
import { localReader } from "../../engine/metrics/reader.js";
import { schemeWork } from "../../web/server/scheme-work.js";
import { newScheme, withField } from "../../web/client/schemes/scheme-draft.js";
import { bands, simulatedScores } from "../models/schemes/backtest/simulated-scores.js";
import { clock, smallWorkspace, type SmallWorkspace } from "./small-workspace.js";

let small: SmallWorkspace;
beforeAll(async () => {
  small = await smallWorkspace();
});
afterAll(() => small.close());

async function ask<T>(method: string, path: string, body?: object, as = "boss") {
  const response = await small.app.request(`http://localhost:8787/api/${path}`, {
    method,
    headers: {
      host: "localhost:8787",
      "x-rapport-as": encodeURIComponent(as),
      "content-type": "application/json",
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return { status: response.status, answer: (await response.json()) as T & { code?: string } };
}

const save = (body: object, as?: string, id = "new-scheme") =>
  ask<SchemeList>("PUT", `schemes/${id}`, body, as);

const side = (id: string, people: number): BacktestSide => ({
  scheme: { id, name: { en: id, zh: id } },
  version: "1",
  bands,
  scores: simulatedScores({ people, periods: 1, seed: 1 }),
});

describe("/api/schemes: texts", () => {
  it("lists the schemes with their texts, and says who may write and score", async () => {
    const { answer } = await ask<SchemeList>("GET", "schemes");
    expect(answer.schemes.map(({ id }) => id)).toContain("service-sales");
    expect(answer.schemes.find(({ id }) => id === "big-client-before")!.versions[0]).toMatchObject({
      stated: 60,
    });
    expect(answer).toMatchObject({ canWrite: true, canScore: true, me: null });
    const group = await ask<SchemeList>("GET", "schemes", undefined, "陈磊");
    expect(group.answer).toMatchObject({ canWrite: false, canScore: false });
  });

  it("golden: 105 points are refused at their line and field, in both languages; mended, the text holds", async () => {
    const text = withField(newScheme("revenue"), ["versions", 0, "indicators", 0, "weight"], 105);
    const { answer } = await ask<SchemeCheck>("POST", "schemes/check", { text });
    const slip = answer.slips[0]!;
    expect(slip.text.en).toMatch(/105/);
    expect(slip.text.zh).toMatch(/105/);
    expect(text.split("\n")[slip.line - 1]).toMatch(/indicators|weight/);
    expect(slip.field).toMatch(/^versions\.0\.indicators/);
    const mended = await ask<SchemeCheck>("POST", "schemes/check", { text: newScheme("revenue") });
    expect(mended.answer.slips).toEqual([]);
    expect(mended.answer.warnings.length).toBeGreaterThan(0);
  });

  it("saves what holds, refuses readers of groups, broken texts, and a text that was changed meanwhile", async () => {
    const text = newScheme("revenue");
    expect((await save({ text, expected: null }, "陈磊")).answer.code).toBe("scheme_write_refused");
    expect(
      (await save({ text: text.replace("weight: 100", "weight: 105"), expected: null })).answer.code,
    ).toBe("scheme_invalid");
    const saved = await save({ text, expected: null });
    expect(saved.status).toBe(200);
    const mine = saved.answer.schemes.find(({ id }) => id === "new-scheme")!;
    expect(mine).toMatchObject({ isOwn: true, text });
    const next = text.replace("at_least: 1 }", "at_least: 2 }");
    expect((await save({ text: next, expected: mine.hash })).status).toBe(200);
    const late = await save({ text: `${text}# mine\n`, expected: mine.hash });
    expect(late.answer.code).toBe("scheme_changed_meanwhile");
    expect((await save({ text, expected: null }, "boss", "other-name")).answer.code).toBe("scheme_invalid");
  });

  it("tells two versions apart in words and as data", async () => {
    const path = "schemes/diff?a=service-sales&versionA=1&b=service-sales&versionB=2";
    const { answer } = await ask<SchemeDifference>("GET", path);
    expect(answer.diff.changes.length).toBeGreaterThan(0);
    expect(answer.words.length).toBe(answer.diff.changes.length + 1);
    const missing = await ask("GET", path.replace("versionB=2", "versionB=nine"));
    expect(missing.answer.code).toBe("scheme_version_unknown");
  });
});

describe("/api/schemes/backtest", () => {
  it("scores nobody for readers of groups, and shows them what was saved, in groups of k or more", async () => {
    const run = { a: { id: "service-sales" }, b: { id: "big-client-after" }, periods: ["2025-Q4"] };
    const refused = await ask("POST", "schemes/backtest", run, "陈磊");
    expect([refused.status, refused.answer.code]).toEqual([403, "backtest_needs_person_rights"]);
    const nothing = await ask("GET", "schemes/backtest?a=one&b=two", undefined, "陈磊");
    expect([nothing.status, nothing.answer.code]).toEqual([404, "backtest_missing"]);

    const whole = backtest({ a: side("one", 30), b: side("two", 30), k: 5, seed: 1 });
    saveBacktest(small.workspace, whole, small.cache.snapshot, clock);
    const boss = await ask<BacktestAnswer>("GET", "schemes/backtest?a=one&b=two");
    expect(boss.answer).toMatchObject({ isStale: false, backtest: { isReleased: false } });
    const group = await ask<BacktestAnswer>("GET", "schemes/backtest?a=one&b=two", undefined, "陈磊");
    expect(group.answer.backtest.isReleased).toBe(true);
    expect(group.answer.backtest.changes!.ranges.every(({ people }) => people >= 5)).toBe(true);

    saveBacktest(
      small.workspace,
      backtest({ a: side("one", 4), b: side("two", 4), k: 5, seed: 1 }),
      "older",
      clock,
    );
    const small4 = await ask("GET", "schemes/backtest?a=one&b=two", undefined, "陈磊");
    expect([small4.status, small4.answer.code]).toEqual([403, "backtest_small"]);
    expect((await ask<BacktestAnswer>("GET", "schemes/backtest?a=one&b=two")).answer.isStale).toBe(true);
  }, 60_000);

  it("will not take a path for an id, nor periods outside the history", async () => {
    expect((await ask("GET", "schemes/backtest?a=..%2Fx&b=two")).answer.code).toBe("request_malformed");
    const { workspace, cache } = small;
    const work = (periods: string[]) =>
      schemeWork(
        { workspace, cache, reader: localReader, now: clock },
        { do: "backtest", a: { id: "service-sales" }, b: { id: "big-client-after" }, periods },
      );
    await expect(work(["1999-Q4"])).rejects.toMatchObject({ code: "backtest_no_period" });
    await expect(work([])).rejects.toMatchObject({ code: "backtest_no_period" });
  }, 60_000);
});
