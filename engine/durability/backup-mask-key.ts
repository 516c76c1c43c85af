// The key of masked values and a backup: left out unless asked for, brought back from a file that is proved to be the same key.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { sourceManifests } from "../ingest/manifest.js";
import type { Bilingual } from "../locale.js";
import { backupError } from "./backup-errors.js";

export const maskKeyName = "mask.key";

type Folder = Parameters<typeof sourceManifests>[0];

/** What a backup says of the key: whether it holds it, and a hash by which the right file is recognised (of 32 random bytes). */
export interface BackedUpKey {
  included: boolean;
  sha256: string;
}

/** Null where nothing was ever masked. */
export function keyOf(workspace: Folder, included: boolean): BackedUpKey | null {
  const file = workspace.path(maskKeyName);
  return existsSync(file) ? { included, sha256: hashOf(readFileSync(file, "utf8")) } : null;
}

const hashOf = (text: string): string => createHash("sha256").update(text.trim()).digest("hex");

/** Puts the key of `from` into the folder. `expected`: its hash as the backup has it; older backups have none. */
export function putKey(from: string, into: string, expected: string | undefined): void {
  const text = existsSync(from) ? readFileSync(from, "utf8").trim() : "";
  if (!/^[0-9a-f]{64}$/.test(text)) throw backupError.restore_no_mask_key({ key: from });
  if (expected !== undefined && hashOf(text) !== expected)
    throw backupError.restore_other_mask_key({
      key: from,
      found: hashOf(text).slice(0, 8),
      expected: expected.slice(0, 8),
    });
  writeFileSync(path.join(into, maskKeyName), `${text}\n`, { mode: 0o600, flush: true });
}

/** Masked columns (`employee.phone`); of imports that did not note them the kinds of identifiers that were masked. */
export function maskedIn(workspace: Folder): string[] {
  const names = sourceManifests(workspace).flatMap(
    ({ masked = [], maskedColumns }) => maskedColumns ?? masked,
  );
  return [...new Set(names)].sort();
}

/** Said after a restore without the key. `former`: where the workspace that was there before has a key. */
export function keyIsMissing(columns: readonly string[], former: string | undefined): Bilingual {
  const where =
    former === undefined
      ? ["", ""]
      : [` The former folder has a key: ${former}.`, `原文件夹中有密钥：${former}。`];
  return {
    en: `mask.key is not in this backup. Stored values stay as they are; the next import that masks makes a new key, and what it masks will no longer match what is stored in: ${columns.join(", ")}. To keep them matching, copy the old key to mask.key in the workspace before that (or restore with --mask-key FILE).${where[0]}`,
    zh: `备份中不含 mask.key。已存数值不变；下次脱敏导入会生成新密钥，以下列中已存的值将无法与之后的匹配：${columns.join("、")}。若要保持匹配，请在此之前将旧密钥复制为工作区的 mask.key（或用 --mask-key 文件 恢复）。${where[1]}`,
  };
}
