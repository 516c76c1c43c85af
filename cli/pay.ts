// rapport pay …: rules on file, what they make of a period, simulation, liability, payroll checked. Calculations; nothing here pays.
import { readFileSync } from "node:fs";
import { InvalidArgumentError, type Command } from "commander";
import type { Locale } from "../engine/index.js";
import { assetPath } from "../engine/asset.js";
import {
  checkPayroll,
  givenText,
  openDeals,
  payAccrual,
  payOfPeople,
  payRulesNamed,
  payRulesOf,
  readPeriod,
  recognitionLists,
  simulatePay,
  verifyCheck,
  workedPay,
  writeCheck,
} from "../models/pay/index.js";
import { isRefusal } from "../models/index.js";
import { attainmentForecast } from "../models/targets/attainment-forecast.js";
import type { Register } from "./commands.js";
import { checkTextOf, dealsText, fileText, listsText } from "./pay-check-text.js";
import { accrualText, attainmentText, peopleText, rulesText, simulationText, traceText } from "./pay-text.js";
import { answerAs, languageOf, offer, say, type Read, type ReaderOptions } from "./reader-command.js";
import { openForCommand } from "./workspace-command.js";

const text = {
  about: { en: "pay rules: calculators, comparisons and checks, never payments", zh: "薪酬规则：计算、比较与核对，从不发放" },
  rules: { en: "rules in use in words, and what is wrong with those that are not", zh: "以文字列出规则，以及未被采用者的错误" },
  example: { en: "print a file of rules to copy", zh: "打印一个规则文件范例" },
  calculate: { en: "what rules make of a period, line by line; of amounts given by hand with --given; of open deals with --deals", zh: "按规则逐行计算一个周期；--given 手工给出金额；--deals 计算未结商机" },
  simulate: { en: "what rules A against B would have cost; “id@2” is version 2; A alone where its unit is not declared", zh: "规则 A 与 B 的成本比较；“编号@2”为第 2 版；A 未声明单位时可单独使用" },
  accrual: { en: "earned and not yet due, by month; days to the bonus date", zh: "按月列出已计未到期金额，以及距发放日的天数" },
  check: { en: "hold a payroll file (CSV, XLSX) against the rules; --out writes a check file", zh: "用规则核对工资文件（CSV、XLSX）；--out 写出核对文件" },
  verify: { en: "read a check file again: are rows, count and sums as written?", zh: "重新读取核对文件：各行、行数与合计是否一致？" },
  eligible: { en: "who meets the conditions of a recognition, with evidence; a person decides", zh: "谁符合认可条件及其证据；由人决定" },
  period: { en: "month or quarter, as in 2026-09 or 2026-Q3", zh: "月份或季度，如 2026-09 或 2026-Q3" },
  employee: { en: "one person, with the trace", zh: "某一员工，附逐行明细" },
  given: { en: "amounts as JSON, or a file with them: {\"amounts\": {\"commission\": 120000}, …}", zh: "JSON 或其文件：{\"amounts\": {\"commission\": 120000}, …}" },
  deals: { en: "CSV: deal, employee, stage, amount; outcome and kinds if known", zh: "CSV：deal、employee、stage、amount；可选 outcome、kinds" },
  from: { en: "first period", zh: "起始周期" },
  to: { en: "last period", zh: "结束周期" },
  forecast: { en: "sales ÷ target at the 10th, 50th and 90th percentile, as in 0.85,1,1.12", zh: "销售 ÷ 目标的第 10、50、90 百分位，如 0.85,1,1.12" },
  fromForecast: { en: "take them from the forecast of this metric and the company’s target on record (rapport target set)", zh: "取自该指标的预测与台账中的公司目标（rapport target set）" },
  payroll: { en: "payroll file with employee, item, amount", zh: "含工号、项目、金额的工资文件" },
  out: { en: "write the check file here", zh: "核对文件写到此处" },
}; // prettier-ignore

interface Options extends ReaderOptions {
  period: string;
  employee?: string;
  given?: string;
  deals?: string;
  from: string;
  to: string;
  fromForecast?: string;
  forecast?: { low: number; middle: number; high: number };
  payroll: string;
  out?: string;
}

