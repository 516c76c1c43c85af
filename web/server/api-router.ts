// A router whose refused inputs go through the same door as every other failure.
import { OpenAPIHono } from "@hono/zod-openapi";
import { malformed } from "./error-response.js";
import type { WebEnv } from "./web-context.js";

export const apiRouter = (): OpenAPIHono<WebEnv> =>
  new OpenAPIHono<WebEnv>({
    defaultHook: (result) => {
      if (!result.success) throw malformed(result.error);
    },
  });
