// CSV text → the same without the person: cells that are the employee number go too, however short it is.
import { redactJson, redactValue, type Redaction } from "./redact-text.js";

/** Original rows inside a cell are JSON. */
export const redactCsv = (text: string, redaction: Redaction): string =>
  text.replaceAll(/"(?:[^"]|"")*"|[^,\r\n]+/g, (cell) => {
    if (!cell.startsWith('"')) return redactValue(cell, redaction);
    const inner = cell.slice(1, -1).replaceAll('""', '"');
    return `"${redactCell(inner, redaction).replaceAll('"', '""')}"`;
  });

function redactCell(text: string, redaction: Redaction): string {
  if (!text.startsWith("{")) return redactValue(text, redaction);
  try {
    return JSON.stringify(redactJson(JSON.parse(text), redaction));
  } catch {
    return redactValue(text, redaction);
  }
}
