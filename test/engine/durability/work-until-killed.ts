// A process of the tests that works in a workspace, says what is acknowledged (one JSON a line), until it is killed.
// Arguments: folder, round (names what it writes), seed, fault point in whose step it dies ("" to work until somebody kills it).
import { mkdirSync, rmSync, writeFileSync, writeSync } from "node:fs";
import path from "node:path";
import { backupWorkspace } from "../../../engine/durability/backup.js";
import { restoreBackup } from "../../../engine/durability/restore.js";
import { startWorkspace } from "../../../engine/durability/start-workspace.js";
import { buildCache } from "../../../engine/cache.js";
import { importFiles } from "../../../engine/ingest/ingest.js";
import { sourceManifests } from "../../../engine/ingest/manifest.js";
import { withdrawImport } from "../../../engine/ingest/withdraw.js";
import { appendJournal } from "../../../engine/journal.js";
import { random } from "../../../models/estimators/random.js";

export type Step = "append" | "import" | "withdraw" | "build" | "backup" | "restore";
/** What the process says: that it is there, and each thing that is done for good. */
export type Said =
  | { ready: true }
  | { done: "append"; n: string }
  | { done: Step; id?: string; person?: string };

const [dir, round, seed, point] = process.argv.slice(2) as [string, string, string, string];
const draw = random(Number(seed));
const say = (said: Said): void => void writeSync(1, `${JSON.stringify(said)}\n`);
const beside = (name: string): string => path.join(`${dir}.files`, name);
let made = 0;

const work: Record<Step, () => unknown> = {
  append() {
    const n = `${round}-${made}`;
    appendJournal(open(), { kind: "target", n, text: "目标".repeat(20) }, new Date());
    say({ done: "append", n });
  },
  async import() {
    const person = `P${round}-${made}`;
    const file = beside(`${person}.csv`);
    writeFileSync(file, `employee_id,hire_date\n${person},2021-03-01\n`);
    const { id } = await importFiles(open(), [file], { now: new Date() });
    say({ done: "import", id, person });
  },
  withdraw() {
    // Never the first: a workspace of nothing but withdrawals has nothing to build.
    const [, ...later] = sourceManifests(open());
    const latest = later.at(-1);
    if (!latest || latest.withdraws !== undefined) return;
    withdrawImport(open(), latest.id, { now: new Date() });
    say({ done: "withdraw", id: latest.id });
  },
  async build() {
    await buildCache(open(), { now: new Date() });
    say({ done: "build" });
  },
  backup() {
    const out = beside(`${round}-${made}.tar`);
    backupWorkspace(open(), out, new Date());
    rmSync(out);
    say({ done: "backup" });
  },
  /** Of a backup made just before: old and new hold the same. */
  restore() {
    const out = beside(`${round}-${made}.tar`);
    backupWorkspace(open(), out, new Date());
    const { kept } = restoreBackup(out, dir, new Date(), { force: true });
    if (kept) rmSync(kept, { recursive: true });
    rmSync(out);
    say({ done: "restore" });
  },
};

const open = () => startWorkspace(dir, new Date()).workspace;
const likely: Step[] = [
  "append",
  "append",
  "append",
  "import",
  "import",
  "withdraw",
  "build",
  "backup",
  "restore",
];
const any = (): Step => likely[draw.integer(likely.length)]!;

/** The step that passes the point; of writing a journal line that is any which changes something. */
function stepThrough(): Step {
  if (point.startsWith("backup")) return "backup";
  if (point.startsWith("restore")) return "restore";
  if (point.startsWith("cache")) return "build";
  if (point.startsWith("journal"))
    return (["append", "import", "backup", "restore"] as const)[draw.integer(4)]!;
  return "import";
}

async function run(step: Step): Promise<void> {
  made++;
  await work[step]();
}

say({ ready: true });
mkdirSync(`${dir}.files`, { recursive: true });
// Mending happens at the start: those points are passed before any step, where the test left something to mend.
const isAtStart = /torn|repair/.test(point);
if (isAtStart) process.env.RAPPORT_FAULT = point;
open();
if (point !== "") {
  for (let n = draw.integer(3); n > 0; n--) await run(any());
  process.env.RAPPORT_FAULT = point;
  await run(stepThrough());
  throw new Error(`${point} was not passed`);
}
for (;;) await run(any());
