// `rapport demo [trade|services|group]`: source files as an HR department would export them → a workspace → the workbench.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { Option } from "commander";
import { companyConfig, writeCompany, type CompanyKind } from "../datasets/companies/index.js";
import {
  Database,
  importFiles,
  initWorkspace,
  localReader,
  openCache,
  openWorkspace,
  type Locale,
} from "../engine/index.js";
import { closeMonths } from "../engine/disclosure/close-months.js";
import { loadCatalogue } from "../engine/metrics/catalogue.js";
import { closeOptions } from "../engine/metrics/releases-of.js";
import {
  fitAttrition,
  isRefusal,
  issuePrediction,
  scorePredictions,
  type ModelContext,
} from "../models/index.js";
import {
  demoProgrammes,
  evaluateProgramme,
  programmesOf,
  writeProgramme,
} from "../models/programme/index.js";
import { demoReports } from "../web/report/demo-reports.js";
import { ReportStore } from "../web/server/report-store.js";
import type { Register } from "./commands.js";
import { progressLine } from "./progress.js";
import { serveUntilStopped } from "./serve.js";

const kinds: CompanyKind[] = ["trade", "services", "group"];

interface Options {
  dir?: string;
  port: string;
  people?: string;
  serve: boolean;
}

export const register: Register = (program, locale) => {
  program
    .command("demo")
    .description(text.about[locale])
    .argument("[kind]", text.kind[locale], "services")
    .option("--dir <dir>", text.dir[locale])
    .option("--people <n>", text.people[locale])
    .addOption(new Option("--port <port>", text.port[locale]).default("8787"))
    .option("--no-serve", text.noServe[locale])
    .action(async (kind: CompanyKind, options: Options, command) => {
      if (!kinds.includes(kind)) command.error(`error: unknown company '${kind}': ${kinds.join(", ")}`);
      const people = options.people === undefined ? undefined : Number(options.people);
      if (people !== undefined && !(Number.isInteger(people) && people >= 100 && people <= 200_000))
        command.error("error: --people takes a whole number from 100 to 200000");
      if (people !== undefined && kind !== "group") command.error("error: --people goes with group only");
      const dir = path.resolve(options.dir ?? path.join("demo", kind));
      if (existsSync(path.join(dir, "rapport.yml"))) console.log(text.found[locale](dir));
      else if (existsSync(dir) && readdirSync(dir).length > 0)
        command.error(`error: ${dir} is in use by something else; name another folder with --dir`);
      else await makeDemo(kind, dir, people, locale);
      if (!options.serve) return;
      await serveUntilStopped(locale)({ workspace: dir, port: options.port });
    });
};

/** Makes the workspace beside its final place and moves it there when whole: a stopped run leaves nothing half made. */
async function makeDemo(kind: CompanyKind, dir: string, people: number | undefined, locale: Locale) {
  const making = `${dir}.making`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true });
  const writer = await Database.open();
  const progress = progressLine(locale);
  try {
    progress(text.writing[locale](kind));
    await writeCompany(kind, making, { people, runSql: (sql) => writer.run(sql), onProgress: progress });
    const workspace = initWorkspace(making, companyConfig(kind));
    await importFiles(workspace, [path.join(making, "sources")], { now: new Date(), onProgress: progress });
    const store = new ReportStore(workspace.path("reports"));
    for (const { id, name, report } of demoReports({ sales: kind !== "group", large: kind === "group" }))
      await store.write(id, name[locale], report, new Date());
    if (kind === "services")
      for (const programme of demoProgrammes()) writeProgramme(workspace, programme, new Date());
  } finally {
    progress.done();
    writer.close();
  }
  mkdirSync(path.dirname(dir), { recursive: true });
  renameSync(making, dir);
  await fitDemo(dir, kind, locale);
}

/** So that the turnover page has its model, or its refusal, when first opened. A group is fitted when asked for. */
async function fitDemo(dir: string, kind: CompanyKind, locale: Locale) {
  if (kind === "group") return;
  const progress = progressLine(locale);
  const workspace = openWorkspace(dir);
  const cache = await openCache(workspace, { now: new Date(), onProgress: progress });
  try {
    progress(text.fitting[locale]);
    const context = { workspace, cache, reader: localReader, now: new Date() };
    const { fitted } = await fitAttrition(context, { onProgress: progress });
    if (!isRefusal(fitted) && fitted.isOn) await startRecord(context);
    for (const programme of programmesOf(workspace).found)
      await evaluateProgramme({ workspace, cache, reader: localReader, now: new Date() }, programme);
    // so that whoever views as a reader of groups is answered at once
    await closeMonths(cache.database, workspace, {
      ...closeOptions(workspace.config, loadCatalogue(dir), new Date()),
      onMonth: (month, done, of) => progress({ title: closing(month), done, of }),
    });
  } finally {
    progress.done();
    cache.database.close();
  }
}

/** A prediction for now and a replay of a year ago, so that the scoreboard has something to show. */
async function startRecord(context: ModelContext) {
  const [year, month] = context.cache.history.to.slice(0, 7).split("-").map(Number);
  const monthEnd = (years: number) => new Date(Date.UTC(year! - years, month!, 0)).toISOString().slice(0, 10);
  await issuePrediction(context, { asOf: monthEnd(1), replay: true });
  await issuePrediction(context, { asOf: monthEnd(0) });
  await scorePredictions(context);
}

const closing = (month: string) => ({ en: `Fixing the groups of ${month}`, zh: `正在确定 ${month} 的分组` });

const text = {
  about: {
    en: "make a demo company with known truth and serve it",
    zh: "生成真相已知的演示公司并打开工作台",
  },
  kind: {
    en: "trade (20 people), services (320) or group (5,000)",
    zh: "trade（20 人）、services（320 人）或 group（5,000 人）",
  },
  dir: { en: "folder of the workspace (default: demo/<kind>)", zh: "工作区文件夹（默认 demo/<公司>）" },
  people: { en: "people of the group company, 100 to 200000", zh: "group 公司的人数，100 至 200000" },
  port: { en: "first port to try on this computer", zh: "本机首选端口" },
  noServe: { en: "only make the workspace", zh: "只生成工作区" },
  writing: {
    en: (kind: string) => `Writing the source files of the ${kind} company`,
    zh: (kind: string) => `正在生成演示公司 ${kind} 的源文件`,
  },
  fitting: { en: "Fitting the attrition model", zh: "正在拟合离职模型" },
  found: {
    en: (dir: string) => `Using the demo company in ${path.relative(process.cwd(), dir) || dir}`,
    zh: (dir: string) => `使用已有的演示公司：${path.relative(process.cwd(), dir) || dir}`,
  },
} as const;
