// An amount as people write it in a file of amounts → minor units, or null: a guess would be somebody's pay.
import { fenOf, type Fen } from "./money.js";

/** "1,200.50", "￥1200.5", "(120.00)" for a negative; "1,5", "1.200,50", "12e3", "lots" and "" are null. */
export function writtenAmount(text: string, digits: number): Fen | null {
  const trimmed = text.trim();
  const bracketed = /^\((.*)\)$/.exec(trimmed);
  const bare = (bracketed?.[1] ?? trimmed).replace(/^[¥￥$€]|元$/g, "").trim();
  const isGrouped = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare);
  const number = isGrouped ? bare.replaceAll(",", "") : bare;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(number)) return null;
  return fenOf(number, digits) * (bracketed ? -1 : 1);
}
