// Headers and cells of a pasted table → what each column and row is: size, share, target, period, total; numbers under “%” as per cent.
import type { PastedTable, TableCell } from "./pasted-table.js";
import type { Quantity } from "./quantity.js";

export const totalName =
  /^(?:grand )?(?:total|totals|sum|all|overall|subtotal)\b|^(?:合计|总计|小计|总和|总数|全部|共计|总体|整体|合 计|总 计)/i;
export const meanName = /^(?:average|mean|avg)\b|^(?:平均|均值)/i;
export const weightName = /weight|权重|比重|权数/i;
export const shareName = /share|proportion|distribution|占比|构成|比例|份额/i;
export const sizeName =
  /^(?:n|people|headcount|employees|staff|respondents|answers|人数|样本量?|n=|员工数|回答人数|样本数|number of people)$|人数|headcount/i;
export const targetName = /target|goal|plan|quota|目标|计划/i;
export const actualName = /actual|result|achieved|current|real|实际|完成值?|现值|结果/i;
export const differenceName =
  /diff|gap|\bgain\b|change|delta|Δ|exceed|\bover\b(?! \d)|差(?!旅|评|错)|变化|超出|增减|增长|growth|增幅|降幅|涨跌|变动|同比|环比|\byoy\b|\bmom\b|\bqoq\b/i;
/** Over the average headcount of a period, or made a year's: not a count divided by the count beside it. */
export const averagedName =
  /(?<![a-z])(?:average|avg|mean|annuali[sz]ed|person-years?|fte)\b|平均|年化|人年/i;
/** Those who went, under all their names. */
export const leavingWords =
  "left|leavers?|exits?|separations?|departures?|terminations?|resigned|resignations?|quits?|离职|流失|离开|辞职";
export const turnoverName = /turnover|attrition|churn|离职率|流失率|流动率/i;

const percentName = /%|％|\b(?:rate|percent|percentage|pct)\b|(?<![频汇功倍效])率/i;
const moneyRate = /\b(?:hourly|daily|day|pay|exchange) rate|单价|时薪/i;

export const subtotalName = /小计|subtotal|sub-total/i;
/** A mean or a price of each row: its total is no sum of the rows. */
export const notAdditive =
  /\b(?:average|avg|mean|median|per (?:head|employee|person|hire|fte|capita|hour)|price|index|ratio|tenure|age|level|grade|rank|id|no\.?|extension|ext|phone|floor|room|year|[mp]\d{1,2}|sd|m)\b|平均|人均|均值|中位|单价|客单|每人|每单|司龄|年龄|工龄|指数|排名|名次|序号|编号|工号|员工号|电话|分机|楼层|等级|评分|得分|分数|满意度|net promoter|enps|score|rating/i;

/** What a row is called: its first cell with words; “Total” may stand in the second column under merged cells. */
export const nameOf = (row: TableCell[]): string => {
  const first = row.find(({ text }) => text.replace(/\*/g, "").trim() !== "");
  return first && !first.quantity ? first.text.replace(/\*/g, "").trim() : (row[0]?.text ?? "");
};
export const isSubtotal = (row: TableCell[]): boolean => subtotalName.test(nameOf(row));
export const isTotal = (row: TableCell[]): boolean => totalName.test(nameOf(row)) && !isSubtotal(row);
/** A row of its own: no total, subtotal or mean of others. */
export const isBody = (row: TableCell[]): boolean =>
  !isTotal(row) && !isSubtotal(row) && !meanName.test(nameOf(row));
/** Nothing there: merged, blank or dashed out. */
export const isBlank = (cell: TableCell | undefined): boolean =>
  cell === undefined || /^(?:[-–—/*]*|无|n\/?a|\.)$/i.test(cell.text.trim());
export const signed = ({ sign, value }: Quantity): number => (sign < 0 ? -value : value);
export const single = (q: Quantity | undefined): q is Quantity => q !== undefined && q.high === undefined;

/** “Rate (%)” over bare numbers: 25 is 25 %, and .25 where nothing exceeds 1. */
export function inPercent(table: PastedTable): PastedTable {
  const columns = table.header.map(({ text }, column) => {
    const cells = table.rows.map((row) => row[column]?.quantity).filter((q) => q !== undefined);
    const isBare = cells.length > 0 && cells.every(({ unit }) => unit === "plain");
    if (column === 0 || !isBare || !percentName.test(text) || moneyRate.test(text)) return 0;
    return !/[%％]/.test(text) && cells.every(({ value, step }) => value <= 1 && (step < 1 || value === 0))
      ? 100
      : 1;
  });
  if (columns.every((factor) => factor === 0)) return table;
  return { ...table, rows: table.rows.map((row) => row.map((cell, i) => scaled(cell, columns[i] ?? 0))) };
}

const scaled = (cell: TableCell, factor: number): TableCell =>
  cell.quantity && factor > 0
    ? {
        ...cell,
        quantity: {
          ...cell.quantity,
          unit: "percent",
          value: Number((cell.quantity.value * factor).toPrecision(12)),
          step: cell.quantity.step * factor,
        },
      }
    : cell;
