// What --purpose means, wherever rows or exact numbers of people are read.
export const purposeText = {
  en: "what exact numbers or rows are needed for, where rapport.yml asks for it; kept in the journal",
  zh: "读取精确数值或明细的目的（rapport.yml 要求时）；记入日志",
};
