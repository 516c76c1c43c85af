// Answers about pay → text for a terminal: every amount with its lines, every check with what it found.
import type { Locale } from "../engine/index.js";
import type { RapportError } from "../engine/errors.js";
import {
  fenText,
  minorDigits,
  reasonWords,
  ruleWords,
  type Accrual,
  type CheckFileState,
  type Fen,
  type OpenDeals,
  type PayResult,
  type PayrollCheck,
  type PayRulesFile,
  type PaySimulation,
  type RecognitionList,
} from "../models/pay/index.js";
import { textTable } from "./text-table.js";

type Say = (en: string, zh: string) => string;
const sayIn =
  (locale: Locale): Say =>
  (en, zh) =>
    locale === "zh" ? zh : en;

export function rulesText(
  found: readonly PayRulesFile[],
  problems: readonly RapportError[],
  currency: string,
  locale: Locale,
): string {
  const say = sayIn(locale);
  const shown = found.map(({ rules, isOwn, file }) => {
    const from = say("version {v} from {m}", "版本 {v}，自 {m} 起");
    const versions = rules.versions.map((version) =>
      [
        `  ${from.replace("{v}", String(version.version)).replace("{m}", version.effective_from)}`,
        ...version.rules.map(
          (rule) =>
            `    ${rule.name[locale]}${say(": ", "：")}${ruleWords(rule, minorDigits(currency))[locale]}`,
        ),
      ].join("\n"),
    );
    const origin = isOwn ? `pay-rules/${file}` : say("shipped example", "随附范例");
    return `${rules.id}  ${rules.name[locale]}  (${origin})\n${versions.join("\n")}`;
  });
  const wrong = problems.map((problem) => {
    const { message, hint } = problem.localise(locale);
    return `✗ ${message}\n  ${hint}`;
  });
  return [...shown, ...wrong].join("\n\n");
}

export function traceText(result: PayResult, currency: string, locale: Locale): string {
  const say = sayIn(locale);
  const money = (fen: Fen): string => fenText(fen, minorDigits(currency));
  const rows = result.lines.map((line) => [
    line.text[locale],
    line.base === null ? "" : money(line.base),
    line.rate,
    money(line.fen),
    line.due,
  ]);
  const missing = result.missing.map(
    ({ rule, reason }) => `! ${rule}${say(": ", "：")}${missingWords[reason][locale]}`,
  );
  return [
    textTable(
      [
        [
          say("line", "明细"),
          say("on", "计算基数"),
          say("rate", "比例"),
          say("amount", "金额"),
          say("due", "到期日"),
        ],
        ...rows,
        [say("total", "合计"), "", "", `${money(result.total)} ${currency}`, ""],
      ],
      [1, 2, 3],
    ),
    ...missing,
    say("A calculation, not a payment.", "这是计算，不是发放。"),
  ].join("\n");
}

const missingWords: Record<PayResult["missing"][number]["reason"], Record<Locale, string>> = {
  no_value: { en: "no value in the period", zh: "该期没有数值" },
  no_target: { en: "no target recorded", zh: "未登记目标" },
  no_score: { en: "no complete score", zh: "没有完整得分" },
  no_base_pay: { en: "no base pay", zh: "没有基本工资" },
};

export function peopleText(results: readonly PayResult[], currency: string, locale: Locale): string {
  const say = sayIn(locale);
  const money = (fen: Fen): string => fenText(fen, minorDigits(currency));
  return textTable(
    [
      [say("employee", "工号"), say("lines", "行数"), say("total", "合计"), say("missing", "缺少")],
      ...results.map(({ employee, lines, total, missing }) => [
        employee,
        String(lines.length),
        money(total),
        missing.map(({ rule, reason }) => `${rule} (${missingWords[reason][locale]})`).join(", "),
      ]),
    ],
    [1, 2],
  );
}

const percent = (share: number | null): string => (share === null ? "" : `${Math.round(share * 100)}%`);

