// What does asking through the one door cost beside the SQL that an expert would write for the same number?
// `npx tsx test/bench/question.bench.ts [people] [runs]`: both on the same cache file, each question warmed, then in turns.
// Rival: hand-written SQL over employee_month, with the number of people behind each cell, plain rows back. Ours: the same
// with policy, total at its own grain, intervals and receipt. `groups` = a reader of groups, who gets released cells with
// honest digits, beside SQL that hides cells of fewer than 5 people: the same question with less protection. `own SQL`: the door beside the statement on its receipt, run
// bare: what policy, the total, intervals and the receipt cost. `Arrow` = ours encoded for the browser beside JSON rows.
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import path from "node:path";
import { buildMemory } from "../../engine/build-memory.js";
import { Database } from "../../engine/database.js";
import { releaseOfMonth } from "../../engine/disclosure/close-months.js";
import type { Release } from "../../engine/disclosure/release.js";
import { bookOf, type ReleaseBook } from "../../engine/disclosure/release-book.js";
import { answer, loadCatalogue, localReader, type Reader } from "../../engine/index.js";
import type { MetricCache } from "../../engine/metrics/cache-facts.js";
import { closeOptions } from "../../engine/metrics/releases-of.js";
import { resultToIpc } from "../../engine/result-ipc.js";
import { resultRows } from "../../engine/result-rows.js";
import { buildSpine } from "../../engine/spine/spine.js";
import { publishOurs, writeOurs } from "./rival-data.js";

const people = Number(process.argv[2] ?? 20_000);
const runs = Number(process.argv[3] ?? 30);
const months = 60;
const folder = path.join(tmpdir(), `rapport-bench-${people}x${months}`);
if (!existsSync(path.join(folder, "sales_month.parquet"))) {
  console.log(`Needs the data of: npx tsx test/bench/employee-month.bench.ts ${people}`);
  process.exit(0);
}
await writeOurs(folder, months);
const file = path.join(folder, "question.duckdb");
if (!existsSync(file)) await build(file);
const database = await Database.open({ path: file, readOnly: true });

const division: Reader = { id: "head", rights: "person", scope: "V3" };
const groups: Reader = { id: "leader", rights: "group" };
const cache: MetricCache = {
  database,
  snapshot: "bench",
  workspace: { config: { k: 5, fiscalYearStart: 1, currency: "CNY" } },
};

interface Question {
  name: string;
  spec: object;
  reader: Reader;
  /** Answered from released cells. */
  isReleased?: boolean;
  sql: string;
}
const annual = `sum(is_voluntary_exit::INTEGER) / nullif(sum(exit_exposure), 0) * 12`;
const questions: Question[] = [
  {
    name: "headcount by department, one month",
    spec: { metrics: ["headcount"], by: ["department"], from: "2025-12", to: "2025-12" },
    reader: localReader,
    sql: `SELECT department, sum(headcount_end), count(DISTINCT employee_id) FROM employee_month WHERE month = DATE '2025-12-01' GROUP BY 1 ORDER BY 2 DESC`,
  },
  {
    name: "turnover by month, five years",
    spec: { metrics: ["voluntary_turnover"], by: ["month"] },
    reader: localReader,
    sql: `SELECT month, ${annual}, count(DISTINCT employee_id) FROM employee_month GROUP BY 1 ORDER BY 1`,
  },
  {
    name: "turnover by department, five years",
    spec: { metrics: ["voluntary_turnover"], by: ["department"] },
    reader: localReader,
    sql: `SELECT department, ${annual}, count(DISTINCT employee_id) FROM employee_month GROUP BY 1 ORDER BY 2 DESC`,
  },
  {
    name: "the same, one division's head",
    spec: { metrics: ["voluntary_turnover"], by: ["department"] },
    reader: division,
    sql: `SELECT department, ${annual}, count(DISTINCT employee_id) FROM employee_month WHERE list_contains(org_path, 'V3') GROUP BY 1 ORDER BY 2 DESC`,
  },
  {
    name: "overtime per head, tenure × level",
    spec: { metrics: ["overtime_per_head"], by: ["tenure_band", "level"], from: "2025-01", to: "2025-12" },
    reader: localReader,
    sql: `SELECT tenure_band, level, sum(overtime_hours) / sum(headcount_average), count(DISTINCT employee_id) FROM employee_month
      WHERE month >= DATE '2025-01-01' GROUP BY ALL ORDER BY 1, 2`,
  },
  {
    name: "rolling 12 months by month",
    spec: { metrics: ["rolling_12m_turnover"], by: ["month"] },
    reader: localReader,
    sql: `WITH m AS (SELECT month, sum((is_voluntary_exit OR is_involuntary_exit OR is_other_exit)::INTEGER) AS exits, sum(exit_exposure) AS exposure
        FROM employee_month GROUP BY 1)
      , people AS (SELECT c.month, count(DISTINCT employee_id) AS people FROM calendar_month c
        JOIN employee_month e ON e.month BETWEEN c.month - INTERVAL 11 MONTH AND c.month GROUP BY 1)
      SELECT month, sum(exits) OVER w / sum(exposure) OVER w * 12, people FROM m JOIN people USING (month)
      WINDOW w AS (ORDER BY month ROWS 11 PRECEDING) ORDER BY 1`,
  },
  {
    name: "four metrics by quarter and division",
    spec: {
      metrics: ["average_headcount", "total_turnover", "absence_rate", "revenue_per_head"],
      by: ["quarter", "division"],
    },
    reader: localReader,
    sql: `SELECT date_trunc('quarter', month), division, sum(headcount_average) / 3, sum((is_voluntary_exit OR is_involuntary_exit OR is_other_exit)::INTEGER) / nullif(sum(exit_exposure), 0) * 12,
      sum(absent_days) / sum(attendance_days), sum(revenue) / sum(headcount_average),
      count(DISTINCT employee_id) FROM employee_month GROUP BY ALL ORDER BY 1, 2`,
  },
  {
    name: "groups: headcount by department",
    spec: { metrics: ["headcount"], by: ["department"], from: "2025-12", to: "2025-12" },
    reader: groups,
    isReleased: true,
    sql: `SELECT department, sum(headcount_end), count(DISTINCT employee_id) FROM employee_month WHERE month = DATE '2025-12-01'
      GROUP BY 1 HAVING count(DISTINCT employee_id) >= 5 ORDER BY 2 DESC`,
  },
  {
    name: "groups: a quarter's overtime by tenure",
    spec: { metrics: ["overtime_per_head"], by: ["tenure_band"], from: "2025-10", to: "2025-12" },
    reader: groups,
    isReleased: true,
    sql: `SELECT tenure_band, sum(overtime_hours) / sum(headcount_average), count(DISTINCT employee_id) FROM employee_month
      WHERE month >= DATE '2025-10-01' GROUP BY ALL HAVING count(DISTINCT employee_id) >= 5 ORDER BY 1`,
  },
];

