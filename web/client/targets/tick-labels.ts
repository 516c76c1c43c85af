// Marks on a line and their labels' widths → places in which no label lies on another or on another's mark.

export interface Tick {
  at: number;
  label: string;
  wide: number;
}

export interface PlacedTick extends Tick {
  left: number;
  /** 0 = beside the line; lower rows are reached by a longer mark. */
  row: number;
}

const gap = 8;

/** Centred under their marks while they fit; else the outer two end and begin at theirs, and the rest go lower between. */
export function tickLabels(ticks: Tick[], width: number): PlacedTick[] {
  const ordered = [...ticks].sort((a, b) => a.at - b.at);
  const inside = (tick: Tick, left: number): number => Math.max(0, Math.min(width - tick.wide, left));
  const centred = ordered.map((tick) => ({ ...tick, left: inside(tick, tick.at - tick.wide / 2), row: 0 }));
  const collide = centred.some(
    (tick, i) => i > 0 && tick.left < centred[i - 1].left + centred[i - 1].wide + gap,
  );
  if (!collide) return centred;
  const last = ordered.length - 1;
  return ordered.map((tick, i) => {
    if (i === 0) return { ...tick, left: inside(tick, tick.at - tick.wide), row: 0 };
    if (i === last) return { ...tick, left: inside(tick, tick.at), row: 0 };
    return { ...tick, left: inside(tick, tick.at - tick.wide / 2), row: i };
  });
}
