// What stands where a figure cannot: working, nothing there, withheld, failed.
export const states = {
  "states.opening": { en: "Opening the workspace", zh: "正在打开工作区" },
  "states.counting": {
    en: "Counting {people} people over {months} months",
    zh: "正在统计{people}人、{months}个月",
  },
  "states.since": { en: "{seconds} s so far", zh: "已用{seconds}秒" },
  "states.cancel": { en: "Cancel", zh: "取消" },
  "states.cancelled": { en: "Stopped. Nothing was changed.", zh: "已停止。没有改动任何数据。" },
  "states.again": { en: "Try again", zh: "重试" },
  "states.purpose": { en: "What do you read them for?", zh: "读取用途" },
  "states.purpose_kept": {
    en: "It is kept in the journal with everything read for it, and asked for again when the page is opened anew.",
    zh: "用途将与本次读取的内容一并记入日志；重新打开页面时会再次询问。",
  },
  "states.purpose_give": { en: "Show them", zh: "显示" },
  "states.failed_unchanged": { en: "Nothing was changed.", zh: "没有改动任何数据。" },
  "states.offline": { en: "The workbench does not answer.", zh: "工作台没有应答。" },
  "states.offline_hint": {
    en: "Nothing was changed. Start it again in the terminal: rapport serve",
    zh: "没有改动任何数据。请在终端重新启动：rapport serve",
  },
  "states.small_group": { en: "Hidden to protect a small group.", zh: "为保护小群体，不显示。" },
  "states.not_released": { en: "This group is not released.", zh: "该群体未发布。" },
  "states.half_year_only": { en: "Shown at half-year ends only.", zh: "仅在半年末公布。" },
  "states.share_low": {
    en: "Under a quarter; too few people for a figure.",
    zh: "不足四分之一；人数过少，不给出数值。",
  },
  "states.share_middle": {
    en: "A quarter to three quarters; too few people for a figure.",
    zh: "四分之一至四分之三；人数过少，不给出数值。",
  },
  "states.share_high": {
    en: "Over three quarters; too few people for a figure.",
    zh: "超过四分之三；人数过少，不给出数值。",
  },
  "states.no_exposure": { en: "Nobody was employed there then.", zh: "当时没有在职人员。" },
  "states.needs_12_months": { en: "Needs 12 months of history.", zh: "需要 12 个月的历史。" },
  "states.no_source": { en: "The source has not been imported.", zh: "尚未导入所需的数据。" },
  "states.not_followed_yet": { en: "Not followed long enough yet.", zh: "跟踪时间还不够长。" },
  "states.no_counterpart": { en: "No period to compare with.", zh: "没有可对比的周期。" },
  "states.outside_history": { en: "Outside the months known.", zh: "超出已知的月份。" },
  "states.ask_department": { en: "Ask for whole departments", zh: "改看整个部门" },
  "states.ask_company": { en: "Ask for the whole company", zh: "改看全公司" },
  "states.empty": { en: "Nothing to count yet.", zh: "还没有可统计的数据。" },
  "states.import_file": { en: "See what to import", zh: "查看需要导入什么" },
} as const;