export const register: Register = (program, locale) => {
  const pay = program.command("pay").description(text.about[locale]);
  const add = (name: string, about: { en: string; zh: string }): Command =>
    offer(pay.command(name).description(about[locale]), locale, ["locale", "json"]);
  const inWorkspace = (command: Command): Command => offer(command, locale, ["workspace", "as", "purpose"]);
  const ofPeriod = (command: Command): Command =>
    inWorkspace(command).requiredOption("--period <period>", text.period[locale]);
  const ofSpan = (command: Command): Command =>
    inWorkspace(command)
      .requiredOption("--from <period>", text.from[locale])
      .requiredOption("--to <period>", text.to[locale]);

  offer(add("rules", text.rules), locale, ["workspace?"])
    .option("--example", text.example[locale])
    .action((options: Options & { example?: boolean }) => listRules(options, locale));
  inWorkspace(add("calculate <id>", text.calculate))
    .option("--period <period>", text.period[locale])
    .option("--employee <number>", text.employee[locale])
    .option("--given <json>", text.given[locale])
    .option("--deals <file>", text.deals[locale])
    .action((id: string, options: Options) => calculate(id, options, locale));
  ofSpan(add("simulate <a> [b]", text.simulate))
    .option("--forecast <shares>", text.forecast[locale], sharesOption)
    .option("--from-forecast <metric>", text.fromForecast[locale])
    .action((a: string, b: string | undefined, options: Options) =>
      answerAs(options, locale, readOf("pay simulate", options), async (context, language) => {
        const { from, to, fromForecast } = options;
        const made = fromForecast === undefined ? undefined : await attainmentForecast(context, fromForecast);
        if (made && isRefusal(made)) {
          process.exitCode = 1;
          return [made, () => made.text[language]];
        }
        const found = await simulatePay(context, { a, b, from, to, forecast: made ?? options.forecast });
        const answer = made ? { ...found, attainmentOf: made } : found;
        return [
          answer,
          () =>
            [simulationText(found, language), ...(made ? [attainmentText(made, language)] : [])].join("\n\n"),
        ];
      }),
    );
  ofSpan(add("accrual <id>", text.accrual)).action((id: string, options: Options) =>
    answerAs(options, locale, readOf("pay accrual", options), async (context, language) => {
      const found = await payAccrual(context, { id, from: options.from, to: options.to });
      return [found, () => accrualText(found, language)];
    }),
  );
  ofPeriod(add("eligible <id>", text.eligible)).action((id: string, options: Options) =>
    answerAs(options, locale, readOf("pay eligible", options), async (context, language) => {
      const lists = await recognitionLists(context, id, options.period);
      return [lists, () => listsText(lists, language)];
    }),
  );
  ofPeriod(add("check <id>", text.check))
    .requiredOption("--payroll <file>", text.payroll[locale])
    .option("--out <file>", text.out[locale])
    .action((id: string, options: Options) =>
      answerAs(options, locale, readOf("pay check", options), async (context, language) => {
        const { period, payroll, out } = options;
        const found = await checkPayroll(context, { id, period, file: payroll });
        const { workspace, reader, now } = context;
        const sums = out === undefined ? null : writeCheck(workspace, found, out, { reader, now });
        if (found.rows.some(({ difference }) => difference !== 0)) process.exitCode = 1;
        const written = sums ? `\n\n${out}  SHA-256 ${sums.sha256}` : "";
        const { rules } = payRulesNamed(workspace, id);
        return [{ ...found, written: sums }, () => `${checkTextOf(found, rules, language)}${written}`];
      }),
    );
  offer(add("verify <file>", text.verify), locale, ["workspace?"]).action(
    (file: string, options: Options) => {
      const workspace =
        options.workspace === undefined ? undefined : openForCommand(options.workspace, locale);
      const state = verifyCheck(file, workspace);
      say(options, [state, () => fileText(state, languageOf(options, locale))]);
      if (!state.isWhole || state.isJournalled === false) process.exitCode = 1;
    },
  );
};

/** What the journal is told: the months, and the person where one was asked about. */
const readOf = (what: string, { period, from, to, employee }: Options): Read => ({
  what,
  ...(period !== undefined && { period }),
  ...(from !== undefined && { period: `${from} ${to}` }),
  ...(employee !== undefined && { people: [employee] }),
});

/** "0.85,1,1.12", rising. */
function sharesOption(written: string): NonNullable<Options["forecast"]> {
  const [low, middle, high, ...more] = written.split(",").map(Number);
  if (!(low! > 0 && low! <= middle! && middle! <= high! && high! <= 10) || more.length > 0)
    throw new InvalidArgumentError("0.85,1,1.12");
  return { low: low!, middle: middle!, high: high! };
}

function listRules(options: Options & { example?: boolean }, locale: Locale): void {
  if (options.example)
    return console.log(readFileSync(assetPath(import.meta.url, "../queries/pay-rules/big-client-commission.yml"), "utf8").trimEnd()); // prettier-ignore
  const language = languageOf(options, locale);
  const store =
    options.workspace === undefined
      ? { dir: "", config: { currency: "CNY", timeZone: "Asia/Shanghai" } }
      : openForCommand(options.workspace, locale);
  const { found, problems } = payRulesOf(store);
  const listed = {
    rules: found.map(({ rules, isOwn, file, hash }) => ({ ...rules, isOwn, file, hash })),
    problems: problems.map((problem) => problem.localise(language)),
  };
  say(options, [listed, () => rulesText(found, problems, store.config.currency, language)]);
  if (problems.length > 0) process.exitCode = 1;
}

async function calculate(id: string, options: Options, locale: Locale): Promise<void> {
  if (options.given !== undefined) return byHand(id, options, locale);
  return answerAs(options, locale, readOf("pay calculate", options), async (context, language) => {
    const { rules } = payRulesNamed(context.workspace, id);
    const { currency } = context.workspace.config;
    const period = options.period ?? context.cache.history.to.slice(0, 7);
    if (options.deals !== undefined) {
      const found = await openDeals(context, { id, period, file: options.deals });
      return [found, () => dealsText(found, language)];
    }
    const which = options.employee === undefined ? {} : { employees: [options.employee] };
    const { results, isRunning } = await payOfPeople(context, rules, readPeriod(rules.period, period, context.cache.history), which); // prettier-ignore
    const [only] = results;
    const shown = (): string =>
      results.length === 1 && only
        ? traceText(only, currency, language)
        : peopleText(results, currency, language);
    return [{ id, currency, isRunning, results }, shown];
  });
}

/** No person is read: what is given is reckoned. */
function byHand(id: string, options: Options, locale: Locale): void {
  const { dir, config } = openForCommand(options.workspace, locale);
  const given = givenText(options.given!);
  const { rules } = payRulesNamed({ dir, config }, id);
  const result = workedPay(rules, given, { ...config, month: options.period?.slice(0, 7) });
  say(options, [result, () => traceText(result, config.currency, languageOf(options, locale))]);
}
