// One row per dated event that changes how numbers should be read: a new scheme, a reorganisation, a holiday.
import type { Contract } from "./contract.js";

export const calendarEvent: Contract = {
  table: "calendar_event",
  title: { en: "Calendar events", zh: "日历事件" },
  grain: { en: "one row per event", zh: "每个事件一行" },
  key: ["event_id"],
  columns: [
    {
      name: "event_id",
      type: "text",
      required: true,
      label: { en: "Event", zh: "事件编号" },
      headers: { en: ["event id", "id"], zh: ["事件编号", "编号"] },
    },
    {
      name: "event_date",
      type: "date",
      required: true,
      label: { en: "Date", zh: "日期" },
      headers: { en: ["date", "event date", "on"], zh: ["日期", "事件日期"] },
    },
    {
      name: "kind",
      type: "text",
      label: { en: "Kind", zh: "类型" },
      headers: { en: ["kind", "type"], zh: ["类型", "事件类型"] },
    },
    {
      name: "title",
      type: "text",
      required: true,
      label: { en: "Title", zh: "英文名称" },
      headers: { en: ["title", "name", "event"], zh: ["英文名称"] },
    },
    {
      name: "title_zh",
      type: "text",
      label: { en: "Title in Chinese", zh: "名称" },
      headers: { en: ["title zh", "chinese title"], zh: ["名称", "事件", "事件名称"] },
    },
  ],
  checks: ["unique_key"],
  unlocks: { en: "event lines on every time axis, before and after", zh: "时间轴事件线、变革前后对比" },
};
