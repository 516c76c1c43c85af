// How many of some visible events were of each kind → what of it may be published so that no single event's kind is told.
import { flooredCount, publishedCount } from "./honest-digits.js";

/** Counts that a published count of at most `events` events may stand for. */
function meaning(count: number, events: number, k: number): { low: number; high: number } {
  const { value } = publishedCount(count, k, events);
  const isTop = value === flooredCount(events, k);
  return {
    low: Math.max(0, Math.ceil(value - k / 2)),
    high: isTop ? events : Math.min(events, Math.ceil(value + k / 2) - 1),
  };
}

/**
 * Whether the kinds must be withheld. `counts`: events of each kind; together they are all events, whose number is visible.
 * They are withheld below k events, and where the roundings of all kinds taken together leave an event only one possibility
 * ("all were voluntary", "none was"): 3 + 3 + 0 of 6 would be published as 5, 5 and 0, which nothing but 3 + 3 + 0 gives.
 * What is decided for one order of the kinds is decided for each, so that being withheld tells of no kind either (for k of 3
 * and more; tested for every split of up to 40 events).
 */
export function kindsAreTold(counts: readonly number[], k: number): boolean {
  const events = counts.reduce((sum, count) => sum + count, 0);
  if (events < k) return true;
  const kinds = counts.map((count) => meaning(count, events, k));
  const least = kinds.reduce((sum, { low }) => sum + low, 0);
  const most = kinds.reduce((sum, { high }) => sum + high, 0);
  return kinds.some(
    ({ low, high }) =>
      Math.min(high, events - (least - low)) < 1 || Math.max(low, events - (most - high)) > events - 1,
  );
}
