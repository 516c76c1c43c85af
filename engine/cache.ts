// Workspace → its cache, opened read-only; built first when there is none, it is stale, or it cannot be read.
import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { Database } from "./database.js";
import { isSealed, mainCache } from "./file-seal.js";
import {
  type BuildOptions,
  type BuildTarget,
  cacheKey,
  type CacheInfo,
  currentCache,
  runPipeline,
} from "./pipeline.js";
import { RapportError } from "./errors.js";
import { keepWithinBound, knownCacheTarget, markUsed, scratchTarget } from "./known-cache.js";
import type { ImportChoice } from "./ingest/publish.js";
import { knownTime } from "./known-time.js";
import type { History } from "./spine/history.js";
import { takeLock } from "./workspace-lock.js";
import type { Workspace } from "./workspace.js";

export interface Cache {
  /** Read-only: any number of processes may hold the cache at once. The caller closes it. */
  database: Database;
  /** Identity of the data: hash over the imports. */
  snapshot: string;
  /** Identity of the cache: changes with data, settings or definitions. Compare with `cacheKey(workspace)`. */
  key: string;
  history: History;
  builtAt: string;
  /**
   * The cache as it would have been at that time (a day, an instant, an import): only imports up to then. Built when it
   * is not there yet; closes together with this cache's database. Errors: known_time_invalid, known_before_imports.
   */
  asKnown(known: string): Promise<Cache>;
  /** The same of any choice among the imports' tables. */
  withImports(choice: ImportChoice): Promise<Cache>;
}

export async function openCache(workspace: Workspace, options: BuildOptions = {}): Promise<Cache> {
  return openTarget(workspace, currentCache(workspace), options);
}

async function openTarget(workspace: Workspace, target: BuildTarget, options: BuildOptions): Promise<Cache> {
  const key = cacheKey(workspace, target.choice);
  const ready = await openIfCurrent(workspace, target, key, options);
  if (ready) return ready;
  const release = await lockForBuild(workspace, options.signal);
  try {
    const builtMeanwhile = await openIfCurrent(workspace, target, key, options);
    if (builtMeanwhile) return builtMeanwhile;
    return await open(workspace, target, await runPipeline(workspace, options, target), options);
  } finally {
    release();
  }
}

/** Builds the cache anew, whether it is current or not. */
export async function buildCache(workspace: Workspace, options: BuildOptions = {}): Promise<CacheInfo> {
  const release = await lockForBuild(workspace, options.signal);
  try {
    return await runPipeline(workspace, options);
  } finally {
    release();
  }
}

/**
 * A cache of these imports built anew, whatever caches there are; its file goes when its database is closed. For proofs
 * that must not rest on a cache.
 */
export async function rebuiltCache(
  workspace: Workspace,
  choice: ImportChoice,
  options: BuildOptions = {},
): Promise<Cache> {
  const target = scratchTarget(workspace, choice);
  const release = await lockForBuild(workspace, options.signal);
  try {
    const cache = await open(workspace, target, await runPipeline(workspace, options, target), options);
    cache.database.onClose(() => rmSync(target.file, { force: true }));
    return cache;
  } finally {
    release();
  }
}

/** The cache when it can be read and is the one wanted; undefined when it must be built. */
async function openIfCurrent(
  workspace: Workspace,
  target: BuildTarget,
  key: string,
  options: BuildOptions,
): Promise<Cache | undefined> {
  const info = await readInfo(target.file);
  if (info?.key !== key || (info.place !== null && info.place !== workspace.dir)) return undefined;
  return open(workspace, target, info, options);
}

/** What the cache on disk was built from; undefined when there is none or it is damaged. */
export async function readInfo(file: string): Promise<CacheInfo | undefined> {
  // A finished cache has no write-ahead log: one beside it belongs to something that was never finished.
  if (!existsSync(file) || existsSync(`${file}.wal`)) return undefined;
  // Opened only when its bytes are those that were written: a damaged database may end the process that opens it.
  if (path.basename(file) === mainCache && !isSealed(file)) return undefined;
  let db: Database | undefined;
  try {
    db = await Database.open({ path: file, readOnly: true });
    const { info } = await db.row<{ info: string }>("SELECT info FROM cache_info");
    return JSON.parse(info) as CacheInfo;
  } catch {
    return undefined;
  } finally {
    db?.close();
  }
}

async function open(
  workspace: Workspace,
  target: BuildTarget,
  info: CacheInfo,
  options: BuildOptions,
): Promise<Cache> {
  const database = await Database.open({ path: target.file, readOnly: true });
  const cache: Cache = {
    database,
    snapshot: info.snapshot,
    key: info.key,
    history: info.history,
    builtAt: info.builtAt,
    asKnown: async (known) => cache.withImports(knownTime(workspace, known).choice),
    withImports: withImportsOf(workspace, options, () => cache),
  };
  return cache;
}

/** Earlier caches that stay open beside a cache; the one used longest ago is closed once its questions are done. */
const mostOpen = 4;
const lastQuestionsMs = 60_000;

function withImportsOf(workspace: Workspace, options: BuildOptions, now: () => Cache): Cache["withImports"] {
  const opened = new Map<string, Promise<Cache>>();
  return async (choice) => {
    const key = cacheKey(workspace, choice);
    if (key === now().key) return now();
    const target = knownCacheTarget(workspace, key, choice);
    markUsed(target.file);
    const ready = opened.get(key);
    opened.delete(key);
    const opening = ready ?? openKnown(workspace, target, options, now);
    opened.set(key, opening);
    opening.catch(() => opened.delete(key));
    for (const [other, cache] of [...opened].slice(0, -mostOpen)) {
      opened.delete(other);
      setTimeout(() => void cache.then(({ database }) => database.close()), lastQuestionsMs).unref();
    }
    return opening;
  };
}

async function openKnown(
  workspace: Workspace,
  target: BuildTarget,
  options: BuildOptions,
  now: () => Cache,
): Promise<Cache> {
  const cache = await openTarget(workspace, target, options);
  now().database.onClose(() => cache.database.close());
  keepWithinBound(workspace, target.file);
  return cache;
}

const longestBuildMs = 30 * 60_000;

/** One build at a time; the others wait for it and use its result. */
async function lockForBuild(workspace: Workspace, signal?: AbortSignal): Promise<() => void> {
  const deadline = Date.now() + longestBuildMs;
  for (;;) {
    signal?.throwIfAborted();
    try {
      return takeLock(workspace.path(".cache.lock"), 0);
    } catch (error) {
      if (!(error instanceof RapportError) || error.code !== "workspace_busy" || Date.now() > deadline)
        throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
