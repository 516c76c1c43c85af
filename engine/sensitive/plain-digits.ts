// A text → the same text with full-width digits, letters and signs made ASCII, offset by offset, so that places found in one hold in the other.

/** Full-width forms ！…～ and the ideographic space map one to one: the length never changes. */
export const plainWidth = (text: string): string =>
  text
    .replaceAll(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replaceAll("\u3000", " ")
    .replaceAll(/[\u2010-\u2015\u2212]/g, "-");

export const digitsOf = (text: string): string => text.replaceAll(/\D/g, "");

/** Words that make the number after them something else than a person's: orders, parcels, invoices, amounts, serial numbers. */
const otherNumber =
  /(订单|单号|代码|(?<!员工|人员|职工|证件)编号|流水|发票|合同|工单|票号|运单|快递|物流|批次|序列|条码|货号|凭证|金额|数量|版本|税号|信用代码|order|invoice|ticket|tracking|parcel|shipment|serial|sku|batch|receipt|transaction|trace|contract|case|ref(erence)?|version|isbn|imei|uuid|amount|total|qty|po|vat|tax)\s*(no\.?|number|num|id|code|#|号码?|编码|代码|码)?\s*[:：#=是为]?\s*[#"'“「(（]?\s*[A-Z]{0,4}-?$/i;

/** Words that announce a person's number. */
const personNumber =
  /(身份证|证件|手机|电话|联系方式|联系|致电|拨打|热线|座机|微信|卡号|银行卡|储蓄卡|信用卡|工资卡|账号|账户|id\s*card|identity|phone|mobile|cell|tel|call|whatsapp|fax|card|account|iban)\s*(no\.?|number|num|id|号码?|:|：|is|at|on|为|是)?[\s:：#=]*\(?$/i;

/** What the words before that place say about a number there. */
export function announced(text: string, start: number): "person" | "other" | undefined {
  const before = text.slice(Math.max(0, start - 28), start);
  if (personNumber.test(before)) return "person";
  return otherNumber.test(before) ? "other" : undefined;
}
