// Words of reports → what they say about the numbers beside them, in English and Chinese. One concept, many phrases.

export type Concept =
  | "from"
  | "to"
  | "by"
  | "change_verb" // fell, 下降
  | "change_noun" // reduction, 降幅
  | "more" // higher, 高出
  | "beyond" // exceeds, above, 高于: what follows is what it is compared with
  | "to_go"
  | "than"
  | "versus"
  | "target"
  | "average"
  | "weight"
  | "share"
  | "total"
  | "of_which"
  | "rest"
  | "correlation"
  | "n"
  | "p"
  | "interval"
  | "each"
  | "together"
  | "before"
  | "after"
  | "scheme"
  | "that_is"
  | "relative"
  | "because"
  | "significant"
  | "fair"
  | "survey"
  | "rate"
  | "of"
  | "not"
  | "respectively";

export interface Phrase {
  concept: Concept;
  /** +1 up, more; −1 down, less; 0 neither. */
  direction: number;
}

const entry = (concept: Concept, direction: number, en: string, zh: string): [Phrase, string[]] => [
  { concept, direction },
  [...en.split("|"), ...zh.split("|")].map((phrase) => phrase.trim()).filter((phrase) => phrase !== ""),
];

const entries: [Phrase, string[]][] = [
  entry("from", 0, "from|starting at", "从|由|自|较之前的"),
  entry(
    "to",
    0,
    "to|into|→|->|reaching|and is now|and now stands at",
    "到|至|变为|变成|达到了|调整为|改为|调为|变更为",
  ),
  entry("by", 0, "by", "了|达|幅度为|幅度达"),
  entry(
    "change_verb",
    1,
    "rose|rises|rise|risen|rising|increased|increases|increase|increasing|grew|grows|grow|grown|growing|gained|gains|gain|improved|improves|improve|improving|climbed|climbs|jumped|jumps|shot up|surged|surges|expanded|expands|widened|ticked up|picked up|lengthened|went up|go up|goes up|going up|up|raised|raise|raises|raising|boosted|boosts|soared|advanced|lifted|lifts",
    "上升|提升|提高|增长|增加|上涨|超支|攀升|升|涨|增|扩大|上调|调高|延长|跃升|猛增|激增|飙升|走高|回升|改善|增多",
  ),
  entry(
    "change_verb",
    -1,
    "fell|falls|fall|fallen|falling|dropped|drops|drop|dropping|decreased|decreases|decrease|decreasing|declined|declines|decline|declining|reduced|reduces|reduce|reducing|cut|cuts|cutting|shrank|shrinks|lowered|lowers|lowering|shortened|shortens|narrowed|contracted|slid|slumped|sank|tumbled|went down|goes down|go down|came down|down|slipped|plunged|halving",
    "下降|降低|减少|下滑|下跌|缩减|降|跌|减|缩小|下调|回落|调低|缩短|收窄|走低|锐减|压缩|节省|节约|骤降",
  ),
  entry("change_verb", 0, "went|goes|changed|changes|moved|moves|turned|change", "变化"),
  entry(
    "change_noun",
    1,
    "increase of|a rise of|rise of|growth of|gain of|improvement of|an increase|increase in|gain|gains|growth|improvement|uplift|rise in|uplift of|jump of",
    "增幅|涨幅|升幅|提升幅度|增长率为|增长幅度|提高幅度|增加幅度",
  ),
  entry(
    "change_noun",
    -1,
    "reduction of|saving of|savings of|a saving of|reduction|drop of|fall of|a drop|decrease of|decline of|decline in|decrease in|drop in|fall in|cut of|reduction in|loss of|decline|decrease",
    "降幅|跌幅|减幅|下降幅度|降低幅度|减少幅度",
  ),
  entry(
    "more",
    1,
    "higher|more|greater|better|ahead|larger|over target|above target|faster|longer|likelier|over the target|above the target|over plan|above plan|extra",
    "高出|高|多出|多|领先|超额|超出|超|增多|快",
  ),
  entry(
    "more",
    -1,
    "lower|less|fewer|worse|behind|smaller|slower|shorter|short of target|below target|under target|below the target|short of the target|below plan|short",
    "低|少|落后|少了|低了|慢|不及",
  ),
  entry(
    "beyond",
    1,
    "exceeds|exceed|exceeded|exceeding|surpasses|surpassed|surpassing|beats|beat|outperforms|outperformed|above|over|ahead of|tops|topped",
    "高于|超过|多于|大于|优于|超越|高过",
  ),
  entry(
    "beyond",
    -1,
    "below|under|falls short of|fell short of|missed|misses|missing|short of|lags|trails",
    "低于|少于|小于|落后于|未达|不足",
  ),
  entry(
    "to_go",
    -1,
    "to go|remaining to target|left to go|still missing|still needed|still to go|from the target|away from target|from target|away from the target",
    "还差|尚差|仍差|还有差距|差",
  ),
  entry(
    "to_go",
    0,
    "apart|difference of|gap of|a difference of|a gap of",
    "相差|差距|差距为|差值|差异为|之差为|之差",
  ),
  entry("than", 0, "than", "比|较|相比于"),
  entry(
    "versus",
    0,
    "versus|vs.|vs|against|compared with|compared to|relative to|as against|rather than|instead of",
    "相比|对比|对|相对于|而非",
  ),
  entry(
    "target",
    0,
    "ceiling|limit|target|targets|goal|quota|plan|budget|threshold|objective|planned|due",
    "上限|下限|红线|警戒线|目标|计划|定额|指标值|目标值|预算|任务量|应完成",
  ),
  entry(
    "average",
    0,
    "average|averages|averaging|mean|avg|on average|averaged|overall",
    "平均|均值|平均值|人均|平均为|整体|总体",
  ),
  entry("weight", 0, "weight|weights|weighting|weightings|weighted|weighs|weighing", "权重|比重|权重为|权数"),
  entry(
    "share",
    0,
    "share|proportion|accounts for|account for|makes up|make up|accounting for",
    "占比|占|比例|份额",
  ),
  entry(
    "total",
    0,
    "total|totals|totalling|totaling|altogether|in all|sum|sums|sum to|add up to|adds up to|adding up to|together make|in total|combined",
    "合计|总计|总共|共计|小计|总和|之和|总数|加起来|相加|累计|一共|共有|共",
  ),
  entry("of_which", 0, "of whom|of which|of these|of them|including|among them|thereof", "其中|包括|含"),
  entry("rest", 0, "the rest|the remaining|remaining|the others|the remainder", "其余|剩余|剩下|其他|余下"),
  entry(
    "correlation",
    0,
    "correlation|correlates|correlated|correlate|pearson|correlation coefficient|spearman",
    "相关系数|相关性|相关度|正相关|负相关|相关",
  ),
  entry("n", 0, "sample size|sample of|sample|samples|respondents:|n", "样本量|样本数|样本|有效问卷"),
  entry("p", 0, "p-value|p value|p", "p值|p 值"),
  entry("interval", 0, "confidence interval|ci|interval|c.i.|margin of error", "置信区间|区间|误差"),
  entry(
    "each",
    0,
    "each|per group|per arm|in each group|each group|both",
    "各|每组|每期|两组各|前后各|分别为各",
  ),
  entry(
    "together",
    0,
    "at the same time|simultaneously|at once|in parallel|alongside|together with|combined with|as well as|plus|along with|while also",
    "同时|同步|一并|并行|加上|以及|叠加|并上线|并推行|并",
  ),
  entry(
    "before",
    0,
    "before|previously|earlier|formerly|last year|last month|last quarter|originally|was|were|prior|initially|last week|used to be|the year before|old",
    "之前|以前|原来|此前|去年|上月|上季度|上年|原先|原为|改革前|实施前|培训前|上周|旧|原|前值|上个月|年初|初始",
  ),
  entry(
    "after",
    0,
    "after|afterwards|now|today|this year|this month|this quarter|currently|later|this week|new|is now|stands at|the year after",
    "之后|以后|现在|如今|目前|今年|本月|本季度|本年|改革后|实施后|培训后|现|后来|本周|新|后为|年底|年末",
  ),
  entry(
    "scheme",
    0,
    "scheme|schemes|kpi scheme|scorecard|score card|incentive plan|kpis|kpi|composition|made up of|consists of|split",
    "方案|考核|绩效方案|构成|组成|kpi|指标体系|考核体系|结构|分布|由以下",
  ),
  entry(
    "that_is",
    0,
    "i.e.|ie|that is|which is|equals|equal to|amounts to|means|meaning|=|so|or|that makes|which makes|equivalent to|thus|hence|therefore|corresponding to|works out at",
    "即|相当于|等于|也就是|折合|折算|合|意味着|所以|因此|换算|平均下来|就是|为此|等同于",
  ),
  entry("relative", 0, "relative|relatively|in relative terms|proportionally", "相对|相对变化"),
  entry(
    "because",
    0,
    "because of|because|due to|thanks to|led to|leads to|caused|causes|resulted in|results in|effect of|effect|as a result|brought|brings|driven by|made|proves|proved|worked|works|impact|owing to|through|helped|helps",
    "因为|由于|得益于|使得|使|导致|带来|促使|让|效果|归功于|有效|证明|推动|帮助|作用|影响|通过|借助",
  ),
  entry("significant", 0, "significantly|significant|statistically significant", "显著|统计上显著|明显"),
  entry(
    "fair",
    0,
    "control group|controls|controlled|randomised|randomized|staggered|a/b test|comparison group|difference-in-differences|landmark|still open on day|still open at day|open on day|open at day|difference in differences|one at a time|separately|step by step|matched|one after another|among deals still",
    "对照组|随机|分批|分阶段|先后|双重差分|匹配|对照|单独|逐项|逐一|依次|仍未结束的|仍在跟进的|仍开放的",
  ),
  entry(
    "survey",
    0,
    "survey|surveyed|poll|polled|questionnaire|respondents|interviewed|study|report shows|research shows|according to",
    "调查|调研|问卷|受访|研究显示|研究表明|报告显示|数据显示|据统计",
  ),
  entry("not", 0, "not|never|no longer|without", "未|没有|不再|并非|不"),
  entry("respectively", 0, "respectively", "分别为|分别"),
  entry("of", 0, "of|among|amongst|out of|in|from among|for", "中|里|当中|之中|中的|中有"),
];

