// A reader who is an employee → what exists about them: who asked for their risk and why, who decided, every look; and their
// objection, which stands beside the prediction from then on.
import { appendJournal, readJournal } from "../../engine/index.js";
import { keptPredictions, type KeptPrediction } from "../ledger/kept-file.js";
import type { ModelContext } from "../model-context.js";
import { personPrediction, type PersonPrediction } from "./person-prediction.js";
import { revealErrors as fail } from "./reveal-errors.js";
import { revealLog, type Contest, type Reveal } from "./reveal-log.js";
import { textOf } from "./reveal.js";

export interface AboutMe {
  employee: string;
  reveals: Reveal[];
  contests: Contest[];
  /** Issues of predictions in which the employee is one of the people. */
  issued: Omit<KeptPrediction, "risk">[];
  /** The same that was shown, where a request was approved; null where nothing was ever shown. */
  prediction: PersonPrediction | null;
}

export async function aboutMe(context: ModelContext): Promise<AboutMe> {
  const { workspace, now } = context;
  const employee = employeeOf(context);
  const { reveals, contests } = revealLog(readJournal(workspace).lines, now);
  const mine = reveals.filter(({ person }) => person === employee).reverse();
  const wasShown = mine.some(({ looks }) => looks.length > 0);
  return {
    employee,
    reveals: mine,
    contests: contests.filter(({ person }) => person === employee),
    issued: keptPredictions(workspace, employee).map(({ issue, asOf, months }) => ({ issue, asOf, months })),
    prediction: wasShown ? ((await personPrediction(context, employee)) ?? null) : null,
  };
}

export async function contest(context: ModelContext, text: string): Promise<AboutMe> {
  const { workspace, reader, now } = context;
  const employee = employeeOf(context);
  const said = textOf(text);
  const { reveals, issued } = await aboutMe(context);
  if (reveals.length === 0 && issued.length === 0)
    throw fail.reveal_nothing_to_contest({ reader: reader.id });
  appendJournal(
    workspace,
    { kind: "reveal_contested", model: "attrition", person: employee, by_user: reader.id, text: said },
    now,
  );
  return aboutMe(context);
}

function employeeOf({ reader }: ModelContext): string {
  if (reader.employee === undefined) throw fail.reveal_no_employee({ reader: reader.id });
  return reader.employee;
}
