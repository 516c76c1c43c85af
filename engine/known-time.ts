// "As known on D" (a date, an instant, an import) → the imports that were there then.
import { defineErrors } from "./errors.js";
import { type Manifest, sourceManifests } from "./ingest/manifest.js";
import type { ImportChoice } from "./ingest/publish.js";
import type { Workspace } from "./workspace.js";

export const knownTimeError = defineErrors({
  known_time_invalid: {
    message: {
      en: "“{found}” is not a time at which something was known: expected a day (YYYY-MM-DD), an instant (YYYY-MM-DDTHH:MM:SSZ) or the id of an import.",
      zh: "“{found}”不是有效的已知时间：应为日期（YYYY-MM-DD）、时刻（YYYY-MM-DDTHH:MM:SSZ）或某次导入的编号。",
    },
    hint: {
      en: "{count, plural, =0 {Nothing has been imported yet.} other {The imports are {imports}.}}",
      zh: "{count, plural, =0 {尚未导入任何数据。} other {已有导入：{imports}。}}",
    },
  },
  known_before_imports: {
    message: {
      en: "On {known} nothing was known yet: the first import was made on {first}.",
      zh: "在 {known} 尚无任何数据：首次导入于 {first}。",
    },
    hint: { en: "Ask as known on a later day.", zh: "请改用更晚的已知时间。" },
  },
});

/** What was known at a time: the last import of then, and how to read only what was there. */
export interface KnownTime {
  /** Imports that were there, oldest first. */
  imports: Manifest[];
  choice: ImportChoice;
  /** True when nothing was imported since. */
  isNow: boolean;
}

/**
 * A day means its end in the workspace's time zone; an import means right after it.
 * Errors: known_time_invalid, known_before_imports.
 */
export function knownTime(workspace: Workspace, known: string): KnownTime {
  const all = sourceManifests(workspace);
  const imports = importsUpTo(all, known, workspace.config.timeZone);
  const first = all[0];
  if (imports.length === 0)
    throw knownTimeError.known_before_imports({
      known,
      first: first ? momentIn(workspace.config.timeZone, first.importedAt) : "–",
    });
  const ids = new Set(imports.map((m) => m.id));
  return { imports, choice: (m) => ids.has(m.id), isNow: imports.length === all.length };
}

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

function importsUpTo(all: Manifest[], known: string, timeZone: string): Manifest[] {
  const place = all.findIndex((m) => m.id === known);
  if (place >= 0) return all.slice(0, place + 1);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(known);
  const at = Date.parse(isDay ? `${known}T00:00:00Z` : known);
  const isReal = isDay
    ? !Number.isNaN(at) && new Date(at).toISOString().startsWith(known)
    : instant.test(known);
  if (Number.isNaN(at) || !isReal) {
    const imports = all.slice(-5).map((m) => m.id);
    throw knownTimeError.known_time_invalid({ found: known.slice(0, 60), imports, count: imports.length });
  }
  return all.filter((m) => (isDay ? dayOf(m.importedAt, timeZone) <= known : Date.parse(m.importedAt) <= at));
}

/** "2026-11-22 07:04 (Asia/Shanghai)": days are the workspace's. */
export const momentIn = (timeZone: string, at: string): string =>
  `${new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" }).format(new Date(at))} (${timeZone})`;

/** Calendar day of an instant in that zone, YYYY-MM-DD. */
const dayOf = (at: string, timeZone: string): string =>
  new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(
    new Date(at),
  );
