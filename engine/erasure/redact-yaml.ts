// YAML text → the same without the person: keys, values and entries of lists that are the employee number go, however short it is.
import { redactProse, type Redaction } from "./redact-text.js";

export function redactYaml(text: string, redaction: Redaction): string {
  const id = redaction.marks.employeeId.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  // before: the line's beginning, a dash, a colon, a bracket, a comma; after: a colon, a comma, a bracket, a comment, the line's end
  const whole = new RegExp(`((?:^|[-:,[{])[ \\t]*["']?)${id}(?=["']?[ \\t]*(?:[:,\\]}]|#|\\r?$))`, "gm");
  return redactProse(text.replaceAll(whole, `$1${redaction.token}`), redaction);
}
