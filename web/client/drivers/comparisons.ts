// Drivers → how many comparisons they are: the levels of a category are judged together, as one.
import type { DriverView } from "../../server/attrition-view.js";

export const comparisonsIn = (drivers: readonly Pick<DriverView, "input">[]): number =>
  new Set(drivers.map(({ input }) => input)).size;
