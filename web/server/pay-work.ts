// Questions about pay that read many people → answers, in the models' process: the server keeps answering meanwhile.
import type { ModelContext } from "../../models/model-context.js";
import {
  payAccrual,
  payOfPeople,
  payRulesNamed,
  readPeriod,
  recognitionLists,
  simulatePay,
  type SimulationQuestion,
} from "../../models/pay/index.js";

export type PayWork =
  | { ask: "simulation"; question: SimulationQuestion }
  | { ask: "accrual"; question: { id: string; from: string; to: string } }
  | { ask: "lists"; id: string; period: string }
  | { ask: "person"; id: string; period: string; employee: string };

export async function payWork(context: ModelContext, work: PayWork): Promise<unknown> {
  switch (work.ask) {
    case "simulation":
      return simulatePay(context, work.question);
    case "accrual":
      return payAccrual(context, work.question);
    case "lists":
      return recognitionLists(context, work.id, work.period);
    case "person": {
      const { rules } = payRulesNamed(context.workspace, work.id);
      const period = readPeriod(rules.period, work.period, context.cache.history);
      const { results, isRunning } = await payOfPeople(context, rules, period, {
        employees: [work.employee],
      });
      return { result: results[0]!, isRunning };
    }
  }
}
