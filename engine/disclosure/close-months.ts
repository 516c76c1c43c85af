// A built cache and the clock → releases/YYYY-MM.json and the month's rows as they were, once for each month that has closed.
import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from "node:fs";
import type { Database } from "../database.js";
import { appendJournal, fsyncFolder } from "../journal.js";
import { identifier, literal } from "../sql.js";
import { takeLock } from "../workspace-lock.js";
import type { Workspace } from "../workspace.js";
import { releaseHash, releaseOf, releaseText, type NamedMember, type Release } from "./release.js";
import type { ReleasedAttribute } from "./released-attributes.js";

export interface CloseOptions {
  k: number;
  attributes: readonly ReleasedAttribute[];
  /** Days after a month's end until it is closed: late records still count. */
  closeAfterDays: number;
  now: Date;
  onMonth?: (month: string, done: number, of: number) => void;
}

/** Relations whose rows are kept as they were at the close, by employee and month. */
export const frozenRelations = ["employee_month", "leaver", "course_month"] as const;

export interface FollowUp {
  days: number;
  /** Months from the hire's to the one at whose end everybody hired has been followed for so many days. */
  after: number;
}

/** 90 days from the last of January end on 1 May (1 May is not over before May is); a year from any day ends a year later. */
export const followUps: readonly FollowUp[] = [
  { days: 90, after: 4 },
  { days: 365, after: 12 },
];

/** Months of the history that have ended long enough ago, oldest first, "YYYY-MM". */
export async function closedMonths(db: Database, now: Date, closeAfterDays: number): Promise<string[]> {
  const months = await db.rows<{ month: string }>(
    `SELECT strftime(month, '%Y-%m') AS month FROM calendar_month
     WHERE month + INTERVAL 1 MONTH + INTERVAL (${Math.max(0, closeAfterDays - 1)}) DAY <= $1::TIMESTAMP ORDER BY month`,
    [now.toISOString().replace("Z", "")],
  );
  return months.map(({ month }) => month);
}

/** What is released for a month, from its rows. Reads units and attributes only. */
export async function releaseOfMonth(
  db: Database,
  month: string,
  { k, attributes }: Pick<CloseOptions, "k" | "attributes">,
  previous?: Release,
): Promise<Release> {
  const columns = attributes.map(({ column }, i) => `${identifier(column)} AS a${i}`);
  const rows = await db.rows(
    `SELECT ${["employee_id", "array_to_string(org_path, chr(1)) AS path", "division", "department", "team", ...columns].join(", ")}
     FROM employee_month WHERE month = $1::DATE`,
    [`${month}-01`],
  );
  const members = rows.map((row): NamedMember => {
    const path = row.path as string | null;
    return {
      id: String(row.employee_id),
      orgPath: path === null || path === "" ? null : path.split("\u0001"),
      names: [row.division, row.department, row.team] as (string | null)[],
      values: attributes.map((_, i) => row[`a${i}`] as string | number | null),
    };
  });
  // each January decides afresh: what was merged once need not stay merged for ever
  const before = previous?.k === k && !month.endsWith("-01") ? previous : undefined;
  return releaseOf(month, members, attributes, k, before);
}

/** Closes what is due. A month that has its file is never touched again. Returns the months closed now. */
export async function closeMonths(
  db: Database,
  workspace: Workspace,
  options: CloseOptions,
): Promise<string[]> {
  const isDue = (month: string): boolean => !existsSync(workspace.path("releases", `${month}.json`));
  const due = (await closedMonths(db, options.now, options.closeAfterDays)).filter(isDue);
  if (due.length === 0) return [];
  mkdirSync(workspace.path("releases"), { recursive: true });
  const closed: string[] = [];
  for (const [done, month] of due.entries()) {
    options.onMonth?.(month, done, due.length);
    const release = await releaseOfMonth(db, month, options, releaseBefore(workspace, month));
    const unlock = takeLock(workspace.path("releases", ".lock"), 10_000);
    try {
      if (!isDue(month)) continue;
      const text = releaseText(release);
      const rows = await keepRows(db, workspace, month);
      // The journal's line comes first: a file without a line would be one that nobody vouches for.
      appendJournal(
        workspace,
        { kind: "release", month, k: release.k, people: release.people, release: releaseHash(text), rows },
        options.now,
      );
      writeOnce(workspace, `${month}.json`, text);
      closed.push(month);
    } finally {
      unlock();
    }
  }
  return closed;
}

/** The release of the month before, as its file has it. */
function releaseBefore(workspace: Workspace, month: string): Release | undefined {
  const [year, number] = month.split("-").map(Number);
  const before = number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, "0")}`;
  const file = workspace.path("releases", `${before}.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Release) : undefined;
}

/** Copies the month's rows of each relation beside the release; returns their hashes by file. */
async function keepRows(db: Database, workspace: Workspace, month: string): Promise<Record<string, string>> {
  const tables = await db.rows<{ name: string }>("SELECT table_name AS name FROM information_schema.tables");
  const there = new Set(tables.map(({ name }) => name));
  const hashes: Record<string, string> = {};
  const ofMonth = (after: number): string => `DATE ${literal(`${month}-01`)} - INTERVAL ${after} MONTHS`;
  const kept: [string, string][] = [
    ...frozenRelations.map((name): [string, string] => [
      name,
      `SELECT * FROM ${name} WHERE month = ${ofMonth(0)}`,
    ]),
    // whose follow-up is over now; the day of the hire is not read, so it is not kept
    [
      "hire_cohort",
      `SELECT * EXCLUDE (hire_date) FROM hire_cohort WHERE month IN (${followUps.map(({ after }) => ofMonth(after)).join(", ")})`,
    ],
  ];
  for (const [relation, rows] of kept) {
    if (!there.has(relation)) continue;
    const name = `${month}.${relation}.parquet`;
    const file = workspace.path("releases", name);
    await db.run(
      `COPY (${rows} ORDER BY month, employee_id)
       TO ${literal(`${file}.part`)} (FORMAT parquet, COMPRESSION zstd)`,
    );
    hashes[name] = createHash("sha256")
      .update(readFileSync(`${file}.part`))
      .digest("hex");
    rmSync(file, { force: true });
    linkSync(`${file}.part`, file);
    rmSync(`${file}.part`);
  }
  return hashes;
}

function writeOnce(workspace: Workspace, name: string, text: string): void {
  const file = workspace.path("releases", name);
  const part = `${file}.part`;
  const handle = openSync(part, "w");
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  linkSync(part, file); // fails when the file is there: a release is never written twice
  rmSync(part);
  fsyncFolder(workspace.path("releases"));
}
