// Something kept for a later start → written where the folder can be written; a folder that only can be read still opens.
const readOnly = new Set(["EACCES", "EPERM", "EROFS", "ENOSPC", "EDQUOT"]);

export function whereWritable(write: () => void): void {
  try {
    write();
  } catch (error) {
    if (!readOnly.has((error as NodeJS.ErrnoException).code ?? "")) throw error;
  }
}
