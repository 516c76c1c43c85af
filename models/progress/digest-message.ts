// A sheet → the message that would carry it: an id that the same facts always get, a subject, a short text, the file attached.
import { createHash } from "node:crypto";
import { canonicalJson } from "../../engine/metrics/receipt.js";
import type { Locale } from "../../engine/locale.js";
import { freshnessText, label, periodText } from "./sheet-labels.js";
import { sheetView } from "./sheet-view.js";
import type { ProgressSheet } from "./progress-types.js";

export interface DigestMessage {
  /** The same person, period and data give the same id: a digest made twice is sent once. */
  id: string;
  employee: string;
  kind: ProgressSheet["kind"];
  period: string;
  locale: Locale;
  subject: string;
  text: string;
  /** Files of the same folder. */
  attachments: string[];
}

export function digestMessage(sheet: ProgressSheet, locale: Locale, attachments: string[]): DigestMessage {
  const { kind, employee, period, figures } = sheet;
  const deciding = { kind, employee, period, receipts: figures.map(({ evidence }) => evidence.receipt) };
  const view = sheetView(sheet, locale);
  const lines = [
    ...view.alerts,
    ...view.figures.map(({ name, value, statements: [first] }) =>
      `${name}: ${value}. ${first?.text ?? ""}`.trim(),
    ),
    "",
    freshnessText(sheet, locale),
    view.caution,
  ];
  return {
    id: createHash("sha256").update(canonicalJson(deciding)).digest("hex").slice(0, 16),
    employee,
    kind,
    period: period.from,
    locale,
    subject: `${label(kind, locale)} ${periodText(sheet, locale)}`,
    text: `${lines.join("\n")}\n`,
    attachments,
  };
}
