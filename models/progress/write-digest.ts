// People and period → DIR/outbox/<date>/: a sheet per person in both languages, a queued message each, and a manifest. All or
// nothing: everything is written beside its place and renamed at the end; PDF files come after, and may fail alone.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Bilingual, Locale } from "../../engine/locale.js";
import type { ModelContext } from "../model-context.js";
import { writeWhole } from "../write-file.js";
import { openPart, outboxFolder, putInPlace } from "./digest-folder.js";
import { digestMessage } from "./digest-message.js";
import { findChromium, printPdf } from "./print-pdf.js";
import { journalLook, readable } from "./progress-access.js";
import { progressErrors as fail } from "./progress-errors.js";
import type { PeriodWish } from "./progress-period.js";
import { drawSheet, sheetBook } from "./sheet.js";
import { sheetHtml } from "./sheet-html.js";
import { sheetMarkdown } from "./sheet-markdown.js";

export interface DigestManifest {
  kind: PeriodWish["kind"];
  period: { from: string; to: string };
  through: string;
  snapshot: string;
  madeAt: string;
  madeBy: string;
  people: number;
  /** People about whom nothing is known in these months, or nothing that this reader may tell. */
  withoutFigures: string[];
  files: { file: string; employee: string; bytes: number; sha256: string }[];
}

export interface DigestOptions {
  out: string;
  wish: PeriodWish;
  people: readonly string[];
  /** Language of the messages; sheets are written in both. */
  locale: Locale;
  pdf?: boolean;
  environment: Record<string, string | undefined>;
  onProgress?: (step: { title: Bilingual; done: number; of: number }) => void;
  signal?: AbortSignal;
}

export interface WrittenDigest {
  folder: string;
  manifest: DigestManifest;
}

const writing: Bilingual = { en: "Writing sheets", zh: "正在写入沟通单" };
const printing: Bilingual = { en: "Printing PDF files", zh: "正在生成 PDF" };
const reading: Bilingual = { en: "Reading figures", zh: "正在读取数据" };

/** Errors: digest_nobody, digest_cancelled, chromium_missing and pdf_failed (then HTML and Markdown are there). */
export async function writeDigest(context: ModelContext, options: DigestOptions): Promise<WrittenDigest> {
  const { out, wish, people, locale, onProgress, signal } = options;
  const { now, reader, cache } = context;
  onProgress?.({ title: reading, done: 0, of: 1 });
  const book = await sheetBook(context, wish, people);
  const { period } = book.table;
  const mine = new Set(await readable(context, people, period));
  const file = outboxFolder(out);
  journalLook(context, { what: `digest ${wish.kind}`, people, period: period.from, kind: "export", file });
  const part = openPart(out, now);
  let folder: string;
  const manifest: DigestManifest = {
    kind: wish.kind,
    period: { from: period.from, to: period.to },
    through: period.through,
    snapshot: cache.snapshot,
    madeAt: now.toISOString(),
    madeBy: reader.id,
    people: 0,
    withoutFigures: [],
    files: [],
  };
  try {
    for (const [i, employee] of people.entries()) {
      // lets a signal arrive between two sheets
      if (i % 20 === 0) await new Promise((resolve) => setImmediate(resolve));
      if (signal?.aborted) throw fail.digest_cancelled({ done: i, of: people.length });
      onProgress?.({ title: writing, done: i + 1, of: people.length });
      const isTheirs = employee === reader.employee || mine.has(employee);
      const sheet = isTheirs ? drawSheet(context, book, employee) : null;
      if (!sheet) {
        manifest.withoutFigures.push(employee);
        continue;
      }
      manifest.people++;
      const put = (file: string, text: string): void => {
        writeFileSync(path.join(part, file), text, { mode: 0o600 });
        manifest.files.push(entryOf(file, employee, Buffer.from(text)));
      };
      const stem = fileStem(employee);
      for (const one of ["en", "zh"] as const) {
        put(`${stem}.${one}.html`, sheetHtml(sheet, one));
        put(`${stem}.${one}.md`, sheetMarkdown(sheet, one));
      }
      const message = digestMessage(sheet, locale, [`${stem}.${locale}.html`]);
      put(`message-${message.id}.json`, `${JSON.stringify(message, null, 2)}\n`);
    }
    if (manifest.people === 0) throw fail.digest_nobody({ asked: askedText(people) });
    writeWhole(path.join(part, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`, 0o600);
    folder = putInPlace(part, now);
  } catch (error) {
    rmSync(part, { recursive: true, force: true });
    throw error;
  }
  if (options.pdf) await addPdfs({ folder, manifest }, options);
  return { folder, manifest };
}

async function addPdfs({ folder, manifest }: WrittenDigest, options: DigestOptions): Promise<void> {
  const browser = findChromium(options.environment);
  const pages = manifest.files.filter(({ file }) => file.endsWith(".html"));
  for (const [i, { file, employee }] of pages.entries()) {
    if (options.signal?.aborted) break;
    options.onProgress?.({ title: printing, done: i + 1, of: pages.length });
    const pdf = file.replace(/\.html$/, ".pdf");
    await printPdf(browser, path.join(folder, file), path.join(folder, pdf), options.signal);
    if (existsSync(path.join(folder, pdf)))
      manifest.files.push(entryOf(pdf, employee, readFileSync(path.join(folder, pdf))));
  }
  writeWhole(path.join(folder, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`, 0o600);
}

const entryOf = (file: string, employee: string, bytes: Buffer): DigestManifest["files"][number] => ({
  file,
  employee,
  bytes: bytes.length,
  sha256: createHash("sha256").update(bytes).digest("hex"),
});

/** An employee number may hold anything; a file name may not. */
export const fileStem = (employee: string): string =>
  /^[\p{L}\p{N}_-]{1,80}$/u.test(employee)
    ? employee
    : `id-${createHash("sha256").update(employee).digest("hex").slice(0, 12)}`;

const askedText = (people: readonly string[]): string[] => people.slice(0, 5);
