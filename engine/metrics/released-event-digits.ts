// Counts of a kind of event beside how many events there were → what readers of groups are shown of the kind, or why nothing.
import { flooredCount, isOnCalendar, publishedCount, type Published } from "../disclosure/honest-digits.js";
import { kindGrid, publishedKind } from "../disclosure/kind-digits.js";
import type { RefusalCode } from "../result.js";
import { hasEvents, type Measured } from "./cell.js";
import type { ReleasedCell } from "./released-cells.js";
import { eventUse, exitKinds, isOfKind, kindOf, tellsOfReason, type EventUse } from "./released-events.js";
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
  { fiscalYearStart }: Pick<PublishContext, "fiscalYearStart">,
): boolean =>
  window.to - window.from === 11 && isOnCalendar(window, { fiscalYearStart, people: 0, isYearly: true });

/** How many of the events that everybody sees were of a kind: decided and rounded by visible and published numbers only. */
export function publishEvents(
  measured: Measured,
  row: number,
  people: number,
  use: EventUse,
  cell: ReleasedCell,
  context: PublishContext,
  result: PublishedMeasure,
  refuse: (code: RefusalCode) => void,
): void {
  const { node } = measured;
  const { k } = context;
  const exposure = measured.exposure[row];
  const base = Number.isNaN(exposure) ? 1 : exposure;
  const raw = measured.value[row];
  const count = Math.round(Number.isNaN(raw) ? 0 : raw * base);
  const found =
    use === "exit" && tellsOfReason(node)
      ? kindsOf(node, count, base, cell, row, context)
      : earlyExits(node, count, exposure, use, row, context);
  if (typeof found === "string") return refuse(found);
  const { published, below } = found;
  if (node.denominator === null) {
    // everybody of the cell was asked, whatever they left for
    const asked = tellsOfReason(node) ? people : measured.n[row];
    if (!(asked >= k)) return refuse("small_group");
    result.n[row] = flooredCount(asked, k);
    [result.value[row], result.step[row]] = [published.value, published.step];
    if (hasEvents(node)) result.events[row] = published.value;
    return;
  }
  const shown = below ?? (context.isProtected ? toMultiple(base, k) : base);
  const asked = below ?? (tellsOfReason(node) ? people : Math.min(people, measured.n[row]));
  if (!(shown > 0) || !(asked >= k)) return refuse("small_group");
  result.n[row] = flooredCount(asked, k);
  publishShare(measured, row, published, asked, shown, k, result, refuse);
}

interface Found {
  published: Published;
  /** What is published of the number below the line, where that is of a kind itself. */
  below: number | null;
}

/** Kinds of exits: published of units only, for all units of a year together; of what is less than a kind for all units as one. */
function kindsOf(
  node: MeasureNode,
  count: number,
  base: number,
  { key, depth, values }: ReleasedCell,
  row: number,
  { k, kindsOf: yearOf }: PublishContext,
): Found | RefusalCode {
  if (values !== null) return "not_released";
  const year = yearOf(row);
  if (!year || (node.numerator.where === "exit_exposure" && !year.isObserved)) return "not_released";
  const of = year.kinds.get(key);
  if (!of) return "small_group";
  const kind = kindOf(node);
  if (kind >= 0) {
    const published = of.kinds[kind];
    return published ? { published, below: null } : "small_group";
  }
  // regretted ones are some of the voluntary ones: on the same grid they tell nothing more of these
  if (depth > 0) return "not_released";
  const grid = kindGrid(of.exits, k);
  const below = isOfKind(node) ? publishedKind(Math.round(base), grid).value : null;
  return { published: publishedKind(count, grid), below };
}

/** Early exits and early exits of hires: the days of both are visible, so rounding the cell by itself is enough. */
function earlyExits(
  node: MeasureNode,
  count: number,
  exposure: number,
  use: EventUse,
  row: number,
  { k, eventsOf }: PublishContext,
): Found | RefusalCode {
  const known = eventsOf(node.rows, row);
  const exits = known.slice(0, exitKinds.length).reduce((sum, n) => sum + n, 0);
  const isHire = node.numerator.columns[0] === "is_hire";
  const all = use === "hire" ? exposure : isHire ? known.at(-1)! : exits;
  const underLine = isOfKind(node) ? Math.round(Number.isNaN(exposure) ? 1 : exposure) : null;
  if (!(all >= k)) return "small_group";
  return {
    published: publishedCount(count, k, all),
    below: underLine === null ? null : publishedCount(underLine, k, all).value,
  };
}
