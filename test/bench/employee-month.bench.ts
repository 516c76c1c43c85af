// How long does the spine take beside hand-written SQL on the same company? `npx tsx test/bench/employee-month.bench.ts [people] [rounds]`
// Ours: attendance → employee_month + employee_event with proofs, written to a compressed file. Rival: ../shared/performance,
// kept in memory. `held` is ours kept in memory as well: the part that can be compared, without compression and disk. The
// two relations still differ: ours has organisation names, paths, night hours, core time and spells of absence; the rival has
// rolling windows and percentiles among peers. Each goes the whole way from Parquet to its spine.
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, symlinkSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import path from "node:path";
import { writeOurs } from "./rival-data.js";

const root = path.resolve(import.meta.dirname, "../..");
const performanceFolder = path.resolve(root, "../shared/performance");
const people = Number(process.argv[2] ?? 2000);
const months = 60;
const rounds = Number(process.argv[3] ?? 5);

interface Run {
  wall: number;
  cpu: number;
  rssGb: number;
  rows: number;
  columns: number;
}

if (!existsSync(path.join(performanceFolder, "generate.mjs"))) {
  console.log(
    `Needs the rival in ${performanceFolder} (generate.mjs, attendance_month.sql, employee_month.sql).`,
  );
  process.exit(0);
}

const folder = path.join(tmpdir(), `rapport-bench-${people}x${months}`);
if (!existsSync(path.join(folder, "sales_month.parquet"))) generate();
await writeOurs(folder, months);

const runs: Record<string, Run[]> = { rival: [], held: [], ours: [] };
for (let round = 0; round < rounds; round++)
  for (const who of Object.keys(runs)) {
    const run = JSON.parse(
      execFileSync(
        process.execPath,
        [
          "--import",
          "tsx",
          path.join(import.meta.dirname, "employee-month-run.ts"),
          who,
          folder,
          performanceFolder,
        ],
        { cwd: root, encoding: "utf8" },
      ),
    ) as Run;
    runs[who]!.push(run);
    console.log(
      `${who.padEnd(6)} wall ${run.wall.toFixed(2)} s  cpu ${run.cpu.toFixed(2)} s  peak ${run.rssGb.toFixed(2)} GB  ${run.rows} rows × ${run.columns} columns`,
    );
  }
// A shared machine's speed changes within a minute: each run is compared with the rival's run of the same round.
const ratio = (who: string, key: "wall" | "cpu"): string => {
  const ratios = runs[who]!.map((run, round) => run[key] / runs.rival![round]![key]).sort((a, b) => a - b);
  const middle = (ratios[Math.floor((rounds - 1) / 2)]! + ratios[Math.ceil((rounds - 1) / 2)]!) / 2;
  return `${middle.toFixed(2)} (${ratios[0]!.toFixed(2)}–${ratios.at(-1)!.toFixed(2)})`;
};
console.log(
  `${people} seats × ${months} months, median of ${rounds} rounds (least–greatest), load ${loadavg()[0]!.toFixed(1)}`,
);
for (const [who, what] of [
  ["ours", "written to a file"],
  ["held", "in memory, as the rival"],
] as const)
  console.log(`ours ÷ rival, ${what}: wall ${ratio(who, "wall")}, cpu ${ratio(who, "cpu")}`);

function generate(): void {
  const from = path.join(tmpdir(), "rapport-bench-generator");
  mkdirSync(from, { recursive: true });
  copyFileSync(path.join(performanceFolder, "generate.mjs"), path.join(from, "generate.mjs"));
  if (!existsSync(path.join(from, "node_modules")))
    symlinkSync(path.join(root, "node_modules"), path.join(from, "node_modules"));
  execFileSync(process.execPath, [path.join(from, "generate.mjs"), String(people), String(months), folder], {
    stdio: "inherit",
  });
}
