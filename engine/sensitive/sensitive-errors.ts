// What must not come in, and what masking needs: said with file, column, reason and the next step.
import { defineErrors } from "../errors.js";

export const sensitiveError = defineErrors({
  forbidden_source: {
    message: {
      en: "{file}{column, select, none {} other {, column “{column}”}}: {source, select, message_body {message bodies} emotion {emotion data} face {face and other biometric data} resume_updates {scraped résumé updates} other {this source}} are never imported.",
      zh: "{file}{column, select, none {} other {，列“{column}”}}：不得导入{source, select, message_body {消息正文} emotion {情绪数据} face {人脸及其他生物特征数据} resume_updates {抓取的简历更新} other {此类来源}}。",
    },
    hint: {
      en: "{source, select, message_body {Export counts, times and addresses only (customer_contact), without the text.} emotion {Inferring emotions of people at work is prohibited (EU AI Act, Article 5(1)(f)); ask them in a survey instead.} face {Export the punches (employee number, time) without images or templates.} other {Leaving intentions are not taken from job sites; delete the file or column.}} Delete that {column, select, none {file} other {column}} from the export and import again. Nothing was read into the workspace.",
      zh: "{source, select, message_body {请仅导出次数、时间与地址（customer_contact），不含正文。} emotion {禁止推断员工情绪（欧盟《人工智能法》第 5 条第 1 款 f 项）；请改用问卷。} face {请仅导出打卡记录（工号、时间），不含图像或特征模板。} other {离职意向不得取自招聘网站；请删除该文件或列。}}请从导出中删除该{column, select, none {文件} other {列}}后重新导入。工作区未读入任何内容。",
    },
  },
  mask_kind_unknown: {
    message: {
      en: "--mask: expected some of {known}, found “{found}”.",
      zh: "--mask：应为 {known} 中的若干项，实际为“{found}”。",
    },
    hint: {
      en: "Leave the list out to mask all of them. Nothing was changed in the workspace.",
      zh: "省略列表即全部脱敏。工作区未作任何改动。",
    },
  },
  mask_key_damaged: {
    message: {
      en: "mask.key: expected 64 hexadecimal characters, found {found} others.",
      zh: "mask.key：应为 64 个十六进制字符，实际为 {found} 个其他字符。",
    },
    hint: {
      en: "Put the key that was kept back in its place: with another key, values masked before no longer match those masked from now on.",
      zh: "请放回另存的密钥：换用其他密钥后，此前脱敏的值将无法与之后的匹配。",
    },
  },
});