export function simulationText(found: PaySimulation, locale: Locale): string {
  const say = sayIn(locale);
  const money = (fen: Fen): string => fenText(fen, minorDigits(found.currency));
  const sides = [found.a, found.b].map(({ name, version, reading }) =>
    [
      name[locale],
      version === null ? "" : `v${version}`,
      reading === null
        ? ""
        : reading === "points"
          ? say("read as points", "按百分点")
          : say("read as relative", "按相对变化"),
    ]
      .filter(Boolean)
      .join(" "),
  );
  const row = (label: string, { a, b }: { a: Fen; b: Fen }): string[] => [
    label,
    money(a),
    money(b),
    money(b - a),
  ];
  const head = (label: string): string[] => [label, `A: ${sides[0]}`, `B: ${sides[1]}`, "B − A"];
  const parts = [
    textTable(
      [
        head(say("cost", "成本")),
        row(`${found.from} – ${found.to}, n = ${found.people}`, found.totals),
        ...found.periods.map((period) => row(period.from, period)),
      ],
      [1, 2, 3],
    ),
    textTable(
      [
        head(say("unit", "部门")),
        ...found.units.map((unit) => row(`${unit.unit ?? say("small units together", "小部门合计")} (${unit.people})`, unit)), // prettier-ignore
      ],
      [1, 2, 3],
    ),
    textTable(
      [
        [say("change for a person", "个人变化"), say("people", "人数")],
        ...found.bands.map(({ low, high, people }) => [
          low === null
            ? `< ${percent(high)}`
            : high === null
              ? `≥ ${percent(low)}`
              : `${percent(low)} … ${percent(high)}`,
          String(people),
        ]),
      ],
      [1],
    ),
    textTable(
      [head(say("everybody at", "全员达成")), ...found.attainment.map((one) => row(`${percent(one.share)} ${say("of target", "目标")}`, one))], // prettier-ignore
      [1, 2, 3],
    ),
  ];
  if (found.forecast)
    parts.push(
      textTable(
        [
          head(say("forecast", "预测")),
          ...found.forecast.map((one, i) => row(`P${[10, 50, 90][i]} (${percent(one.share)})`, one)),
        ],
        [1, 2, 3],
      ),
    );
  const notes = [
    say(`Groups of fewer than ${found.k} people are put together.`, `少于 ${found.k} 人的组合并显示。`),
    found.partly > 0 ? say(`${found.partly} people left out: readable in some months only.`, `${found.partly} 人仅部分月份可读，未计入。`) : "",
    found.incomplete > 0 ? say(`${found.incomplete} person-periods lack an input; both sums are at least this.`, `${found.incomplete} 个人次缺少输入，两侧合计均为下限。`) : "",
  ].filter(Boolean); // prettier-ignore
  return [...parts, notes.join("\n")].join("\n\n");
}

export function accrualText(found: Accrual, locale: Locale): string {
  const say = sayIn(locale);
  const money = (fen: Fen): string => fenText(fen, minorDigits(found.currency));
  return [
    textTable(
      [
        [
          say("month", "月份"),
          say("earned", "当月应计"),
          say("due", "当月到期"),
          say("earned, not yet due", "月末已计未到期"),
        ],
        ...found.months.map(({ month, earned, due, outstanding }) => [
          month,
          money(earned),
          money(due),
          money(outstanding),
        ]),
      ],
      [1, 2, 3],
    ),
    textTable(
      [
        [
          say("period", "周期"),
          say("earned", "应计"),
          say("bonus date", "发放日"),
          say("days after its end", "期末后天数"),
        ],
        ...found.periods.map(({ from, earned, due, days, isRunning }) => [
          isRunning ? `${from} ${say("(running)", "（进行中）")}` : from,
          money(earned),
          due,
          String(days),
        ]),
      ],
      [1, 3],
    ),
    found.incomplete > 0
      ? say(
          `${found.incomplete} person-periods lack an input: at least this much.`,
          `${found.incomplete} 个人次缺少输入：至少为此数。`,
        )
      : "",
  ]
    .filter(Boolean)
    .join("\n\n");
}

export function checkTextOf(found: PayrollCheck, locale: Locale): string {
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
            item,
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
