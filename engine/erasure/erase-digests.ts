// Digest folders in a workspace (sheets and queued messages, listed with their hashes in manifest.json) → the same without the
// person's sheets and messages; what others' say of the person is redacted, and the list holds the new hashes.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Workspace } from "../workspace.js";
import { redactJson, redactProse, type Redaction } from "./redact-text.js";
import { writeStaged } from "./swap-files.js";

interface Listed {
  file: string;
  employee: string;
  bytes: number;
  sha256: string;
}

interface Manifest {
  people: number;
  withoutFigures: string[];
  files: Listed[];
}

export interface ErasedDigests {
  /** Written anew, and the person's own, to be removed; relative to the workspace. */
  files: string[];
  removed: string[];
  /** Everything in these folders that needs no other hand. */
  settled: Set<string>;
}

/** Half-written digests are hidden; whoever wrote them is gone or starts again. */
export const digestPart = /^\.\d{4}-\d{2}-\d{2}\.\d+\.part$/;

/** `files`: every file of the workspace. A sheet is about its person alone, so it goes under a pseudonym too. */
export function eraseDigests(
  workspace: Workspace,
  files: readonly string[],
  redaction: Redaction,
): ErasedDigests {
  const erased: ErasedDigests = { files: [], removed: [], settled: new Set() };
  const { employeeId } = redaction.marks;
  for (const place of files) {
    if (path.basename(place) !== "manifest.json") continue;
    const manifest = digestManifest(workspace.path(place));
    if (!manifest) continue;
    const inFolder = (file: string): string => path.join(path.dirname(place), path.basename(file));
    const kept: Listed[] = [];
    for (const entry of manifest.files) {
      const file = inFolder(entry.file);
      if (entry.employee === employeeId) {
        erased.removed.push(file);
        erased.settled.add(file);
      } else kept.push(files.includes(file) ? redacted(workspace, file, entry, redaction, erased) : entry);
    }
    const without = manifest.withoutFigures.filter((employee) => employee !== employeeId);
    const people = new Set(kept.map(({ employee }) => employee)).size;
    const next = redactJson({ ...manifest, people, withoutFigures: without, files: kept }, redaction);
    erased.settled.add(place);
    if (JSON.stringify(next) === JSON.stringify(manifest)) continue;
    writeStaged(workspace, place, `${JSON.stringify(next, null, 2)}\n`);
    erased.files.push(place);
  }
  return erased;
}

/** Null for any other manifest. */
export function digestManifest(place: string): Manifest | null {
  try {
    const read = JSON.parse(readFileSync(place, "utf8")) as Partial<Manifest> & { kind?: unknown };
    const isDigest =
      (read.kind === "weekly" || read.kind === "monthly") &&
      Array.isArray(read.withoutFigures) &&
      Array.isArray(read.files) &&
      read.files.every(({ file, employee }) => typeof file === "string" && typeof employee === "string");
    return isDigest ? (read as Manifest) : null;
  } catch {
    return null;
  }
}

function redacted(
  workspace: Workspace,
  file: string,
  entry: Listed,
  redaction: Redaction,
  erased: ErasedDigests,
): Listed {
  // a printed sheet is somebody else's; it is looked at by hand, as all files whose bytes don't show their texts
  if (!/\.(html|md|json)$/.test(file)) return entry;
  erased.settled.add(file);
  const before = readFileSync(workspace.path(file));
  const text = redactProse(before.toString("utf8"), redaction);
  const bytes = Buffer.from(text);
  if (bytes.equals(before)) return entry;
  writeStaged(workspace, file, text);
  erased.files.push(file);
  return { ...entry, bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
}
