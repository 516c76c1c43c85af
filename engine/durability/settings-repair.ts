// Settings file that is gone, empty or no text → the last one that could be read; a slip of the pen stays an error with its line.
import { copyFileSync, existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { whereWritable } from "./where-writable.js";

export interface SettingsRepair {
  reason: "missing" | "empty" | "not_text";
  /** Where the damaged file is kept; null when there was none. */
  aside: string | null;
}

const copyName = ".rapport.yml.copy";

/**
 * Only damage is mended. A file that can be read but says something wrong is somebody's edit: falling back to older
 * settings there could open what the edit was meant to close.
 */
export function repairSettings(dir: string): SettingsRepair | undefined {
  const file = path.join(dir, "rapport.yml");
  const copy = path.join(dir, copyName);
  if (!existsSync(copy)) return undefined;
  const reason = damageOf(file);
  if (!reason) return undefined;
  let aside: string | null = null;
  if (reason !== "missing") {
    let n = 1;
    while (existsSync(path.join(dir, `rapport.yml.damaged-${n}`))) n++;
    aside = `rapport.yml.damaged-${n}`;
    renameSync(file, path.join(dir, aside));
  }
  copyFileSync(copy, file);
  return { reason, aside };
}

/** Called when the settings were read and found right. */
export function rememberSettings(dir: string): void {
  const text = readFileSync(path.join(dir, "rapport.yml"));
  const copy = path.join(dir, copyName);
  if (existsSync(copy) && readFileSync(copy).equals(text)) return;
  whereWritable(() => {
    writeFileSync(`${copy}.new`, text, { flush: true });
    renameSync(`${copy}.new`, copy);
  });
}

function damageOf(file: string): SettingsRepair["reason"] | undefined {
  if (!existsSync(file)) return "missing";
  const bytes = readFileSync(file);
  const text = bytes.toString("utf8");
  if (text.trim() === "" || bytes.every((byte) => byte === 0)) return "empty";
  return text.includes("\0") || text.includes("\ufffd") ? "not_text" : undefined;
}
