// Many kills -9 over the life of a workspace, at drawn fault points and drawn instants: after each, the start mends what
// is left, all that was acknowledged is there, and nothing else. Nightly (RAPPORT_NIGHTLY=1) 500 of them.
import { spawn } from "node:child_process";
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { startWorkspace } from "../../../engine/durability/start-workspace.js";
import {
  backupFaultPoints,
  cacheFaultPoints,
  faultPoints,
  journalFaultPoints,
} from "../../../engine/ingest/fault.js";
import { importFiles } from "../../../engine/ingest/ingest.js";
import { sourceManifests } from "../../../engine/ingest/manifest.js";
import { publishSources } from "../../../engine/ingest/publish.js";
import { Database, initWorkspace, openCache, readJournal, type Workspace } from "../../../engine/index.js";
import { random, type Random } from "../../../models/estimators/random.js";
import type { Said } from "./work-until-killed.js";

const nightly = process.env.RAPPORT_NIGHTLY !== undefined;
const [lives, killsEach] = nightly ? [20, 25] : [1, 6];
const root = path.resolve(import.meta.dirname, "../../..");
const dir = mkdtempSync(path.join(os.tmpdir(), "rapport-kills-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const points = [...faultPoints, ...journalFaultPoints, ...backupFaultPoints, ...cacheFaultPoints];
/** Moments after the process began to work; most are early, where starting and mending are. */
const latestMs = 2500;

/** What must be there, whatever happened: the oracle, kept apart from the workspace. */
interface Truth {
  targets: Set<string>;
  /** Import → the person whom it brought; undefined of one that the process did not live to acknowledge. */
  imports: Map<string, string | undefined>;
  withdrawn: Set<string>;
}

/** Lets a process work until it is killed; returns what it acknowledged, and how it ended. */
function killed(
  folder: string,
  round: number,
  draw: Random,
  point: string,
): Promise<{ said: Said[]; signal: string | null; words: string }> {
  const seed = draw.integer(2 ** 31);
  const delay = draw.uniform() ** 2 * latestMs;
  const child = spawn(
    process.execPath,
    [
      "--import",
      "tsx",
      path.join(root, "test/engine/durability/work-until-killed.ts"),
      folder,
      String(round),
      String(seed),
      point,
    ],
    { cwd: root, stdio: ["ignore", "pipe", "pipe"] },
  );
  let out = "";
  let words = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (words += text));
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    if (out === "" && point === "") setTimeout(() => child.kill("SIGKILL"), delay);
    out += text;
  });
  return new Promise((resolve) => {
    child.once("close", (_code, signal) => {
      const said = out
        .split("\n")
        .slice(0, -1)
        .map((line) => JSON.parse(line) as Said);
      resolve({ said, signal, words });
    });
  });
}

function remember(truth: Truth, said: readonly Said[]): void {
  for (const one of said) {
    if (!("done" in one)) continue;
    if ("n" in one) truth.targets.add(one.n);
    if (one.done === "import" && "id" in one) truth.imports.set(one.id!, one.person);
    if (one.done === "withdraw" && "id" in one) truth.withdrawn.add(one.id!);
  }
}

/** A journal with something to mend: an unfinished last line, or a part of it gone that its copy still has. */
function damage(workspace: Workspace, point: string): void {
  const journal = workspace.path("journal.ndjson");
  if (point === "journal_torn_aside") appendFileSync(journal, '{"seq":7,"at":"20');
  else if (point.startsWith("journal_repair")) truncateSync(journal, Math.floor(statSync(journal).size / 2));
}

/** Everything acknowledged is there, once; what was under way is there whole or not at all. */
async function compare(workspace: Workspace, truth: Truth): Promise<void> {
  const { lines, torn, lost } = readJournal(workspace);
  expect({ torn, lost }).toEqual({});
  const targets = lines.filter((line) => line.kind === "target").map((line) => String(line.n));
  expect(new Set(targets).size).toBe(targets.length);
  expect(targets).toEqual(expect.arrayContaining([...truth.targets]));
  const manifests = sourceManifests(workspace);
  const ids = manifests.map((m) => m.id);
  expect(ids).toEqual(expect.arrayContaining([...truth.imports.keys()]));
  expect(
    lines
      .filter((line) => line.kind === "import")
      .map((line) => line.import)
      .sort(),
  ).toEqual([...ids].sort());
  const withdrawn = new Set(manifests.flatMap((m) => (m.withdraws === undefined ? [] : [m.withdraws])));
  expect([...withdrawn]).toEqual(expect.arrayContaining([...truth.withdrawn]));
  const people = manifests
    .filter((m) => m.withdraws === undefined && !withdrawn.has(m.id))
    .flatMap((m) => m.files.map((file) => path.basename(file.name, ".csv")));
  expect(await peopleOf(workspace)).toEqual(people.sort());
  const inForce = [...truth.imports].filter(([id, person]) => person !== undefined && !withdrawn.has(id));
  expect(people).toEqual(expect.arrayContaining(inForce.map(([, person]) => person)));
  for (const target of targets) truth.targets.add(target);
  for (const m of manifests)
    if (m.withdraws === undefined && !truth.imports.has(m.id)) truth.imports.set(m.id, undefined);
  for (const id of withdrawn) truth.withdrawn.add(id);
}

