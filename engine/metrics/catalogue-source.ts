// A YAML file of definitions → plain values, and the line on which a rule is broken.
import { readFileSync } from "node:fs";
import path from "node:path";
import { LineCounter, parseDocument, type Document } from "yaml";
import type { Facts, RapportError } from "../errors.js";
import { catalogueError } from "./catalogue-errors.js";

/** Where in a file: keys and positions from the top. */
export type At = readonly (string | number)[];

/** Characters; a YAML tree takes hundreds of times the memory of its text, and the longest file shipped has some 20,000. */
const mostLength = 1_000_000;

export class CatalogueSource {
  readonly name: string;
  readonly #lines = new LineCounter();
  readonly #document: Document;

  readonly text: string;
  readonly #isTooLong: boolean;
  /** Why the disk did not give the file. */
  readonly #unread: string | null;

  /** `text`: what would stand in the file, before it is written. */
  constructor(file: string, text?: string) {
    const read = text === undefined ? readText(file) : { text, unread: null };
    this.name = path.basename(file);
    this.text = read.text;
    this.#unread = read.unread;
    this.#isTooLong = read.text.length > mostLength;
    this.#document = parseDocument(this.#isTooLong ? "" : read.text, {
      lineCounter: this.#lines,
      merge: true,
    });
  }

  /** Unread, too long, in another encoding, the first slip of YAML itself, aliases without end; or null. */
  broken(): RapportError | null {
    const invalid = (line: number, rule: string, ruleZh: string): RapportError =>
      catalogueError.catalogue_invalid({ file: this.name, line, rule, ruleZh });
    if (this.#unread !== null)
      return invalid(1, `it cannot be read (${this.#unread})`, `无法读取（${this.#unread}）`);
    if (this.#isTooLong) {
      const [mb, limit] = [(this.text.length / 1e6).toFixed(1), mostLength / 1e6];
      return invalid(
        1,
        `${mb} MB: files of definitions have at most ${limit} MB`,
        `共 ${mb} MB：定义文件最多 ${limit} MB`,
      );
    }
    const strange = this.text.indexOf("\uFFFD");
    if (strange >= 0) {
      const line = this.#lines.linePos(strange).line;
      return invalid(line, "not UTF-8: save it as UTF-8", "不是 UTF-8 编码：请另存为 UTF-8");
    }
    const error = this.#document.errors[0];
    if (!error) return this.#aliasSlip(invalid);
    const line = this.#lines.linePos(error.pos[0]).line;
    const problem = error.message.split("\n")[0].replace(/ at line \d+, column \d+:?$/, "");
    return invalid(line, `not valid YAML: ${problem}`, `YAML 格式不正确：${problem}`);
  }

  #aliasSlip(invalid: (line: number, rule: string, ruleZh: string) => RapportError): RapportError | null {
    try {
      this.#document.toJS();
      return null;
    } catch {
      const rule = "too many aliases (&, *): write the parts out";
      return invalid(1, rule, "别名（&、*）过多：请直接写出内容");
    }
  }

  value(): unknown {
    return this.#document.toJS();
  }

  /** An error that points at the deepest node of the path that exists. */
  error(make: (facts: Facts) => RapportError, at: At, facts: Facts): RapportError {
    return make({ file: this.name, line: this.lineOf(at), ...facts });
  }

  /** Line of the deepest node of the path that exists. */
  lineOf(at: At): number {
    for (let depth = at.length; depth >= 0; depth--) {
      const node = this.#document.getIn(at.slice(0, depth), true) as { range?: [number, number, number] };
      if (node?.range) return this.#lines.linePos(node.range[0]).line;
    }
    return 1;
  }
}

function readText(file: string): { text: string; unread: string | null } {
  try {
    return { text: readFileSync(file, "utf8"), unread: null };
  } catch (error) {
    return { text: "", unread: (error as NodeJS.ErrnoException).code ?? String(error) };
  }
}
