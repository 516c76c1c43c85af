// The page of issued predictions and what came.
export const scoreboard = {
  "scoreboard.title": { en: "Scoreboard", zh: "预测记录" },
  "scoreboard.crumb": { en: "Turnover / Scoreboard", zh: "离职／预测记录" },
  "scoreboard.h1": { en: "What was foretold, and what came", zh: "预测了什么，实际如何" },
  "scoreboard.h1_none": { en: "Nothing has come due yet", zh: "还没有到期的预测" },
  "scoreboard.h1_off": { en: "The model lost to its baseline and is off", zh: "模型不如基线，已停用" },
  "scoreboard.doing": { en: "Reading the record of predictions", zh: "正在读取预测记录" },
  "scoreboard.about": { en: "How the record is kept", zh: "记录如何保存" },
  "scoreboard.about_text": {
    en: "An issued prediction is frozen in the journal with the model’s hash. When its months are over it is scored; when an import changes that past it is scored anew, as a new line. Nothing is rewritten.",
    zh: "发布的预测连同模型哈希冻结在日志中。到期后评分；若后续导入改变了那段历史，则另起一行重新评分。任何记录都不会改写。",
  },
  "scoreboard.off_rule": {
    en: "After two issues that came due, or 30 exits, a model that did worse than the constant rate is switched off until it is fitted again and beats that rate on held-back months. Replays do not count.",
    zh: "有两次发布到期或累计 30 次离职后，若模型不如恒定比率，即被停用，直到重新拟合并在留出月份上优于该比率。回放不计入。",
  },
  "scoreboard.act": { en: "Issue and score", zh: "发布与评分" },
  "scoreboard.issue": { en: "Issue a prediction", zh: "发布预测" },
  "scoreboard.issue_text": { en: "For the people at the end of {month}.", zh: "针对{month}月末的人员。" },
  "scoreboard.replay": { en: "Replay a year ago", zh: "回放一年前" },
  "scoreboard.replay_text": {
    en: "A replay learns anew from what was known a year ago only, and is marked.",
    zh: "回放只用一年前已知的数据重新学习，并会加以标记。",
  },
  "scoreboard.score": { en: "Score what is due", zh: "为到期预测评分" },
  "scoreboard.none": { en: "No prediction has been issued yet.", zh: "还没有发布过预测。" },
  "scoreboard.none_next": {
    en: "Issue one now and it is scored in 3, 6 and 12 months; or replay a year ago to see a record at once.",
    zh: "现在发布，将在 3、6、12 个月后评分；也可回放一年前，立即看到记录。",
  },
  "scoreboard.none_rights": {
    en: "A reader with exact numbers on the whole company issues them.",
    zh: "由对全公司有精确数字权限的用户发布。",
  },
  "scoreboard.withheld": {
    en: "What came is a kind of exit by single months: not released to readers of groups. Whether the model stands is.",
    zh: "实际结果涉及按月的离职类型，不向群体读者公布；模型是否有效则公开。",
  },
  "scoreboard.say": {
    en: "{all, plural, one {One prediction has} other {# predictions have}} been issued; {scored} came due at some horizon, and {better} of these did better than the constant rate. {replays, plural, =0 {} one {One of them is a replay of history.} other {# of them are replays of history.}}",
    zh: "已发布{all}次预测；其中{scored}次已有到期结果，{better}次优于恒定比率。{replays, plural, =0 {} other {其中#次为历史回放。}}",
  },
  "scoreboard.fig_record": {
    en: "Expected and actual voluntary exits within {months} months",
    zh: "{months}个月内预计与实际的主动离职人数",
  },
  "scoreboard.how_record": {
    en: "One mark per issue: expected exits with the 80% interval; dashes across: the constant rate; dot: what came.",
    zh: "每次发布一个标记：预计人数及 80% 区间；横虚线：恒定比率；圆点：实际人数。",
  },
  "scoreboard.foot_record": {
    en: "About one in five dots should lie outside its interval.",
    zh: "大约每五个圆点中应有一个落在区间之外。",
  },
  "scoreboard.legend": { en: "people leaving; dot: what came", zh: "离职人数；圆点：实际" },
  "scoreboard.months": { en: "{months} months", zh: "{months}个月" },
  "scoreboard.fig_issues": { en: "Every issue and its score", zh: "每次发布及其评分" },
  "scoreboard.how_issues": {
    en: "Brier and log loss per person: lower is better; beside it the constant rate’s.",
    zh: "人均 Brier 分数与对数损失：越低越好；旁边为恒定比率的数值。",
  },
  "scoreboard.people_at": { en: "People at the end of", zh: "人员截至" },
  "scoreboard.ahead": { en: "Months", zh: "月数" },
  "scoreboard.until": { en: "Until", zh: "截至" },
  "scoreboard.expected": { en: "Expected (80%)", zh: "预计（80%）" },
  "scoreboard.constant": { en: "Constant rate", zh: "恒定比率" },
  "scoreboard.actual": { en: "Came", zh: "实际" },
  "scoreboard.not_due": { en: "not due", zh: "未到期" },
  "scoreboard.against": { en: "against {naive}", zh: "对比 {naive}" },
  "scoreboard.rescored": {
    en: "{n, plural, one {scored anew once} other {scored anew # times}}",
    zh: "重新评分 {n} 次",
  },
  "scoreboard.is_replay": { en: "replay", zh: "回放" },
  "scoreboard.issued_by": { en: "{by}, {date}", zh: "{by}，{date}" },
} as const;
