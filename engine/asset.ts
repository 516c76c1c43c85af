// Module URL + file name → text of a file that stands beside the module (SQL, YAML); the build copies these to dist.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** `asset(import.meta.url, "./employee-month.sql")`. */
export const asset = (moduleUrl: string, name: string): string =>
  readFileSync(assetPath(moduleUrl, name), "utf8");

/** Absolute path of such a file or folder. */
export const assetPath = (moduleUrl: string, name: string): string => fileURLToPath(new URL(name, moduleUrl));
