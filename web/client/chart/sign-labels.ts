// Places of dated events → labels ① ② ③ that never touch: those close together read ②–④.
const signs = "①②③④⑤⑥⑦⑧⑨";
export const signOf = (i: number): string => signs[i] ?? "•";

export interface SignLabel {
  words: string;
  x: number;
}

const oneWide = 13;
const gap = 4;
const widthOf = (words: string): number => (words.length > 1 ? 2 * oneWide + 9 : oneWide);

/** One label per event, or one for a run of events whose labels would touch; all inside [0, right]. */
export function signLabels(marks: { x: number; sign: string }[], right: number): SignLabel[] {
  let runs = marks.map((mark) => ({ first: mark, last: mark }));
  const label = ({ first, last }: (typeof runs)[number]): SignLabel => {
    const words = first === last ? first.sign : `${first.sign}–${last.sign}`;
    const half = widthOf(words) / 2;
    return { words, x: Math.max(half, Math.min(right - half, (first.x + last.x) / 2)) };
  };
  const touch = (a: SignLabel, b: SignLabel): boolean =>
    b.x - a.x < (widthOf(a.words) + widthOf(b.words)) / 2 + gap;
  for (;;) {
    const at = runs.findIndex((run, i) => i > 0 && touch(label(runs[i - 1]), label(run)));
    if (at < 0) return runs.map(label);
    const joined = { first: runs[at - 1].first, last: runs[at].last };
    runs = [...runs.slice(0, at - 1), joined, ...runs.slice(at + 1)];
  }
}
