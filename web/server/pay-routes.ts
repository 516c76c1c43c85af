// /api/pay…: rules in words with their worked examples, a calculator for amounts given by hand, simulation, liability, lists with
// evidence, one person's trace. Everything is read and reckoned; no route here pays, or records what became of anybody.
import { createRoute, z } from "@hono/zod-openapi";
import type { Bilingual } from "../../engine/locale.js";
import type { LocalisedError } from "../../engine/errors.js";
import { requirePurpose } from "../../engine/metrics/policy.js";
import {
  daysToDue,
  givenSchema,
  minorDigits,
  payRulesNamed,
  payRulesOf,
  readAs,
  ruleWords,
  workedPay,
  type Accrual,
  type PayResult,
  type PayRules,
  type PayRulesFile,
  type PaySimulation,
  type RecognitionList,
} from "../../models/pay/index.js";
import { readsPeople } from "../../models/pay/pay-reach.js";
import { apiRouter } from "./api-router.js";
import { errorAnswer } from "./error-response.js";
import { jobOf } from "./model-answer.js";
import type { PayWork } from "./pay-work.js";
import { requestLocale } from "./request-locale.js";
import { runModel } from "./run-model.js";
import type { WebContext, WebEnv } from "./web-context.js";
import type { Context } from "hono";

export interface RuleView {
  id: string;
  kind: string;
  name: Bilingual;
  words: Bilingual;
  /** What the calculator has to be given for it. */
  needs: ("amount" | "target" | "orders" | "score" | "base_pay" | "shift")[];
}

export interface PayRulesView {
  id: string;
  name: Bilingual;
  about: Bilingual | null;
  period: "month" | "quarter";
  /** Days from a period's end to its bonus date. */
  days: number;
  isOwn: boolean;
  file: string;
  /** Its unit is not declared: compared as both readings, never used. */
  isUndeclared: boolean;
  versions: { version: number; from: string; rules: RuleView[] }[];
  examples: { text: Bilingual; expected: number; result: PayResult }[];
  lists: { id: string; name: Bilingual }[];
}

export interface PayRulesAnswer {
  rules: PayRulesView[];
  problems: LocalisedError[];
  currency: string;
  digits: number;
  history: { from: string; to: string };
  /** Sums over people are theirs to read. */
  canCompare: boolean;
  /** Single people are: everybody of theirs, or the reader alone. */
  people: "theirs" | "own" | "none";
  /** The reader's own employee number. */
  employee: string | null;
}

export interface WhatIfAnswer {
  results: { reading: "points" | "relative" | null; result: PayResult }[];
}

export type { Accrual, PayResult, PaySimulation, RecognitionList };

const json = <T extends z.ZodType>(schema: T) => ({ "application/json": { schema } });
const answered = (description: string) => ({
  200: { description, content: json(z.looseObject({})) },
  403: errorAnswer,
  404: errorAnswer,
  422: errorAnswer,
});
const name = z.string().min(1).max(60);
const period = z.string().min(6).max(8).openapi({ example: "2026-09" });
const share = z.coerce.number().positive().max(10).optional();

const rulesRoute = createRoute({
  method: "get",
  path: "/api/pay/rules",
  summary: "Pay rules in words, with worked examples and what is wrong with those that are not used",
  responses: answered("Rules"),
});
const whatIfRoute = createRoute({
  method: "post",
  path: "/api/pay/what-if",
  summary:
    "What rules make of amounts given by hand, line by line; both readings where a unit is not declared",
  request: {
    body: {
      required: true,
      content: json(z.strictObject({ id: name, given: z.record(z.string(), z.unknown()) })),
    },
  },
  responses: answered("Lines and their sum"),
});
const simulationRoute = createRoute({
  method: "get",
  path: "/api/pay/simulation",
  summary:
    "What rules a against rules b would have cost; who would gain or lose, in bands of at least k people",
  request: {
    query: z.object({
      a: name,
      b: name.optional(),
      from: period,
      to: period,
      low: share,
      middle: share,
      high: share,
    }),
  },
  responses: answered("Comparison"),
});
const accrualRoute = createRoute({
  method: "get",
  path: "/api/pay/accrual",
  summary: "Earned and not yet due, by month; days from a period's end to its bonus date",
  request: { query: z.object({ id: name, from: period, to: period }) },
  responses: answered("Liability"),
});
const listsRoute = createRoute({
  method: "get",
  path: "/api/pay/lists",
  summary: "Who meets the conditions of a recognition, with the evidence; a person decides. Journalled",
  request: { query: z.object({ id: name, period }) },
  responses: answered("Lists"),
});
const personRoute = createRoute({
  method: "get",
  path: "/api/pay/person",
  summary: "One person's calculation, line by line: theirs to read, or the reader's own. Journalled",
  request: { query: z.object({ id: name, period, employee: z.string().min(1).max(80) }) },
  responses: answered("Lines and their sum"),
});

