// Bytes in an encoding that nobody told → do they name the person in any of the usual ones?
import iconv from "iconv-lite";
import { redactCsv } from "./redact-csv.js";
import type { Redaction } from "./redact-text.js";

export const textHolds = (bytes: Buffer, redaction: Redaction): boolean =>
  ["utf8", "gb18030", "utf16le"].some((encoding) => {
    const text = iconv.decode(bytes, encoding);
    return redactCsv(text, redaction) !== text;
  });
