// Answers about pay → text for a terminal: every amount with its lines, every check with what it found.
import type { Locale } from "../engine/index.js";
import type { RapportError } from "../engine/errors.js";
import {
  fenText,
  minorDigits,
  ruleWords,
  sumFen,
  type Accrual,
  type Fen,
  type PayResult,
  type PayRulesFile,
  type PaySimulation,
} from "../models/pay/index.js";
import { grouped } from "../engine/metrics/format-number.js";
import type { TargetAttainment } from "../models/targets/attainment-forecast.js";
import { textTable } from "./text-table.js";

export type Say = (en: string, zh: string) => string;
export const sayIn =
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
      [
        say(`all ${results.length}`, `全部 ${results.length} 人`),
        String(results.reduce((sum, { lines }) => sum + lines.length, 0)),
        `${money(sumFen(results.map(({ total }) => total)))} ${currency}`,
        "",
      ],
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

/** Where the shares of a forecast come from. */
export function attainmentText({ metric, from, to, target, line }: TargetAttainment, locale: Locale): string {
  const amount = grouped(target, 0);
  return locale === "zh"
    ? `预测行：${metric} 在 ${from} 至 ${to} 的预测 ÷ 台账第 ${line} 行的目标 ${amount}。`
    : `Forecast: ${metric} from ${from} to ${to}, as forecast, ÷ the target of ${amount} on line ${line} of the ledger.`;
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
