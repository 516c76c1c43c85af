// Workspace → cache.duckdb: stages that read and write named relations, run in order and swapped in as a whole.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { asset } from "./asset.js";
import { Database } from "./database.js";
import { breakSeal, mainCache, sealFile } from "./file-seal.js";
import { faultPoint } from "./ingest/fault.js";
import { type ImportChoice, publishSources, sourceSnapshot } from "./ingest/publish.js";
import { isAlive } from "./workspace-lock.js";
import type { Bilingual } from "./locale.js";
import { buildCalendar, buildEmployeeEvent, buildEmployeeMonth, spineDefinition } from "./spine/spine.js";
import type { History } from "./spine/history.js";
import type { Workspace } from "./workspace.js";
import { buildMemory } from "./build-memory.js";

export interface Progress {
  stage: string;
  title: Bilingual;
  /** Stages done before this one, and of how many. */
  done: number;
  of: number;
}

export interface BuildOptions {
  onProgress?: (progress: Progress) => void;
  signal?: AbortSignal;
  /** Clock; stamps the cache. */
  now?: Date;
}

/** What a cache was built from; kept in its table `cache_info`. */
export interface CacheInfo {
  /** Hash of everything that the content depends on: imports, settings, definitions. */
  key: string;
  /** Hash over the imports: the data's own identity, in receipts. */
  snapshot: string;
  history: History;
  /** Folder that the cache holds for: large sources are views over Parquet files there. Null when it may be moved. */
  place: string | null;
  builtAt: string;
  seconds: number;
}

interface Context {
  db: Database;
  workspace: Workspace;
  choice?: ImportChoice;
  history?: History;
  hasViews?: boolean;
}

export interface Stage {
  name: string;
  title: Bilingual;
  /** `source_*` stands for every source. */
  reads: readonly string[];
  writes: readonly string[];
  run(context: Context): Promise<void>;
}

export const stages: readonly Stage[] = [
  {
    name: "sources",
    title: { en: "Reading the imports", zh: "读取导入数据" },
    reads: [],
    writes: ["source_*", "source_import"],
    run: async (context) => {
      const { tables } = await publishSources(context.db, context.workspace, context.choice);
      context.hasViews = tables.some((table) => table.kind === "view");
    },
  },
  {
    name: "calendar",
    title: { en: "Finding the history's months", zh: "确定历史月份" },
    reads: ["source_*", "source_import"],
    writes: ["calendar_month"],
    run: async (context) => {
      context.history = await buildCalendar(context.db, context.workspace.config);
    },
  },
  {
    name: "employee_month",
    title: { en: "One row per employee and month", zh: "生成员工月度记录" },
    reads: ["source_*", "calendar_month"],
    writes: ["employee_month"],
    run: async ({ db, history }) => buildEmployeeMonth(db, history!),
  },
  {
    name: "employee_event",
    title: { en: "Hires, moves and exits, and the proof of the spine", zh: "生成人事事件并校验" },
    reads: ["source_*", "calendar_month", "employee_month"],
    writes: ["employee_event"],
    run: async ({ db }) => buildEmployeeEvent(db),
  },
  {
    name: "hire_cohort",
    title: { en: "Hires and whether they stayed", zh: "生成新员工留存记录" },
    reads: ["source_*", "calendar_month", "employee_month", "employee_event"],
    writes: ["hire_cohort"],
    run: async ({ db }) => db.run(hireCohort()),
  },
  {
    name: "leaver",
    title: { en: "Exits and whether they are regretted", zh: "判断离职是否属遗憾离职" },
    reads: ["employee_month"],
    writes: ["leaver"],
    run: async ({ db }) => db.run(leaver()),
  },
  {
    name: "course_month",
    title: { en: "Courses and whether they were finished", zh: "生成课程完成记录" },
    reads: ["source_*", "employee_month"],
    writes: ["course_month"],
    run: async ({ db }) => db.run(courseMonth()),
  },
];

const hireCohort = () => asset(import.meta.url, "../queries/hire-cohort.sql");
const leaver = () => asset(import.meta.url, "../queries/leaver.sql");
const courseMonth = () => asset(import.meta.url, "../queries/course-month.sql");

