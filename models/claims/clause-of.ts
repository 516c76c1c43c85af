// A quantity in its sentence → the words that name it: its own, those before it in its clause and those right behind it.
import type { Cast } from "./cast.js";
import type { Quantity } from "./quantity.js";
import type { Sentence } from "./sentence.js";

/** “Joiners in July: 15” names the 15 though a colon stands between; a comma or bracket ends the clause. */
export function clauseOf({ start, end, text }: Quantity, casts: Cast[], sentence: Sentence): string {
  const { plain } = sentence;
  const previous = casts.findLast(({ quantity }) => quantity.end <= start)?.quantity.end ?? sentence.start;
  const next = casts.find(({ quantity }) => quantity.start >= end)?.quantity.start ?? sentence.end;
  const front = plain.slice(previous, start).replace(/^.*[,，;；、(（]/s, "");
  const behind = plain.slice(end, next).replace(/[,，;；:：、)）(（].*$/s, "");
  return `${front} ${text.toLowerCase()} ${behind}`.replace(/\s+/g, " ");
}
