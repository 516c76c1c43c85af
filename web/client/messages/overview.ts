// The overview: its sentences, figures and table.
export const overview = {
  "overview.crumb": { en: "Overview", zh: "总览" },
  "overview.crumb_programme": { en: "Overview / {programme}", zh: "总览／{programme}" },
  "overview.before": { en: "Before", zh: "转型前" },
  "overview.change": { en: "Change", zh: "转型中" },
  "overview.after": { en: "After", zh: "转型后" },
  "overview.year_before": { en: "Year before", zh: "前一年" },
  "overview.last_year": { en: "Last 12 months", zh: "最近一年" },
  "overview.phase_before": { en: "before the change", zh: "转型前" },
  "overview.phase_after": { en: "after the change", zh: "转型后" },
  "overview.phase_year_before": { en: "the year before", zh: "前一年" },
  "overview.phase_last_year": { en: "last 12 months", zh: "最近 12 个月" },
  "overview.phase_single": { en: "all months known", zh: "全部已知月份" },
  "overview.phase_start": { en: "first month", zh: "起始月" },
  "overview.phase_end": { en: "last month", zh: "最近月" },
  "overview.phase_shown": { en: "all months shown", zh: "图中全部月份" },
  "overview.org_as_of": { en: "Organisation as of", zh: "组织架构截至" },
  "overview.data_known": { en: "Data known on", zh: "数据版本" },
  "overview.people": { en: "People", zh: "人员" },
  "overview.everyone": { en: "Whole company", zh: "全公司" },
  "overview.compared": { en: "Compared", zh: "对比" },
  "overview.compared_spans": { en: "{before} with {after}", zh: "{before}与{after}" },
  "overview.window": { en: "Months", zh: "月份" },
  "overview.headcount": { en: "Headcount", zh: "在职人数" },
  "overview.hires": { en: "Hires", zh: "入职" },
  "overview.exits": { en: "Exits", zh: "离职" },
  "overview.doing": {
    en: "Counting the months from {from} to {to}",
    zh: "正在统计{from}至{to}的各月",
  },

  "overview.h1_clients_changed": { en: "Our clients have changed.", zh: "客户结构已经改变；" },
  "overview.h1_clients_uncertain": {
    en: "Whether our clients have changed is not certain.",
    zh: "客户结构是否改变，还不能确定；",
  },
  "overview.h1_turnover_fell": { en: "Fewer people leave.", zh: "离职已经减少" },
  "overview.h1_turnover_rose": { en: "More people leave.", zh: "离职已经增加" },
  "overview.h1_turnover_fell_maybe": {
    en: "Whether fewer people leave is not yet certain.",
    zh: "离职是否减少，还不能确定",
  },
  "overview.h1_turnover_rose_maybe": {
    en: "Whether more people leave is not yet certain.",
    zh: "离职是否增加，还不能确定",
  },
  "overview.h1_turnover_few": { en: "Too few exits to compare.", zh: "离职人数太少，无法比较" },
  "overview.h1_single": {
    en: "{people} people, and turnover of {rate} a year.",
    zh: "在职{people}人，年离职率{rate}",
  },
  "overview.h1_plain": { en: "Who is here, who came and who left", zh: "在职、入职与离职" },

  "overview.say_big_client_share": {
    en: "Big clients now bring {after} of revenue, {direction, select, up {up from {before}} down {down from {before}} other {as before}}{chance, select, beyond_chance {} could_be_chance {, which could be chance} other {, on few sales}}.",
    zh: "大客户收入占比{direction, select, up {由{before}升至{after}} down {由{before}降至{after}} other {仍为{after}}}{chance, select, beyond_chance {} could_be_chance {，可能是偶然} other {，样本很少}}。",
  },
  "overview.say_new_customer_share": {
    en: "New customers bring {after} of it, {direction, select, up {up from {before}} down {down from {before}} other {as before}}{chance, select, beyond_chance {} could_be_chance {, which could be chance} other {, on few sales}}.",
    zh: "新客户收入占比{direction, select, up {由{before}升至{after}} down {由{before}降至{after}} other {仍为{after}}}{chance, select, beyond_chance {} could_be_chance {，可能是偶然} other {，样本很少}}。",
  },
  "overview.say_turnover": {
    en: "{direction, select, up {{name} rose from {before} to {after} a year} down {{name} fell from {before} to {after} a year} other {{name} stayed at {after} a year}}{chance, select, beyond_chance {, more than chance would bring} could_be_chance {; with {people} people a {direction, select, up {rise} down {fall} other {result}} of that size could still be chance} other {; too few exits to say whether that is more than chance}}.",
    zh: "{direction, select, up {{name}由每年{before}升至{after}} down {{name}由每年{before}降至{after}} other {{name}仍为每年{after}}}{chance, select, beyond_chance {，超出偶然的范围} could_be_chance {；以{people}人的规模，这样的{direction, select, up {升幅} down {降幅} other {结果}}仍可能是偶然} other {；离职人数太少，看不出是否偶然}}。",
  },
  "overview.say_turnover_single": {
    en: "{name} runs at {after} a year. There is too little history to say whether that is changing.",
    zh: "{name}为每年{after}。历史太短，还看不出变化。",
  },
  "overview.say_flow": {
    en: "Since {month}, {hires} {hiresCount, plural, one {person} other {people}} joined and {exits} left; headcount went from {start} to {end}.",
    zh: "{month}以来入职{hires}人、离职{exits}人，在职人数由{start}人变为{end}人。",
  },
  "overview.say_none": { en: "There is no month with people in it yet.", zh: "还没有任何在职月份。" },
  "overview.all_turnover": { en: "Turnover", zh: "离职率" },
  "overview.voluntary_turnover": { en: "Voluntary turnover", zh: "主动离职率" },

  "overview.fig_measures": {
    en: "What changed, and what may only seem to",
    zh: "哪些变了，哪些只是看起来变了",
  },
  "overview.fig_measures_all": { en: "All of these changed beyond chance", zh: "这些指标的变化都超出偶然" },
  "overview.fig_measures_none": {
    en: "None of these changed beyond chance",
    zh: "这些指标的变化都可能是偶然",
  },
  "overview.fig_measures_single": { en: "Where these measures stand", zh: "各指标的水平" },
  "overview.how_measures": {
    en: "Dots are months. The line is each phase’s mean, the band its 95% interval.",
    zh: "圆点为各月，横线为各阶段均值，色带为 95% 区间。",
  },
  "overview.foot_measures": {
    en: "{before} months before and {after} after; intervals take months of the same people as independent of the other phase.",
    zh: "之前{before}个月，之后{after}个月；区间视两个阶段互相独立。",
  },
  "overview.fig_flow": {
    en: "{change, select, up {{by} more people than at the start} down {{by} fewer people than at the start} other {As many people as at the start}}",
    zh: "{change, select, up {在职人数比起始增加{by}人} down {在职人数比起始减少{by}人} other {在职人数与起始相同}}",
  },
  "overview.how_flow": {
    en: "Line: people employed at month’s end. Bars: hires upwards, exits downwards, per month.",
    zh: "折线为月末在职人数；柱形向上为入职、向下为离职（每月）。",
  },
  "overview.foot_flow": { en: "The headcount axis does not start at 0.", zh: "在职人数的纵轴不从 0 起。" },
  "overview.fig_units_none": {
    en: "No {level, select, team {team} other {department}}’s change stands out on its own",
    zh: "单看任何一个{level, select, team {团队} other {部门}}，变化都不突出",
  },
  "overview.fig_units_few": {
    en: "Too few exits to compare {level, select, team {teams} other {departments}}",
    zh: "离职人数太少，无法比较各{level, select, team {团队} other {部门}}",
  },
  "overview.fig_units_some": {
    en: "{names} {count, plural, one {stands} other {stand}} out from chance",
    zh: "{names}的变化超出偶然",
  },
  "overview.fig_units_single": {
    en: "Turnover by {level, select, team {team} other {department}}",
    zh: "各{level, select, team {团队} other {部门}}的离职率",
  },
  "overview.how_units": {
    en: "Turnover per year: open dot before, filled dot after, band its 95% interval. The verdicts hold among all {count} comparisons of this page: at most 5% false alarms are expected (Benjamini–Hochberg).",
    zh: "年离职率：空心点为之前，实心点为之后，色带为 95% 区间。判断已计入本页全部 {count} 项比较：预期误报不超过 5%（Benjamini–Hochberg）。",
  },
  "overview.how_units_single": {
    en: "Turnover per year with its 95% interval.",
    zh: "年离职率及 95% 区间。",
  },
  "overview.unit": {
    en: "{level, select, team {Team} other {Department}}",
    zh: "{level, select, team {团队} other {部门}}",
  },
  "overview.column_range": { en: "0 to {max}", zh: "0～{max}" },
  "overview.column_change": { en: "Before → after", zh: "前 → 后" },
  "overview.column_value": { en: "Per year", zh: "每年" },
  "overview.column_interval": { en: "Interval of the change", zh: "变化的区间" },
  "overview.column_interval_single": { en: "95% interval", zh: "95% 区间" },
  "overview.column_real": { en: "Is it real?", zh: "是真的吗？" },
  "overview.column_measure": { en: "Measure", zh: "指标" },
  "overview.people_count": {
    en: "{count, plural, one {# person} other {# people}}",
    zh: "{count, number} 人",
  },
  "overview.gone": { en: "nobody now", zh: "现已无人" },
  "overview.new_unit": { en: "new", zh: "新设" },
  "overview.no_records": { en: "no records", zh: "没有记录" },
  "overview.no_records_in": { en: "no records for {span}", zh: "{span}没有记录" },
  "overview.few_units": {
    en: "{count} more with under {years} person-years",
    zh: "另有 {count} 个单位不足 {years} 人年",
  },
  "overview.hidden_units": {
    en: "{count} {level, select, team {teams} other {departments}}",
    zh: "{count} 个{level, select, team {团队} other {部门}}",
  },
  "overview.your_people": { en: "Everyone you may see", zh: "你可查看的全部人员" },
  "overview.settle": { en: "What would settle it", zh: "怎样才能确定" },
  "overview.settle_size": {
    en: "To see a change from {before} to {after} reliably (8 times in 10) takes about {needed} person-years in each phase. There are {before_has} before and {after_has} after.",
    zh: "要可靠地（十次有八次）看出由{before}到{after}的变化，前后各需约{needed}人年。现有{before_has}与{after_has}人年。",
  },
  "overview.settle_wait": {
    en: "The phase before cannot grow any more. Starting the next change unit by unit would show more.",
    zh: "转型前的阶段不会再增加。下次改革分单位逐步启动，就能比较出来。",
  },
  "overview.cause": { en: "What this cannot say", zh: "这里说明不了的" },
  "overview.cause_text": {
    en: "{events} came close together, so a change cannot be put down to one of them alone.",
    zh: "{events}接连发生，变化无法归因于其中一项。",
  },
  "overview.derived": { en: "Dates that were derived", zh: "推算的日期" },
  "overview.derived_exits": {
    en: "The file says who left, not when: all exits stand on the list’s own date, so only the whole period means anything.",
    zh: "文件只说明谁离职，没有日期：所有离职都记在名单日期，因此只有整个期间的数字有意义。",
  },
  "overview.derived_hires": {
    en: "Dates of joining were derived from years of tenure; people who left before the list are not in it.",
    zh: "入职日期由司龄推算；名单之前离职的人不在其中。",
  },
  "overview.missing": { en: "What more data would add", zh: "补充数据后还能看到" },
  "overview.missing_line": { en: "{source}: {metrics}", zh: "{source}：{metrics}" },
} as const;
