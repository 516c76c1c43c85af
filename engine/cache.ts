// Workspace → its cache, opened read-only; built first when there is none, it is stale, or it cannot be read.
import { existsSync } from "node:fs";
import { Database } from "./database.js";
import { type BuildOptions, cacheKey, type CacheInfo, runPipeline } from "./pipeline.js";
import { RapportError } from "./errors.js";
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
}

export async function openCache(workspace: Workspace, options: BuildOptions = {}): Promise<Cache> {
  const key = cacheKey(workspace);
  const ready = await openIfCurrent(workspace, key);
  if (ready) return ready;
  const release = await lockForBuild(workspace, options.signal);
  try {
    const builtMeanwhile = await openIfCurrent(workspace, key);
    if (builtMeanwhile) return builtMeanwhile;
    return await open(workspace, await runPipeline(workspace, options));
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

/** The cache when it can be read and is the one wanted; undefined when it must be built. */
async function openIfCurrent(workspace: Workspace, key: string): Promise<Cache | undefined> {
  const info = await readInfo(workspace);
  if (info?.key !== key || (info.place !== null && info.place !== workspace.dir)) return undefined;
  return open(workspace, info);
}

/** What the cache on disk was built from; undefined when there is none or it is damaged. */
export async function readInfo(workspace: Workspace): Promise<CacheInfo | undefined> {
  const path = workspace.path("cache.duckdb");
  // A finished cache has no write-ahead log: one beside it belongs to something that was never finished.
  if (!existsSync(path) || existsSync(`${path}.wal`)) return undefined;
  let db: Database | undefined;
  try {
    db = await Database.open({ path, readOnly: true });
    const { info } = await db.row<{ info: string }>("SELECT info FROM cache_info");
    return JSON.parse(info) as CacheInfo;
  } catch {
    return undefined;
  } finally {
    db?.close();
  }
}

async function open(workspace: Workspace, info: CacheInfo): Promise<Cache> {
  const database = await Database.open({ path: workspace.path("cache.duckdb"), readOnly: true });
  return {
    database,
    snapshot: info.snapshot,
    key: info.key,
    history: info.history,
    builtAt: info.builtAt,
  };
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
