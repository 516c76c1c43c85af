// The parts of rapport.yml about what people are told of their own figures, and how messages leave: days, watched metrics, SMTP.
import { z } from "zod";

const day = z.number().int().min(1).max(28);

/** Days of the month: facts go out, superior and employee talk, the final score is due. */
export const progressSchema = z.strictObject({
  days: z
    .strictObject({ facts: day.default(5), talk: day.default(10), final: day.default(15) })
    .refine(({ facts, talk, final }) => facts <= talk && talk <= final, "expected facts ≤ talk ≤ final")
    .default({ facts: 5, talk: 10, final: 15 }),
  /** Metrics shown without a target beside what a scheme or the KPI records ask for. */
  watch: z
    .array(z.string().min(1))
    .max(20)
    .default(["lead_conversion", "lead_response_24h", "repurchase_rate", "satisfied_share"]),
});

/** The password never stands in a file: `passwordEnv` names the environment variable that holds it. */
export const outboxSchema = z
  .strictObject({
    host: z.string().min(1),
    port: z.number().int().min(1).max(65_535).default(587),
    from: z.string().regex(/^[^\s@<>]+@[^\s@<>]+$/, "expected an address such as hr@example.com"),
    /** starttls: refuse a server that offers none; implicit: TLS from the first byte; none: a server on this machine only. */
    tls: z.enum(["starttls", "implicit", "none"]).default("starttls"),
    user: z.string().min(1).optional(),
    passwordEnv: z
      .string()
      .regex(/^[A-Z_][A-Z0-9_]*$/, "expected the name of an environment variable")
      .default("RAPPORT_SMTP_PASSWORD"),
  })
  .refine(({ tls, host }) => tls !== "none" || ["localhost", "127.0.0.1", "::1"].includes(host), {
    path: ["tls"],
    message: "“none” is for a server on this machine only",
  });

export type ProgressSettings = z.infer<typeof progressSchema>;
export type OutboxSettings = z.infer<typeof outboxSchema>;