/** Words that end like a rate: their weekly share is no quota, and “15 % higher” of them has two readings. */
const rateWords =
  "turnover|attrition|churn|conversion|conversion rate|retention|repurchase|repurchase rate|repeat-purchase rate|satisfaction|win rate|absence rate|absenteeism|completion rate|pass rate|engagement|response rate|close rate|closing rate|hit rate|participation|rate|rates|percentage|ratio|margin|commission|commission rate|commissions|bonus rate|success rate|defect rate|adoption rate|quit rate|promotion rate|interest rate|tax rate|market share|share of|on-time rate|clock-in rate|attendance rate|penetration|utilisation|utilization|yield|复购率|离职率|流失率|转化率|满意度|留存率|留存|保留率|成交率|赢单率|胜率|签约率|完成率|达标率|合格率|通过率|及时率|出勤率|打卡率|参与率|占有率|占比|比例|提成|佣金|提成比例|佣金比例|毛利率|利润率|响应率|缺勤率|流动率|续约率|回购率|采纳率|准时率|错误率|差错率|市场份额|利率|率";
/** Rates counted on people or cases: a change of one needs its n. */
const counted =
  /turnover|attrition|churn|conversion|retention|repurchase|repeat|satisf|win rate|absen|completion|pass rate|engagement|response|clos(e|ing) rate|success|quit|adoption rate|defect|promotion rate|attendance|participation|on-time|clock-in|复购|离职|流失|转化|满意|留存|保留|成交|赢单|胜率|签约率|合格|通过率|及时率|出勤|打卡|参与|响应|缺勤|流动率|续约|回购|采纳|准时|错误率|差错率/;

