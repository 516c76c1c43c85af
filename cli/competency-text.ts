// A fitted competency study → plain text for the terminal: reliability, gaps, performance, courses.
import type { Locale } from "../engine/index.js";
import type { CompetencyFitted } from "../models/index.js";
import type { Estimate } from "../models/competency/competency-reliability.js";
import { textTable } from "./text-table.js";

const number = (value: number, digits = 1): string => value.toFixed(digits).replace(/^-(0\.?0*)$/, "$1");
const percent = (value: number): string => `${Math.round(100 * value)}%`;
const points = ({ value, low, high }: Estimate, locale: Locale): string =>
  locale === "zh"
    ? `${number(value)}（${number(low)}～${number(high)}）`
    : `${number(value)} (${number(low)} to ${number(high)})`;
const shares = ({ value, low, high }: Estimate, locale: Locale): string =>
  locale === "zh"
    ? `${percent(value)}（${percent(low)}～${percent(high)}）`
    : `${percent(value)} (${percent(low)}–${percent(high)})`;

export function competencyText(fitted: CompetencyFitted, locale: Locale): string {
  const zh = locale === "zh";
  const nameOf = (id: string): string =>
    fitted.framework.dimensions.find((d) => d.id === id)?.label[locale] ?? id;
  const { from, to } = fitted.window;
  const head = zh
    ? `${fitted.framework.label.zh}（${from} 至 ${to}）：${fitted.people} 人，${fitted.raters} 名评估人，${fitted.rounds.length} 轮，${fitted.rows} 条评分`
    : `${fitted.framework.label.en}, ${from} to ${to}: ${fitted.people} people, ${fitted.raters} raters, ${fitted.rounds.length} rounds, ${fitted.rows} ratings`;
  const parts = [head, ...namesText(fitted, locale), reliabilityTable(fitted, locale)];
  const gaps = gapTable(fitted, locale);
  parts.push(
    gaps ??
      (zh
        ? "没有差距：框架未对这些人员设定要求等级。"
        : "No gaps: the framework requires no level of these people."),
  );
  const { links, needed } = fitted.performance;
  if (links.length > 0)
    parts.push(
      textTable(
        [
          zh
            ? ["与此后一年绩效（相关，非因果）", "人数", "每一标准差（考核分）", "q"]
            : ["With reviews of the next year (association)", "people", "review points per SD", "q"],
          ...links.map((link) => [
            nameOf(link.dimension),
            String(link.people),
            points(link.perDeviation, locale),
            link.q < 0.001 ? "<0.001" : link.q.toFixed(3),
          ]),
        ],
        [1, 2, 3],
      ),
    );
  else if (needed)
    parts.push(
      zh
        ? `尚不能判断与绩效的关系：评估后有考核的 ${needed.people} 人，还差 ${needed.moreNeeded} 人。`
        : `What goes with performance cannot be said yet: ${needed.people} people were reviewed after a rating, ${needed.moreNeeded} more are needed.`,
    );
  if (fitted.effects.length > 0) parts.push(courseTable(fitted, nameOf, locale));
  return parts.join("\n\n");
}

function namesText({ resolved, unknownNames, framework }: CompetencyFitted, locale: Locale): string[] {
  const nameOf = (id: string): string => framework.dimensions.find((d) => d.id === id)?.label[locale] ?? id;
  const same = resolved.map(({ name, dimension }) => `${name} = ${nameOf(dimension)}`);
  const unknown = unknownNames.map(({ name }) => name);
  const list = (names: string[]): string => names.join(locale === "zh" ? "、" : ", ");
  const lines: string[] = [];
  if (same.length > 0)
    lines.push(locale === "zh" ? `同义词：${list(same)}` : `Same dimension: ${list(same)}`);
  if (unknown.length > 0)
    lines.push(
      locale === "zh"
        ? `! 框架中没有：${list(unknown)}`
        : `! Not in the framework, left out: ${list(unknown)}`,
    );
  return lines;
}

