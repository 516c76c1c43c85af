// rapport outbox list|send|retry: queued messages of written digests; nothing leaves without `send`.
import type { Command } from "commander";
import type { Locale } from "../engine/index.js";
import {
  progressErrors,
  readAddresses,
  readOutbox,
  sendOutbox,
  smtpTransport,
} from "../models/progress/index.js";
import type { Register } from "./commands.js";
import { outboxText, sendText } from "./outbox-text.js";
import { progressLine } from "./progress.js";
import { atDoor, offer, recordAs, say, type ReaderOptions } from "./reader-command.js";

const text = {
  about: {
    en: "messages of written digests: list them, send them, try again; nothing leaves without “send”",
    zh: "已生成沟通单的邮件：列出、发送、重试；不运行“send”绝不发送",
  },
  list: { en: "how each message stands, and who has no address", zh: "各邮件的状态，以及缺少邮箱的人员" },
  send: {
    en: "hand what waits to the SMTP server of rapport.yml",
    zh: "将待发邮件交给 rapport.yml 中的 SMTP 服务器",
  },
  retry: { en: "try again what failed for now", zh: "重试暂时失败的邮件" },
  dir: { en: "the --out folder of rapport digest", zh: "rapport digest 的 --out 文件夹" },
  addresses: { en: "CSV or YAML: employee, address", zh: "CSV 或 YAML：工号、邮箱" },
  unclear: {
    en: "ids of unclear messages (sent or not, nobody knows) to send again",
    zh: "要再次发送的状态不明邮件的编号（不知是否已送达）",
  },
  as: { en: "reader who acts", zh: "操作的用户" },
};

interface Options extends ReaderOptions {
  addresses?: string;
  unclear?: string[];
}

export const register: Register = (program, locale) => {
  const group = program.command("outbox").description(text.about[locale]);
  const command = (name: "list" | "send" | "retry"): Command =>
    offer(
      group.command(name).description(text[name][locale]).argument("<dir>", text.dir[locale]),
      locale,
      ["workspace", "as", "json"],
      { as: text.as },
    );
  command("list")
    .option("--addresses <file>", text.addresses[locale])
    .action((dir: string, options: Options) => list(dir, options, locale));
  command("send")
    .requiredOption("--addresses <file>", text.addresses[locale])
    .action((dir: string, options: Options) => send("send", dir, options, locale));
  command("retry")
    .requiredOption("--addresses <file>", text.addresses[locale])
    .option("--unclear <ids...>", text.unclear[locale])
    .action((dir: string, options: Options) => send("retry", dir, options, locale));
};

/** Who has no rights on single people has no business with their messages. */
function open(options: Options, locale: Locale) {
  const door = atDoor(options, locale);
  const { reader } = door;
  if (reader.rights !== "person") throw progressErrors.progress_groups_only({ reader: reader.id });
  const addresses = options.addresses ? readAddresses(options.addresses) : new Map<string, string>();
  return { ...door, addresses };
}

function list(dir: string, options: Options, locale: Locale): void {
  const { addresses, ...door } = open(options, locale);
  const outbox = readOutbox(door.workspace, dir, addresses);
  recordAs(door, { what: "outbox", messages: outbox.messages.length });
  const isAsked = options.addresses !== undefined;
  say(options, [outbox, () => outboxText(outbox, isAsked, locale)]);
}

async function send(which: "send" | "retry", dir: string, options: Options, locale: Locale): Promise<void> {
  const { workspace, reader, addresses } = open(options, locale);
  const settings = workspace.config.outbox;
  const transport = smtpTransport(settings, process.env);
  const progress = progressLine(locale);
  const stop = new AbortController();
  const interrupted = (): void => stop.abort();
  process.once("SIGINT", interrupted);
  try {
    const report = await sendOutbox(workspace, {
      dir,
      addresses,
      from: settings!.from,
      transport,
      reader: reader.id,
      clock: () => new Date(),
      which,
      unclear: options.unclear,
      onProgress: progress,
      signal: stop.signal,
    });
    progress.done();
    say(options, [report, () => sendText(report, locale)]);
    if (report.failed.length > 0 || report.stopped || report.withoutAddress.length > 0) process.exitCode = 1;
  } finally {
    progress.done();
    process.off("SIGINT", interrupted);
  }
}