/** Identity of the cache that this workspace should have now, of the chosen imports. Reads manifests and settings only. */
export function cacheKey(workspace: Workspace, choice?: ImportChoice): string {
  const { historyFrom, historyTo, exitsObservedFrom, standardDayHours, coreTime, fiscalYearStart } =
    workspace.config;
  const { timeZone, currency, exchangeRates, internalDomains, examPassScore } = workspace.config;
  return createHash("sha256")
    .update(sourceSnapshot(workspace, choice))
    .update(
      JSON.stringify([
        historyFrom,
        historyTo,
        exitsObservedFrom,
        standardDayHours,
        coreTime,
        fiscalYearStart,
        timeZone,
        currency,
        exchangeRates,
        internalDomains,
        examPassScore,
      ]),
    )
    .update(spineDefinition())
    .update(hireCohort())
    .update(leaver())
    .update(courseMonth())
    .digest("hex")
    .slice(0, 16);
}

/** Where a cache is built, and of which imports; `cache.duckdb` of all imports when left out. */
export interface BuildTarget {
  /** Path of the finished file. */
  file: string;
  choice?: ImportChoice;
}

export const currentCache = (workspace: Workspace): BuildTarget => ({ file: workspace.path("cache.duckdb") });

/**
 * Builds beside the old cache and swaps at the end: a failure or a kill leaves the old one as it was. Callers outside
 * this room use buildCache, which lets only one build run at a time.
 */
export async function runPipeline(
  workspace: Workspace,
  options: BuildOptions = {},
  { file, choice }: BuildTarget = currentCache(workspace),
): Promise<CacheInfo> {
  const started = performance.now();
  const building = workspace.path(`cache.duckdb.building-${process.pid}`);
  const scratch = `${building}.tmp`;
  sweep(workspace);
  remove(building, scratch);
  const key = cacheKey(workspace, choice);
  const snapshot = sourceSnapshot(workspace, choice);
  const db = await Database.open({ path: building, tempDirectory: scratch, ...buildMemory() });
  let isOpen = true;
  const close = () => {
    if (isOpen) db.close();
    isOpen = false;
  };
  const stop = () => db.interrupt();
  options.signal?.addEventListener("abort", stop);
  try {
    const context: Context = { db, workspace, choice };
    for (const [done, stage] of stages.entries()) {
      options.signal?.throwIfAborted();
      options.onProgress?.({ stage: stage.name, title: stage.title, done, of: stages.length });
      await stage.run(context);
    }
    const info: CacheInfo = {
      key,
      snapshot,
      history: context.history!,
      place: context.hasViews ? workspace.dir : null,
      builtAt: (options.now ?? new Date()).toISOString(),
      seconds: (performance.now() - started) / 1000,
    };
    await db.run("CREATE TABLE cache_info AS SELECT $1 AS key, $2 AS info", [key, JSON.stringify(info)]);
    await db.run("CHECKPOINT");
    close();
    rmSync(`${file}.wal`, { force: true });
    const isMain = path.basename(file) === mainCache;
    if (isMain) breakSeal(file);
    faultPoint("cache_built");
    renameSync(building, file);
    faultPoint("cache_swapped");
    if (isMain) sealFile(file);
    faultPoint("cache_sealed");
    return info;
  } catch (error) {
    options.signal?.throwIfAborted();
    throw error;
  } finally {
    options.signal?.removeEventListener("abort", stop);
    close();
    remove(building, scratch);
  }
}

const remove = (building: string, scratch: string): void => {
  for (const file of [building, `${building}.wal`, scratch]) rmSync(file, { force: true, recursive: true });
};

/** Removes what killed builds left behind. */
function sweep(workspace: Workspace): void {
  for (const name of readdirSync(workspace.dir)) {
    const pid = /^cache\.duckdb\.building-(\d+)/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid)) && existsSync(workspace.path(name)))
      rmSync(workspace.path(name), { force: true, recursive: true });
  }
}
