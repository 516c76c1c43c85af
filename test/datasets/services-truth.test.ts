// What is planted in `services` is found again in its files by slow, obvious arithmetic.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Truth, writeCompany } from "../../datasets/companies/index.js";
import { cloglog, type Coefficient } from "./cloglog.js";
import { hazardRows, monthNumber } from "./hazard-rows.js";
import { readSources, type SourceRow, type SourceTables } from "./read-sources.js";

const root = mkdtempSync(path.join(tmpdir(), "rapport-services-truth-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const readTruth = (dir: string): Truth =>
  JSON.parse(readFileSync(path.join(dir, "truth.json"), "utf8")) as Truth;
const valueOf = (truth: Truth, name: string): number => {
  const effect = truth.effects.find((e) => e.name === name);
  if (typeof effect?.value !== "number") throw new Error(`no single value for ${name}`);
  return effect.value;
};
const sum = (rows: SourceRow[], column: string) =>
  rows.reduce((total, row) => total + Number(row[column]), 0);
const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const share = (rows: SourceRow[], column: string) => sum(rows, column) / sum(rows, "revenue");
const versionsOf = (tables: SourceTables, id: string) =>
  tables.org_unit!.filter((row) => row.org_unit_id === id);
const isBefore = (row: SourceRow) => row.month! < "2025-02-01";
const isAfter = (row: SourceRow) => row.month! > "2025-05-01";

/** Within four standard errors of the planted probability. */
const isNear = (truth: Truth, name: string, rows: boolean[]) => {
  const p = valueOf(truth, name);
  const found = rows.filter(Boolean).length / rows.length;
  return {
    name,
    rows: rows.length > 300,
    isNear: Math.abs(found - p) < 4 * Math.sqrt((p * (1 - p)) / rows.length),
  };
};
const near = (name: string) => ({ name, rows: true, isNear: true });
const hoursBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 3_600_000;

describe("services as shipped", () => {
  const dir = path.join(root, "shipped");
  let tables: SourceTables;
  let truth: Truth;
  beforeAll(async () => {
    await writeCompany("services", dir);
    tables = await readSources(dir);
    truth = readTruth(dir);
  });

  it("has about 320 people, 100 of them in sales, over 42 months", () => {
    expect(truth.from).toBe("2023-05");
    expect(truth.to).toBe("2026-10");
    expect(truth.realised.headcount_end).toBeGreaterThan(305);
    expect(truth.realised.headcount_end).toBeLessThan(335);
    expect(Math.abs(truth.realised.headcount_end_sales! - 100)).toBeLessThanOrEqual(6);
    expect(new Set(tables.attendance_day!.map((row) => row.work_date!.slice(0, 7))).size).toBe(42);
  });

  it("answers, wins, satisfies and repeats as planted", () => {
    const old = tables.lead!.filter((r) => r.created_at! < "2026-07-01");
    const waits = old.map((r) =>
      r.first_response_at ? hoursBetween(r.created_at!, r.first_response_at) : Infinity,
    );
    const closed = old.flatMap((r, i) =>
      r.closed_at ? [{ isWon: r.status === "成交", wait: waits[i]! }] : [],
    );
    const won = (least: number, most: number) =>
      closed.filter((l) => l.wait > least && l.wait <= most).map((l) => l.isWon);
    const rated = (isAfter: boolean) =>
      tables
        .customer_feedback!.filter((r) => r.feedback_date! >= "2025-05-01" === isAfter)
        .map((r) => Number(r.score) >= 4);
    const tickets = (isAfter: boolean) =>
      tables
        .support_ticket!.filter((r) => r.created_at! >= "2025-05-01" === isAfter)
        .map((r) => hoursBetween(r.created_at!, r.first_response_at!) <= 1);
    const orders = tables.customer_order!.filter((r) => r.order_date! < "2025-10-01");
    const next = new Map<string, string[]>();
    for (const r of tables.customer_order!)
      next.set(r.customer_id!, [...(next.get(r.customer_id!) ?? []), r.order_date!]);
    const checks: [name: string, rows: boolean[]][] = [
      ["lead_answered_24h", waits.map((w) => w <= 24)],
      ["lead_answered_72h", waits.map((w) => w <= 72)],
      ["conversion_fast", won(-1, 24)],
      ["conversion_medium", won(24, 72)],
      ["conversion_slow", won(72, Infinity)],
      ["satisfied_before", rated(false)],
      ["satisfied_after", rated(true)],
      ["ticket_1h_before", tickets(false)],
      ["ticket_1h_after", tickets(true)],
      ["repurchase", orders.map((r) => next.get(r.customer_id!)!.some((d) => d > r.order_date!))],
    ];
    expect(checks.map(([name, rows]) => isNear(truth, name, rows))).toEqual(
      checks.map(([name]) => near(name)),
    );
  });

  it("holds as many minutes with customers as its truth says, colleagues and doubles left out", () => {
    const minutes = new Set<string>();
    let written = 0;
    for (const r of tables.customer_contact!) {
      written += Number(r.minutes);
      if (r.counterpart!.endsWith("@qiheng-services.example")) continue;
      const from = Date.parse(`${r.started_at!.replace(" ", "T")}Z`) / 60_000;
      for (let m = from; m < from + Number(r.minutes); m++) minutes.add(`${r.employee_id}|${m}`);
    }
    expect(minutes.size).toBe(truth.realised.customer_contact_minutes);
    expect(written).toBe(truth.realised.contact_minutes_written);
    expect(minutes.size).toBeLessThan(0.95 * written);
  });

  it("turns from small to large and from known to new clients", () => {
    const [before, after] = [tables.sales_activity!.filter(isBefore), tables.sales_activity!.filter(isAfter)];
    expect(distance(share(before, "big_client_revenue"), 0.1)).toBeLessThan(0.015);
    expect(distance(share(after, "big_client_revenue"), 0.4)).toBeLessThan(0.025);
    expect(distance(share(before, "new_customer_revenue"), 0.2)).toBeLessThan(0.015);
    expect(distance(share(after, "new_customer_revenue"), 0.45)).toBeLessThan(0.02);
  });

  it("loses about 35 % of its sellers a year before and 25 % after", () => {
    const units = new Map(tables.job_assignment!.map((row) => [row.employee_id!, row.org_unit_id!]));
    const leavers = tables.termination!.filter((row) => units.get(row.employee_id!)!.startsWith("S"));
    const rate = (from: string, to: string, years: number) =>
      leavers.filter((row) => row.exit_date! >= from && row.exit_date! < to).length / years / 101;
    const before = rate("2023-05", "2025-02", 21 / 12);
    const after = rate("2025-06", "2026-11", 17 / 12);
    expect(before).toBeGreaterThan(0.3);
    expect(before).toBeLessThan(0.42);
    expect(after).toBeGreaterThan(0.18);
    expect(after).toBeLessThan(0.3);
    expect(after).toBeLessThan(before);
  });

  it("reorganises: a unit renamed, one moved, a department closed and one founded", () => {
    expect(versionsOf(tables, "D2").map((row) => row.name)).toEqual(["客户支持部", "客户成功部"]);
    expect(versionsOf(tables, "S33").map((row) => row.parent_id)).toEqual(["S3", "S5"]);
    expect(versionsOf(tables, "S4").map((row) => row.valid_to)).toEqual(["2025-01-31"]);
    expect(versionsOf(tables, "S5").map((row) => row.valid_from)).toEqual(["2025-02-01"]);
  });

  it("tells the dates of the new scheme, the courses and the app", () => {
    const dates = tables.calendar_event!.map((row) => row.event_date);
    expect(dates).toEqual(expect.arrayContaining(["2025-02-01", "2025-03-01", "2025-05-01"]));
    const courses = ["客户洞察", "关系维护", "资源协调"];
    const taught = tables.training_record!.filter((row) => courses.includes(row.course_id!));
    expect(taught.length).toBeGreaterThan(200);
    expect(taught.every((row) => row.training_date! >= "2025-03-01")).toBe(true);
  });
});

describe("services with 1,200 people", () => {
  const dir = path.join(root, "large");
  let tables: SourceTables;
  let truth: Truth;
  beforeAll(async () => {
    await writeCompany("services", dir, { seed: 11, people: 1200 });
    tables = await readSources(dir);
    truth = readTruth(dir);
  }, 240_000);

  it("gives every planted hazard ratio back, and none for gender, within 3.5 standard errors", () => {
    const groups = ["S", "D", "C"];
    const rows = hazardRows(tables, {
      from: truth.from,
      to: truth.to,
      programmeOver: "2025-06",
      salesGroup: "S",
      groupOf: (job) => (job.org_unit_id === "QH" ? "C" : job.org_unit_id!.slice(0, 1)),
    });
    const facts = Object.keys(rows[0]!.facts);
    const fit = cloglog(
      [...groups.map((g) => `baseline_${g}`), ...facts],
      rows.map((row) => [...groups.map((g) => Number(g === row.group)), ...facts.map((f) => row.facts[f]!)]),
      rows.map((row) => row.left),
    );
    const away = (c: Coefficient) =>
      (c.estimate - Math.log(c.name === "female" ? 1 : valueOf(truth, c.name))) / c.standardError;
    const far = fit.filter((c) => Math.abs(away(c)) > 3.5).map((c) => `${c.name} ${Math.exp(c.estimate)}`);
    expect(far).toEqual([]);
    // Strong enough to fail when an effect is not there at all.
    const strong = ["tenure_under_1y", "missed_two_reviews", "manager_change_6m", "overtime_10h"];
    const unclear = fit.filter((c) => strong.includes(c.name) && c.estimate < 2.5 * c.standardError);
    expect(unclear).toEqual([]);
  });

  it("gives the leniency of raters back: scores rise with it point for point", () => {
    const byRater = new Map<string, number[]>();
    for (const row of tables.performance_review!)
      byRater.set(row.rater_id!, [...(byRater.get(row.rater_id!) ?? []), Number(row.score)]);
    const raters = [...byRater].filter(([, scores]) => scores.length >= 60);
    expect(raters.length).toBeGreaterThan(30);
    const x = raters.map(([rater]) => valueOf(truth, `leniency_${rater}`));
    const y = raters.map(([, scores]) => mean(scores));
    const slope =
      sumOf(x.map((v, i) => (v - mean(x)) * (y[i]! - mean(y)))) / sumOf(x.map((v) => (v - mean(x)) ** 2));
    expect(slope).toBeGreaterThan(0.8);
    expect(slope).toBeLessThan(1.2);
  });

  it("gives traits, courses and competency gaps back", () => {
    const people = new Map(tables.employee!.map((row) => [row.employee_id!, row]));
    const scores = (isOne: (person: SourceRow) => boolean) =>
      mean(
        tables
          .performance_review!.filter((row) => isOne(people.get(row.employee_id!)!))
          .map((row) => Number(row.score)),
      );
    const referral =
      scores((p) => p.recruitment_source === "内部推荐") - scores((p) => p.recruitment_source !== "内部推荐");
    expect(Math.abs(referral - valueOf(truth, "recruitment_source_内部推荐_score"))).toBeLessThan(1.2);
    const exams = (course: string) =>
      mean(
        tables
          .training_record!.filter((r) => r.course_id === course && r.exam_score)
          .map((r) => Number(r.exam_score)),
      );
    const difference = exams("关系维护") - exams("资源协调");
    const planted = valueOf(truth, "gap_资源协调") - valueOf(truth, "gap_关系维护");
    expect(Math.abs(difference - planted)).toBeLessThan(1.5);
  });

  it("gives the effect of the courses on the big-client share back, in percentage points", () => {
    const done = new Map<string, string[]>();
    for (const row of tables.training_record!)
      if (["客户洞察", "关系维护", "资源协调"].includes(row.course_id!) && row.status === "已完成")
        done.set(row.employee_id!, [...(done.get(row.employee_id!) ?? []), row.training_date!]);
    const isTrained = (row: SourceRow) => {
      const dates = done.get(row.employee_id!) ?? [];
      return dates.length === 3 && dates.every((date) => date < row.month!);
    };
    const after = tables.sales_activity!.filter(isAfter);
    const [trained, others] = [after.filter(isTrained), after.filter((row) => !isTrained(row))];
    expect(
      distance(share(others, "big_client_revenue"), valueOf(truth, "big_client_share_after")),
    ).toBeLessThan(0.02);
    const planted = valueOf(truth, "big_client_share_all_courses");
    expect(
      distance(share(trained, "big_client_revenue") - share(others, "big_client_revenue"), planted),
    ).toBeLessThan(0.025);
  });

  it("gives season and 春节 back from the sums of sales", () => {
    const effect = truth.effects.find((e) => e.name === "revenue_season")!.value as number[];
    const perSeller = new Map<number, number[]>();
    for (const row of tables.sales_activity!) {
      const month = monthNumber(row.month!);
      perSeller.set(month, [...(perSeller.get(month) ?? []), Number(row.revenue)]);
    }
    const level = (m: string) => mean(perSeller.get(monthNumber(m))!);
    // December against November, and January of an early festival (2025) against one of a late (2024), within one regime each.
    expect(distance(level("2023-12") / level("2023-11"), effect[11]! / effect[10]!)).toBeLessThan(0.1);
    const early = level("2025-01") / level("2024-12");
    const late = level("2024-01") / level("2023-12");
    const planted = (1 + valueOf(truth, "spring_festival")) ** (festivalDaysInJanuary2025 / 22);
    expect(distance(early / late, planted)).toBeLessThan(0.06);
  });
});

/** 22 to 31 January 2025; the festival of 2024 leaves January alone. */
const festivalDaysInJanuary2025 = 10;

const distance = (a: number, b: number) => Math.abs(a - b);
const sumOf = (values: number[]) => values.reduce((a, b) => a + b, 0);
