// A competency study → releases/competency-YYYY-MM.json, once for each fiscal half-year that has closed: two answers on the same people
// a week apart would show who joined or left between them. A release that is there is never written again.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { appendJournal, type Workspace } from "../../engine/index.js";
import { isOnCalendar } from "../../engine/disclosure/honest-digits.js";
import { openBook } from "../../engine/disclosure/release-book.js";
import { monthNumber } from "../../engine/metrics/period.js";
import { takeLock } from "../../engine/workspace-lock.js";
import { writeWhole } from "../write-file.js";
import type { CompetencyStudy } from "./competency-study.js";
import { releaseGaps, type ReleasedDimension } from "./released-gaps.js";

export interface GapRelease {
  version: 1;
  /** Last month of the half-year. */
  month: string;
  framework: string;
  /** Last rating that counted, YYYY-MM. */
  ratedTo: string;
  dimensions: ReleasedDimension[];
}

/** Below so many people in the company, lasting facts of the yes-or-no kind are not released: as for metrics. */
const fewPeople = 100;
const pattern = /^competency-(\d{4}-\d\d)\.json$/;

const namesOf = (workspace: Pick<Workspace, "path">): string[] => {
  const folder = workspace.path("releases");
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => pattern.test(name))
        .sort()
    : [];
};

const read = (workspace: Pick<Workspace, "path">, name: string): GapRelease =>
  JSON.parse(readFileSync(workspace.path("releases", name), "utf8")) as GapRelease;

/** The newest; undefined where none was released. */
export function latestGapRelease(workspace: Pick<Workspace, "path">): GapRelease | undefined {
  const name = namesOf(workspace).at(-1);
  return name === undefined ? undefined : read(workspace, name);
}

/** Releases what the last closed half-year is owed; null where there is nothing to release, or it was released before. */
export function releaseStudy(
  workspace: Workspace,
  { fitted, gaps, people }: CompetencyStudy,
  now: Date,
): GapRelease | null {
  const month = dueMonth(workspace);
  if (month === null) return null;
  const name = `competency-${month}.json`;
  const unlock = takeLock(workspace.path("releases", ".lock"), 10_000);
  try {
    const names = namesOf(workspace);
    if (names.some((known) => known >= name)) return null;
    const previous = names.length > 0 ? read(workspace, names.at(-1)!) : undefined;
    const isSame = previous?.framework === fitted.framework.id;
    const k = workspace.config.k ?? 5;
    const dimensions = [...gaps].flatMap(([id, own]) => {
      const before = isSame ? previous.dimensions.find((dimension) => dimension.id === id) : undefined;
      return releaseGaps(id, month, own, people, k, before?.release) ?? [];
    });
    if (dimensions.length === 0) return null;
    const { framework, window } = fitted;
    const release: GapRelease = {
      version: 1,
      month,
      framework: framework.id,
      ratedTo: window.to,
      dimensions,
    };
    const text = `${JSON.stringify(release)}\n`;
    const hash = createHash("sha256").update(text).digest("hex");
    appendJournal(workspace, { kind: "competency_release", month, k, release: hash }, now);
    writeWhole(workspace.path("releases", name), text);
    return release;
  } finally {
    unlock();
  }
}

/** The last closed month that ends a fiscal half-year; null in a company too small, or before the first. */
function dueMonth(workspace: Workspace): string | null {
  const { months } = openBook(workspace);
  const { fiscalYearStart = 1 } = workspace.config;
  const due = [...months].findLast(([month, { release }]) => {
    const number = monthNumber(month);
    return isOnCalendar({ from: number, to: number }, { fiscalYearStart, people: release.people });
  });
  return due && due[1].release.people >= fewPeople ? due[0] : null;
}
