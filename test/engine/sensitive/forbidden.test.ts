// Forbidden sources are refused by name in both languages, before anything is stored; what only sounds like one comes in.
import { rmSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { contracts } from "../../../datasets/contracts/index.js";
import { forbiddenName } from "../../../engine/sensitive/forbidden-source.js";
import { type Bench, bench, contentOf, tenPeople } from "../ingest/workspace-of.js";

const refused: Record<string, string[]> = {
  message_body: [
    "body",
    "Message Body",
    "email_body",
    "MailContent",
    "chat transcript",
    "call recording",
    "正文",
    "邮件正文",
    "聊天记录",
    "消息内容",
    "通话录音",
    "会议转写",
  ],
  emotion: [
    "emotion",
    "Sentiment Score",
    "detectedEmotion",
    "facial emotion",
    "mood_label",
    "情绪",
    "情绪识别结果",
    "情绪得分",
    "微表情",
    "语音情感",
  ],
  face: [
    "face_embedding",
    "Facial Image",
    "faceprint",
    "Fingerprint Template",
    "biometric data",
    "人脸特征",
    "人脸照片",
    "指纹模板",
    "声纹",
    "生物特征数据",
  ],
  resume_updates: [
    "resume_updated",
    "CV last updated",
    "LinkedIn activity",
    "open_to_work",
    "Résumé refresh",
    "job search activity",
    "简历更新",
    "简历刷新时间",
    "求职状态",
    "招聘网站活跃度",
  ],
};
const allowed = [
  "face to face meetings",
  "surface",
  "training body",
  "content area",
  "emotional exhaustion",
  "情绪管理培训",
  "情绪耗竭",
  "mood lighting",
  "面对面拜访次数",
  "人脸打卡时间",
  "resume date",
  "update date",
  "message count",
  "邮件数量",
  "mail_count",
  "聊天次数",
  "更新时间",
  "简历来源",
  "job status",
  "call duration",
  "recording date",
  "表现评分",
];

describe("the name of a column", () => {
  const cases = Object.entries(refused).flatMap(([source, names]) =>
    names.map((name) => [name, source] as const),
  );
  it.each(cases)("“%s” is refused as %s", (name, source) =>
    expect(forbiddenName(name, "column")).toBe(source),
  );
  it.each(allowed)("“%s” comes in", (name) => expect(forbiddenName(name, "column")).toBeUndefined());

  it("is none of the headers that a contract accepts", () => {
    for (const { columns } of contracts)
      for (const { name, label, headers } of columns)
        for (const text of [name, label.en, label.zh, ...headers.en, ...headers.zh])
          expect([text, forbiddenName(text, "column")]).toEqual([text, undefined]);
  });
});

describe("an import", () => {
  let b: Bench;
  afterEach(() => rmSync(path.dirname(b.workspace.dir), { recursive: true, force: true }));

  it.each([
    ["att.csv", "employee_id,work_date,emotion_score\nE01,2024-01-01,3\n", "emotion", "emotion_score"],
    ["简历更新.csv", "工号,日期\nE01,2024-01-01\n", "resume_updates", "none"],
    ["mail.csv", "工号,日期,邮件正文\nE01,2024-01-01,hi\n", "message_body", "邮件正文"],
    ["mails.eml", "From: a@b.com\n\nhello\n", "message_body", "none"],
    ["x/face_images.csv", "employee_id,work_date\nE01,2024-01-01\n", "face", "none"],
  ])(
    "of %s is refused with nothing stored, with a mapping or without",
    async (name, content, source, column) => {
      b = bench();
      b.file("staff.csv", tenPeople);
      b.file(name, content);
      const before = contentOf(b.workspace.dir);
      for (const options of [{}, { mapping: "auto" }]) {
        const error = await b.refusal(["staff.csv", name], options);
        expect(error).toMatchObject({ code: "forbidden_source", facts: { source, column } });
        for (const locale of ["en", "zh"] as const) {
          const { message, hint } = error.localise(locale);
          expect(message + hint).not.toContain("{");
        }
      }
      const { ".import.lock": _lock, ...after } = contentOf(b.workspace.dir);
      expect(after).toEqual(before);
    },
  );
});
