// Options of a command → who asks, of which workspace, in which language; the journal has its line before anything is read.
import type { Command } from "commander";
import { recordRead, type ReadEntry } from "../engine/audit/read-log.js";
import {
  localeFrom,
  openCache,
  readerAtDoor,
  type Bilingual,
  type Locale,
  type Reader,
  type Workspace,
} from "../engine/index.js";
import type { ModelContext } from "../models/model-context.js";
import { progressLine } from "./progress.js";
import { openForCommand } from "./workspace-command.js";

const offers = {
  workspace: { flags: "-w, --workspace <dir>", en: "workspace folder", zh: "工作区文件夹" },
  as: { flags: "--as <user>", en: "reader who asks", zh: "提问的用户" },
  purpose: {
    flags: "--purpose <text>",
    en: "what it is for, where the reader needs one",
    zh: "用途（需要时）",
  },
  locale: { flags: "--locale <locale>", en: "language: en or zh", zh: "语言：en 或 zh" },
  json: { flags: "--json", en: "print JSON", zh: "输出 JSON" },
};
type Offer = keyof typeof offers;

/** What the options leave behind; `workspace` is undefined where it was offered as "workspace?" and left out. */
export interface ReaderOptions {
  workspace: string;
  as?: string;
  purpose?: string;
  locale?: string;
  json?: boolean;
}

/**
 * Adds the options to a command: all of them, with the workspace required, unless `names` says which;
 * "workspace?" may be left out. `said` has the words of a command that means something of its own by one.
 */
export function offer(
  command: Command,
  locale: Locale,
  names: readonly (Offer | "workspace?")[] = Object.keys(offers) as Offer[],
  said: Partial<Record<Offer, Bilingual>> = {},
): Command {
  for (const asked of names) {
    const name = asked === "workspace?" ? "workspace" : asked;
    const about = (said[name] ?? offers[name])[locale];
    if (asked === "workspace") command.requiredOption(offers[name].flags, about);
    else command.option(offers[name].flags, about);
  }
  return command;
}

/** The language of the answer: of --locale, else the user's. */
export const languageOf = (options: { locale?: string }, locale: Locale): Locale =>
  options.locale === undefined ? locale : localeFrom(options.locale);

/** The workspace, made good, and the reader with the rights that rapport.yml gives them. */
export function atDoor(
  options: ReaderOptions,
  locale: Locale,
  now = new Date(),
): { workspace: Workspace; reader: Reader; now: Date } {
  const workspace = openForCommand(options.workspace, locale, now);
  const { as, purpose } = options;
  return { workspace, reader: readerAtDoor(workspace.config, { as, purpose }), now };
}

/** What the journal is told; `kind` is "view" when left out. Nothing in it names a person but `people`. */
export type Read = { what: string; kind?: ReadEntry["kind"] } & Record<string, unknown>;

/** A journal line of this reader, with the purpose where one was given. */
export function recordAs(
  { workspace, reader, now }: Pick<ModelContext, "workspace" | "reader" | "now">,
  { kind = "view", ...read }: Read,
): void {
  const { id, rights, purpose } = reader;
  recordRead(
    workspace,
    { kind, reader: id, rights, ...(purpose !== undefined && { purpose }), ...read },
    now,
  );
}

/** Work on the data of a workspace as its reader. `read` is null where the work writes its own lines. */
export async function readAs<T>(
  options: ReaderOptions,
  locale: Locale,
  read: Read | null,
  work: (context: ModelContext, language: Locale) => Promise<T>,
): Promise<T> {
  const language = languageOf(options, locale);
  const door = atDoor(options, locale);
  const progress = progressLine(locale);
  const cache = await openCache(door.workspace, { now: door.now, onProgress: progress });
  progress.done();
  try {
    if (read) recordAs(door, read);
    return await work({ ...door, cache }, language);
  } finally {
    cache.database.close();
  }
}

/** What --json prints, and what is printed without it. */
export type Answer = readonly [value: unknown, shown: () => string];

export function say(options: Pick<ReaderOptions, "json">, [value, shown]: Answer): void {
  console.log(options.json ? JSON.stringify(value, null, 2) : shown());
}

/** `readAs`, its answer printed. */
export async function answerAs(
  options: ReaderOptions,
  locale: Locale,
  read: Read | null,
  work: (context: ModelContext, language: Locale) => Promise<Answer>,
): Promise<void> {
  await readAs(options, locale, read, async (context, language) =>
    say(options, await work(context, language)),
  );
}
