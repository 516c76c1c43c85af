// What does asking through the one door cost beside the SQL that an expert would write for the same number?
// `npx tsx test/bench/question.bench.ts [people] [runs]`: all on the same cache file, each question warmed, then in turns.
// Ours: policy, cells, total at its own grain, people, numerator, denominator, 95 % intervals, order, receipt and its seal.
// Rivals, hand-written over the view employee_month, plain rows back:
// - `plain`: the value and the number of people behind each cell. No total, no evidence, no interval, no policy.
// - `same`: the columns that our intervals are made of as well: numerator, denominator and, where people vary, Σy², Σxy, Σx²
//   over people; and the row of the total. Still no policy, no limits, no receipt.
// `groups` = a reader of groups, who gets released cells with honest digits, from the rows kept at the close. Rival: SQL over
// employee_month that hides cells of fewer than 5 people, which protects less. `first` = the kept rows are read, `again` = the
// same cells were asked before (by anyone; the files did not change).
// `Arrow` = ours encoded for the browser beside JSON rows.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
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
  plain: string;
  same: string;
}
const exits = "(is_voluntary_exit OR is_involuntary_exit OR is_other_exit)::INTEGER";
const voluntary = "is_voluntary_exit::INTEGER";
const exited = `sum(${voluntary}) AS y, sum(exit_exposure) / 12 AS x, count(DISTINCT employee_id) AS people`;
const annual = `sum(${voluntary}) / nullif(sum(exit_exposure), 0) * 12`;

/** y ÷ x with the sums over people that a cluster-robust interval takes; `keys` are columns of the view. */
function byPerson(keys: string[], y: string, x: string, where: string, having = ""): string {
  const sums = `sum(y) / sum(x), sum(y), sum(x), sum(y * y), sum(x * y), sum(x * x), count(*) FILTER (x > 0)`;
  return `WITH person AS MATERIALIZED (SELECT ${keys.join(", ")}, employee_id, sum(${y}) AS y, sum(${x}) AS x
      FROM employee_month WHERE ${where} GROUP BY ALL)
    SELECT ${keys.join(", ")}, ${sums} FROM person GROUP BY ALL ${having}
    UNION ALL SELECT ${keys.map(() => "NULL").join(", ")}, ${sums}
    FROM (SELECT sum(y) AS y, sum(x) AS x FROM person GROUP BY employee_id)`;
}
/** Exits and exposure of each month with the eleven before, and the people of these months. */
const rolling = `WITH m AS (SELECT month, sum(${exits}) AS exits, sum(exit_exposure) AS exposure FROM employee_month GROUP BY 1)
    , people AS (SELECT c.month, count(DISTINCT employee_id) AS people FROM calendar_month c
      JOIN employee_month e ON e.month BETWEEN c.month - INTERVAL 11 MONTH AND c.month GROUP BY 1)
    SELECT month, sum(exits) OVER w / sum(exposure) OVER w * 12, sum(exits) OVER w, sum(exposure) OVER w, people
    FROM m JOIN people USING (month) WINDOW w AS (ORDER BY month ROWS 11 PRECEDING) ORDER BY 1`;
const personSums = (y: string, x: string): string =>
  `sum(${y}) / sum(${x}), sum(${y}), sum(${x}), sum(${y} * ${y}), sum(${x} * ${y}), sum(${x} * ${x}), count(*) FILTER (${x} > 0)`;
const fourSums = `sum(hc), sum(exits) / nullif(sum(exposure), 0) * 12, sum(exits), sum(exposure),
      ${personSums("absent", "days")}, ${personSums("revenue", "hc")}, count(*) FILTER (hc > 0), count(revenue)`;

