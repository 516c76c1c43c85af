// Definitions of the company that are not used → a warning each, so that a broken one is never left out in silence.
import type { Warning } from "../result.js";
import type { Catalogue } from "./catalogue.js";

export const catalogueWarnings = ({ problems }: Catalogue): Warning[] =>
  problems.map(({ error }) => ({
    code: "metric_not_used",
    text: {
      en: `A metric is not used. ${error.localise("en").message}`,
      zh: `有一项指标未启用。${error.localise("zh").message}`,
    },
  }));
