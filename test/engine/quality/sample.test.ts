// Samples: drawn the same by anybody, checked once, and worth exactly the bound that they prove.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RapportError } from "../../../engine/errors.js";
import { importFiles, openCache, readJournal } from "../../../engine/index.js";
import type { Reader } from "../../../engine/metrics/reader.js";
import {
  enterResult,
  lastQuarter,
  readCheckedList,
  sampleAgain,
  sampleCsv,
  samples,
  tablesWithRows,
  takeSample,
} from "../../../engine/quality/index.js";
import { quarterDays } from "../../../engine/quality/sample-frame.js";
import { now, type QualityCompany, qualityCompany } from "./quality-company.js";

const hr: Reader = { id: "hr", rights: "person" };
const attendance = {
  table: "attendance_day",
  quarter: "2026-Q2",
  by: "none" as const,
  limit: 0.01,
  confidence: 0.95,
  accept: 0,
  isFinite: false,
};

let company: QualityCompany;
beforeAll(async () => {
  company = await qualityCompany("once");
}, 400_000);
afterAll(() => company.close());

const context = async () => {
  const { database: db } = company.cache;
  return { db, workspace: company.workspace, present: await tablesWithRows(db) };
};
const draw = async (changes: Partial<Parameters<typeof takeSample>[1]> = {}) =>
  takeSample(await context(), { ...attendance, ...changes }, hr, now);
const codeOf = async (work: () => unknown): Promise<string> => {
  try {
    await work();
  } catch (error) {
    if (error instanceof RapportError) return error.code;
    throw error;
  }
  return "none";
};

describe("a sample", () => {
  it("is the records of the quarter with the smallest hashes of seed and key: anybody can draw it", async () => {
    const { sample, records } = await draw();
    expect(sample).toMatchObject({
      id: "2026-Q2-attendance_day-1",
      size: 299,
      seed: "2026-Q2|attendance_day|1",
    });
    const keys = company.attendance
      .filter((a) => a.day >= "2026-04-01" && a.day <= "2026-06-30")
      .map((a) => `${a.employee}\u001f${a.day}`);
    expect(sample.lot).toBe(keys.length);
    const hash = (key: string): string =>
      createHash("sha256").update(`${sample.seed}\u001f${key}`).digest("hex");
    const expected = keys.sort((a, b) => (hash(a) < hash(b) ? -1 : 1)).slice(0, 299);
    expect(records.map((r) => r.key)).toEqual(expected);
    expect(records.map((r) => r.position)).toEqual(expected.map((_, i) => i + 1));
  });

  it("is written to the journal once: asked for again it is the same one", async () => {
    const before = readJournal(company.workspace).lines.length;
    const { sample } = await draw();
    expect(sample.id).toBe("2026-Q2-attendance_day-1");
    expect(readJournal(company.workspace).lines.length).toBe(before);
    const { records } = await sampleAgain(await context(), sample.id, hr);
    expect(records).toHaveLength(299);
  });

  it("of a plan with more accepted errors goes on where the smaller one ended", async () => {
    const small = await draw();
    const large = await draw({ accept: 1 });
    expect(large.sample.size).toBe(473);
    expect(large.sample.id).not.toBe(small.sample.id);
    expect(large.records.slice(0, 299).map((r) => r.key)).toEqual(small.records.map((r) => r.key));
  });

  it("of a small lot needs fewer records, as the hypergeometric distribution says", async () => {
    const { sample } = await draw({ table: "payroll_hours", isFinite: true });
    expect(sample.lot).toBe(119);
    // R: 1 - phyper(0, 2, 117, n) ≥ 0.95 first at n = 92
    expect(sample.size).toBe(92);
  });

  it("of a list in force takes all of it as the lot", async () => {
    const { sample } = await draw({ table: "employee" });
    expect([sample.lot, sample.size]).toEqual([40, 38]);
  });

  it("is shared out over months in proportion", async () => {
    const { sample, records } = await draw({ by: "month" });
    expect(sample.strata.map((s) => s.name)).toEqual(["2026-04", "2026-05", "2026-06"]);
    for (const s of sample.strata) {
      const own = records.filter((r) => r.stratum === s.name);
      expect(own).toHaveLength(s.size);
      expect(own.every((r) => String(r.row.work_date).startsWith(s.name))).toBe(true);
      expect(s.size / sample.size).toBeCloseTo(s.lot / sample.lot, 2);
    }
  });

  it("says what cannot be drawn", async () => {
    expect(await codeOf(() => draw({ table: "lead" }))).toBe("sample_table_unknown");
    expect(await codeOf(() => draw({ quarter: "Q2 2026" }))).toBe("sample_quarter_invalid");
    expect(await codeOf(() => draw({ quarter: "2024-Q1" }))).toBe("sample_lot_empty");
    for (const reader of [
      { id: "works-council", rights: "group" as const },
      { id: "lead-a", rights: "person" as const, scope: "A" },
      { ...hr, mask: ["job"] },
    ])
      expect(await codeOf(async () => takeSample(await context(), attendance, reader, now))).toBe(
        "quality_needs_person_rights",
      );
  });
});

