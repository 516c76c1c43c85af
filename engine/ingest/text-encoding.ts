// Bytes of a text file → its encoding: BOM first, then valid UTF-8, UTF-16 by its zero bytes, GB18030 by its byte pairs, else Latin-1.
import { closeSync, openSync, readSync } from "node:fs";

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "gb18030" | "windows-1252";

export interface DetectedEncoding {
  encoding: Encoding;
  bom: boolean;
}

const chunkBytes = 1 << 20;

/** Reads the whole file once when it is not plainly marked, so that a late umlaut is not missed. */
export function detectEncoding(path: string): DetectedEncoding {
  const handle = openSync(path, "r");
  try {
    const buffer = Buffer.alloc(chunkBytes);
    let bytes = readSync(handle, buffer, 0, chunkBytes, 0);
    const marked = byMark(buffer.subarray(0, bytes));
    if (marked) return marked;
    const wide = byZeros(buffer.subarray(0, bytes));
    if (wide) return { encoding: wide, bom: false };
    const utf8 = new TextDecoder("utf-8", { fatal: true });
    const pairs = { high: 0, paired: 0 };
    let isUtf8 = true;
    for (let position = 0; bytes > 0;) {
      const chunk = buffer.subarray(0, bytes);
      countPairs(chunk, pairs);
      if (isUtf8) isUtf8 = decodes(utf8, chunk, true);
      position += bytes;
      bytes = readSync(handle, buffer, 0, chunkBytes, position);
    }
    if (isUtf8 && decodes(utf8, new Uint8Array(), false)) return { encoding: "utf-8", bom: false };
    const isChinese = pairs.paired >= 0.8 * pairs.high;
    return { encoding: isChinese ? "gb18030" : "windows-1252", bom: false };
  } finally {
    closeSync(handle);
  }
}

function byMark(bytes: Uint8Array): DetectedEncoding | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: "utf-8", bom: true };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: "utf-16le", bom: true };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: "utf-16be", bom: true };
  if (bytes[0] === 0x84 && bytes[1] === 0x31 && bytes[2] === 0x95 && bytes[3] === 0x33)
    return { encoding: "gb18030", bom: true };
  return undefined;
}

/** ASCII punctuation and digits make every second byte zero in UTF-16. */
function byZeros(bytes: Uint8Array): Encoding | undefined {
  const zeros = [0, 0];
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === 0) zeros[i % 2]!++;
  const enough = Math.max(1, bytes.length / 50);
  if (zeros[1]! > enough && zeros[1]! > 10 * zeros[0]!) return "utf-16le";
  if (zeros[0]! > enough && zeros[0]! > 10 * zeros[1]!) return "utf-16be";
  return undefined;
}

/** Chinese text has its high bytes in pairs (GB2312 rows and cells); Western text has them one at a time. */
function countPairs(bytes: Uint8Array, counts: { high: number; paired: number }): void {
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i]!;
    if (lead < 0x80) continue;
    const trail = bytes[i + 1] ?? 0;
    const fourByte = trail >= 0x30 && trail <= 0x39 && (bytes[i + 2] ?? 0) >= 0x81;
    if (lead >= 0x81 && trail >= 0xa1 && trail <= 0xfe) {
      counts.high += 2;
      counts.paired += 2;
      i++;
    } else if (fourByte) {
      counts.high += 2;
      counts.paired += 2;
      i += 3;
    } else counts.high++;
  }
}

function decodes(decoder: TextDecoder, bytes: Uint8Array, more: boolean): boolean {
  try {
    decoder.decode(bytes, { stream: more });
    return true;
  } catch {
    return false;
  }
}
