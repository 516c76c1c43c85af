// Reports ⇄ reports/<id>.json in the workspace: written whole or not at all, ids that can never leave the folder.
import { randomBytes } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { defineErrors } from "../../engine/errors.js";
import { upgradeReport, type ReportSpec } from "../report/report-spec.js";

export const reportError = defineErrors({
  report_not_found: {
    message: { en: "There is no saved report “{id}”.", zh: "没有名为“{id}”的已存报表。" },
    hint: { en: "Open the list of reports and choose one.", zh: "请在报表列表中选择。" },
  },
  report_id_invalid: {
    message: { en: "“{id}” cannot name a report.", zh: "“{id}”不能作为报表编号。" },
    hint: {
      en: "Use 1 to 64 lower-case letters, digits and hyphens, beginning with a letter or digit.",
      zh: "请用 1 到 64 个小写字母、数字或连字符，并以字母或数字开头。",
    },
  },
  report_unreadable: {
    message: {
      en: "The saved report {file} cannot be read: {problem}.",
      zh: "无法读取已存报表 {file}：{problem}。",
    },
    hint: {
      en: "Mend or delete the file; other reports are not affected.",
      zh: "请修复或删除该文件；其他报表不受影响。",
    },
  },
});

export interface SavedReport {
  id: string;
  name: string;
  /** ISO time of the last save. */
  savedAt: string;
  report: ReportSpec;
}
export type SavedReportLine = Omit<SavedReport, "report">;

/** A file of a later version, or one edited by hand, is listed as unreadable rather than hidden. */
export interface ReportList {
  reports: SavedReportLine[];
  unreadable: string[];
}

export const reportIdPattern = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** Reports of the workspace whose reports folder this is. */
export class ReportStore {
  constructor(private readonly folder: string) {}

  #file(id: string): string {
    if (!reportIdPattern.test(id)) throw reportError.report_id_invalid({ id });
    return path.join(this.folder, `${id}.json`);
  }

  async list(): Promise<ReportList> {
    const names = await readdir(this.folder).catch(missing([] as string[]));
    const list: ReportList = { reports: [], unreadable: [] };
    for (const name of names.filter((file) => file.endsWith(".json")).sort()) {
      const id = name.slice(0, -".json".length);
      if (!reportIdPattern.test(id)) continue;
      try {
        const { report: _report, ...line } = await this.read(id);
        list.reports.push(line);
      } catch {
        list.unreadable.push(name);
      }
    }
    list.reports.sort((a, b) => b.savedAt.localeCompare(a.savedAt));
    return list;
  }

  async read(id: string): Promise<SavedReport> {
    const file = this.#file(id);
    const text = await readFile(file, "utf8").catch(missing(null));
    if (text === null) throw reportError.report_not_found({ id });
    try {
      const { name, report, savedAt } = JSON.parse(text) as Partial<SavedReport>;
      const written = savedAt ?? (await stat(file)).mtime.toISOString();
      return { id, name: String(name ?? id), savedAt: written, report: upgradeReport(report) };
    } catch (error) {
      throw reportError.report_unreadable({
        file: `reports/${id}.json`,
        problem: (error as Error).message.slice(0, 200),
      });
    }
  }

  /** New bytes stand under another name until they are safe on disk; then they take the old ones' place. */
  async write(id: string, name: string, report: ReportSpec, now: Date): Promise<SavedReport> {
    const file = this.#file(id);
    const saved: SavedReport = { id, name, savedAt: now.toISOString(), report };
    await mkdir(this.folder, { recursive: true });
    const draft = `${file}.${randomBytes(4).toString("hex")}.tmp`;
    try {
      const handle = await open(draft, "wx");
      try {
        const { id: _id, ...kept } = saved;
        await handle.writeFile(`${JSON.stringify(kept, null, 2)}\n`);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(draft, file);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
    return saved;
  }

  async remove(id: string): Promise<void> {
    const file = this.#file(id);
    await rm(file).catch((error: NodeJS.ErrnoException) => {
      throw error.code === "ENOENT" ? reportError.report_not_found({ id }) : error;
    });
  }
}

const missing =
  <T>(instead: T) =>
  (error: NodeJS.ErrnoException): T => {
    if (error.code === "ENOENT") return instead;
    throw error;
  };
