// Files ↔ one tar file (POSIX ustar with pax paths), a block at a time: any tar program can open it too.
import { closeSync, openSync, readSync, statSync, writeSync } from "node:fs";

const block = 512;
const chunkBytes = 1 << 20;

/** Header, bytes, padding. `bytes` is the size that was written down; a file that changed since is an error. */
export function writeTarFile(out: number, name: string, file: string): void {
  const { size } = statSync(file);
  writeHeader(out, name, size);
  const handle = openSync(file, "r");
  const chunk = Buffer.alloc(chunkBytes);
  let left = size;
  try {
    while (left > 0) {
      const read = readSync(handle, chunk, 0, Math.min(chunkBytes, left), null);
      if (read === 0) throw new Error(`${name} became shorter while it was written`);
      writeSync(out, chunk, 0, read);
      left -= read;
    }
  } finally {
    closeSync(handle);
  }
  pad(out, size);
}

export function writeTarText(out: number, name: string, text: string): void {
  const bytes = Buffer.from(text, "utf8");
  writeHeader(out, name, bytes.length);
  writeSync(out, bytes);
  pad(out, bytes.length);
}

export const endTar = (out: number): void => void writeSync(out, Buffer.alloc(2 * block));

const pad = (out: number, size: number): void => {
  const rest = size % block;
  if (rest > 0) writeSync(out, Buffer.alloc(block - rest));
};

function writeHeader(out: number, name: string, size: number): void {
  // Paths of any length and language stand in a pax record before the file.
  const record = paxRecord("path", name);
  writeSync(out, header("pax", record.length, "x"));
  writeSync(out, record);
  pad(out, record.length);
  writeSync(out, header("file", size, "0"));
}

function paxRecord(key: string, value: string): Buffer {
  const body = ` ${key}=${value}\n`;
  const length = Buffer.byteLength(body);
  let total = length + String(length).length;
  if (String(total).length !== String(length).length) total = length + String(total).length;
  return Buffer.from(`${total}${body}`);
}

function header(name: string, size: number, type: "x" | "0"): Buffer {
  const bytes = Buffer.alloc(block);
  const field = (text: string, at: number): void => void bytes.write(text, at, "latin1");
  field(name, 0);
  field("0000600\0", 100);
  field("0000000\0", 108);
  field("0000000\0", 116);
  // Sizes of 8 GB and more do not fit the octal field: base 256 with the top bit set.
  if (size < 8 ** 11) field(`${size.toString(8).padStart(11, "0")}\0`, 124);
  else {
    bytes.writeUInt8(0x80, 124);
    bytes.writeBigUInt64BE(BigInt(size), 128);
  }
  field("00000000000\0", 136);
  field("        ", 148);
  field(type, 156);
  field("ustar\0", 257);
  field("00", 263);
  const sum = bytes.reduce((total, byte) => total + byte, 0);
  field(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return bytes;
}

export interface TarEntry {
  name: string;
  bytes: number;
  /** Calls back with the content, piece by piece; must be read before the next entry. */
  read(take: (piece: Buffer) => void): void;
}

/** What a reader of tar files could not follow; `at` is the byte where it stopped. */
export class TarDamage extends Error {
  override readonly name = "TarDamage";
  constructor(
    readonly at: number,
    readonly reason: string,
  ) {
    super(`${reason} at byte ${at}`);
  }
}

/** Entries in order; ordinary files only. */
export function* tarEntries(file: string): Generator<TarEntry> {
  const handle = openSync(file, "r");
  const { size: total } = statSync(file);
  let at = 0;
  let longName: string | undefined;
  const take = (length: number): Buffer => {
    const bytes = Buffer.alloc(length);
    if (readSync(handle, bytes, 0, length, at) !== length) throw new TarDamage(at, "the file ends too early");
    at += length;
    return bytes;
  };
  const skipPadding = (size: number): void => {
    at += (block - (size % block)) % block;
  };
  try {
    for (;;) {
      if (at >= total) throw new TarDamage(at, "the end mark is missing");
      const head = take(block);
      if (head.every((byte) => byte === 0)) return;
      const size = sizeOf(head, at);
      const type = String.fromCharCode(head[156]!);
      if (at + size > total) throw new TarDamage(at, "the file ends too early");
      if (type === "x") {
        if (size > chunkBytes) throw new TarDamage(at, "a path is longer than any path");
        longName = paxPath(take(size));
        skipPadding(size);
        continue;
      }
      const name = longName ?? text(head, 0, 100);
      longName = undefined;
      if (type !== "0" && type !== "\0") {
        if (type === "5") continue;
        throw new TarDamage(at, `${name} is no ordinary file`);
      }
      const start = at;
      yield {
        name,
        bytes: size,
        read: (give) => {
          for (let left = size; left > 0;) {
            const piece = take(Math.min(chunkBytes, left));
            left -= piece.length;
            give(piece);
          }
        },
      };
      at = start + size;
      skipPadding(size);
    }
  } finally {
    closeSync(handle);
  }
}

function sizeOf(head: Buffer, at: number): number {
  const stated = Number.parseInt(text(head, 148, 8), 8);
  const sum = head.reduce((total, byte, i) => total + (i >= 148 && i < 156 ? 32 : byte), 0);
  if (stated !== sum) throw new TarDamage(at - block, "a header is damaged");
  return head[124] === 0x80 ? Number(head.readBigUInt64BE(128)) : Number.parseInt(text(head, 124, 12), 8);
}

const text = (bytes: Buffer, from: number, length: number): string =>
  bytes
    .subarray(from, from + length)
    .toString("utf8")
    .split("\0")[0]!
    .trim();

function paxPath(bytes: Buffer): string | undefined {
  for (let at = 0; at < bytes.length;) {
    const space = bytes.indexOf(32, at);
    const length = Number.parseInt(bytes.subarray(at, space).toString("latin1"), 10);
    if (!Number.isInteger(length) || length <= 0) return undefined;
    const record = bytes.subarray(space + 1, at + length - 1).toString("utf8");
    if (record.startsWith("path=")) return record.slice(5);
    at += length;
  }
  return undefined;
}
