// One build in a process of its own: `rival` (hand-written SQL, in memory), `held` (our spine, in memory) or `ours` (written to disk) → JSON.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { Database } from "../../engine/database.js";
import { buildMemory } from "../../engine/build-memory.js";
import { buildSpine } from "../../engine/spine/spine.js";
import { publishOurs } from "./rival-data.js";

const [who, folder, performanceFolder] = process.argv.slice(2);

const scratch = mkdtempSync(path.join(folder, "run-"));
const db =
  who === "ours"
    ? await Database.open({
        path: path.join(scratch, "cache.duckdb"),
        tempDirectory: path.join(scratch, "tmp"),
        ...buildMemory(),
      })
    : await Database.open({ tempDirectory: path.join(scratch, "tmp") });
const steps: Record<string, number> = {};
const timed = async (name: string, work: () => Promise<unknown>) => {
  const [wall, cpu] = [performance.now(), process.cpuUsage()];
  await work();
  const used = process.cpuUsage(cpu);
  steps[name] = (performance.now() - wall) / 1000;
  steps[`${name} cpu`] = (used.user + used.system) / 1e6;
};

if (who === "rival") {
  for (const table of [
    "employee",
    "employee_org",
    "termination",
    "performance_review",
    "training_enrolment",
    "sales_month",
  ])
    await db.run(`CREATE TABLE ${table} AS FROM '${folder}/${table}.parquet'`);
  await db.run(`CREATE VIEW attendance_day AS FROM read_parquet('${folder}/attendance_day/*.parquet')`);
  await timed("build", async () => {
    for (const file of ["attendance_month.sql", "employee_month.sql"])
      await db.run(readFileSync(path.join(performanceFolder, file), "utf8"));
  });
} else {
  await publishOurs(db, folder);
  await timed("build", async () => {
    await buildSpine(db, {
      historyFrom: "2021-01",
      historyTo: "2025-12",
      standardDayHours: 8,
      coreTime: { from: "09:00", to: "12:00" },
      fiscalYearStart: 1,
    });
    await db.run("CHECKPOINT");
  });
}
const relation = who === "rival" ? "spine" : "employee_month";
const shape = await db.row<{ rows: number; columns: number }>(
  `SELECT (SELECT count(*) FROM ${relation}) AS rows, (SELECT count(*) FROM information_schema.columns WHERE table_name = '${relation}') AS columns`,
);
db.close();
rmSync(scratch, { recursive: true });
console.log(
  JSON.stringify({
    wall: steps.build,
    cpu: steps["build cpu"],
    rssGb: process.resourceUsage().maxRSS / 2 ** 20,
    ...shape,
  }),
);
