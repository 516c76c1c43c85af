// Folder with a rapport.yml → a workspace: its settings, checked, and the paths inside it.
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { isSeq, LineCounter, parseDocument, stringify } from "yaml";
import { z } from "zod";
import { defineErrors } from "./errors.js";
import {
  disclosureSchema,
  purposeSchema,
  roleSchema,
  userSchema,
  usersWithRoles,
} from "./policy/policy-settings.js";
import type { Bilingual } from "./locale.js";
import { outboxSchema, progressSchema } from "./progress-settings.js";

const fail = defineErrors({
  workspace_missing: {
    message: {
      en: "{dir} is not a Rapport workspace: it has no rapport.yml.",
      zh: "{dir} 不是 Rapport 工作区：其中没有 rapport.yml。",
    },
    hint: {
      en: "Make one with: rapport init {dir}",
      zh: "请先创建工作区：rapport init {dir}",
    },
  },
  workspace_exists: {
    message: {
      en: "{dir} already holds a workspace (rapport.yml is there).",
      zh: "{dir} 中已有工作区（rapport.yml 已存在）。",
    },
    hint: {
      en: "Use it as it is with -w {dir}, or name another folder.",
      zh: "可直接用 -w {dir} 使用它，或换一个文件夹。",
    },
  },
  workspace_config_invalid: {
    message: {
      en: "{file}, line {line}: {setting}: {found}.",
      zh: "{file} 第 {line} 行：{setting}：{found}。",
    },
    hint: {
      en: "Correct that line in a text editor; nothing else was changed.",
      zh: "请用文本编辑器修改该行；其他内容未被改动。",
    },
  },
});

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, "expected YYYY-MM");
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "expected HH:MM");
const text = z.union([z.string().min(1), z.strictObject({ en: z.string().min(1), zh: z.string().min(1) })]);
const timeZone = z.string().refine((zone) => {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: zone }));
  } catch {
    return false;
  }
}, "expected an IANA time zone such as Asia/Shanghai");

export const workspaceConfigSchema = z.strictObject({
  name: text,
  locale: z.enum(["en", "zh"]).default("en"),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, "expected three capital letters such as CNY")
    .default("CNY"),
  timeZone: timeZone.default("Asia/Shanghai"),
  weekStart: z.enum(["monday", "sunday"]).default("monday"),
  /** First month of the fiscal year, 1–12. */
  fiscalYearStart: z.number().int().min(1).max(12).default(1),
  /** Smallest group whose numbers a reader without person-level rights may see. */
  k: z.number().int().min(2).max(100).default(5),
  historyFrom: month.optional(),
  historyTo: month.optional(),
  exitsObservedFrom: month.optional(),
  standardDayHours: z.number().positive().max(24).default(8),
  /** Score from which an exam counts as passed where the source does not say. */
  examPassScore: z.number().min(0).default(60),
  /** The company's own mail domains: contacts with them (and domains below them) are not contacts with customers. */
  internalDomains: z
    .array(
      z.string().regex(/^@?([\p{L}\p{N}-]+\.)+[\p{L}\p{N}-]+$/u, "expected a domain such as example.com"),
    )
    .default([]),
  /** Site → its time zone, where it is not the company's. Read when punches and contacts are imported. */
  siteTimeZones: z.record(z.string(), timeZone).default({}),
  /** Currency code → how much of the company's currency one unit of it is worth. */
  exchangeRates: z.record(z.string().regex(/^[A-Z]{3}$/), z.number().positive()).default({}),
  /** Share of the rows in force that a full batch may remove without being asked again. */
  removalLimit: z.number().min(0).max(1).default(0.1),
  coreTime: z.strictObject({ from: clock, to: clock }).default({ from: "09:00", to: "12:00" }),
  programmes: z
    .array(
      z.strictObject({
        id: z.string().min(1),
        title: z.strictObject({ en: z.string(), zh: z.string() }),
        changeFrom: month,
        changeTo: month,
      }),
    )
    .default([]),
  users: z.array(userSchema).default([]),
  roles: z.record(z.string(), roleSchema).default({}),
  purpose: purposeSchema.default({ required: false }),
  /** Whether one person's risk can be asked for at all: with a purpose, a second person, an end and a journal line. */
  reveal: z.enum(["off", "on"]).default("off"),
  disclosure: disclosureSchema.default({}),
  /** What people are told of their own figures, and when. */
  progress: progressSchema.prefault({}),
  /** The SMTP server that `rapport outbox send` hands messages to. */
  outbox: outboxSchema.optional(),
});

