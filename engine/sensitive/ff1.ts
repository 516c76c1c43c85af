// A string of decimal digits + key → another of the same length, one to one: format-preserving encryption FF1 (NIST SP 800-38G) on radix 10.
import { createCipheriv } from "node:crypto";

const block = 16;

/** AES in ECB on whole blocks, no padding: the building block that FF1's CBC-MAC and its stretching use. */
function aes(key: Buffer, data: Buffer): Buffer {
  const cipher = createCipheriv(`aes-${key.length * 8}-ecb`, key, null).setAutoPadding(false);
  return Buffer.concat([cipher.update(data), cipher.final()]);
}

const xor = (a: Buffer, b: Buffer): Buffer => Buffer.from(a.map((byte, i) => byte ^ b[i]!));

/** Big-endian bytes of a non-negative number. */
function bytesOf(value: bigint, length: number): Buffer {
  return Buffer.from(value.toString(16).padStart(length * 2, "0"), "hex");
}

/**
 * Encrypts 2 to 40 digits. `key` has 16, 24 or 32 bytes; `tweak` separates domains, so that equal digits of two kinds of
 * number give different results. NIST asks for at least a million possible values: six digits.
 */
export function ff1Encrypt(key: Buffer, digits: string, tweak = ""): string {
  if (!/^\d{2,40}$/.test(digits)) throw new Error(`FF1 needs 2 to 40 digits, found ${digits.length}`);
  const n = digits.length;
  const u = Math.floor(n / 2);
  const v = n - u;
  const t = Buffer.from(tweak, "utf8");
  const b = Math.ceil(Math.ceil(v * Math.log2(10)) / 8);
  const d = 4 * Math.ceil(b / 4) + 4;
  const p = Buffer.alloc(block);
  p.set([1, 2, 1, 0, 0, 10, 10, u % 256]);
  p.writeUInt32BE(n, 8);
  p.writeUInt32BE(t.length, 12);
  const padding = Buffer.alloc((((-t.length - b - 1) % block) + block) % block);
  let [left, right] = [digits.slice(0, u), digits.slice(u)];
  for (let round = 0; round < 10; round++) {
    const q = Buffer.concat([t, padding, Buffer.from([round]), bytesOf(BigInt(right), b)]);
    const y = BigInt(`0x${stretch(key, mac(key, Buffer.concat([p, q])), d).toString("hex")}`);
    const m = round % 2 === 0 ? u : v;
    const sum = (BigInt(left) + y) % 10n ** BigInt(m);
    [left, right] = [right, sum.toString().padStart(m, "0")];
  }
  return left + right;
}

/** CBC-MAC. */
function mac(key: Buffer, data: Buffer): Buffer {
  let state: Buffer = Buffer.alloc(block);
  for (let at = 0; at < data.length; at += block) state = aes(key, xor(state, data.subarray(at, at + block)));
  return state;
}

/** The first `length` bytes of R ‖ AES(R ⊕ 1) ‖ AES(R ⊕ 2) … */
function stretch(key: Buffer, r: Buffer, length: number): Buffer {
  const parts = [r];
  for (let i = 1; parts.length * block < length; i++) parts.push(aes(key, xor(r, bytesOf(BigInt(i), block))));
  return Buffer.concat(parts).subarray(0, length);
}
