// Paths given by the user (files, folders, zips) → the files to read, each with its name, size, hash and format.
import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from "node:fs";
import path from "node:path";
import { sha256Of } from "../file-hash.js";
import type { Bilingual } from "../locale.js";
import { fail } from "./ingest-errors.js";
import { unpackFile } from "./read-files.js";
import { tableName, zipName } from "./read-job.js";

export type FileFormat = "csv" | "xlsx" | "parquet";

export interface InputFile {
  /** As said to the user and matched by mappings: relative to the folder or zip given, else the base name. */
  name: string;
  path: string;
  bytes: number;
  sha256: string;
  format: FileFormat;
}

export interface IgnoredFile {
  name: string;
  reason: Bilingual;
}

const notData: Bilingual = { en: "not a CSV, XLSX or Parquet file", zh: "不是 CSV、XLSX 或 Parquet 文件" };

/** Answers of the file system that the user can mend. */
const unreadable = new Set(["EACCES", "EPERM", "ENOENT", "ELOOP", "EIO", "EISDIR", "ENXIO"]);
const zipInZip: Bilingual = {
  en: "a zip inside a zip: unpack it and import what it holds",
  zh: "压缩包中的压缩包：请先解压再导入",
};

/** `scratch` is a folder for what a zip unpacks to. Files inside folders that are no tables are listed as ignored. */
export async function inputFiles(
  paths: readonly string[],
  scratch: string,
): Promise<{ files: InputFile[]; ignored: IgnoredFile[] }> {
  const files: InputFile[] = [];
  const ignored: IgnoredFile[] = [];
  const seen = new Set<string>();
  const add = async (file: string, name: string, named: boolean): Promise<void> => {
    const real = path.resolve(file);
    if (seen.has(real)) return;
    seen.add(real);
    if (!named && !tableName.test(name)) {
      ignored.push({ name, reason: notData });
      return;
    }
    const format = sniff(file, name);
    if (format === "zip") {
      const before = files.length;
      for (const entry of await unpackFile(file, name, scratch)) {
        const entryName = `${name}/${entry.name}`;
        if (entry.path) await add(entry.path, entryName, false);
        else ignored.push({ name: entryName, reason: zipName.test(entry.name) ? zipInZip : notData });
      }
      if (named && files.length === before) throw fail.folder_empty({ file: name });
      return;
    }
    files.push({ name, path: real, bytes: statSync(file).size, sha256: await sha256Of(file), format });
  };
  for (const given of paths) {
    if (!existsSync(given)) throw fail.file_not_found({ file: given });
    const before = files.length;
    try {
      if (!statSync(given).isDirectory()) {
        await add(given, path.basename(given), true);
        continue;
      }
      for (const inside of walk(given)) await add(path.join(given, inside), inside, false);
    } catch (error) {
      const { code, path: place } = error as NodeJS.ErrnoException;
      if (!code || !unreadable.has(code)) throw error;
      throw fail.file_unreadable({ file: place ?? given, reason: code });
    }
    if (files.length === before) throw fail.folder_empty({ file: given });
  }
  return { files, ignored };
}

/** Every file below, sorted, hidden ones and Excel's lock files left out. */
function walk(folder: string, prefix = ""): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(
      (entry) => !entry.name.startsWith(".") && !entry.name.startsWith("~$") && entry.name !== "__MACOSX",
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const name = path.posix.join(prefix, entry.name);
      return entry.isDirectory() ? walk(path.join(folder, entry.name), name) : [name];
    });
}

/** Content decides, not the ending: many systems call a tab-separated text “.xls”. */
function sniff(file: string, name: string): FileFormat | "zip" {
  const stat = statSync(file);
  if (!stat.isFile()) throw fail.file_format_unknown({ file: name, found: "no ordinary file" });
  const { size } = stat;
  if (size === 0) throw fail.file_empty({ file: name });
  const head = Buffer.alloc(Math.min(size, 4096));
  const handle = openSync(file, "r");
  readSync(handle, head, 0, head.length, 0);
  closeSync(handle);
  const ending = path.extname(name).toLowerCase();
  const starts = (...bytes: number[]): boolean => bytes.every((byte, i) => head[i] === byte);
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) throw fail.file_format_old_excel({ file: name });
  if (starts(0x50, 0x41, 0x52, 0x31)) return "parquet";
  if (starts(0x50, 0x4b)) return ending === ".zip" ? "zip" : "xlsx";
  if (ending === ".parquet" || ending === ".zip" || ending === ".xlsx" || ending === ".xlsm")
    throw fail.file_truncated({ file: name, format: ending.slice(1).toUpperCase(), found: "other content" });
  if (starts(0x25, 0x50, 0x44, 0x46)) throw fail.file_format_unknown({ file: name, found: "PDF" });
  const wide = starts(0xff, 0xfe) || starts(0xfe, 0xff);
  const zeros = head.filter((byte) => byte === 0).length;
  const controls = head.filter((byte) => byte < 9 && byte !== 0).length;
  if (!wide && (controls > head.length / 20 || (zeros > 0 && zeros < head.length / 5)))
    throw fail.file_format_unknown({ file: name, found: "binary content" });
  if (/^(\u00ef\u00bb\u00bf)?\s*<(!doctype|html|table|\?xml)/i.test(head.toString("latin1")))
    throw fail.file_format_unknown({
      file: name,
      found: ending === ".xls" ? "HTML (a web page saved as .xls)" : "HTML",
    });
  return "csv";
}
