// --as and --purpose → whose rights a quality command has.
import { readerNamed, type Workspace } from "../engine/index.js";
import type { Reader } from "../engine/metrics/reader.js";

export function qualityReader(workspace: Workspace, options: { as?: string; purpose?: string }): Reader {
  const reader = readerNamed(workspace.config.users, options.as);
  return options.purpose === undefined ? reader : { ...reader, purpose: options.purpose };
}

export const purposeText = {
  en: "what the rows are read for, where the role asks for it",
  zh: "读取明细的用途（角色有此要求时）",
};
