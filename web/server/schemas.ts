// Forms that several routes answer with.
import { z } from "@hono/zod-openapi";

export const bilingualSchema = z.object({ en: z.string(), zh: z.string() }).openapi("Bilingual");

export const monthSchema = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
  .openapi({ example: "2026-10" });
