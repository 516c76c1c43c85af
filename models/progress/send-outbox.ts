// Queued messages → the server, one by one, with a journal line before each and one after it: after a crash none leaves twice.
import path from "node:path";
import type { Workspace } from "../../engine/index.js";
import { addressHash } from "../../engine/erasure/erase-texts.js";
import { appendReads } from "../../engine/journal.js";
import { isLocked, takeLock } from "../../engine/workspace-lock.js";
import type { Bilingual } from "../../engine/locale.js";
import { outboxErrors as fail } from "./outbox-errors.js";
import type { MessageState } from "./outbox-state.js";
import { readOutbox, type OutboxMessage } from "./outbox.js";
import type { MailTransport } from "./smtp-transport.js";

export interface SendOptions {
  dir: string;
  addresses: ReadonlyMap<string, string>;
  from: string;
  transport: MailTransport;
  reader: string;
  clock: () => Date;
  /** `send`: what waits; `retry`: what failed for now, and of unclear ones those named. */
  which: "send" | "retry";
  unclear?: readonly string[];
  onProgress?: (step: { title: Bilingual; done: number; of: number }) => void;
  signal?: AbortSignal;
}

export interface SendReport {
  sent: number;
  failed: { id: string; employee: string; state: MessageState; reason: string }[];
  withoutAddress: string[];
  /** Messages that nobody knows about: sent by hand only, with `retry --unclear ID`. */
  unclear: string[];
  /** The server as a whole could not be used: why it stopped early, and how many still wait. */
  stopped: { reason: string; waiting: number } | null;
}

const title: Bilingual = { en: "Sending", zh: "正在发送" };
const lines = { refused: "outbox_refused", failed: "outbox_failed" } as const;

/** Errors: outbox_busy, outbox_missing, outbox_tampered. */
export async function sendOutbox(
  workspace: Pick<Workspace, "path">,
  options: SendOptions,
): Promise<SendReport> {
  const lock = workspace.path(".outbox.lock");
  if (isLocked(lock)) throw fail.outbox_busy({});
  const release = takeLock(lock, 0);
  try {
    return await sendAll(workspace, options);
  } finally {
    release();
    options.transport.close();
  }
}

async function sendAll(workspace: Pick<Workspace, "path">, options: SendOptions): Promise<SendReport> {
  const { messages, withoutAddress } = readOutbox(workspace, options.dir, options.addresses);
  const isWanted = ({ id, state }: OutboxMessage): boolean =>
    options.which === "send"
      ? state === "queued"
      : state === "failed" || (state === "unclear" && options.unclear?.includes(id) === true);
  const wanted = messages.filter((message) => isWanted(message) && message.to !== null);
  const report: SendReport = {
    sent: 0,
    failed: [],
    withoutAddress,
    unclear: messages.filter((one) => one.state === "unclear" && !isWanted(one)).map(({ id }) => id),
    stopped: null,
  };
  for (const [i, message] of wanted.entries()) {
    if (options.signal?.aborted) {
      report.stopped = { reason: "cancelled", waiting: wanted.length - i };
      break;
    }
    options.onProgress?.({ title, done: i + 1, of: wanted.length });
    const note = (kind: string, reason?: string): void => {
      appendReads(
        workspace,
        [
          {
            kind,
            message: message.id,
            // that it went to the same address, not the address
            to: addressHash(message.to!),
            by_user: options.reader,
            ...(reason && { reason }),
          },
        ],
        options.clock(),
      );
    };
    note("outbox_sending");
    const failure = await options.transport.send({
      id: message.id,
      from: options.from,
      to: message.to!,
      subject: message.subject,
      text: message.text,
      attachments: message.attachments.map((file) => ({
        filename: file,
        path: path.join(message.folder, file),
      })),
    });
    if (failure === null) {
      note("outbox_sent");
      report.sent++;
      continue;
    }
    if (failure.kind === "unclear") report.unclear.push(message.id);
    else {
      note(failure.kind === "refused" ? lines.refused : lines.failed, failure.reason);
      const state = failure.kind === "refused" ? "refused" : "failed";
      report.failed.push({ id: message.id, employee: message.employee, state, reason: failure.reason });
    }
    if (failure.kind === "unreachable") {
      report.stopped = { reason: failure.reason, waiting: wanted.length - i - 1 };
      break;
    }
  }
  return report;
}
