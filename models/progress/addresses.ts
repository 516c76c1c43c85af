// A mapping file employee → address (CSV or YAML) → addresses, each one person's own.
import path from "node:path";
import { readEncodedText } from "../read-flat-file.js";
import { outboxErrors as fail } from "./outbox-errors.js";

const address = /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]+$/;

/** Errors: table_missing, addresses_unreadable, addresses_empty, addresses_double, addresses_shared. A first line without an address is a header. */
export function readAddresses(file: string): Map<string, string> {
  const name = path.basename(file);
  const isYaml = /\.ya?ml$/.test(file);
  const found = new Map<string, { to: string; line: number }>();
  const owners = new Map<string, string>();
  const lines = readEncodedText(file)
    .text.replace(/^\uFEFF/, "")
    .split(/\r?\n/);
  for (const [i, text] of lines.entries()) {
    if (text.trim() === "" || text.trimStart().startsWith("#")) continue;
    const cells = (isYaml ? text.split(/:\s+/) : text.split(/[,;\t]/)).map((part) =>
      part.trim().replace(/^(["'])(.*)\1$/, "$2"),
    );
    const [employee, to] = cells as [string, string | undefined];
    if (!to || cells.length < 2 || employee === "" || !address.test(to)) {
      if (i === 0 && !text.includes("@")) continue;
      throw fail.addresses_unreadable({ file: name, line: i + 1, found: text.slice(0, 60) });
    }
    const before = found.get(employee);
    if (before && before.to !== to)
      throw fail.addresses_double({ file: name, employee, first: before.line, line: i + 1 });
    const owner = owners.get(to.toLowerCase());
    if (owner !== undefined && owner !== employee)
      throw fail.addresses_shared({ file: name, address: to, first: owner, employee });
    owners.set(to.toLowerCase(), employee);
    found.set(employee, { to, line: i + 1 });
  }
  if (found.size === 0) throw fail.addresses_empty({ file: name });
  return new Map([...found].map(([employee, { to }]) => [employee, to]));
}