async function peopleOf(workspace: Workspace): Promise<string[]> {
  const db = await Database.open();
  try {
    await publishSources(db, workspace);
    const rows = await db.rows<{ id: string }>("SELECT employee_id AS id FROM source_employee ORDER BY 1");
    return rows.map((row) => row.id).sort();
  } finally {
    db.close();
  }
}

/** Numbers of the cache, as one hash. */
async function numbersOf(workspace: Workspace): Promise<unknown> {
  const cache = await openCache(workspace, { now: new Date() });
  try {
    return await cache.database.row(
      `SELECT count(*) AS n, md5(string_agg(employee_id || month || headcount_average, ',' ORDER BY employee_id, month)) AS hash
       FROM employee_month`,
    );
  } finally {
    cache.database.close();
  }
}

/** The same people imported into an empty workspace by one who was never killed. */
async function undisturbed(workspace: Workspace, folder: string): Promise<Workspace> {
  const other = initWorkspace(folder, { name: "Test" });
  const people = await peopleOf(workspace);
  const files = people.map((person) => path.join(`${workspace.dir}.files`, `${person}.csv`));
  await importFiles(other, files, { now: new Date() });
  return other;
}

async function firstPeople(folder: string): Promise<Workspace> {
  const workspace = initWorkspace(folder, { name: "Test" });
  mkdirSync(`${folder}.files`);
  writeFileSync(`${folder}.files/P0.csv`, "employee_id,hire_date\nP0,2020-01-01\n");
  await importFiles(workspace, [`${folder}.files/P0.csv`], { now: new Date() });
  return workspace;
}

const seen = new Map<string, number>();

describe.concurrent(`promise 16: ${lives * killsEach} kills -9 at drawn points and instants`, () => {
  it.each(Array.from({ length: lives }, (_, i) => i + 1))(
    "in life %i lose nothing that was acknowledged",
    async (life) => {
      const draw = random(1600 + life);
      const workspace = await firstPeople(path.join(dir, `life-${life}`));
      const truth: Truth = { targets: new Set(), imports: new Map(), withdrawn: new Set() };
      for (let round = 1; round <= killsEach; round++) {
        const place = (life - 1) * killsEach + round;
        // Every other kill at a fault point, all points in turn; the others at an instant.
        const point = place % 2 === 0 ? points[(place / 2) % points.length]! : "";
        damage(workspace, point);
        const { said, signal, words } = await killed(workspace.dir, round, draw, point);
        expect({ point, signal, words }).toMatchObject({ signal: "SIGKILL" });
        seen.set(point, (seen.get(point) ?? 0) + 1);
        remember(truth, said);
        startWorkspace(workspace.dir, new Date());
        expect(startWorkspace(workspace.dir, new Date()).messages).toEqual([]);
        await compare(workspace, truth);
      }
      expect(await numbersOf(workspace)).toEqual(
        await numbersOf(await undisturbed(workspace, path.join(dir, `twin-${life}`))),
      );
      const mine = readdirSync(dir).filter((name) => /^(life|twin)-(\d+)/.exec(name)?.[2] === String(life));
      const strays = [...mine, ...readdirSync(workspace.dir)];
      expect(strays.filter((name) => /restoring|building|making|\.sql-/.test(name))).toEqual([]);
      for (const name of mine) rmSync(path.join(dir, name), { recursive: true, force: true });
    },
    3_600_000,
  );
});

describe("promise 16: many kills", () => {
  it("come at fault points and at instants alike, nightly at every point there is", () => {
    const atPoints = [...seen].filter(([point]) => point !== "").reduce((sum, [, n]) => sum + n, 0);
    expect([atPoints, seen.get("")]).toEqual([(lives * killsEach) / 2, (lives * killsEach) / 2]);
    expect(points.filter((point) => nightly && (seen.get(point) ?? 0) < 9)).toEqual([]);
  });
});
