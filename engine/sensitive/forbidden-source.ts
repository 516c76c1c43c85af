// Names of files, sheets and columns → a refusal, when they say message bodies, emotion or face data, or scraped résumé updates.
import { sensitiveError } from "./sensitive-errors.js";

export type ForbiddenSource = "message_body" | "emotion" | "face" | "resume_updates";

interface Rule {
  source: ForbiddenSource;
  /** Against the words of a name in English: lower case, single spaces, camelCase and underscores taken apart. */
  en: RegExp;
  /** Against the name without spaces, for Chinese. */
  zh: RegExp;
}

/** Columns: what the name says is a thing that must not be stored, not a measure taken from a person's own answer. */
const columnRules: Rule[] = [
  {
    source: "message_body",
    en: /^(message|e ?mail|mail|chat|sms|text|im|letter|post|whatsapp|wechat|slack|teams|call|conversation|meeting)?s? ?(body|bodies)( (text|html|plain))?$|\b(message|e ?mail|mail|chat|sms|im|whatsapp|wechat|slack|teams|conversation|comment thread)s? (content|contents|text|texts|transcript|transcripts|log text|history|snippet|preview|html)\b|\b(call|voice|meeting|conversation|chat|audio|speech) (transcript|transcripts|transcription|recording|recordings)\b|^(transcript|full text|raw text|message|messages)$|\bkeystrokes?\b|\bscreenshots?\b/,
    zh: /(邮件|信件|短信|消息|信息|微信|聊天|钉钉|企业微信|飞书|会话|对话|沟通)(正文|内容|原文|全文|文本)|^正文$|聊天(记录|历史|文本)|(通话|会议|语音|电话)(录音|转写|文字稿|转录|原文|内容)|录音(文件|转写|文本|内容|地址|链接)|键盘记录|屏幕截图|截屏/,
  },
  {
    source: "emotion",
    en: /^(emotion|emotions|sentiment|mood|facial expression|expression)$|\b(emotion|emotional|sentiment|mood|affect) (score|label|tag|index|class|category|state|recognition|detection|analysis|probability|prediction|value|result|level)s?\b|\b(detected|inferred|predicted|recogni[sz]ed|facial|voice|dominant|primary) (emotion|mood|sentiment|affect|stress)s?\b|\bmicro ?expressions?\b|\b(valence|arousal) (score|value)\b|\b(voice|vocal|speech) (stress|tone|emotion)\b|\bsmile (score|intensity)\b/,
    zh: /^(情绪|情感|心情|表情|微表情)$|(情绪|情感|心情|表情)(识别|检测|分析|得分|评分|分值|分数|标签|指数|状态|类别|类型|概率|预测|结果|监测|强度|值)|微表情|(识别|检测|预测|推断)(出)?(的)?(情绪|情感|心情|表情)|(语音|声音|面部)(情绪|情感|压力|表情)|(情绪|情感)(倾向|极性)|笑容(得分|指数)/,
  },
  {
    source: "face",
    en: /\b(face|facial|iris|retina|fingerprint|voice ?print|palm|gait|biometric)s? (image|images|photo|photos|picture|embedding|embeddings|vector|vectors|feature|features|template|templates|encoding|encodings|landmark|landmarks|data|id|geometry|recognition data|recognition|scan|scans|hash|print|token)\b|^(face|faceprint|faceid|fingerprint|voiceprint|iris|retina|biometrics?|gait)$|\bface ?prints?\b|\bvoice ?prints?\b/,
    zh: /人脸(图像|图片|照片|特征|模板|数据|向量|编码|识别码|识别数据|识别结果|信息|底库|库|ID|id|比对)|^人脸$|面部(图像|特征|数据|识别|照片|模板)|(指纹|虹膜|声纹|掌纹|步态|视网膜)(特征|模板|数据|图像|编码|信息)?$|生物(识别|特征)(数据|信息|模板)?/,
  },
  {
    source: "resume_updates",
    en: /\b(resume|resumes|cv|cvs|linked ?in( profile)?|job (site|board) profile|xing profile|indeed profile)s? (update|updates|updated|refreshed|refresh|changed|changes|change|activity|last updated|last seen|last active|edited|modified|open to work|scraped|crawl)\b|\b(updated|refreshed|last updated|scraped) (resume|cv|linkedin)\b|\bopen to work\b|\b(job|jobs) (search|seeking|hunting) (activity|status|signal|score|intent)\b|\blast (resume|cv) (update|refresh)\b|\blinked ?in (activity|updates?|changes?|status)\b/,
    zh: /简历(更新|刷新|修改|变动|变更|活跃|投递记录|抓取|浏览)|(更新|刷新|修改|抓取)(的)?简历|(招聘网站|求职网站|领英|猎聘|智联|前程无忧|BOSS直聘|boss直聘|脉脉)(的)?(简历|活跃|更新|动态|登录|状态|求职)|求职(状态|意向|活跃度|动向)|离职意向(抓取|监测)/,
  },
];

