// rapport.yml + environment → a way to hand one message to an SMTP server, and what its failures mean.
import { createTransport } from "nodemailer";
import type { OutboxSettings } from "../../engine/progress-settings.js";
import { outboxErrors as fail } from "./outbox-errors.js";

export interface Mail {
  id: string;
  from: string;
  to: string;
  subject: string;
  text: string;
  attachments: { filename: string; path: string }[];
}

/**
 * refused: for good (5xx for this message); failed: for now (4xx); unreachable: the server as a whole (connection, TLS, login),
 * nothing was handed over; unclear: the connection broke after the message had been given.
 */
export type Failure = { kind: "refused" | "failed" | "unreachable" | "unclear"; reason: string };

export interface MailTransport {
  /** Null when the server took the message. */
  send(mail: Mail): Promise<Failure | null>;
  close(): void;
}

/** Errors: outbox_not_configured, outbox_password_missing. */
export function smtpTransport(
  settings: OutboxSettings | undefined,
  environment: Record<string, string | undefined>,
): MailTransport {
  if (!settings) throw fail.outbox_not_configured({ variable: "RAPPORT_SMTP_PASSWORD" });
  const { host, port, tls, user, passwordEnv } = settings;
  const password = environment[passwordEnv];
  if (user !== undefined && !password) throw fail.outbox_password_missing({ user, variable: passwordEnv });
  const transport = createTransport({
    host,
    port,
    secure: tls === "implicit",
    requireTLS: tls === "starttls",
    ignoreTLS: tls === "none",
    ...(user !== undefined && { auth: { user, pass: password } }),
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 60_000,
    disableUrlAccess: true,
  });
  return {
    async send({ id, ...mail }) {
      try {
        await transport.sendMail({ ...mail, messageId: `<${id}@rapport.invalid>` });
        return null;
      } catch (error) {
        return failureOf(error as SmtpError);
      }
    },
    close: () => transport.close(),
  };
}

interface SmtpError extends Error {
  code?: string;
  /** The SMTP command that was under way. */
  command?: string;
  responseCode?: number;
  response?: string;
}

const whole = new Set(["ETLS", "EAUTH", "EDNS", "EPROXY", "ECONFIG"]);
const early = new Set(["CONN", "EHLO", "HELO", "STARTTLS", "AUTH", "AUTH PLAIN", "AUTH LOGIN"]);

export function failureOf({ code, command, responseCode, response, message }: SmtpError): Failure {
  const reason = (response ?? message).replaceAll(/\s+/g, " ").slice(0, 300);
  if (whole.has(code ?? "") || early.has(command ?? "")) return { kind: "unreachable", reason };
  if (responseCode !== undefined && responseCode >= 500) return { kind: "refused", reason };
  if (responseCode !== undefined && responseCode >= 400) return { kind: "failed", reason };
  // no answer: before DATA nothing was handed over; after it nobody knows
  if (command === "DATA" || command === undefined) return { kind: "unclear", reason };
  return { kind: "failed", reason };
}
