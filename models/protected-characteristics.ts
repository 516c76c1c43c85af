// Catalogue → attributes protected in law against discrimination (`characteristic: protected`): no model's input, only looked at
// to compare groups for fairness. What readers of groups are not offered is another question (`disclosure`).
import type { Catalogue } from "../engine/metrics/catalogue.js";
import type { Bilingual } from "../engine/locale.js";

export interface ProtectedCharacteristic {
  id: string;
  /** Column of employee_month. */
  column: string;
  label: Bilingual;
  /** Declared values in their order; none for a plain number. */
  groups: { name: string; label: Bilingual }[];
}

export const protectedCharacteristics = ({
  dimensions,
}: Pick<Catalogue, "dimensions">): ProtectedCharacteristic[] =>
  [...dimensions.values()]
    .filter(({ characteristic }) => characteristic === "protected")
    .map(({ id, column, label, values = [] }) => ({
      id,
      column,
      label,
      groups: values.map(({ value, label: name }) => ({ name: value, label: name })),
    }));
