// The demo companies: kind + seed → source files as an HR department would export them, and the truth behind them.
import { writeGroup } from "./group.js";
import { writeServices } from "./services.js";
import { writeTrade } from "./trade.js";
import type { CompanyKind, CompanyOptions, WrittenCompany } from "./company.js";

export { companyConfig, type CompanyConfig } from "./company-config.js";
export {
  companyKinds,
  historyEnd,
  type CompanyKind,
  type CompanyOptions,
  type CompanyProgress,
  type WrittenCompany,
} from "./company.js";
export type { PlantedEffect, Truth } from "./truth.js";

/** Writes `dir/sources/*` and `dir/truth.json`; both are made when missing. */
export async function writeCompany(
  kind: CompanyKind,
  dir: string,
  options: CompanyOptions = {},
): Promise<WrittenCompany> {
  switch (kind) {
    case "trade":
      return writeTrade(dir, options);
    case "services":
      return writeServices(dir, options);
    case "group":
      return writeGroup(dir, options);
    default:
      throw new Error(`unknown company ${kind}`);
  }
}
