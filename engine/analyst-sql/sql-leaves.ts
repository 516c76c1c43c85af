// The ends of a statement's tree (words, names, values, types) → nothing, or the typed refusal.
import { sqlError } from "./sql-errors.js";
import { allowedTypes } from "./sql-functions.js";

export type Tree = Record<string, unknown>;

export const unknownThing = (found: unknown): Error =>
  sqlError.sql_construct_refused({ found: String(found).slice(0, 60) });
export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

export function asTree(value: unknown): Tree {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw unknownThing("form");
  return value as Tree;
}

const isScalar = (value: unknown): boolean => value === null || typeof value !== "object";

/** Words, numbers, and lists of these: nothing that could hide an expression. */
export function plain(value: unknown): void {
  if (Array.isArray(value)) for (const item of value) plain(item);
  else if (!isScalar(value)) throw unknownThing("form");
}
export function text(value: unknown): void {
  if (typeof value !== "string") throw unknownThing("form");
}
export function plainOrList(value: unknown): void {
  if (!Array.isArray(value)) throw unknownThing("form");
}
/** A name, or the parts of one. */
export function nameParts(value: unknown): void {
  if (isScalar(value)) return;
  for (const part of Object.values(asTree(value))) plain(part);
}
export function collation(value: unknown): void {
  if (typeof value !== "string" || !/^(nocase|noaccent|nfc|binary)(\.(nocase|noaccent|nfc))*$/i.test(value))
    throw unknownThing(`COLLATE ${String(value)}`);
}

/** A value written into the statement: its type is known, and it holds data only. */
export function constant(value: unknown): void {
  const tree = asTree(value);
  for (const key of Object.keys(tree))
    if (!["type", "is_null", "value"].includes(key)) throw unknownThing(key);
  castType(tree.type);
}

export function castType(value: unknown): void {
  const tree = asTree(value);
  if (!allowedTypes.has(String(tree.id))) throw unknownThing(`type ${String(tree.id)}`);
  for (const [key, inside] of Object.entries(tree)) {
    if (key === "id") continue;
    if (key !== "type_info") throw unknownThing(key);
    typeInfo(inside);
  }
}

function typeInfo(value: unknown): void {
  for (const [key, inside] of Object.entries(asTree(value))) {
    if (key === "child_type") castType(inside);
    else if (key === "child_types")
      for (const child of listOf(inside)) {
        const { first, second } = asTree(child);
        text(first);
        castType(second);
      }
    else plain(inside);
  }
}
