// Several tables that tell the same → the one that tells it best; the others are left out with the reason.
import type { Database } from "../../database.js";
import type { Bilingual } from "../../locale.js";
import type { MappingTable } from "../mapping.js";
import type { Candidate } from "./candidate.js";
import { peopleOf, sharedPeople } from "./raw-facts.js";

export interface LeftOut {
  candidate: Candidate;
  reason: Bilingual;
}

const sameText = (other: Candidate): Bilingual => ({
  en: `tells the same as ${other.raw.label}, which was preferred`,
  zh: `与 ${other.raw.label} 内容相同，已采用后者`,
});

/** Same people in both: more than this share makes two tables versions of each other. */
const sameShare = 0.5;

export async function chooseCandidates(
  db: Database,
  candidates: readonly Candidate[],
): Promise<{ kept: Candidate[]; leftOut: LeftOut[] }> {
  const leftOut: LeftOut[] = [];
  const ranked = await rank(db, candidates);
  const people = ranked.find((c) => c.tables.some((t) => t.table === "employee"));
  const kept: Candidate[] = [];
  for (const candidate of await knownFirst(db, ranked, people)) {
    const tables: MappingTable[] = [];
    let better: Candidate | undefined;
    for (const table of candidate.tables) {
      const other = await sameTable(db, candidate, table, kept);
      if (other) better ??= other;
      else tables.push(table);
    }
    const hasCore =
      candidate.kind !== "flat" ||
      tables.some((t) => t.table === "employee" || (t.table === "termination" && !isFlaggedExit(t)));
    if (tables.length > 0 && hasCore) kept.push({ ...candidate, tables });
    else if (better) leftOut.push({ candidate, reason: sameText(better) });
  }
  const order = new Map(candidates.map((c, i) => [c.raw, i]));
  kept.sort((a, b) => order.get(a.raw)! - order.get(b.raw)!);
  return { kept: dropFlaggedExits(kept), leftOut };
}

/** One row per person before several, named columns before unnamed, dated exits and surveys of their own first. */
async function rank(db: Database, candidates: readonly Candidate[]): Promise<Candidate[]> {
  const scored: { candidate: Candidate; score: number[] }[] = [];
  for (const candidate of candidates) {
    const { rows, people } =
      candidate.id === undefined ? { rows: 0, people: 0 } : await peopleOf(db, candidate.raw, candidate.id);
    scored.push({
      candidate,
      score: [
        candidate.kind === "flat" && rows > people ? 1 : 0,
        candidate.kind === "flat" && candidate.raw.headers.some((h) => h === "") ? 1 : 0,
        candidate.kind === "flat" ? 1 : 0,
        candidate.raw.file.name.length,
      ],
    });
  }
  return scored.sort((a, b) => compare(a.score, b.score)).map((s) => s.candidate);
}

function compare(a: number[], b: number[]): number {
  for (const [i, x] of a.entries()) if (x !== b[i]) return x - b[i]!;
  return 0;
}

/** Tables that know people whom the employee list does not know come last: they are about somebody else too. */
async function knownFirst(
  db: Database,
  ranked: readonly Candidate[],
  people: Candidate | undefined,
): Promise<Candidate[]> {
  if (!people || people.id === undefined) return [...ranked];
  const strangers = new Map<Candidate, boolean>();
  for (const c of ranked)
    strangers.set(
      c,
      c.id !== undefined &&
        c !== people &&
        (await sharedPeople(db, { raw: c.raw, id: c.id }, { raw: people.raw, id: people.id })) < 1,
    );
  return [...ranked].sort((a, b) => Number(strangers.get(a)) - Number(strangers.get(b)));
}

/** A kept table that feeds the same columns of the same table for the same people. */
async function sameTable(
  db: Database,
  candidate: Candidate,
  table: MappingTable,
  kept: readonly Candidate[],
): Promise<Candidate | undefined> {
  if (candidate.id === undefined) return undefined;
  for (const other of kept) {
    if (other.id === undefined) continue;
    const twin = other.tables.find((t) => t.table === table.table && contends(t, table));
    if (!twin) continue;
    const a = { raw: candidate.raw, id: candidate.id };
    const b = { raw: other.raw, id: other.id };
    if (Math.max(await sharedPeople(db, a, b), await sharedPeople(db, b, a)) <= sameShare) continue;
    if (isOtherTime(candidate, table, other, twin)) continue;
    return other;
  }
  return undefined;
}

const perPerson = new Set(["employee", "termination", "job_assignment"]);

/** Do both write the same cells? Punches in and punches out don't; two sets of survey items don't. */
function contends(a: MappingTable, b: MappingTable): boolean {
  if (perPerson.has(a.table)) return true;
  if (a.unpivot && b.unpivot) {
    if (a.unpivot.values_to !== b.unpivot.values_to) return false;
    const items = new Set(a.unpivot.columns ?? []);
    return items.size === 0 || (b.unpivot.columns ?? []).some((c) => items.has(c));
  }
  return !a.unpivot && !b.unpivot;
}

/** Attendance of 2024 beside attendance of 2025: the same people, other days. */
function isOtherTime(a: Candidate, tableA: MappingTable, b: Candidate, tableB: MappingTable): boolean {
  if (perPerson.has(tableA.table)) return false;
  if (tableA.unpivot?.names_to === "work_date" || tableB.unpivot?.names_to === "work_date") {
    const days = new Set(a.raw.headers);
    return !b.raw.headers.some((h) => h !== "" && days.has(h) && /\d/.test(h));
  }
  return a.kind === "plain" && b.kind === "plain";
}

const isFlaggedExit = (t: MappingTable): boolean =>
  t.table === "termination" &&
  typeof t.columns.exit_date === "object" &&
  "snapshot_date" in t.columns.exit_date;

/** Exits with dates of their own make a leaver flag superfluous. */
function dropFlaggedExits(kept: Candidate[]): Candidate[] {
  const hasDated = kept.some((c) => c.tables.some((t) => t.table === "termination" && !isFlaggedExit(t)));
  return hasDated ? kept.map((c) => ({ ...c, tables: c.tables.filter((t) => !isFlaggedExit(t)) })) : kept;
}
