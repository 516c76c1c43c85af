// A refusal of the file system (no permission, read-only, full) → an error that the user can mend, not a fault of Rapport.
import { defineErrors, type RapportError } from "../engine/errors.js";

const fail = defineErrors({
  disk_refused: {
    message: { en: "{file} cannot be read or written: {reason}.", zh: "无法读写 {file}：{reason}。" },
    hint: {
      en: "Check its permissions and the free space on its disk. Nothing was left half done.",
      zh: "请检查其权限与磁盘剩余空间。没有留下半成品。",
    },
  },
});

const refusals = new Set(["EACCES", "EPERM", "EROFS", "ENOSPC", "EDQUOT"]);

/** Undefined for anything else. */
export function diskError(error: unknown): RapportError | undefined {
  const { code, path } = (error ?? {}) as NodeJS.ErrnoException;
  return code !== undefined && refusals.has(code)
    ? fail.disk_refused({ file: path ?? "–", reason: code })
    : undefined;
}