const questions: Question[] = [
  {
    name: "headcount by department, one month",
    spec: { metrics: ["headcount"], by: ["department"], from: "2025-12", to: "2025-12" },
    reader: localReader,
    plain: `SELECT department, sum(headcount_end), count(DISTINCT employee_id) FROM employee_month WHERE month = DATE '2025-12-01' GROUP BY 1 ORDER BY 2 DESC`,
    same: `SELECT department, sum(headcount_end), count(DISTINCT employee_id) FROM employee_month WHERE month = DATE '2025-12-01'
      GROUP BY GROUPING SETS ((department), ()) ORDER BY 2 DESC`,
  },
  {
    name: "turnover by month, five years",
    spec: { metrics: ["voluntary_turnover"], by: ["month"] },
    reader: localReader,
    plain: `SELECT month, ${annual}, count(DISTINCT employee_id) FROM employee_month GROUP BY 1 ORDER BY 1`,
    same: `SELECT month, ${annual}, ${exited} FROM employee_month GROUP BY GROUPING SETS ((month), ()) ORDER BY 1`,
  },
  {
    name: "turnover by department, five years",
    spec: { metrics: ["voluntary_turnover"], by: ["department"] },
    reader: localReader,
    plain: `SELECT department, ${annual}, count(DISTINCT employee_id) FROM employee_month GROUP BY 1 ORDER BY 2 DESC`,
    same: `SELECT department, ${annual}, ${exited} FROM employee_month GROUP BY GROUPING SETS ((department), ()) ORDER BY 2 DESC`,
  },
  {
    name: "the same, one division's head",
    spec: { metrics: ["voluntary_turnover"], by: ["department"] },
    reader: division,
    plain: `SELECT department, ${annual}, count(DISTINCT employee_id) FROM employee_month WHERE list_contains(org_path, 'V3') GROUP BY 1 ORDER BY 2 DESC`,
    same: `SELECT department, ${annual}, ${exited} FROM employee_month WHERE list_contains(org_path, 'V3')
      GROUP BY GROUPING SETS ((department), ()) ORDER BY 2 DESC`,
  },
  {
    name: "overtime per head, tenure × level",
    spec: { metrics: ["overtime_per_head"], by: ["tenure_band", "level"], from: "2025-01", to: "2025-12" },
    reader: localReader,
    plain: `SELECT tenure_band, level, sum(overtime_hours) / sum(headcount_average), count(DISTINCT employee_id) FROM employee_month
      WHERE month >= DATE '2025-01-01' GROUP BY ALL ORDER BY 1, 2`,
    same: byPerson(
      ["tenure_band", "level"],
      "overtime_hours",
      "headcount_average",
      "month >= DATE '2025-01-01'",
    ),
  },
  {
    name: "rolling 12 months by month",
    spec: { metrics: ["rolling_12m_turnover"], by: ["month"] },
    reader: localReader,
    plain: rolling,
    same: `SELECT * FROM (${rolling}) UNION ALL SELECT NULL, sum(${exits}) / sum(exit_exposure) * 12, sum(${exits}),
      sum(exit_exposure), count(DISTINCT employee_id) FROM employee_month WHERE month >= DATE '2025-01-01'`,
  },
  {
    name: "four metrics by quarter and division",
    spec: {
      metrics: ["average_headcount", "total_turnover", "absence_rate", "revenue_per_head"],
      by: ["quarter", "division"],
    },
    reader: localReader,
    plain: `SELECT date_trunc('quarter', month), division, sum(headcount_average) / 3, sum(${exits}) / nullif(sum(exit_exposure), 0) * 12,
      sum(absent_days) / sum(attendance_days), sum(revenue) / sum(headcount_average),
      count(DISTINCT employee_id) FROM employee_month GROUP BY ALL ORDER BY 1, 2`,
    same: `WITH person AS MATERIALIZED (SELECT date_trunc('quarter', month) AS quarter, division, employee_id, sum(headcount_average) AS hc,
        sum(${exits}) AS exits, sum(exit_exposure) AS exposure, sum(absent_days) AS absent, sum(attendance_days) AS days,
        sum(revenue) AS revenue FROM employee_month GROUP BY ALL)
      SELECT quarter, division, ${fourSums} FROM person GROUP BY ALL
      UNION ALL SELECT NULL, NULL, ${fourSums} FROM (SELECT sum(hc) AS hc, sum(exits) AS exits, sum(exposure) AS exposure,
        sum(absent) AS absent, sum(days) AS days, sum(revenue) AS revenue FROM person GROUP BY employee_id)`,
  },
  {
    name: "groups: headcount by department",
    spec: { metrics: ["headcount"], by: ["department"], from: "2025-12", to: "2025-12" },
    reader: groups,
    isReleased: true,
    plain: `SELECT department, sum(headcount_end), count(DISTINCT employee_id) FROM employee_month WHERE month = DATE '2025-12-01'
      GROUP BY 1 HAVING count(DISTINCT employee_id) >= 5 ORDER BY 2 DESC`,
    same: `SELECT department, sum(headcount_end), count(DISTINCT employee_id) FROM employee_month WHERE month = DATE '2025-12-01'
      GROUP BY GROUPING SETS ((department), ()) HAVING count(DISTINCT employee_id) >= 5 ORDER BY 2 DESC`,
  },
  {
    name: "groups: a quarter's overtime by tenure",
    spec: { metrics: ["overtime_per_head"], by: ["tenure_band"], from: "2025-10", to: "2025-12" },
    reader: groups,
    isReleased: true,
    plain: `SELECT tenure_band, sum(overtime_hours) / sum(headcount_average), count(DISTINCT employee_id) FROM employee_month
      WHERE month >= DATE '2025-10-01' GROUP BY ALL HAVING count(DISTINCT employee_id) >= 5 ORDER BY 1`,
    same: byPerson(
      ["tenure_band"],
      "overtime_hours",
      "headcount_average",
      "month >= DATE '2025-10-01'",
      "HAVING count(*) >= 5",
    ),
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
  `${people} seats × ${months} months, ${runs} runs in turns; wall p50 (p95) and CPU in ms; ratios of p50 wall / of CPU`,
);
const closed = path.join(folder, "releases");
const released: MetricCache = { ...cache, releases: await lastQuarter() };
for (const { name, spec, reader, plain, same, isReleased } of questions) {
  const ask = () => answer(isReleased ? released : cache, spec, { reader, now: new Date() });
  const work: Record<string, () => Promise<unknown>> = {
    plain: () => database.rows(plain),
    same: () => database.rows(same),
    [isReleased ? "again" : "ours"]: ask,
  };
  const costs = new Map(Object.keys(work).map((key) => [key, { wall: [], cpu: 0 } as Cost]));
  const first: Cost = { wall: [], cpu: 0 };
  for (let run = -1; run < runs; run++) {
    for (const [key, one] of Object.entries(work))
      await cost(run < 0 ? { wall: [], cpu: 0 } : costs.get(key)!, one);
    if (isReleased) {
      forgetKept();
      await cost(run < 0 ? { wall: [], cpu: 0 } : first, ask);
    }
  }
  if (isReleased) costs.set("first", first);
  const show = (key: string): string => {
    const { wall, cpu } = costs.get(key)!;
    return `${key} ${quantile(wall, 0.5).toFixed(0)} (${quantile(wall, 0.95).toFixed(0)}) cpu ${(cpu / runs).toFixed(0)}`;
  };
  const ratio = (of: string, to: string): string => {
    const [a, b] = [costs.get(of)!, costs.get(to)!];
    return `${of} ÷ ${to} ${(quantile(a.wall, 0.5) / quantile(b.wall, 0.5)).toFixed(2)} / ${(a.cpu / b.cpu).toFixed(2)}`;
  };
  const ours = [...costs.keys()].filter((key) => key !== "plain" && key !== "same");
  console.log(`${name}\n   ${[...costs.keys()].map(show).join(", ")}`);
  console.log(`   ${ours.flatMap((key) => [ratio(key, "plain"), ratio(key, "same")]).join(", ")}`);
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

/** The kept rows look as if they had been written anew. */
function forgetKept(): void {
  const at = new Date();
  for (const name of readdirSync(closed))
    if (name.endsWith(".parquet")) utimesSync(path.join(closed, name), at, at);
}

/** Releases of the last three months and the rows kept at their close, made once and kept beside the cache. */
async function lastQuarter(): Promise<ReleaseBook> {
  const options = closeOptions(cache.workspace.config, loadCatalogue(undefined), new Date());
  const releases: Release[] = [];
  mkdirSync(closed, { recursive: true });
  for (const month of ["2025-10", "2025-11", "2025-12"]) {
    const kept = path.join(closed, `${month}.json`);
    if (!existsSync(kept)) {
      const started = performance.now();
      const release = await releaseOfMonth(database, month, options, releases.at(-1));
      await database.run(
        `COPY (SELECT * FROM employee_month WHERE month = DATE '${month}-01' ORDER BY employee_id)
         TO '${path.join(closed, `${month}.employee_month.parquet`)}' (FORMAT parquet, COMPRESSION zstd)`,
      );
      writeFileSync(kept, JSON.stringify(release));
      console.log(`${month} closed in ${((performance.now() - started) / 1000).toFixed(1)} s`);
    }
    releases.push(JSON.parse(readFileSync(kept, "utf8")) as Release);
  }
  return bookOf(releases, "bench", closed);
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