interface Cost {
  wall: number[];
  cpu: number;
}
async function cost(into: Cost, work: () => Promise<unknown>): Promise<void> {
  const [wall, cpu] = [performance.now(), process.cpuUsage()];
  await work();
  const used = process.cpuUsage(cpu);
  into.wall.push(performance.now() - wall);
  into.cpu += (used.user + used.system) / 1000;
}
const quantile = (values: number[], q: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(q * values.length))]!;

console.log(
  `${people} seats × ${months} months, ${runs} runs in turns; wall p50/p95 in ms, ratio of p50 and of CPU`,
);
const released: MetricCache = { ...cache, releases: await lastQuarter() };
for (const { name, spec, reader, sql, isReleased } of questions) {
  const ask = () => answer(isReleased ? released : cache, spec, { reader, now: new Date() });
  const { receipt } = await ask();
  const bare = () => database.rows(receipt.sql, receipt.parameters);
  await bare();
  await database.rows(sql);
  const ours: Cost = { wall: [], cpu: 0 };
  const rival: Cost = { wall: [], cpu: 0 };
  const own: Cost = { wall: [], cpu: 0 };
  for (let run = 0; run < runs; run++) {
    await cost(rival, () => database.rows(sql));
    await cost(ours, ask);
    await cost(own, bare);
  }
  const show = ({ wall }: Cost) => `${quantile(wall, 0.5).toFixed(1)}/${quantile(wall, 0.95).toFixed(1)}`;
  console.log(
    `${name.padEnd(38)} ours ${show(ours).padStart(13)}  SQL ${show(rival).padStart(13)}  wall × ${(quantile(ours.wall, 0.5) / quantile(rival.wall, 0.5)).toFixed(2)}  cpu × ${(ours.cpu / rival.cpu).toFixed(2)}  own SQL × ${(quantile(ours.wall, 0.5) / quantile(own.wall, 0.5)).toFixed(2)}`,
  );
}

const wide = await answer(
  cache,
  {
    metrics: ["average_headcount", "overtime_per_head"],
    by: ["month", "department", "level", "tenure_band"],
  },
  { reader: localReader, now: new Date() },
);
const arrow: Cost = { wall: [], cpu: 0 };
const json: Cost = { wall: [], cpu: 0 };
for (let run = 0; run < 5; run++) {
  await cost(json, async () => JSON.stringify(resultRows(wide.table, wide.columns)));
  await cost(arrow, async () => resultToIpc(wide, "stream"));
}
console.log(
  `${wide.table.numRows} rows × ${wide.columns.length} columns to the browser: Arrow ${quantile(arrow.wall, 0.5).toFixed(1)} ms, JSON rows ${quantile(json.wall, 0.5).toFixed(1)} ms, × ${(arrow.cpu / json.cpu).toFixed(2)}; load ${loadavg()[0]!.toFixed(1)}`,
);
database.close();

/** Releases of the last three months, made once and kept beside the cache. */
async function lastQuarter(): Promise<ReleaseBook> {
  const options = closeOptions(cache.workspace.config, loadCatalogue(undefined), new Date());
  const releases: Release[] = [];
  for (const month of ["2025-10", "2025-11", "2025-12"]) {
    const kept = path.join(folder, `release-${month}.json`);
    if (!existsSync(kept)) {
      const started = performance.now();
      const release = await releaseOfMonth(database, month, options, releases.at(-1));
      writeFileSync(kept, JSON.stringify(release));
      console.log(`${month} closed in ${((performance.now() - started) / 1000).toFixed(1)} s`);
    }
    releases.push(JSON.parse(readFileSync(kept, "utf8")) as Release);
  }
  return bookOf(releases, "bench");
}

async function build(target: string): Promise<void> {
  const making = `${target}.making`;
  rmSync(making, { force: true });
  const db = await Database.open({ path: making, tempDirectory: `${making}.tmp`, ...buildMemory() });
  await publishOurs(db, folder);
  const started = performance.now();
  await buildSpine(db, {
    historyFrom: "2021-01",
    historyTo: "2025-12",
    standardDayHours: 8,
    coreTime: { from: "09:00", to: "12:00" },
    fiscalYearStart: 1,
  });
  await db.run("CHECKPOINT");
  console.log(`spine built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  db.close();
  renameSync(making, target);
}
