// --division, --department, --team, --person → the part of the company, or the person, that a question is about.
import type { Command } from "commander";
import type { Locale } from "../engine/index.js";
import type { Filter } from "../engine/metrics/metric-query.js";

const text = {
  unit: { en: "name of the part of the company", zh: "组织单元名称" },
  person: { en: "employee number: of one person", zh: "工号：个人" },
};
const units = ["division", "department", "team"] as const;

export interface UnitOptions extends Partial<Record<(typeof units)[number], string>> {
  person?: string;
}

export function offerUnits(command: Command, locale: Locale): Command {
  for (const unit of units) command.option(`--${unit} <name>`, text.unit[locale]);
  return command.option("--person <employee>", text.person[locale]);
}

/** `employee` is left out where no person is named. */
export function subjectOf(options: UnitOptions): { where: Filter[]; employee?: string } {
  const { person } = options;
  const where = units.flatMap((field) =>
    options[field] === undefined ? [] : [{ field, op: "=" as const, value: options[field] }],
  );
  return { where, ...(person !== undefined && { employee: person }) };
}
