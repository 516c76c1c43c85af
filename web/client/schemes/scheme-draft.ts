// The YAML text of a scheme ↔ its parts: a field changed in the form is set in the text, comments and order of the rest kept.
import {
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  parseDocument,
  visit,
  type Document,
  type Node,
  type YAMLMap,
} from "yaml";

export type Path = readonly (string | number)[];

/** As much of a scheme as the text holds; anything may be missing while somebody types. */
export interface DraftVersion {
  version?: string | number;
  effective_from?: string;
  mid_period?: string;
  is_partial?: boolean;
  applies_to?: { where?: DraftFilter[] };
  indicators?: DraftIndicator[];
  tiers?: { id?: string; name?: Words; where?: DraftFilter[]; weights?: Record<string, number> }[];
  gates?: {
    id?: string;
    name?: Words;
    source?: DraftSource;
    at_least?: number;
    then?: { bonus_factor?: number; score_cap?: number };
  }[];
  bands?: { at_least?: number; name?: Words; multiplier?: number }[];
}
export interface DraftFilter {
  field?: string;
  op?: string;
  value?: string | number | (string | number)[];
}
export interface DraftSource {
  metric?: string;
  kpi?: string;
  take?: string;
}
export interface DraftCondition {
  at_least?: number | string;
  at_most?: number | string;
  per?: string;
  source?: DraftSource;
}
export interface DraftIndicator {
  id?: string;
  name?: Words;
  kind?: string;
  weight?: number;
  source?: DraftSource;
  provenance?: string;
  target?: DraftCondition & { all?: DraftCondition[] };
  score?: { kind?: string; floor?: number; cap?: number; bands?: { at_least?: number; score?: number }[] };
  exposure?: { metric?: string; take?: string; at_least?: number; otherwise?: string };
  controllable?: string;
}
export interface Words {
  en?: string;
  zh?: string;
}

export interface DraftValue {
  id?: string;
  name?: Words;
  period?: string;
  versions?: DraftVersion[];
}

/** Null where the text is no YAML at all: the form then waits for it to be mended. */
export function draftValue(text: string): DraftValue | null {
  const doc = parseDocument(text, { merge: true });
  if (doc.errors.length > 0) return null;
  try {
    const value: unknown = doc.toJS({ maxAliasCount: 100 });
    return value !== null && typeof value === "object" && !Array.isArray(value)
      ? (value as DraftValue)
      : null;
  } catch {
    return null;
  }
}

/** Undefined takes the field away. */
export const withField = (text: string, path: Path, value: unknown): string =>
  changed(text, (doc) => {
    if (value === undefined) doc.deleteIn(path);
    else if (Array.isArray(value) || (typeof value === "object" && value !== null))
      doc.setIn(path, doc.createNode(value, { flow: true }));
    else doc.setIn(path, value);
  });

export const withItem = (text: string, path: Path, item: unknown): string =>
  changed(text, (doc) => {
    const list = doc.getIn(path);
    if (isCollection(list)) doc.addIn(path, doc.createNode(item));
    else doc.setIn(path, doc.createNode([item]));
  });

export const withoutItem = (text: string, path: Path): string =>
  changed(text, (doc) => {
    doc.deleteIn(path);
  });

/** `to`: place among the others. */
export const withItemMoved = (text: string, path: Path, from: number, to: number): string =>
  changed(text, (doc) => {
    const list = doc.getIn(path);
    if (!isCollection(list)) return;
    const [item] = list.items.splice(from, 1);
    if (item !== undefined) (list.items as unknown[]).splice(to, 0, item);
  });

/** A copy of a version with its own months, at the end: the old one stays as it was. */
export function withNewVersion(
  text: string,
  from: number,
  names: { version: string; effective_from: string },
): string {
  return changed(text, (doc) => {
    const old = doc.getIn(["versions", from]);
    if (!isNode(old)) return;
    const copy = old.clone() as Node;
    doc.addIn(["versions"], copy);
    const versions = doc.getIn(["versions"]);
    const last = isCollection(versions) ? versions.items.length - 1 : 0;
    doc.setIn(["versions", last, "version"], names.version);
    doc.setIn(["versions", last, "effective_from"], names.effective_from);
    doc.deleteIn(["versions", last, "note"]);
  });
}

function changed(text: string, change: (doc: Document) => void): string {
  const doc = parseDocument(text);
  if (doc.errors.length > 0) return text;
  withoutAliases(doc);
  change(doc);
  return doc.toString({ lineWidth: 110 });
}

/** Parts named once and used twice are written out first: a change of one version must not reach into another. */
function withoutAliases(doc: Document): void {
  // an alias may stand inside what another names: outermost first, until none is left
  for (let round = 0; round < 10; round++) {
    let found = false;
    visit(doc, {
      Alias(_key, alias) {
        if (!isAlias(alias)) return undefined;
        const node = alias.resolve(doc);
        if (!node) return undefined;
        found = true;
        const copy = node.clone() as Node & { anchor?: string };
        delete copy.anchor;
        return copy;
      },
    });
    if (!found) break;
  }
  visit(doc, {
    Node(_key, node) {
      if ("anchor" in node && node.anchor) delete node.anchor;
    },
    Map(_key, map) {
      writeOutMerge(map);
    },
  });
}

/** `<<: {…}`: the parts that the map does not say itself, where the merge stood. */
function writeOutMerge(map: YAMLMap): void {
  const at = map.items.findIndex(({ key }) => isScalar(key) && key.value === "<<");
  const merged = at < 0 ? undefined : map.items[at]!.value;
  if (!isMap(merged)) return;
  writeOutMerge(merged);
  const own = new Set(map.items.map(({ key }) => String(key)));
  map.items.splice(at, 1, ...merged.items.filter(({ key }) => !own.has(String(key))));
}

/** Σ in hundredths, exactly. */
export const weightSum = (weights: readonly (number | undefined)[]): number =>
  weights.reduce<number>((sum, weight) => sum + Math.round((Number(weight) || 0) * 100), 0) / 100;

/** A scheme that works, for a new file. */
export const newScheme = (metric: string): string => `id: new-scheme
name: { en: New scheme, zh: 新方案 }
period: quarter
versions:
  - version: "1"
    effective_from: 2026-01
    indicators:
      - id: result
        name: { en: Result, zh: 结果 }
        kind: result
        weight: 100
        source: { metric: ${metric} }
        provenance: measured
        target: { at_least: 1 }
        controllable: partly
    bands:
      - { at_least: 90, name: { en: excellent, zh: 优秀 }, multiplier: 1.2 }
`;