export type WorkspaceConfig = z.infer<typeof workspaceConfigSchema>;
export type WorkspaceSettings = z.input<typeof workspaceConfigSchema>;

export interface Workspace {
  dir: string;
  config: WorkspaceConfig;
  /** Absolute path of something inside the workspace. */
  path(...parts: string[]): string;
}

/** Name of the company in both languages. */
export const workspaceName = (config: WorkspaceConfig): Bilingual =>
  typeof config.name === "string" ? { en: config.name, zh: config.name } : config.name;

export function openWorkspace(dir: string): Workspace {
  const root = path.resolve(dir);
  const file = path.join(root, "rapport.yml");
  if (!existsSync(file)) throw fail.workspace_missing({ dir });
  return { dir: root, config: readConfig(file), path: (...parts) => path.join(root, ...parts) };
}

/** Makes the folder (it may exist, without a rapport.yml) and its settings file. */
export function initWorkspace(dir: string, settings: WorkspaceSettings): Workspace {
  const root = path.resolve(dir);
  const file = path.join(root, "rapport.yml");
  if (existsSync(file)) throw fail.workspace_exists({ dir });
  if (existsSync(root) && !statSync(root).isDirectory())
    throw fail.workspace_config_invalid({
      file: dir,
      line: 1,
      setting: "DIR",
      found: "a file, not a folder",
    });
  const checked = workspaceConfigSchema.safeParse(settings);
  if (!checked.success) {
    const issue = checked.error.issues[0]!;
    throw fail.workspace_config_invalid({
      file,
      line: 1,
      setting: issue.path.join(".") || "rapport.yml",
      found: issue.message,
    });
  }
  mkdirSync(path.join(root, "imports"), { recursive: true });
  writeFileSync(file, stringify(settings), { flag: "wx" });
  return openWorkspace(root);
}

const withRoles = (config: WorkspaceConfig): WorkspaceConfig => ({
  ...config,
  users: usersWithRoles(config.users, config.roles, config.purpose.required),
});

/** Settings in a file, checked; an error names the line. */
export function readConfig(file: string): WorkspaceConfig {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, "utf8"), { lineCounter: lines });
  const broken = document.errors[0];
  if (broken)
    throw fail.workspace_config_invalid({
      file,
      line: broken.linePos?.[0].line ?? 1,
      setting: "YAML",
      found: broken.message.split("\n")[0]!,
    });
  const checked = workspaceConfigSchema.safeParse(document.toJS() ?? {});
  if (checked.success) return withRoles(checked.data);
  const issue = checked.error.issues[0]!;
  const where = issue.code === "unrecognized_keys" ? [...issue.path, issue.keys[0]!] : issue.path;
  throw fail.workspace_config_invalid({
    file,
    line: lineOf(document, lines, where),
    setting: where.join(".") || "rapport.yml",
    found: issue.message,
  });
}

/** Line on which the deepest existing part of that path stands. */
function lineOf(
  document: ReturnType<typeof parseDocument>,
  lines: LineCounter,
  where: PropertyKey[],
): number {
  for (let depth = where.length; depth > 0; depth--) {
    const parent = depth === 1 ? document.contents : document.getIn(where.slice(0, depth - 1), true);
    const key = where[depth - 1];
    if (parent && typeof parent === "object" && "items" in parent) {
      const items = (parent as { items: unknown[] }).items;
      const item = isSeq(parent)
        ? items[Number(key)]
        : items.find((pair) => String((pair as { key: unknown }).key) === String(key));
      const node = isSeq(parent) ? item : (item as { key?: unknown } | undefined)?.key;
      const range = (node as { range?: [number, number, number] } | undefined)?.range;
      if (range) return lines.linePos(range[0]).line;
    }
  }
  return 1;
}
