// Payroll checked, check files, lists with evidence, open deals → text for a terminal.
import type { Locale } from "../engine/index.js";
import {
  fenText,
  minorDigits,
  reasonWords,
  type CheckFileState,
  type Fen,
  type OpenDeals,
  type PayRules,
  type PayrollCheck,
  type RecognitionList,
} from "../models/pay/index.js";
import { sayIn } from "./pay-text.js";
import { textTable } from "./text-table.js";

/** `rules`: whose items are told by payroll's name for them, or their own. */
export function checkTextOf(found: PayrollCheck, rules: PayRules, locale: Locale): string {
  const say = sayIn(locale);
  const money = (fen: Fen | null): string => (fen === null ? "–" : fenText(fen, minorDigits(found.currency)));
  const differing = found.rows.filter(
    ({ difference, ours, payroll }) => difference !== 0 || ours === null || payroll === null,
  );
  const lines = [
    say(
      `${found.rows.length} rows compared, ${differing.length} differ. Ours ${money(found.totals.ours)}, payroll ${money(found.totals.payroll)} ${found.currency}.`,
      `共比对 ${found.rows.length} 行，${differing.length} 行不符。我方 ${money(found.totals.ours)}，工资表 ${money(found.totals.payroll)} ${found.currency}。`,
    ),
  ];
  if (differing.length > 0)
    lines.push(
      textTable(
        [
          [say("employee", "工号"), say("item", "项目"), say("ours", "我方"), say("payroll", "工资表"), say("difference", "差额"), say("possible reason", "可能原因")],
          ...differing.map(({ employee, item, ours, payroll, difference, reasons }) => [
            employee,
            itemName(rules, item, locale),
            money(ours),
            money(payroll),
            money(difference),
            reasons.map((code) => reasonWords[code]?.[locale] ?? code).join(say("; ", "；")) || say("none found", "未找到"),
          ]),
        ],
        [2, 3, 4],
      ),
    ); // prettier-ignore
  if (found.otherItems.length > 0)
    lines.push(
      say("Items that are none of these rules': ", "不属于这些规则的项目：") +
        found.otherItems.map(({ item, rows }) => `${item} (${rows})`).join(say(", ", "、")),
    );
  if (found.unknownPeople > 0)
    lines.push(say(`${found.unknownPeople} people of the file get nothing by these rules, or are not yours to read.`, `文件中有 ${found.unknownPeople} 人按规则没有该项，或不在你的权限内。`)); // prettier-ignore
  if (found.days)
    lines.push(
      say(
        `Paid ${found.days.least} to ${found.days.most} days after the period's end (median ${found.days.median}); the rules say ${found.days.agreed}.`,
        `期末后 ${found.days.least}～${found.days.most} 天发放（中位数 ${found.days.median}）；规则约定 ${found.days.agreed} 天。`,
      ),
    );
  return lines.join("\n\n");
}

function itemName({ id, name, versions }: PayRules, item: string, locale: Locale): string {
  if (item === id) return name[locale];
  const rule = versions.flatMap(({ rules }) => rules).findLast((one) => one.id === item);
  return rule?.payroll_item ?? rule?.name[locale] ?? item;
}

const compared = (label: string, a: string, b: string): string[] => [label, a, b, a === b ? "" : "✗"];

export function fileText(state: CheckFileState, locale: Locale): string {
  const say = sayIn(locale);
  const digits = minorDigits(state.currency);
  const { stated, found } = state;
  const verdict = state.isWhole
    ? say("Whole: rows, count and sums are as written.", "完整：各行、行数与合计均与写出时一致。")
    : say("CHANGED since it was written.", "写出后已被改动。");
  return [
    `${state.file}  ${state.id}  ${state.period}`,
    verdict,
    textTable([
      ["", say("stated", "文件头"), say("found", "重新计算"), ""],
      compared(say("rows", "行数"), String(stated.rows), String(found.rows)),
      compared(say("ours", "我方"), fenText(stated.ours, digits), fenText(found.ours, digits)),
      compared(say("payroll", "工资表"), fenText(stated.payroll, digits), fenText(found.payroll, digits)),
      compared("SHA-256", stated.sha256.slice(0, 16), found.sha256.slice(0, 16)),
    ]),
    state.isJournalled === null
      ? ""
      : state.isJournalled
        ? say("The journal has a line with this checksum.", "日志中有此校验和。")
        : say("No line of the journal has this checksum.", "日志中没有此校验和。"),
  ]
    .filter(Boolean)
    .join("\n");
}

export function listsText(lists: readonly RecognitionList[], locale: Locale): string {
  const say = sayIn(locale);
  const parts = lists.map(({ name, looked, eligible, period }) =>
    [
      `${name[locale]}  ${period.from}  ${say(`${eligible.length} of ${looked}`, `${looked} 人中 ${eligible.length} 人`)}`,
      ...eligible.map(
        ({ employee, evidence, place }) =>
        `  ${place === null ? "" : `${place}. `}${employee}  ${evidence.map((e) => `${e.from} ${e.value}${e.needed === null ? "" : ` ≥ ${e.needed}`}`).join(", ")}`, // prettier-ignore
      ),
    ].join("\n"),
  );
  return [...parts, say("A list with evidence; a person decides, nothing was recorded.", "这是附证据的名单；由人决定，未作任何记录。")].join("\n\n"); // prettier-ignore
}

const tenths = (share: number | null): string => (share === null ? "–" : `${(share * 100).toFixed(1)}%`);

export function dealsText(found: OpenDeals, locale: Locale): string {
  const say = sayIn(locale);
  const money = (fen: Fen | null): string => (fen === null ? "–" : fenText(fen, minorDigits(found.currency)));
  const sources = { declared: say("declared", "已声明"), deals: say("closed deals", "已结商机"), leads: say("closed leads", "已结线索"), none: say("too few closed", "已结数量过少") }; // prettier-ignore
  return [
    textTable(
      [
        [
          say("stage", "阶段"),
          say("chance", "赢单率"),
          say("95% interval", "95% 区间"),
          say("from", "来源"),
          "n",
        ],
        ...found.stages.map(({ name, chance, low, high, source, closed }) => [
          name[locale],
          tenths(chance),
          low === null ? "" : `${tenths(low)} – ${tenths(high)}`,
          sources[source],
          String(closed),
        ]),
      ],
      [1, 4],
    ),
    textTable(
      [
        [say("deal", "商机"), say("employee", "工号"), say("amount", "金额"), say("if won", "赢单时提成"), say("chance", "赢单率"), say("expected value", "期望值")],
        ...found.deals.map(({ deal, employee, amount, ifWon, chance, expected }) => [deal, employee, money(amount), money(ifWon), tenths(chance), money(expected)]),
        [say("total", "合计"), "", "", money(found.totals.ifWon), "", money(found.totals.expected)],
      ],
      [2, 3, 4, 5],
    ), // prettier-ignore
    found.leftOut > 0 ? say(`${found.leftOut} deals left out: not yours to read, or not under these rules.`, `${found.leftOut} 个商机未计入：不在权限内或不适用规则。`) : "", // prettier-ignore
  ]
    .filter(Boolean)
    .join("\n\n");
}
