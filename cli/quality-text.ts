// Quality report, plans and samples → text for a terminal.
import type { Locale } from "../engine/index.js";
import type {
  QualityReport,
  Reconciliation,
  Sample,
  SamplingPlan,
  SourceQuality,
} from "../engine/quality/index.js";
import { formatNumber, grouped } from "../engine/metrics/format-number.js";
import { textTable } from "./text-table.js";

const percent = (share: number, decimals = 2): string => `${grouped(share * 100, decimals)}%`;
/** A bound is rounded up: 0.99691 % → 0.997%. */
const bound = (share: number): string => `${grouped(Math.ceil(share * 1e5 - 1e-6) / 1e3, 3)}%`;
const count = (value: number): string => grouped(value, 0);

const words = {
  sources: { en: "Sources", zh: "数据源" },
  sourceHeads: {
    en: [
      "source",
      "rows",
      "records to",
      "last arrival",
      "expected every",
      "state",
      "batch",
      "months",
      "columns",
    ],
    zh: ["来源", "行数", "记录至", "最近到达", "预期间隔", "状态", "批次行数", "月行数", "列"],
  },
  findings: { en: "Findings", zh: "规则问题" },
  findingHeads: { en: ["kind", "rule", "table", "rows", "what"], zh: ["类别", "规则", "表", "行数", "说明"] },
  reconciliation: { en: "Reconciliation", zh: "来源核对" },
  reconciliationHeads: {
    en: ["check", "months", "compared", "beyond", "only left", "only right", "what"],
    zh: ["核对", "月份", "可比", "超差", "仅左", "仅右", "说明"],
  },
  proof: { en: "Error rate proved by a sample", zh: "抽样证明的错误率" },
  kinds: { reject: { en: "rejected", zh: "拒收" }, warning: { en: "doubtful", zh: "存疑" } },
  systematic: {
    en: "(differ throughout: compare what they count, not people)",
    zh: "（普遍不一致：请先核对两者口径，而非个人）",
  },
  none: { en: "None.", zh: "无。" },
};

export function qualityText(report: QualityReport, locale: Locale, currency: string): string {
  const title = (text: { en: string; zh: string }): string => `\n${text[locale]}`;
  const findings = report.findings.map((f) => [
    words.kinds[f.kind][locale],
    f.rule,
    f.table,
    count(f.count),
    f.label[locale],
  ]);
  const checks = report.reconciliations.map((r) => [
    r.id,
    r.from ? `${r.from}…${r.to}` : "–",
    count(r.compared),
    count(r.beyond),
    r.isPaired ? count(r.onlyLeft) : "–",
    r.isPaired ? count(r.onlyRight) : "–",
    r.isSystematic ? `${r.title[locale]} ${words.systematic[locale]}` : r.title[locale],
  ]);
  const largest = report.reconciliations
    .filter((r) => (r.largest?.length ?? 0) > 0 && !r.isSystematic)
    .flatMap((r) => [
      "",
      `${r.title[locale]}${locale === "zh" ? "：" : ":"}`,
      differenceRows(r, locale, currency),
    ]);
  return [
    words.sources[locale],
    textTable([words.sourceHeads[locale], ...report.sources.map((s) => sourceRow(s, locale))], [1]),
    ...report.sources.flatMap((s) => driftLines(s, locale)),
    title(words.findings),
    findings.length > 0 ? textTable([words.findingHeads[locale], ...findings], [3]) : words.none[locale],
    title(words.reconciliation),
    checks.length > 0
      ? textTable([words.reconciliationHeads[locale], ...checks], [2, 3, 4, 5])
      : words.none[locale],
    ...largest,
    title(words.proof),
    samplesText(report.samples, locale),
  ].join("\n");
}

function sourceRow(s: SourceQuality, locale: Locale): string[] {
  const zh = locale === "zh";
  const { freshness: f, batch } = s;
  const every = f.cadence
    ? `${f.cadence.days} ${zh ? "天" : "days"}${f.cadence.basis === "records" ? (zh ? "（按记录）" : " (by records)") : ""}`
    : "–";
  const state = {
    fresh: zh ? "正常" : "fresh",
    not_learnt: zh ? "尚无规律" : "not learnt",
    overdue: zh ? `自 ${f.overdueSince} 逾期` : `overdue since ${f.overdueSince}`,
  }[f.state];
  const change =
    batch.before === null
      ? count(batch.rows)
      : `${count(batch.rows)} (${zh ? "上批" : "before"} ${count(batch.before)})`;
  const odd = s.months.filter((m) => m.isUnusual);
  const drift = s.drift ? s.drift.gone.length + s.drift.added.length + s.drift.fill.length : null;
  return [
    s.title[locale],
    count(s.rows),
    f.reachesTo ?? "–",
    f.lastArrival.slice(0, 10),
    every,
    state,
    batch.isUnusual ? `${change} !` : change,
    odd.length > 0 ? odd.map((m) => `${m.month} !`).join(" ") : s.months.length > 0 ? "✓" : "–",
    drift === null ? "–" : drift === 0 ? "✓" : `${drift} !`,
  ];
}

