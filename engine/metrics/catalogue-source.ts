// A YAML file of definitions → plain values, and the line on which a rule is broken.
import { readFileSync } from "node:fs";
import path from "node:path";
import { LineCounter, parseDocument, type Document } from "yaml";
import type { Facts, RapportError } from "../errors.js";
import { catalogueError } from "./catalogue-errors.js";

/** Where in a file: keys and positions from the top. */
export type At = readonly (string | number)[];

export class CatalogueSource {
  readonly name: string;
  readonly #lines = new LineCounter();
  readonly #document: Document;

  /** `text`: what would stand in the file, before it is written. */
  constructor(file: string, text: string = readFileSync(file, "utf8")) {
    this.name = path.basename(file);
    this.#document = parseDocument(text, { lineCounter: this.#lines, merge: true });
  }

  /** The first slip of YAML itself, or null. */
  broken(): RapportError | null {
    const error = this.#document.errors[0];
    if (!error) return null;
    const line = this.#lines.linePos(error.pos[0]).line;
    const problem = error.message.split("\n")[0].replace(/ at line \d+, column \d+:?$/, "");
    return catalogueError.catalogue_invalid({
      file: this.name,
      line,
      rule: `not valid YAML: ${problem}`,
      ruleZh: `YAML 格式不正确：${problem}`,
    });
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
