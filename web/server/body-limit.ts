// Larger request bodies than any question needs → refused before they are read.
import { bodyLimit } from "hono/body-limit";
import { webError } from "./web-errors.js";

const limitKb = 256;

export const smallBodies = bodyLimit({
  maxSize: limitKb * 1024,
  onError: () => {
    throw webError.body_too_large({ limit: limitKb });
  },
});