export const isCountedRate = (words: string): boolean => counted.test(words);

/** All phrases of a concept, as patterns that are no part of a longer English word. */
export const phrasesOf = (concept: Concept): string[] =>
  entries.filter(([phrase]) => phrase.concept === concept).flatMap(([, list]) => list.map(wholeWord));

const byPhrase = new Map<string, Phrase>();
for (const [phrase, list] of [
  ...entries,
  [{ concept: "rate", direction: 0 } as Phrase, rateWords.split("|")] as [Phrase, string[]],
])
  for (const one of list) if (!byPhrase.has(one)) byPhrase.set(one, phrase);

function escaped(phrase: string): string {
  return phrase.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&").replace(/ /g, "\\s+");
}
function wholeWord(phrase: string): string {
  return /^[a-z]/.test(phrase)
    ? `(?<![a-z])${escaped(phrase)}${/[a-z]$/.test(phrase) ? "(?![a-z])" : ""}`
    : escaped(phrase);
}
const pattern = new RegExp(
  [...byPhrase.keys()]
    .sort((a, b) => b.length - a.length)
    .map(wholeWord)
    .join("|"),
  "y",
);

/** Words that only contain one of the phrases. */
const others =
  /环比|同比|迟到|签到|报到|收到|看到|提到|受到|感到|遇到|直到|到场|到会|应到|实到|由于|理由|自由|从事|从而|自己|自动|自评|各种|各类|比如|比较|比赛|对于|对方|对手|到位|到岗|到期|至少|至多|至今|甚至|高管|高级|高绩效|多种|多个|多次|多少|少数|多数|合同|合作|合格|结合|综合|配合|增值|增员|减员|提升班|升级|升职|前提|现场|现金|新人|新客户|新员工|新市场|老客户|为了|得到|不同|不仅|不过|差异|差旅|原因|原则|降本|计划外|中心|中国|其中|中级|中层|共同|公共|共享|并购|并非|占用|后台|让步|使用|大使|较大|较多|涨薪|里程|里面|加班|影响力|了解|为了|完了|除了|罢了|达成率|达成|差评|用户|市场份额|up to date|up-to-date|set up|follow up|follow-up|followed up|follow-ups|sign up|made up of|start-up|roll-out|cut-off|plan to|made by|in order to|more than one|each other|over time|overtime|over the (?:year|quarter|month|week|period|last|past|course|whole|years|months)|over an? (?:year|quarter|month|period)|under the (?:new|old|scheme|plan|current)|above all|due to|reduced hours|in charge|set of|due date/y;

export interface FoundPhrase extends Phrase {
  text: string;
  end: number;
}

/** The longest phrase that begins here; undefined where none does. `skip` gives the end of a word that only looks like one. */
export function phraseAt(text: string, at: number): FoundPhrase | { skip: number } | undefined {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  others.lastIndex = at;
  const other = others.exec(text);
  const startsWord = at === 0 || !/[a-z]/.test(text[at]) || !/[a-z]/.test(text[at - 1]);
  if (other && startsWord && other[0].length > (found?.[0].length ?? 0))
    return { skip: at + other[0].length };
  if (!found) return undefined;
  const phrase = byPhrase.get(found[0].replace(/\s+/g, " "))!;
  return { ...phrase, text: found[0], end: at + found[0].length };
}
