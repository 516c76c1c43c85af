// A small error rate → text: two decimals of a percent.
import { numberText } from "../words.js";

export const rateText = (share: number): string => numberText(share, "share", { low: 0, high: 0.001 });
