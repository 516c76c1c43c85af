// Two counts and the rate that is named after them (发放200份，回收156份，回收率78%; 38 leavers, average headcount 268, turnover) → is it k ÷ n.
import type { Cast } from "./cast.js";
import { both, percentText } from "./claim-words.js";
import type { Finding } from "./finding.js";
import type { ReadSentence } from "./pairs.js";
import { reckoned } from "./reckoned.js";
import { trimmed } from "./rounding.js";
import { leavingWords, turnoverName } from "./table-columns.js";

interface NamedRate {
  rate: RegExp;
  part: RegExp;
  whole: RegExp;
  /** Over an average headcount, and perhaps made a year's: never more than doubtful. */
  isTurnover?: boolean;
}

const rates: NamedRate[] = [
  {
    rate: turnoverName,
    part: new RegExp(leavingWords),
    whole: /headcount|employees|staff|workforce|在职|员工|人数|编制|总人数/,
    isTurnover: true,
  },
  {
    rate: /response rate|return rate|回收率|回复率|应答率|有效率/,
    part: /answered|responded|returned|replies|responses|answers|回收|收回|回复|作答|有效/,
    whole: /sent|invited|asked|distributed|questionnaires|invitations|发放|发出|邀请|下发/,
  },
  {
    rate: /pass rate|通过率|合格率|及格率/,
    part: /passed|通过|合格|及格/,
    whole: /took|sat|participants|candidates|attended|参加|参考|报名|参训|考试/,
  },
  {
    rate: /acceptance rate|offer接受率|接受率/,
    part: /accepted|acceptances|接受/,
    whole: /offers?|offered|made|发出|发放/,
  },
  {
    rate: /completion rate|完成率|完课率/,
    part: /completed|finished|完成|完课/,
    whole: /enrolled|started|registered|assigned|participants|报名|参加|应完成|学员/,
  },
  {
    rate: /retention rate|留存率|保留率/,
    part: /stayed|remained|retained|still (?:here|employed)|留存|留任|仍在职/,
    whole: /hired|joined|hires|newcomers|employees|入职|招聘|校招|新人|员工/,
  },
  {
    rate: /participation rate|参与率|参训率|参加率/,
    part: /took part|participated|attended|joined|参加|参与|参训/,
    whole: /invited|employees|eligible|asked|应参|员工|全员/,
  },
  {
    rate: /attainment|achievement|\bused\b|spent|完成率|达成率|执行率|使用率|进度|占/,
    part: /used|spent|achieved|reached|done|actual|已|实际|完成|使用|支出|执行|花费|消耗/,
    whole: /plan|target|goal|budget|计划|目标|预算|总额|任务/,
  },
  { rate: /转正率/, part: /转正/, whole: /校招|入职|招聘|试用|新人|应届|录用/ },
  { rate: /录用率/, part: /录用/, whole: /面试|应聘|候选|报名|投递/ },
  {
    rate: /attendance rate|出勤率|到会率|到场率|签到率|到课率|到训率/,
    part: /present|attended|实到|出勤|到会|到场|签到/,
    whole: /invited|expected|registered|应到|应出勤|报名/,
  },
  { rate: /报到率|到岗率/, part: /报到|到岗/, whole: /录用|应报到|发放|计划/ },
  { rate: /续签率|续约率/, part: /续签|续约/, whole: /到期/ },
  { rate: /promotion rate|晋升率/, part: /promoted|晋升/, whole: /eligible|candidates|符合条件|申报|候选/ },
];

export const namedRateClaims = (read: ReadSentence[]): Finding[] => read.flatMap(ofSentence);

const isAmount = ({ quantity: { unit, value, high, per, step }, role }: Cast): boolean =>
  (unit === "money" ||
    (step === 1 && Number.isInteger(value) && ["people", "count", "plain"].includes(unit))) &&
  high === undefined &&
  per === undefined &&
  role !== "delta" &&
  role !== "p";

function ofSentence({ casts, sentence: { plain, start, end }, pairs }: ReadSentence): Finding[] {
  const shares = casts.filter(
    ({ quantity, role }) =>
      quantity.unit === "percent" && quantity.high === undefined && (role === "level" || role === "to"),
  );
  const counts = casts.filter(isAmount);
  const others = casts.filter(({ role }) => role !== "duration").length - shares.length - counts.length;
  if (
    shares.length !== 1 ||
    counts.length !== 2 ||
    others > 0 ||
    pairs.some(({ deltas }) => deltas.length > 0)
  )
    return [];
  const isMoney = counts.filter(({ quantity: { unit } }) => unit === "money").length;
  if (isMoney === 1) return [];
  const stated = shares[0].quantity;
  if (isInOne(counts, plain)) return [];
  return rates
    .filter(({ rate }) => rate.test(plain.slice(start, end)))
    .flatMap((named) => judgedBy(named))
    .slice(0, 1);

  function judgedBy(named: NamedRate): Finding[] {
    const around = counts.map((cast) => wordsOf(cast, casts, plain, start, end));
    const inBrackets = counts.findIndex(({ quantity: { start: at } }) =>
      /^\s*[(（]\s*$/.test(plain.slice(stated.end, at)),
    );
    const said = around.findIndex((words) => named.part.test(words.replace(named.rate, "")));
    const part = said < 0 ? inBrackets : said;
    const whole = around.findIndex((words, i) => i !== part && named.whole.test(words));
    if (part < 0 || whole < 0) return [];
    const [k, n] = [counts[part].quantity, counts[whole].quantity];
    if (k.value > n.value) return [];
    const truth = (100 * k.value) / n.value;
    return [
      reckoned({
        kind: "part_of_whole",
        truth,
        stated,
        from: [k, n],
        sum: `${trimmed(k.value, 0)} ÷ ${trimmed(n.value, 0)} = ${percentText(truth)}`,
        right: percentText(truth),
        ...(named.isTurnover && {
          atMost: {
            verdict: "doubtful",
            why: both(
              "a turnover rate is over the average headcount of its period and may be annualised",
              "离职率以期间平均人数为分母，也可能经过年化",
            ),
          },
        }),
      }),
    ];
  }
}

/** “48 of 80”: parts of one phrase are the business of part-claims. */
const isInOne = ([a, b]: Cast[], plain: string): boolean =>
  /^\s*(?:\/|of|out of)\s*(?:the |all |our )?$/.test(plain.slice(a.quantity.end, b.quantity.start));

/** The words of a count: its own, those before it in its clause, and those behind it. */
function wordsOf({ quantity }: Cast, casts: Cast[], plain: string, start: number, end: number): string {
  const previous = casts.findLast(({ quantity: q }) => q.end <= quantity.start)?.quantity.end ?? start;
  const next = casts.find(({ quantity: q }) => q.start >= quantity.end)?.quantity.start ?? end;
  const front = plain.slice(previous, quantity.start).replace(/^.*[,，;；:：、(（]/s, "");
  const behind = plain.slice(quantity.end, next).replace(/[,，;；:：、)）(（].*$/s, "");
  return `${front} ${quantity.text} ${behind}`.replace(/\s+/g, " ");
}
