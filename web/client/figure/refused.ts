// A withheld number → its reason in the reader's words.
import type { RefusalCode } from "../../../engine/result.js";
import { t } from "../t.js";

export const refusalText = (code: RefusalCode): string => t(`states.${code}`);
