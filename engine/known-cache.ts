// Imports up to some time → cache-known/<key>.duckdb: caches of earlier knowledge, rebuildable, together within a bound.
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync } from "node:fs";
import type { ImportChoice } from "./ingest/publish.js";
import type { BuildTarget } from "./pipeline.js";
import { isAlive } from "./workspace-lock.js";
import type { Workspace } from "./workspace.js";

const folder = "cache-known";

/** Bytes that earlier caches may take together; the one just built stays whatever its size. */
export const knownCacheBound = 2 * 2 ** 30;

export function knownCacheTarget(workspace: Workspace, key: string, choice: ImportChoice): BuildTarget {
  mkdirSync(workspace.path(folder), { recursive: true });
  return { file: workspace.path(folder, `${key}.duckdb`), choice };
}

/** A file of this process alone, for a cache that is thrown away. */
export function scratchTarget(workspace: Workspace, choice: ImportChoice): BuildTarget {
  mkdirSync(workspace.path(folder), { recursive: true });
  for (const name of readdirSync(workspace.path(folder))) {
    const pid = /^scratch-(\d+)-/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) rmSync(workspace.path(folder, name), { force: true });
  }
  return { file: workspace.path(folder, `scratch-${process.pid}-${++scratches}.duckdb`), choice };
}

let scratches = 0;

/** Remembers that the cache is wanted: what was wanted longest ago goes first. Nothing happens when it is not there. */
export function markUsed(file: string, now: Date = new Date()): void {
  if (existsSync(file)) utimesSync(file, now, now);
}

/** Removes the caches used longest ago until the rest, `kept` among them, fits; returns the names removed. */
export function keepWithinBound(workspace: Workspace, kept: string, bound = knownCacheBound): string[] {
  const removed: string[] = [];
  const files = knownCaches(workspace).sort((a, b) => b.usedMs - a.usedMs);
  let bytes = files.find((f) => f.file === kept)?.bytes ?? 0;
  for (const { file, name, bytes: own } of files) {
    if (file === kept) continue;
    bytes += own;
    if (bytes <= bound) continue;
    rmSync(file, { force: true });
    rmSync(`${file}.wal`, { force: true });
    removed.push(name);
  }
  return removed;
}

export interface KnownCache {
  name: string;
  file: string;
  bytes: number;
  usedMs: number;
}

export function knownCaches(workspace: Pick<Workspace, "path">): KnownCache[] {
  if (!existsSync(workspace.path(folder))) return [];
  return readdirSync(workspace.path(folder))
    .filter((name) => name.endsWith(".duckdb"))
    .map((name) => {
      const file = workspace.path(folder, name);
      const { size, mtimeMs } = statSync(file);
      return { name, file, bytes: size, usedMs: mtimeMs };
    });
}
