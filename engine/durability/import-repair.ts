// Imports as they lie on disk → each part is what its manifest says, or it is left out and named until it comes back.
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { sha256OfFile } from "../file-hash.js";
import { damageName, importName, type Damage, type Manifest } from "../ingest/manifest.js";
import { importLock, manifestCopyName } from "../ingest/staging.js";
import type { Workspace } from "../workspace.js";
import { isLocked } from "../workspace-lock.js";
import { whereWritable } from "./where-writable.js";

export interface ImportRepair {
  /** Manifests that came back from their copies. */
  manifests: string[];
  /** Imports without any readable manifest, moved out of the way. */
  aside: { id: string; to: string }[];
  /** Parts that are missing or not what was written; their rows are in no answer. */
  damaged: { id: string; file: string; rows: number; sources: string[] }[];
  /** Parts that were damaged and are whole again. */
  healed: { id: string; file: string }[];
}

interface Checked {
  bytes: number;
  modifiedMs: number;
}

/** Looked at once and then again when size or time have changed; `every` looks at all bytes. */
export function repairImports(workspace: Workspace, every = false): ImportRepair {
  const repair: ImportRepair = { manifests: [], aside: [], damaged: [], healed: [] };
  const folder = workspace.path("imports");
  if (!existsSync(folder) || isLocked(importLock(workspace))) return repair;
  const known = every ? {} : readChecked(workspace);
  const now: Record<string, Checked> = {};
  for (const id of readdirSync(folder).filter((name) => importName.test(name))) {
    const manifest = manifestOf(workspace, id, repair);
    if (!manifest) continue;
    const before = damageOf(workspace, id);
    const bad: Damage["parts"] = [];
    for (const table of manifest.tables)
      for (const part of table.parts) {
        const place = `${id}/${part.file}`;
        const state = stateOf(workspace.path("imports", id, part.file), part, known[place]);
        if (state.checked) now[place] = state.checked;
        if (!state.reason) continue;
        bad.push({ file: part.file, reason: state.reason });
        repair.damaged.push({ id, file: part.file, rows: part.rows, sources: table.files });
      }
    for (const { file } of before?.parts ?? [])
      if (!bad.some((part) => part.file === file)) repair.healed.push({ id, file });
    writeDamage(workspace, id, bad, before);
  }
  writeChecked(workspace, now);
  return repair;
}

function stateOf(
  file: string,
  part: { bytes: number; sha256: string },
  known: Checked | undefined,
): { reason?: string; checked?: Checked } {
  if (!existsSync(file)) return { reason: "missing" };
  const { size, mtimeMs } = statSync(file);
  if (size !== part.bytes) return { reason: `${size} of ${part.bytes} bytes` };
  const checked = { bytes: size, modifiedMs: mtimeMs };
  if (known?.bytes === size && known.modifiedMs === mtimeMs) return { checked };
  return sha256OfFile(file) === part.sha256 ? { checked } : { reason: "other content" };
}

function manifestOf(workspace: Workspace, id: string, repair: ImportRepair): Manifest | undefined {
  const file = workspace.path("imports", id, "manifest.json");
  const copy = workspace.path("imports", id, manifestCopyName);
  const mine = readManifest(file, id);
  if (mine) {
    const text = readFileSync(file);
    if (!existsSync(copy) || !readFileSync(copy).equals(text))
      whereWritable(() => writeFileSync(copy, text, { flush: true }));
    return mine;
  }
  const other = readManifest(copy, id);
  if (other) {
    copyFileSync(copy, file);
    repair.manifests.push(id);
    return other;
  }
  // An empty folder is no import; one with parts and no manifest holds rows that nothing describes.
  const to = `.damaged-${id}`;
  if (existsSync(workspace.path("imports", to)))
    rmSync(workspace.path("imports", to), { recursive: true, force: true });
  renameSync(workspace.path("imports", id), workspace.path("imports", to));
  repair.aside.push({ id, to: `imports/${to}` });
  return undefined;
}

function readManifest(file: string, id: string): Manifest | undefined {
  try {
    const manifest = JSON.parse(readFileSync(file, "utf8")) as Manifest;
    const isWhole =
      manifest.id === id &&
      Array.isArray(manifest.tables) &&
      manifest.tables.every((table) => Array.isArray(table.parts));
    return isWhole ? manifest : undefined;
  } catch {
    return undefined;
  }
}

function damageOf(workspace: Workspace, id: string): Damage | undefined {
  try {
    return JSON.parse(readFileSync(workspace.path("imports", id, damageName), "utf8")) as Damage;
  } catch {
    return undefined;
  }
}

function writeDamage(
  workspace: Workspace,
  id: string,
  parts: Damage["parts"],
  before: Damage | undefined,
): void {
  const file = workspace.path("imports", id, damageName);
  if (parts.length === 0) rmSync(file, { force: true });
  else if (JSON.stringify(before?.parts) !== JSON.stringify(parts))
    writeFileSync(file, `${JSON.stringify({ parts }, null, 2)}\n`, { flush: true });
}

const checkedFile = (workspace: Workspace): string => workspace.path("imports", ".checked.json");

function readChecked(workspace: Workspace): Record<string, Checked> {
  try {
    return JSON.parse(readFileSync(checkedFile(workspace), "utf8")) as Record<string, Checked>;
  } catch {
    return {};
  }
}

function writeChecked(workspace: Workspace, checked: Record<string, Checked>): void {
  const text = JSON.stringify(checked);
  const file = checkedFile(workspace);
  if (existsSync(file) && readFileSync(file, "utf8") === text) return;
  whereWritable(() => writeFileSync(file, text));
}
