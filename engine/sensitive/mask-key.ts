// Workspace → the secret that stand-ins are computed with: mask.key, made at the first masking, readable by its owner only.
import { randomBytes } from "node:crypto";
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from "node:fs";
import type { Workspace } from "../workspace.js";
import { sensitiveError } from "./sensitive-errors.js";

const bytes = 32;

/** The same key in every later import, so that masked keys keep meeting. Without the file stand-ins cannot be recomputed. */
export function maskKey(workspace: Pick<Workspace, "path">, random = randomBytes): Buffer {
  const file = workspace.path("mask.key");
  if (!existsSync(file)) {
    const handle = openSync(file, "wx", 0o600);
    try {
      writeSync(handle, `${random(bytes).toString("hex")}\n`);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  }
  const text = readFileSync(file, "utf8").trim();
  if (!/^[0-9a-f]{64}$/.test(text)) throw sensitiveError.mask_key_damaged({ found: text.length });
  return Buffer.from(text, "hex");
}
