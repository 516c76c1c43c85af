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
  /** Per person, the path that counts for grouping: few who sit above other units are counted with one of them. */
  homes: readonly (readonly string[])[];
  /** Unit with few people of its own → the unit below it that these are counted with. */
  hosts: Record<string, string>;
  attributes: { name: string; values: AttributeValue[]; of: Int32Array }[];
}

/** Name of the unit that holds everybody. */
export const whole = "*";

/** Unit of a path at that depth; who sits higher up stays there. */
export const unitAt = (path: readonly string[], depth: number): string =>
  path[Math.min(depth, path.length - 1)];

/**
 * Order: path of the unit, then a hash of the employee; nothing depends on the order of the rows given. Fewer than `k` who
 * sit above other units (a head, an assistant) would be found as the difference of totals in every table, so they are
 * counted with the largest unit below from the start; `formerHosts` keeps to the one of the month before.
 */
export function membershipOf(
  members: readonly Member[],
  attributes: readonly Attribute[],
  k = 1,
  formerHosts: Readonly<Record<string, string>> = {},
): Membership {
  const roots = new Set(members.map(({ orgPath }) => orgPath?.[0] ?? ""));
  const singleRoot = roots.size === 1 && !roots.has("");
  const sorted = members
    .map((member) => ({
      member,
      path: [whole, ...(member.orgPath ?? []).slice(singleRoot ? 1 : 0)],
      hash: hashOf(member.id),
    }))
    .sort((a, b) => (a.hash < b.hash ? -1 : 1));
  const { homes, hosts } = housed(
    sorted.map(({ path }) => path),
    k,
    formerHosts,
  );
  const placed = sorted
    .map((person, i) => ({
      ...person,
      home: homes[i],
      key: `${homes[i].join("\u0001")}\u0000${person.hash}`,
    }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  return placedMembership(placed, attributes, singleRoot, hosts);
}

interface Placed {
  member: Member;
  path: string[];
  home: string[];
}

function placedMembership(
  sorted: readonly Placed[],
  attributes: readonly Attribute[],
  singleRoot: boolean,
  hosts: Record<string, string>,
): Membership {
  return {
    people: sorted.length,
    depths: sorted.reduce((most, { path }) => Math.max(most, path.length), 1),
    singleRoot,
    paths: sorted.map(({ path }) => path),
    homes: sorted.map(({ home }) => home),
    hosts,
    attributes: attributes.map((attribute, a) => {
      const of = sorted.map(({ member }) => member.values[a] ?? null);
      const values = inOrder([...new Set(of)], attribute.order);
      const numbers = new Map(values.map((value, i) => [value, i]));
      return { name: attribute.name, values, of: Int32Array.from(of, (value) => numbers.get(value)!) };
    }),
  };
}

/** From the top down: those of a unit's own who are too few move one level down, until they are among enough. */
function housed(
  paths: readonly string[][],
  k: number,
  former: Readonly<Record<string, string>>,
): { homes: string[][]; hosts: Record<string, string> } {
  const homes = paths.map((path) => [...path]);
  const hosts: Record<string, string> = {};
  const depths = paths.reduce((deepest, path) => Math.max(deepest, path.length), 0);
  for (let length = 1; length < depths; length++) {
    const own = new Map<string, number[]>();
    const below = new Map<string, Map<string, number>>();
    for (const [person, home] of homes.entries()) {
      if (home.length < length) continue;
      const unit = home[length - 1];
      if (home.length === length) {
        const people = own.get(unit);
        if (people) people.push(person);
        else own.set(unit, [person]);
      } else {
        const counts = below.get(unit) ?? new Map<string, number>();
        below.set(unit, counts.set(home[length], (counts.get(home[length]) ?? 0) + 1));
      }
    }
    for (const [unit, people] of own) {
      const counts = [...(below.get(unit) ?? [])].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
      if (people.length >= k || counts.length === 0) continue;
      const kept = counts.find(([child, count]) => child === former[unit] && count >= 2 * k);
      const [host] = kept ?? counts[0];
      hosts[unit] = host;
      for (const person of people) homes[person].push(host);
    }
  }
  return { homes, hosts };
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
