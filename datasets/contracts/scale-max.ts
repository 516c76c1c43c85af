// The top of the scale on which a score is given: without it, 4 may be good (of 5) or poor (of 10).
import type { Column } from "./contract.js";

export const scaleMax: Column = {
  name: "scale_max",
  type: "decimal",
  required: true,
  label: { en: "Top of the scale", zh: "满分" },
  range: [1, 1000],
  headers: {
    en: ["scale", "max score", "scale max", "maximum", "out of"],
    zh: ["满分", "分制", "最高分", "量表上限"],
  },
};
