// A plan as somebody filled it in → the programme, or every slip with the field that it is in, in words for people.
import { existsSync } from "node:fs";
import type { z } from "zod";
import type { Workspace } from "../../engine/index.js";
import type { Bilingual } from "../../engine/locale.js";
import { outOfOrder } from "./programme-files.js";
import { programmeSchema, type Programme } from "./programme-schema.js";

export interface PlanProblem {
  /** "phases.before.from", "outcomes.0": a field of the form. */
  field: string;
  message: Bilingual;
}

export type CheckedPlan = { programme: Programme } | { problems: PlanProblem[] };

export function checkPlan(
  written: unknown,
  workspace: Pick<Workspace, "path">,
  known: { metrics: ReadonlySet<string>; fields: ReadonlySet<string> },
): CheckedPlan {
  const parsed = programmeSchema.safeParse(written);
  if (!parsed.success) return { problems: firstOfEach(parsed.error.issues.flatMap(problemsOf)) };
  const programme = parsed.data;
  const problems: PlanProblem[] = [];
  const order = outOfOrder(programme);
  if (order)
    problems.push({ field: order.at.map(String).join("."), message: { en: order.rule, zh: order.ruleZh } });
  if (existsSync(workspace.path("programmes", `${programme.id}.yml`)))
    problems.push({
      field: "id",
      message: {
        en: `“${programme.id}” is taken; plans on file are changed in their file`,
        zh: `“${programme.id}”已被使用；已有计划请在其文件中修改`,
      },
    });
  for (const [i, metric] of programme.outcomes.entries())
    if (!known.metrics.has(metric))
      problems.push({
        field: `outcomes.${i}`,
        message: {
          en: "not a metric that adds up over person-months",
          zh: "不是可按人月累加的指标",
        },
      });
  for (const side of ["treated", "comparison"] as const) {
    const population = programme[side];
    const where = typeof population === "object" && "where" in population ? (population.where ?? []) : [];
    for (const [i, { field }] of where.entries())
      if (!known.fields.has(field))
        problems.push({
          field: `${side}.where.${i}.field`,
          message: { en: `no dimension is called “${field}”`, zh: `没有名为“${field}”的维度` },
        });
  }
  return problems.length > 0 ? { problems: firstOfEach(problems) } : { programme };
}

const depth = (list: readonly z.core.$ZodIssue[]): number => Math.max(...list.map(({ path }) => path.length));

/** Of a choice between shapes, the slips of the one that fits best: the one whose slips lie deepest. */
function problemsOf(issue: z.core.$ZodIssue): PlanProblem[] {
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    const best = issue.errors.toSorted((a, b) => depth(b) - depth(a) || a.length - b.length)[0]!;
    return best.flatMap((inner) => problemsOf({ ...inner, path: [...issue.path, ...inner.path] }));
  }
  return [{ field: issue.path.map(String).join("."), message: wordsOf(issue) }];
}

const months = { en: "a month as YYYY-MM", zh: "请写成 YYYY-MM 的月份" };

function wordsOf(issue: z.core.$ZodIssue): Bilingual {
  if (issue.code === "invalid_format") {
    if (issue.message === "YYYY-MM") return months;
    if (issue.message === "YYYY-MM-DD") return { en: "a day as YYYY-MM-DD", zh: "请写成 YYYY-MM-DD 的日期" };
    return { en: issue.message, zh: "只能用小写字母、数字与连字符，且不超过 40 个字符" };
  }
  if (issue.code === "too_small" && issue.origin === "number")
    return { en: "a number above 0", zh: "须大于 0" };
  if (issue.code === "too_big") return { en: "too many", zh: "数量过多" };
  if (issue.code === "invalid_value")
    return { en: `one of ${issue.values.join(", ")}`, zh: `须为以下之一：${issue.values.join("、")}` };
  if (issue.code === "unrecognized_keys")
    return { en: `unknown: ${issue.keys.join(", ")}`, zh: `无法识别：${issue.keys.join("、")}` };
  return { en: "needed", zh: "必填" };
}

/** One line per field is enough. */
const firstOfEach = (problems: readonly PlanProblem[]): PlanProblem[] =>
  [...new Map(problems.toReversed().map((problem) => [problem.field, problem])).values()].toReversed();
