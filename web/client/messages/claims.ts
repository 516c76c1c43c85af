// The claim checker.
export const claims = {
  "claims.title": { en: "Claims", zh: "说法核对" },
  "claims.crumb": { en: "Reports", zh: "报表" },
  "claims.h1": { en: "Do these numbers hold?", zh: "这些数字站得住吗？" },
  "claims.h1_done": {
    en: "{count, plural, =0 {Nothing is marked} one {# place to look at} other {# places to look at}}",
    zh: "{count, plural, =0 {没有需要留意之处} other {有 # 处需要留意}}",
  },
  "claims.how": {
    en: "Paste a sentence, a paragraph or a table (Markdown, or straight from a spreadsheet), in English or Chinese. The text is not kept.",
    zh: "请粘贴句子、段落或表格（Markdown，或直接从电子表格复制），中英文均可。文字不会被保存。",
  },
  "claims.text": { en: "Text to check", zh: "待核对的文字" },
  "claims.check": { en: "Check", zh: "核对" },
  "claims.examples": { en: "Examples", zh: "示例" },
  "claims.doing": { en: "Reading the numbers", zh: "正在核对数字" },
  "claims.marked": { en: "The text, marked", zh: "标注后的文字" },
  "claims.rest": {
    en: "{count, plural, one {# number was checked and holds, or cannot be checked here} other {# numbers were checked and hold, or cannot be checked here}}",
    zh: "{count, plural, other {另有 # 处：核对后成立，或此处无法核对}}",
  },
  "claims.back": { en: "Back to its place in the text", zh: "回到文中位置" },
  "claims.found": { en: "What was found", zh: "核对结果" },
  "claims.numbers": {
    en: "{numbers, plural, one {# number read} other {# numbers read}}.",
    zh: "共读取 {numbers} 个数字。",
  },
  "claims.none": {
    en: "No claim was found that can be checked.",
    zh: "没有发现可以核对的说法。",
  },
  "claims.none_next": {
    en: "A claim puts numbers in relation: parts of a whole, a change from one value to another, a share of so many people.",
    zh: "可核对的说法会把数字联系起来：整体的各部分、由一个数值到另一个数值的变化、若干人中的比例。",
  },
  "claims.right": { en: "Right", zh: "应为" },
  "claims.settle": { en: "Would settle it", zh: "判定依据" },
  "claims.holds": {
    en: "{count, plural, one {# claim holds} other {# claims hold}}",
    zh: "{count} 处说法成立",
  },
  "claims.wrong": { en: "wrong", zh: "错误" },
  "claims.doubtful": { en: "doubtful", zh: "存疑" },
  "claims.incomplete": { en: "incomplete", zh: "不完整" },
  "claims.ambiguous": { en: "ambiguous", zh: "有歧义" },
  "claims.not_checkable": { en: "not checkable", zh: "无法核对" },
  "claims.consistent": { en: "holds", zh: "成立" },
  "claims.what_title": { en: "What is checked", zh: "核对内容" },
  "claims.what": {
    en: "Sums, weights and totals; points against per cent; relative changes and their rounding; shares and means that so many people cannot give (GRIM); differences within chance; correlations without n; rates cut into weekly quotas; means of percentages; text against table; one thing under two names; immortal time; several changes at once.",
    zh: "合计与权重；百分点与百分比；相对变化及取整；人数不可能得出的比例与均值（GRIM）；偶然范围内的差异；缺少样本量的相关系数；被拆成周目标的比率；百分比的平均；正文与表格；一事两名；不死时间偏差；多项变化同时发生。",
  },
  "claims.own_title": { en: "Our own numbers", zh: "系统数值" },
  "claims.own": {
    en: "Where a sentence names a metric and a period, it is compared with what this workspace answers you.",
    zh: "若句中写明指标与时间，则与本工作区对您的回答比较。",
  },
  "claims.example_change": { en: "Turnover", zh: "离职率" },
  "claims.example_weights": { en: "Weights", zh: "权重" },
  "claims.example_table": { en: "Table", zh: "表格" },
  "claims.example_survey": { en: "Survey", zh: "满意度调查" },
  "claims.example_change_text": {
    en: "After the training, the new scheme and the app, turnover fell from 35% to 25%, down 30% (n = 100 each). Visits and sales correlate with r = 0.85.",
    zh: "通过培训课程、新绩效方案和 APP 上线，离职率从 35% 降至 25%，下降 30%（前后各 100 人）。拜访量与销售额的相关系数为 0.85。",
  },
  "claims.example_weights_text": {
    en: "Weights: repurchase 40% + flexible hours 10% + coaching 30% + suggestions 5% + attendance 10% + cross-border 5% + other 5%. At least 2 suggestions per quarter, so the weekly target is 0.5. The weekly repurchase target is 85%/4 = 21.25%.",
    zh: "权重：复购率 40%+弹性工时 10%+带教 30%+建议 5%+出勤 10%+跨境 5%+其他 5%。每季度建议至少 2 条，周目标 0.5 条。复购率周目标为 85%/4=21.25%。",
  },
  "claims.example_table_text": {
    en: "Lead follow-up timeliness has a weight of 25%.\n\n| KPI | Weight | Target | Actual | Difference |\n|---|---|---|---|---|\n| Sales | 40% | 100 | 120 | +20 |\n| Visits | 20% | 20 | 18 | -2 |\n| Lead conversion | 25% | 85% | 90% | 5% |\n| Satisfaction | 15% | 88% | 90% | +3 |",
    zh: "线索跟进及时率权重为 25%。\n\n| 指标 | 权重 | 目标 | 实际 | 差 |\n|---|---|---|---|---|\n| 销售额 | 40% | 100 | 120 | +20 |\n| 拜访量 | 20% | 20 | 18 | -2 |\n| 线索转化率 | 25% | 85% | 90% | 5% |\n| 满意度 | 15% | 88% | 90% | +3 |",
  },
  "claims.example_survey_text": {
    en: "Satisfaction among the 16 elders rose from 60% to 90%. Repurchase reached 90%, 5% above the target of 85%. Deals followed up for more than 30 days win 45% more, and commission on big clients is 15% higher.",
    zh: "16 位元老员工的满意度从 60% 提升至 90%。复购率达到 90%，比目标 85% 高 5%。跟进超过 30 天的大客户，成交率高 45%；大客户提成比小单高 15%。",
  },
} as const;
