// --seed TEXT → a seed, or an error that says what a seed is.
import { modelErrors } from "../models/model-errors.js";

export function seedFrom(text: string): number {
  const seed = Number(text);
  if (text.trim() === "" || !Number.isInteger(seed) || seed < 0 || seed > 4_294_967_295)
    throw modelErrors.seed_invalid({ found: text });
  return seed;
}
