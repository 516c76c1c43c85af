// A band, the dots around it, a label's width → where the label hides no dot: as far right as it can, above the band first.

export interface LabelRoom {
  /** The band's ends. */
  from: number;
  to: number;
  wide: number;
  /** Baselines just above and just below the band. */
  above: number;
  below: number;
  top: number;
  bottom: number;
  dots: { x: number; y: number }[];
}

export interface LabelPlace {
  /** Right end of the text. */
  right: number;
  base: number;
  /** No dot lies under it. */
  isFree: boolean;
}

const textHeight = 12;
const dotRadius = 4;
const step = 4;

export function labelPlace({ from, to, wide, above, below, top, bottom, dots }: LabelRoom): LabelPlace {
  const hasRoomAbove = above >= top - 2;
  const bases = [...(hasRoomAbove ? [above] : []), ...(below <= bottom - 3 ? [below] : [])];
  const covers = (right: number, base: number): boolean =>
    dots.some(
      ({ x, y }) =>
        x > right - wide - dotRadius &&
        x < right + dotRadius &&
        y > base - textHeight - dotRadius &&
        y < base + dotRadius,
    );
  for (const base of bases)
    for (let right = to; right - wide >= from; right -= step)
      if (!covers(right, base)) return { right, base, isFree: true };
  return { right: to, base: hasRoomAbove ? above : below, isFree: false };
}
