// One month's employees with unit path and attributes → columns of the audit: a stable order, units side by side.
import { createHash } from "node:crypto";

/** Who was in the company in a month, where, and with which attributes. No measured value is ever part of it. */
export interface Member {
  id: string;
  /** Unit ids from the top; empty or null where the unit is not known. */
  orgPath: readonly string[] | null;
  /** Value per attribute, in the order of the attributes. */
  values: readonly (string | number | null)[];
}

export interface Attribute {
  name: string;
  /** Values in their declared order; others follow in the order of their text, "not given" last. */
  order?: readonly string[];
}

export type AttributeValue = string | number | null;

export interface Membership {
  people: number;
  depths: number;
  /** True where one unit stands above all others: it is the whole then, and paths leave it out. */
  singleRoot: boolean;
  /** Per person, canonical: `whole` first. */
  paths: readonly (readonly string[])[];
  attributes: { name: string; values: AttributeValue[]; of: Int32Array }[];
}

/** Name of the unit that holds everybody. */
export const whole = "*";

/** Unit of a path at that depth; who sits higher up stays there. */
export const unitAt = (path: readonly string[], depth: number): string =>
  path[Math.min(depth, path.length - 1)];

/** Order: path of the unit, then a hash of the employee; nothing depends on the order of the rows given. */
export function membershipOf(members: readonly Member[], attributes: readonly Attribute[]): Membership {
  const roots = new Set(members.map(({ orgPath }) => orgPath?.[0] ?? ""));
  const singleRoot = roots.size === 1 && !roots.has("");
  const sorted = members
    .map((member) => {
      const path = [whole, ...(member.orgPath ?? []).slice(singleRoot ? 1 : 0)];
      return { member, path, key: `${path.join("\u0001")}\u0000${hashOf(member.id)}` };
    })
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  return {
    people: sorted.length,
    depths: sorted.reduce((most, { path }) => Math.max(most, path.length), 1),
    singleRoot,
    paths: sorted.map(({ path }) => path),
    attributes: attributes.map((attribute, a) => {
      const of = sorted.map(({ member }) => member.values[a] ?? null);
      const values = inOrder([...new Set(of)], attribute.order);
      const numbers = new Map(values.map((value, i) => [value, i]));
      return { name: attribute.name, values, of: Int32Array.from(of, (value) => numbers.get(value)!) };
    }),
  };
}

const hashOf = (id: string): string => createHash("sha256").update(id).digest("hex").slice(0, 24);

/** Declared values first, then numbers by size and texts by code point, "not given" at the end. */
function inOrder(values: AttributeValue[], declared: readonly string[] = []): AttributeValue[] {
  const rank = (value: AttributeValue): number => {
    const at = declared.indexOf(String(value));
    return value === null ? declared.length + 1 : at < 0 ? declared.length : at;
  };
  return values.sort((a, b) => {
    if (rank(a) !== rank(b)) return rank(a) - rank(b);
    if (typeof a === "number" && typeof b === "number") return a - b;
    return String(a) < String(b) ? -1 : 1;
  });
}