function reliabilityTable({ dimensions }: CompetencyFitted, locale: Locale): string {
  const zh = locale === "zh";
  const head = zh
    ? ["信度", "α（题目间）", "单名评估人 ICC", "多名评估人平均 ICC", "校正后", "宽严标准差", "宽/严/评估人"]
    : ["Reliability", "alpha (items)", "ICC, one rater", "ICC, mean of raters", "corrected", "leniency SD", "lenient/severe/raters"]; // prettier-ignore
  return textTable(
    [
      head,
      ...dimensions.map(({ label, reliability: r, raters }) => [
        label[locale],
        r.alpha ? `${number(r.alpha.value, 2)} (${number(r.alpha.low, 2)}–${number(r.alpha.high, 2)})` : "–",
        `${number(r.oneRater.value, 2)} (${number(r.oneRater.low, 2)}–${number(r.oneRater.high, 2)})`,
        `${number(r.meanOfRaters.value, 2)} (${number(r.meanOfRaters.low, 2)}–${number(r.meanOfRaters.high, 2)})`,
        number(r.corrected, 2),
        number(r.spread.leniency),
        `${raters.lenient}/${raters.severe}/${raters.all}`,
      ]),
    ],
    [1, 2, 3, 4, 5, 6],
  );
}

function gapTable({ dimensions, framework }: CompetencyFitted, locale: Locale): string | undefined {
  const zh = locale === "zh";
  const rows = dimensions.flatMap(({ label, groups }) =>
    groups
      .filter(({ by }) => by === "company" || by === "role" || by === "team")
      .map(({ by, group, people, mean, observed, share }) => [
        label[locale],
        by === "company"
          ? zh
            ? "全部"
            : "all"
          : by === "role"
            ? (framework.roles.find((role) => role.id === group)?.label[locale] ?? group)
            : group,
        points(mean, locale),
        zh
          ? `${people} 人中 ${observed.count} 人：${percent(observed.low)}～${percent(observed.high)}`
          : `${observed.count} of ${people}: ${percent(observed.low)}–${percent(observed.high)}`,
        shares(share, locale),
      ]),
  );
  if (rows.length === 0) return undefined;
  const head = zh
    ? ["差距", "群体", "平均差距（分）", "按评分", "校正后"]
    : ["Gap", "group", "mean gap, points", "as rated", "true share"];
  return textTable([head, ...rows], [2, 3, 4]);
}

function courseTable(
  { effects, advice }: CompetencyFitted,
  nameOf: (id: string) => string,
  locale: Locale,
): string {
  const zh = locale === "zh";
  const head = zh
    ? ["课程", "参加/尚未", "效果（分）", "起点相同时", "建议"]
    : ["Course for", "taken/not yet", "effect, points", "at equal start", "advice"];
  const rows = effects.map((effect) => {
    const own = advice.find((a) => a.dimension === effect.dimension)!;
    const { trained, notYet } = effect.moreNeeded;
    const said =
      effect.state === "measured"
        ? zh
          ? `${own.people} 人，预计 +${number(own.expectedGain?.value ?? 0)}`
          : `${own.people} people, +${number(own.expectedGain?.value ?? 0)} expected`
        : effect.state === "not_measured"
          ? zh
            ? `尚未测得：还需 ${trained} 名参加者、${notYet} 名未参加者前后都有评估`
            : `not measured yet: ${trained} more trained and ${notYet} more untrained rated twice`
          : zh
            ? "未见效果"
            : "no effect shown";
    return [
      nameOf(effect.dimension),
      `${effect.trained}/${effect.notYet}`,
      effect.effect ? points(effect.effect, locale) : "–",
      effect.atEqualStart ? points(effect.atEqualStart, locale) : "–",
      said,
    ];
  });
  return textTable([head, ...rows], [1, 2, 3]);
}