/** Files and sheets: only names that plainly say the thing, so that “人脸打卡记录.csv” with punches alone may come in. */
const fileRules: Rule[] = [
  {
    source: "message_body",
    en: /\b(message|e ?mail|mail|chat|sms|im)s? (body|bodies|content|contents|text|texts|transcripts?|history|dump)\b|\b(call|voice|meeting|chat|conversation) (transcripts?|recordings?)\b|\b(mailbox|inbox) (export|dump)\b/,
    zh: /(邮件|短信|消息|聊天|微信|会话)(正文|内容|原文|全文)|聊天记录|(通话|会议|语音)(录音|转写|文字稿)|键盘记录|屏幕截图/,
  },
  {
    source: "emotion",
    en: /\b(emotion|emotions|sentiment|mood)s? (recognition|detection|analysis|scores?|data|log|export)\b|\b(facial|micro) ?expressions?\b/,
    zh: /(情绪|情感|表情|心情)(识别|检测|分析|得分|评分|数据|监测)|微表情/,
  },
  {
    source: "face",
    en: /\b(face|facial|fingerprint|voiceprint|iris|biometric)s? (images?|photos?|embeddings?|vectors?|features?|templates?|data|scans?|dataset)\b|\bface ?prints?\b/,
    zh: /(人脸|面部)(图像|图片|照片|特征|模板|数据|向量|库|底库)|(指纹|虹膜|声纹|掌纹)(特征|模板|数据|图像)|生物特征/,
  },
  {
    source: "resume_updates",
    en: /\b(resume|cv|linkedin|job (site|board))s? (profile )?(updates?|refresh(es)?|changes|activity|scrape[ds]?|crawl(s|ed)?|monitoring)\b|\bscraped (resumes?|cvs?|profiles?)\b/,
    zh: /简历(更新|刷新|监测|抓取|动态|变动)|(招聘网站|求职网站)(动态|活跃|抓取|监测)|求职动态/,
  },
];

/** Mail boxes and recordings by their ending: what is in them is bodies, whatever they are called. */
const forbiddenEndings: Record<string, ForbiddenSource> = {
  eml: "message_body",
  mbox: "message_body",
  msg: "message_body",
  pst: "message_body",
  ost: "message_body",
};

/** The rule that a name breaks; undefined when it may come in. */
export function forbiddenName(name: string, where: "column" | "file"): ForbiddenSource | undefined {
  const spoken = name
    .normalize("NFKC")
    .replaceAll("é", "e")
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  const joined = name.normalize("NFKC").replaceAll(/[\s_\-.*]+/g, "");
  return (where === "column" ? columnRules : fileRules).find(
    ({ en, zh }) => en.test(spoken) || zh.test(joined),
  )?.source;
}

/** Throws for the first name that must not come in. `table` is what a person calls the file or sheet. */
export function refuseForbidden(tables: readonly { label: string; headers: readonly string[] }[]): void {
  for (const { label, headers } of tables) {
    refuseForbiddenFile(label);
    for (const header of headers) {
      const source = forbiddenName(header, "column");
      if (source) throw sensitiveError.forbidden_source({ file: label, column: header, source });
    }
  }
}

/** By the name alone: nothing of the file has been read. */
export function refuseForbiddenFile(label: string): void {
  const ending = /\.([a-z0-9]+)$/i.exec(label)?.[1]?.toLowerCase() ?? "";
  const source =
    forbiddenEndings[ending] ?? forbiddenName(label.replace(/\.[a-z0-9]{2,7}( ›|$)/i, "$1"), "file");
  if (source) throw sensitiveError.forbidden_source({ file: label, column: "none", source });
}
