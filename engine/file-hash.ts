// File → SHA-256 of its bytes, read in blocks: files may be larger than memory.
import { createHash } from "node:crypto";
import { closeSync, createReadStream, openSync, readSync } from "node:fs";

/** Lets other work go on meanwhile. */
export async function sha256Of(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

const blockBytes = 1 << 20;

/** At once, for steps that nothing may come between. */
export function sha256OfFile(file: string): string {
  const hash = createHash("sha256");
  const block = Buffer.alloc(blockBytes);
  const handle = openSync(file, "r");
  try {
    for (;;) {
      const read = readSync(handle, block, 0, blockBytes, null);
      if (read === 0) return hash.digest("hex");
      hash.update(block.subarray(0, read));
    }
  } finally {
    closeSync(handle);
  }
}
