// The employee number as a dimension: for the engine's own questions. It is not in the catalogue, so no reader's question can name it.
import type { DimensionNode } from "./tree.js";

export const personDimension: DimensionNode = {
  column: "employee_id",
  definition: {
    id: "employee",
    label: { en: "Employee", zh: "员工" },
    column: "employee_id",
    type: "text",
    disclosure: "protected",
    groupable: true,
    hierarchical: false,
  },
};