export function payRoutes(context: WebContext) {
  const { workspace } = context;
  const work = <T>(c: Context<WebEnv>, asked: PayWork): Promise<T> =>
    runModel<T>({ kind: "pay_work", work: asked, ...jobOf(context, c) }, c.req.raw.signal);
  return apiRouter()
    .openapi(rulesRoute, async (c) => c.json({ ...(await rulesAnswer(context, c)) }, 200))
    .openapi(whatIfRoute, async (c) => {
      const { id, given: written } = c.req.valid("json");
      const given = givenSchema.parse(written);
      const open = payRulesOf(workspace).undeclared.find(({ rules }) => rules.id === id);
      const known = (await context.cache()).history.to.slice(0, 7);
      const reckon = (rules: PayRules): PayResult => {
        const { version, effective_from: from } = rules.versions.at(-1)!;
        return workedPay(rules, given, { ...workspace.config, month: known > from ? known : from }, version);
      };
      const answer: WhatIfAnswer = {
        results: open
          ? (["points", "relative"] as const).map((reading) => ({
              reading,
              result: reckon(readAs(open.rules, reading)),
            }))
          : [{ reading: null, result: reckon(payRulesNamed(workspace, id).rules) }],
      };
      return c.json({ ...answer }, 200);
    })
    .openapi(simulationRoute, async (c) => {
      requirePurpose(c.get("reader"), workspace.config.purpose?.of);
      const { a, b, from, to, low, middle, high } = c.req.valid("query");
      const forecast =
        low && middle && high && low <= middle && middle <= high ? { low, middle, high } : undefined;
      c.set("audited", { pay: [a, b ?? a], from, to });
      const question = { a, b, from, to, forecast };
      return c.json({ ...(await work<PaySimulation>(c, { ask: "simulation", question })) }, 200);
    })
    .openapi(accrualRoute, async (c) => {
      requirePurpose(c.get("reader"), workspace.config.purpose?.of);
      const question = c.req.valid("query");
      c.set("audited", { pay: [question.id], from: question.from, to: question.to });
      return c.json({ ...(await work<Accrual>(c, { ask: "accrual", question })) }, 200);
    })
    .openapi(listsRoute, async (c) => {
      const asked = c.req.valid("query");
      c.set("audited", { pay: [asked.id], period: asked.period, people: true });
      return c.json({ lists: await work<RecognitionList[]>(c, { ask: "lists", ...asked }) }, 200);
    })
    .openapi(personRoute, async (c) => {
      const asked = c.req.valid("query");
      c.set("audited", { pay: [asked.id], period: asked.period, people: true });
      const found = await work<{ result: PayResult; isRunning: boolean }>(c, { ask: "person", ...asked });
      return c.json({ ...found }, 200);
    });
}

async function rulesAnswer({ workspace, cache }: WebContext, c: Context<WebEnv>): Promise<PayRulesAnswer> {
  const { found, problems, undeclared } = payRulesOf(workspace);
  const { history } = await cache();
  const { currency } = workspace.config;
  const reader = c.get("reader");
  const isOwnOnly = reader.rights !== "person" && reader.employee !== undefined;
  return {
    rules: [
      ...found.map((file) => rulesView(file, workspace.config, false)),
      ...undeclared.map((file) => rulesView(file, workspace.config, true)),
    ],
    problems: problems.map((problem) => problem.localise(requestLocale(c))),
    currency,
    digits: minorDigits(currency),
    history: { from: history.from.slice(0, 7), to: history.to.slice(0, 7) },
    canCompare: readsPeople(reader),
    people: isOwnOnly ? "own" : readsPeople(reader) ? "theirs" : "none",
    employee: reader.employee ?? null,
  };
}

function rulesView(
  { rules, isOwn, file }: PayRulesFile,
  config: { currency: string; timeZone: string },
  isUndeclared: boolean,
): PayRulesView {
  const digits = minorDigits(config.currency);
  return {
    id: rules.id,
    name: rules.name,
    about: rules.about ?? null,
    period: rules.period,
    days: daysToDue(rules, rules.versions[0]!.effective_from),
    isOwn,
    file,
    isUndeclared,
    versions: rules.versions.map(({ version, effective_from: from, rules: list }) => ({
      version,
      from,
      rules: list.map((rule) => ({
        id: rule.id,
        kind: rule.kind,
        name: rule.name,
        words: ruleWords(rule, digits),
        needs: needsOf(rule),
      })),
    })),
    examples: isUndeclared
      ? []
      : rules.examples.map(({ text, expected, given, version }) => ({
          text,
          expected,
          result: workedPay(rules, given, config, version),
        })),
    lists: rules.versions.at(-1)!.recognitions.map(({ id, name: label }) => ({ id, name: label })),
  };
}

function needsOf(rule: PayRules["versions"][number]["rules"][number]): RuleView["needs"] {
  switch (rule.kind) {
    case "marginal_commission": {
      const target = rule.target && "kpi" in rule.target ? (["target"] as const) : [];
      return rule.of === "orders" ? ["orders", ...target] : ["amount", ...target];
    }
    case "score_multiplier":
      return "base_pay" in rule.base ? ["base_pay", "score"] : ["score"];
    case "night_subsidy":
      return ["shift"];
    default:
      return ["orders"];
  }
}
