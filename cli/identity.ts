// rapport identity -w DIR: people of other systems that were recognised, and those that wait; `decide` stores a person's word in the journal.
import os from "node:os";
import { decideRecord, identityOverview } from "../engine/ingest/identity-list.js";
import { knownEmployees } from "../engine/ingest/known-employees.js";
import type { Register } from "./commands.js";
import { identityText } from "./identity-text.js";
import { openForCommand } from "./workspace-command.js";

const text = {
  about: {
    en: "who is who across systems: recognised people, and the list that waits for a decision",
    zh: "跨系统身份对应：已识别的人员与待人工确认的名单",
  },
  decide: {
    en: "say who a record is; later imports follow",
    zh: "确认某条记录对应的员工；之后的导入照此执行",
  },
  record: { en: "record as listed", zh: "列表中的记录编号" },
  employee: { en: "employee number", zh: "工号" },
  nobody: { en: "no employee of the list", zh: "不属于任何员工" },
  by: { en: "who decides; kept in the journal", zh: "确认人，记入日志" },
  workspace: { en: "workspace folder", zh: "工作区文件夹" },
  json: { en: "print as JSON", zh: "以 JSON 输出" },
  done: { en: "Noted. Import the file again to apply it.", zh: "已记录。重新导入该文件即可生效。" },
};

interface Options {
  workspace?: string;
  employee?: string;
  nobody?: boolean;
  by?: string;
  json?: boolean;
}

export const register: Register = (program, locale) => {
  const identity = program
    .command("identity")
    .description(text.about[locale])
    .option("-w, --workspace <dir>", text.workspace[locale])
    .option("--json", text.json[locale])
    .action((options: Options, command) => {
      if (options.workspace === undefined)
        command.error("error: required option '-w, --workspace <dir>' not specified");
      const found = identityOverview(openForCommand(options.workspace!, locale));
      console.log(options.json ? JSON.stringify(found, null, 2) : identityText(found, locale));
    });
  identity
    .command("decide")
    .description(text.decide[locale])
    .argument("<record>", text.record[locale])
    .option("--employee <number>", text.employee[locale])
    .option("--nobody", text.nobody[locale])
    .option("--by <name>", text.by[locale])
    .option("-w, --workspace <dir>", text.workspace[locale])
    .option("--json", text.json[locale])
    .action(async (record: string, _own: unknown, command) => {
      const options = command.optsWithGlobals() as Options;
      if (options.workspace === undefined)
        command.error("error: required option '-w, --workspace <dir>' not specified");
      if ((options.employee === undefined) === (options.nobody !== true))
        command.error("error: required option '--employee <number> | --nobody' not specified");
      const now = new Date();
      const workspace = openForCommand(options.workspace!, locale, now);
      const employees = await knownEmployees(workspace);
      const decision = {
        record,
        employee: options.employee ?? null,
        by: options.by ?? os.userInfo().username,
      };
      decideRecord(workspace, decision, (number) => employees.has(number), now);
      console.log(options.json ? JSON.stringify(decision, null, 2) : text.done[locale]);
    });
};
