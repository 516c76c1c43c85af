// A list of deals and pay rules → for each open one: what it makes if won, and, apart from it, that times its chance.
import type { ModelContext } from "../model-context.js";
import { readFlatFile } from "../read-flat-file.js";
import { calculatePay, madeByOrder } from "./calculate-pay.js";
import { decimalOf } from "./decimal.js";
import { minorDigits, scaled, sumFen, type Fen } from "./money.js";
import { lastDayOf } from "../month.js";
import { readPeriod } from "./pay-period.js";
import { payPeople } from "./pay-people.js";
import { payErrors } from "./pay-errors.js";
import { payRulesNamed } from "./pay-rule-files.js";
import { dealKinds, type DealKind } from "./pay-rule-schema.js";
import { stageChances, type StageChance } from "./stage-chance.js";
import { writtenAmount } from "./written-amount.js";

export interface DealRow {
  deal: string;
  employee: string;
  stage: string;
  amount: Fen;
  outcome: "open" | "won" | "lost";
  kinds: DealKind[];
}

export interface OpenDeal {
  deal: string;
  employee: string;
  stage: string;
  amount: Fen;
  /** With everything else as it stands; null where the rules lack something for this person. */
  ifWon: Fen | null;
  chance: number | null;
  /** ifWon × chance: never to be read as what will be paid. */
  expected: Fen | null;
}

export interface OpenDeals {
  id: string;
  currency: string;
  period: { from: string; to: string };
  stages: StageChance[];
  deals: OpenDeal[];
  totals: { ifWon: Fen; expected: Fen };
  /** Deals of people whom the reader may not read, or whom the rules do not apply to. */
  leftOut: number;
}

/** Errors: deal_column_missing, deal_row_invalid, those of tables, rules, rows and the policy. */
export async function openDeals(
  context: ModelContext,
  { id, period: asked, file }: { id: string; period: string; file: string },
): Promise<OpenDeals> {
  const { workspace, cache } = context;
  const { rules } = payRulesNamed(workspace, id);
  const { currency } = workspace.config;
  const period = readPeriod(rules.period, asked, cache.history);
  const rows = readDeals(file, minorDigits(currency));
  const { people, version } = await payPeople(context, rules, period);
  const facts = new Map(people.map((person) => [person.facts.employee, person.facts]));
  const closed = rows.flatMap(({ stage, outcome }) =>
    outcome === "open" ? [] : [{ stage, isWon: outcome === "won" }],
  );
  const stages = await stageChances(context, version.stages, closed);
  const open = rows.filter(({ outcome }) => outcome === "open");
  const deals = open.flatMap(({ deal, employee, stage, amount, kinds }): OpenDeal[] => {
    const own = facts.get(employee);
    if (!own) return [];
    const order = { id: deal, date: lastDayOf(period.to), amount, kinds };
    const isWhole = calculatePay(rules, version, own, currency).missing.length === 0;
    const ifWon = isWhole ? madeByOrder(rules, version, own, order, { countsAsSales: true, currency }) : null;
    const chance = stages.find((one) => one.stage === stage)?.chance ?? null;
    return [{ deal, employee, stage, amount, ifWon, chance, expected: expectedOf(ifWon, chance) }];
  });
  return {
    id: rules.id,
    currency,
    period,
    stages,
    deals,
    totals: {
      ifWon: sumFen(deals.map(({ ifWon }) => ifWon ?? 0)),
      expected: sumFen(deals.map(({ expected }) => expected ?? 0)),
    },
    leftOut: open.length - deals.length,
  };
}

export const expectedOf = (ifWon: Fen | null, chance: number | null): Fen | null =>
  ifWon === null || chance === null ? null : scaled(ifWon, decimalOf(chance)!);

const outcomes: Record<string, DealRow["outcome"]> = {
  "": "open",
  open: "open",
  进行中: "open",
  won: "won",
  赢单: "won",
  lost: "lost",
  输单: "lost",
};

/** Columns: deal, employee, stage, amount; optional outcome and kinds. Errors: deal_column_missing, deal_row_invalid, and as of tables. */
export function readDeals(file: string, digits: number): DealRow[] {
  const table = readFlatFile(file);
  const at = (column: string): number => {
    const place = table.header.indexOf(column);
    if (place >= 0) return place;
    throw payErrors.deal_column_missing({ file: table.name, column, columns: table.header });
  };
  const places = { deal: at("deal"), employee: at("employee"), stage: at("stage"), amount: at("amount") };
  const [outcome, kinds] = ["outcome", "kinds"].map((column) => table.header.indexOf(column)) as [
    number,
    number,
  ];
  return table.records.map((record, i) => {
    const invalid = (column: "amount" | "outcome", found: string): Error =>
      payErrors.deal_row_invalid({ file: table.name, row: i + 2, column, found: found.slice(0, 40) });
    const amount = writtenAmount(record[places.amount]!, digits);
    if (amount === null) throw invalid("amount", record[places.amount]!);
    const said = outcome < 0 ? "" : record[outcome]!;
    const ended = outcomes[said.toLowerCase()];
    if (ended === undefined) throw invalid("outcome", said);
    return {
      deal: record[places.deal]!,
      employee: record[places.employee]!,
      stage: record[places.stage]!,
      amount,
      outcome: ended,
      kinds: kinds < 0 ? [] : dealKinds.filter((kind) => record[kinds]!.split(/[\s;]+/).includes(kind)),
    };
  });
}
