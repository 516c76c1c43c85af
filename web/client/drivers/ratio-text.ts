// A rate ratio in words: ×2.8 / 2.8 倍; as many decimals as the interval's width deserves, the same for all three numbers.
import { session } from "../session.js";

interface Ratio {
  rateRatio: number;
  low: number;
  high: number;
}

const decimalsOf = ({ low, high }: Ratio): number => (high - low < 1.2 ? 2 : high - low < 20 ? 1 : 0);

const fixed = (value: number, decimals: number): string =>
  value > 99 ? ">99" : value < 0.095 && decimals < 2 ? value.toFixed(2) : value.toFixed(decimals);

export const ratioText = (ratio: Ratio): string => {
  const text = fixed(ratio.rateRatio, decimalsOf(ratio));
  return session.locale === "zh" ? `${text} 倍` : `×${text}`;
};

export const ratioRange = (ratio: Ratio): string => {
  const [low, high] = [ratio.low, ratio.high].map((end) => fixed(end, decimalsOf(ratio)));
  return `${low}${session.locale === "zh" ? "～" : "–"}${high}`;
};
