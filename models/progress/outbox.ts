// DIR/outbox → the messages in it, each once, with how it stands and the address it would go to.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { readJournal, type Workspace } from "../../engine/index.js";
import type { DigestMessage } from "./digest-message.js";
import { outboxErrors as fail } from "./outbox-errors.js";
import { outboxState, type MessageStanding } from "./outbox-state.js";
import type { DigestManifest } from "./write-digest.js";

export interface OutboxMessage extends DigestMessage, MessageStanding {
  folder: string;
  /** Null: nobody said where to. */
  to: string | null;
}

export interface Outbox {
  /** In the order of folders and employees; a digest written twice is in it once. */
  messages: OutboxMessage[];
  /** Employees without an address. */
  withoutAddress: string[];
}

/** Errors: outbox_missing, outbox_tampered. */
export function readOutbox(
  workspace: Pick<Workspace, "path">,
  dir: string,
  addresses: ReadonlyMap<string, string>,
): Outbox {
  const root = path.join(path.resolve(dir), "outbox");
  if (!existsSync(root)) throw fail.outbox_missing({ dir });
  const standing = outboxState(readJournal(workspace).lines);
  const messages = new Map<string, OutboxMessage>();
  for (const name of readdirSync(root).sort()) {
    const folder = path.join(root, name);
    if (name.startsWith(".") || !existsSync(path.join(folder, "manifest.json"))) continue;
    for (const message of messagesOf(folder)) {
      const to = addresses.get(message.employee) ?? null;
      messages.set(message.id, { ...message, ...standing(message.id), folder, to });
    }
  }
  const all = [...messages.values()];
  return {
    messages: all,
    withoutAddress: [...new Set(all.filter(({ to }) => to === null).map(({ employee }) => employee))],
  };
}

/** As the manifest lists them, with the bytes that it lists: what was changed since is not sent. */
function messagesOf(folder: string): DigestMessage[] {
  const { files } = manifestOf(folder);
  const listed = new Map(files.map((entry) => [entry.file, entry]));
  return files
    .filter(({ file }) => /^message-[0-9a-f]{16}\.json$/.test(file))
    .map(({ file }) => {
      const message = JSON.parse(checked(folder, listed, file).toString("utf8")) as DigestMessage;
      for (const attachment of message.attachments) checked(folder, listed, attachment);
      return message;
    });
}

/** A list that was cut or edited into something else is no list. */
function manifestOf(folder: string): DigestManifest {
  const tampered = fail.outbox_tampered({ file: path.join(path.basename(folder), "manifest.json") });
  let manifest: DigestManifest;
  try {
    manifest = JSON.parse(readFileSync(path.join(folder, "manifest.json"), "utf8")) as DigestManifest;
  } catch {
    throw tampered;
  }
  const isList =
    Array.isArray(manifest?.files) && manifest.files.every((entry) => typeof entry?.file === "string");
  if (!isList) throw tampered;
  return manifest;
}

function checked(
  folder: string,
  listed: ReadonlyMap<string, DigestManifest["files"][number]>,
  file: string,
): Buffer {
  const entry = listed.get(file);
  const place = path.join(folder, file);
  const bytes = entry && path.basename(file) === file && existsSync(place) ? readFileSync(place) : undefined;
  if (!entry || !bytes || createHash("sha256").update(bytes).digest("hex") !== entry.sha256)
    throw fail.outbox_tampered({ file: path.join(path.basename(folder), file) });
  return bytes;
}