function driftLines(s: SourceQuality, locale: Locale): string[] {
  const zh = locale === "zh";
  const lines: string[] = [];
  if (s.batch.isUnusual && s.batch.predicted)
    lines.push(unusual(zh ? "最近一批" : "last batch", s.batch.rows, s.batch.predicted, zh));
  for (const m of s.months)
    if (m.isUnusual && m.predicted) lines.push(unusual(m.month, m.rows, m.predicted, zh));
  if (s.drift) {
    if (s.drift.gone.length > 0)
      lines.push(
        `${zh ? "消失的列" : "columns gone"}${zh ? "：" : ": "}${s.drift.gone.join(zh ? "、" : ", ")}`,
      );
    if (s.drift.added.length > 0)
      lines.push(
        `${zh ? "新增的列" : "columns new"}${zh ? "：" : ": "}${s.drift.added.join(zh ? "、" : ", ")}`,
      );
    for (const f of s.drift.fill)
      lines.push(
        zh
          ? `${f.column} 空值比例 ${percent(f.before, 1)} → ${percent(f.after, 1)}`
          : `empty cells of ${f.column} ${percent(f.before, 1)} → ${percent(f.after, 1)}`,
      );
  }
  return lines.map((line) => `  ! ${s.title[locale]}${zh ? "：" : ": "}${line}`);
}

const unusual = (
  what: string,
  rows: number,
  p: { expected: number; low: number; high: number },
  zh: boolean,
): string =>
  zh
    ? `${what}有 ${count(rows)} 行，按以往应为 ${count(p.low)}～${count(p.high)} 行`
    : `${what} has ${count(rows)} rows; the past lets expect ${count(p.low)}–${count(p.high)}`;

export function differenceRows(r: Reconciliation, locale: Locale, currency: string): string {
  const zh = locale === "zh";
  const rows = (r.largest ?? []).map((d) => [
    d.employeeId,
    d.month,
    formatNumber(d.left, unitOf(r), locale, { currency }),
    formatNumber(d.right, unitOf(r), locale, { currency }),
    formatNumber(d.difference, unitOf(r), locale, { currency }),
  ]);
  if (rows.length === 0) return words.none[locale];
  const head = zh
    ? ["工号", "月份", r.left.zh, r.right.zh, "差异"]
    : ["employee", "month", r.left.en, r.right.en, "difference"];
  return textTable([head, ...rows], [2, 3, 4]);
}

export function planText(plan: SamplingPlan, locale: Locale): string {
  const zh = locale === "zh";
  const model = {
    binomial: zh ? "二项分布（批量很大）" : "binomial (large lot)",
    hypergeometric: zh ? "超几何分布（有限批量）" : "hypergeometric (finite lot)",
    census: zh ? "全部核对" : "every record",
  }[plan.model];
  const passes = plan.passes.map((p) => [percent(p.rate, 3), percent(p.chance, 1)]);
  const head = zh
    ? `核对 ${count(plan.size)} 条，错误不超过 ${plan.accept} 条，即以 ${percent(plan.confidence, 0)} 置信度证明错误率 ≤ ${percent(plan.limit, 2)}。${model}；超限批次误判通过的概率 ${percent(plan.risk, 2)}。`
    : `${count(plan.size)} records with at most ${plan.accept} wrong prove an error rate ≤ ${percent(plan.limit, 2)} at ${percent(plan.confidence, 0)}. ${model}; a lot beyond the limit passes with ${percent(plan.risk, 2)}.`;
  return [
    head,
    "",
    textTable([zh ? ["真实错误率", "通过概率"] : ["true error rate", "chance to pass"], ...passes], [0, 1]),
  ].join("\n");
}

export function sampleText(sample: Sample, file: string, locale: Locale): string {
  return locale === "zh"
    ? `${sample.id}：自 ${count(sample.lot)} 条中抽取 ${count(sample.size)} 条，清单已写入 ${file}。\n逐条与原始凭证核对后录入：rapport quality enter ${sample.id} -w DIR --file ${file}`
    : `${sample.id}: ${count(sample.size)} of ${count(sample.lot)} records, listed in ${file}.\nCheck each against its document, then: rapport quality enter ${sample.id} -w DIR --file ${file}`;
}

export function samplesText(samples: readonly Sample[], locale: Locale): string {
  if (samples.length === 0)
    return locale === "zh"
      ? "尚未抽样：没有样本就没有可证明的错误率。下一步：rapport quality sample 表 -w DIR --out sample.csv"
      : "No sample was drawn: without one no error rate is proved. Next: rapport quality sample TABLE -w DIR --out sample.csv";
  const zh = locale === "zh";
  const head = zh
    ? ["样本", "批量", "样本量", "有误", "错误率上限", "结论"]
    : ["sample", "lot", "size", "wrong", "error rate at most", "verdict"];
  const rows = samples.map((s) => [
    s.id,
    count(s.lot),
    count(s.check?.checked ?? s.size),
    s.check ? count(s.check.errors) : "–",
    s.check ? `${bound(s.check.upper)} (${percent(s.confidence, 0)})` : "–",
    verdict(s, zh),
  ]);
  return textTable([head, ...rows], [1, 2, 3, 4]);
}

function verdict({ check, limit }: Sample, zh: boolean): string {
  if (!check) return zh ? "待录入结果" : "result awaited";
  const limited = `≤ ${percent(limit)}`;
  if (check.verdict === "proved") return zh ? `已证明 ${limited}` : `${limited} proved`;
  return zh ? `未能证明 ${limited}` : `${limited} not proved`;
}

/** Days are counted; the column's head says of what. */
const unitOf = ({ unit }: Reconciliation): "hours" | "count" | "money" => (unit === "days" ? "count" : unit);