describe("the list to check", () => {
  it("comes back filled in, and nothing else is taken for it", async () => {
    const { sample, records } = await draw();
    const file = path.join(company.dir, "list.csv");
    const fill = (
      answer: (position: number) => string,
      change: (line: string) => string = (line) => line,
    ): void => {
      const lines = sampleCsv(sample, records).split("\r\n");
      const filled = lines.map((line, i) =>
        i === 0 || line === "" ? line : change(line.replace(/,,,([^,]*)$/, `,${answer(i)},,$1`)),
      );
      writeFileSync(file, filled.join("\r\n"));
    };
    const read = () => readCheckedList(file, "list.csv", sample);
    fill((i) => (i === 3 || i === 17 ? "否" : "yes"));
    expect(read()).toEqual({ checked: 299, wrong: [3, 17] });
    fill((i) => (i <= 120 ? "yes" : ""));
    expect(read()).toEqual({ checked: 120, wrong: [] });
    fill((i) => (i === 5 ? "" : "yes"));
    expect(await codeOf(read)).toBe("sample_list_differs");
    fill((i) => (i === 5 ? "perhaps" : "yes"));
    expect(await codeOf(read)).toBe("sample_list_differs");
    // one record swapped for a better one
    fill(
      () => "yes",
      (line) => line.replace(records[0]!.key.replace("\u001f", "·"), "E01·2026-04-02"),
    );
    expect(await codeOf(read)).toBe("sample_list_differs");
    writeFileSync(file, "position,is_correct\n1,yes\n");
    expect(await codeOf(read)).toBe("sample_list_differs");
  });

  it("opens in a spreadsheet without running anything", async () => {
    const { sample, records } = await draw();
    const evil = [{ ...records[0]!, row: { ...records[0]!.row, absence_kind: "=1+1" } }];
    expect(sampleCsv(sample, evil)).toContain(",'=1+1,");
    expect(sampleCsv(sample, evil).charCodeAt(0)).toBe(0xfeff);
  });
});

describe("a result", () => {
  it("without an error proves 0.997 % at 95 %, and is entered once", async () => {
    const { sample } = await draw({ quarter: "2026-Q3" });
    const done = enterResult(company.workspace, sample.id, { wrong: [] }, hr, now);
    expect(done.check).toMatchObject({ checked: 299, errors: 0, verdict: "proved", by: "hr" });
    expect(done.check!.upper).toBeCloseTo(1 - 0.05 ** (1 / 299), 12);
    expect(samples(company.workspace).find((s) => s.id === sample.id)!.check).toEqual(done.check);
    expect(await codeOf(() => enterResult(company.workspace, sample.id, { wrong: [] }, hr, now))).toBe(
      "sample_result_entered",
    );
  });

  it("with errors proves no more than its bound, and drawing again is refused while the data are the same", async () => {
    const { sample } = await draw();
    const other = samples(company.workspace).find((s) => s.table === "attendance_day" && s.accept === 1)!;
    const done = enterResult(company.workspace, sample.id, { wrong: [17, 3, 17] }, hr, now);
    expect(done.check).toMatchObject({ errors: 2, wrong: [3, 17], verdict: "not_proved", rate: 2 / 299 });
    // R: binom.test(2, 299, alternative = "less")$conf.int[2]
    expect(done.check!.upper).toBeCloseTo(0.0209054161, 9);
    expect(await codeOf(() => draw())).toBe("sample_already_checked");
    // a longer list drawn before is no second chance
    expect(await codeOf(() => enterResult(company.workspace, other.id, { wrong: [3] }, hr, now))).toBe(
      "sample_already_checked",
    );
  });

  it("must fit the sample: positions on the list, as many as were checked", async () => {
    const { sample } = await draw({ table: "payroll_hours" });
    const enter = (wrong: number[], checked?: number) => () =>
      enterResult(company.workspace, sample.id, { wrong, checked }, hr, now);
    for (const bad of [
      enter([0]),
      enter([sample.size + 1]),
      enter([1.5]),
      enter([5], 4),
      enter([], 0),
      enter([], 1e6),
    ])
      expect(await codeOf(bad)).toBe("sample_result_invalid");
    expect(await codeOf(() => enterResult(company.workspace, "2026-Q9-x", { wrong: [] }, hr, now))).toBe(
      "sample_unknown",
    );
    // half of the list, from the top, is a random sample too: it proves less
    const half = enterResult(company.workspace, sample.id, { wrong: [], checked: 40 }, hr, now);
    expect(half.check).toMatchObject({ checked: 40, verdict: "not_proved" });
  });

  it("of corrected and newly imported data may be drawn anew, with other records", async () => {
    const first = samples(company.workspace).find((s) => s.id === "2026-Q2-attendance_day-1")!;
    const file = path.join(company.dir, "correction.csv");
    const original = readFileSync(path.join(company.dir, "in", "2026-04", "attendance_day.csv"), "utf8");
    writeFileSync(file, original.replaceAll(",30,22,", ",8,0,"));
    await importFiles(company.workspace, [file], { now });
    const cache = await openCache(company.workspace, { now });
    try {
      const fresh = {
        db: cache.database,
        workspace: company.workspace,
        present: await tablesWithRows(cache.database),
      };
      expect(await codeOf(() => sampleAgain(fresh, first.id, hr))).toBe("sample_data_changed");
      const { sample } = await takeSample(fresh, attendance, hr, now);
      expect(sample).toMatchObject({ id: "2026-Q2-attendance_day-2", round: 2 });
      expect(sample.list).not.toBe(first.list);
    } finally {
      cache.database.close();
    }
  });
});

describe("quarters", () => {
  it("begin and end where they should, and the last one over is the one that is due", () => {
    expect(quarterDays("2026-Q4")).toEqual({ from: "2026-10-01", before: "2027-01-01" });
    expect([lastQuarter("2026-01-02"), lastQuarter("2026-04-01"), lastQuarter("2026-12-31")]).toEqual([
      "2025-Q4",
      "2026-Q1",
      "2026-Q3",
    ]);
  });
});
