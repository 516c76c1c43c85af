// Counts of a kind of event beside how many events there were → what readers of groups are shown of the kind, or why nothing.
import { kindsAreTold } from "../disclosure/event-kinds.js";
import { flooredCount, isOnCalendar, publishedCount } from "../disclosure/honest-digits.js";
import type { RefusalCode } from "../result.js";
import { hasEvents, type Measured } from "./cell.js";
import { eventUse, exitKinds, isOfKind, tellsOfReason, type EventUse } from "./released-events.js";
import { publishShare, toMultiple, type PublishContext, type PublishedMeasure } from "./released-share.js";
import type { MeasureNode } from "./tree.js";

/** What the measure tells of single events beyond what everybody may know. */
export function tellingUse(node: MeasureNode, isProtected: boolean): EventUse {
  const use = eventUse(node);
  if (isProtected) return use;
  return node.metric.disclosure === "visible" || use === "all" ? null : use;
}

/**
 * One whole fiscal year. Parts of it, or several together, would be rounded each on its own: 6 of 6 and 2 of 8 beside 8 of 14 are
 * published as 5, 0 and 10, and nothing but 6 of 6 goes with that.
 */
export const isFiscalYear = (
  window: { from: number; to: number },
  { fiscalYearStart }: PublishContext,
): boolean =>
  window.to - window.from === 11 && isOnCalendar(window, { fiscalYearStart, people: 0, isYearly: true });

/** How many of the events that everybody sees were of a kind: decided and rounded by visible and published numbers only. */
export function publishEvents(
  measured: Measured,
  row: number,
  people: number,
  use: EventUse,
  context: PublishContext,
  result: PublishedMeasure,
  refuse: (code: RefusalCode) => void,
): void {
  const { node } = measured;
  const { k } = context;
  const known = context.eventsOf(node.rows, row);
  const exits = known.slice(0, exitKinds.length);
  const exposure = measured.exposure[row];
  const below = isOfKind(node);
  const isHire = node.numerator.columns[0] === "is_hire";
  const all = use === "hire" ? exposure : isHire ? known.at(-1)! : exits.reduce((sum, n) => sum + n, 0);
  const raw = measured.value[row];
  const base = Number.isNaN(exposure) ? 1 : exposure;
  const count = Math.round(Number.isNaN(raw) ? 0 : raw * base);
  const splits = [[count, Math.max(0, all - count)]];
  if (use === "exit" && tellsOfReason(node)) splits.push(exits);
  const underLine = below ? Math.round(base) : null;
  if (underLine !== null) splits.push([underLine, Math.max(0, all - underLine)]);
  if (!(all >= k) || splits.some((counts) => kindsAreTold(counts, k))) return refuse("small_group");
  const published = publishedCount(count, k, all);
  if (node.denominator === null) {
    if (!(measured.n[row] >= k)) return refuse("small_group");
    result.n[row] = flooredCount(measured.n[row], k);
    [result.value[row], result.step[row]] = [published.value, published.step];
    if (hasEvents(node)) result.events[row] = published.value;
    return;
  }
  const shown =
    underLine !== null
      ? publishedCount(underLine, k, all).value
      : context.isProtected
        ? toMultiple(base, k)
        : base;
  const asked = underLine !== null ? shown : Math.min(people, measured.n[row]);
  if (!(shown > 0) || !(asked >= k)) return refuse("small_group");
  result.n[row] = flooredCount(asked, k);
  publishShare(measured, row, published, asked, shown, k, result, refuse);
}
