// The kinds of personal identifiers that are looked for, their names in both languages, and what one place in a text says.
import type { Bilingual } from "../locale.js";

export const sensitiveKinds = ["id_card", "phone", "bank_card", "email", "name"] as const;
export type SensitiveKind = (typeof sensitiveKinds)[number];

export const kindLabels: Record<SensitiveKind, Bilingual> = {
  id_card: { en: "resident ID card number", zh: "居民身份证号" },
  phone: { en: "phone number", zh: "电话号码" },
  bank_card: { en: "bank card number", zh: "银行卡号" },
  email: { en: "e-mail address", zh: "电子邮箱" },
  name: { en: "person's name", zh: "姓名" },
};

/** One place in a text. `start` and `end` are UTF-16 offsets, `end` exclusive. */
export interface Sighting {
  kind: SensitiveKind;
  start: number;
  end: number;
  text: string;
}
