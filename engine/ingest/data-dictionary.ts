// The source contracts + the metrics that rest on them → the data dictionary: tables, columns, units, keys, checks, headers, analyses.
import { type Column, type Contract, contracts } from "../../datasets/contracts/index.js";
import type { Bilingual } from "../locale.js";
import { checkText } from "./check-texts.js";
import { isKeyReplaced, keyInForce } from "./supersede.js";

export interface DictionaryColumn {
  name: string;
  label: Bilingual;
  type: Column["type"];
  unit: NonNullable<Column["unit"]> | null;
  required: boolean;
  isKey: boolean;
  /** Shown only to readers with person-level rights; never a model input. */
  protected: boolean;
  /** `employee.employee_id`, where the value must stand in another table. */
  references: string | null;
  range: { from: string | number; to: string | number } | null;
  /** Value kept → what files may write for it. */
  levels: { level: string; words: string[] }[];
  /** Accepted headers beside the name itself. */
  headers: { en: string[]; zh: string[] };
}

export interface DictionaryTable {
  table: string;
  title: Bilingual;
  grain: Bilingual;
  required: boolean;
  key: string[];
  /** By which columns a later row replaces an earlier one, where that is not the key. */
  replacedBy: string[];
  columns: DictionaryColumn[];
  checks: { name: string; text: Bilingual }[];
  unlocks: Bilingual;
  /** Metrics that need the table, with the columns that they ask for. */
  analyses: { id: string; label: Bilingual; columns: string[] }[];
}

/** What the dictionary must know of a metric. */
export interface DictionaryMetric {
  id: string;
  label: Bilingual;
  /** `termination` or `termination.exit_kind`. */
  needs: readonly string[];
}

/** In the order of the contracts; nothing is written by hand, so it says what an import does. */
export const dataDictionary = (metrics: Iterable<DictionaryMetric> = []): DictionaryTable[] => {
  const all = [...metrics];
  return contracts.map((contract) => ({
    table: contract.table,
    title: contract.title,
    grain: contract.grain,
    required: contract.required === true,
    key: contract.key,
    replacedBy: isKeyReplaced(contract.table) ? keyInForce(contract) : [],
    columns: contract.columns.map((column) => columnEntry(column, contract)),
    checks: contract.checks.map((name) => ({ name, text: checkText(name, contract) })),
    unlocks: contract.unlocks,
    analyses: analysesOf(contract.table, all),
  }));
};

const columnEntry = (column: Column, contract: Contract): DictionaryColumn => ({
  name: column.name,
  label: column.label,
  type: column.type,
  unit: column.unit ?? null,
  required: column.required === true,
  isKey: contract.key.includes(column.name),
  protected: column.protected === true,
  references: column.references ?? null,
  range: column.range ? { from: column.range[0], to: column.range[1] } : null,
  levels: Object.entries(column.levels ?? {}).map(([level, words]) => ({
    level,
    words: words.filter((word) => word !== "" && word !== level),
  })),
  headers: column.headers,
});

function analysesOf(table: string, metrics: readonly DictionaryMetric[]): DictionaryTable["analyses"] {
  return metrics.flatMap(({ id, label, needs }) => {
    const mine = needs.map((need) => need.split(".")).filter(([name]) => name === table);
    const columns = mine.flatMap(([, column]) => (column ? [column] : []));
    return mine.length > 0 ? [{ id, label, columns }] : [];
  });
}
