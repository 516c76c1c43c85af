// Digests as files, all or nothing; messages to a mail server of our own: taken, refused, put off, TLS refused, killed in between.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readJournal } from "../../../engine/index.js";
import { appendReads } from "../../../engine/journal.js";
import {
  digestPeople,
  readAddresses,
  readOutbox,
  sendOutbox,
  smtpTransport,
  writeDigest,
} from "../../../models/progress/index.js";
import { findChromium } from "../../../models/progress/print-pdf.js";
import { clock, progressWorkspace, type ProgressWorkspace } from "./progress-workspace.js";

const code = (name: string) => expect.objectContaining({ code: name });
let made: ProgressWorkspace;
let dir: string;
let server: SMTPServer;
let port: number;
/** Message-IDs that the server took, and how it answers an address. */
const taken: string[] = [];
const answers = new Map<string, number>();

beforeAll(async () => {
  made = await progressWorkspace();
  server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    logger: false,
    onRcptTo({ address }, _session, done) {
      const responseCode = answers.get(address);
      done(responseCode ? Object.assign(new Error("not now"), { responseCode }) : null);
    },
    onData(stream, _session, done) {
      let text = "";
      stream.on("data", (chunk: Buffer) => (text += chunk.toString("utf8")));
      stream.on("end", () => {
        taken.push(/^Message-ID: <(.+)@/im.exec(text)![1]!);
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.server.address() as { port: number }).port;
}, 120_000);
afterAll(async () => {
  await new Promise<void>((resolve) => server.close(resolve));
  made.close();
});
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), "rapport-outbox-"));
  taken.length = 0;
  answers.clear();
  return () => rmSync(dir, { recursive: true, force: true });
});

const digest = (people: string[], rest: object = {}) =>
  writeDigest(made.as("boss"), {
    out: dir,
    wish: { kind: "weekly", month: "2025-10" },
    people,
    locale: "zh",
    environment: {},
    ...rest,
  });
const addressesOf = (...people: string[]) => new Map(people.map((id) => [id, `${id}@example.com`]));
const send = (addresses: Map<string, string>, which: "send" | "retry" = "send", rest: object = {}) =>
  sendOutbox(made.workspace, {
    dir,
    addresses,
    from: "hr@example.com",
    transport: smtpTransport(
      { host: "127.0.0.1", port, from: "hr@example.com", tls: "none", passwordEnv: "X" },
      {},
    ),
    reader: "boss",
    clock: () => clock,
    which,
    ...rest,
  });
const stateOf = (employee: string) =>
  readOutbox(made.workspace, dir, new Map()).messages.find((one) => one.employee === employee)?.state;
const linesOf = (id: string) =>
  readJournal(made.workspace)
    .lines.filter(({ message }) => message === id)
    .map(({ kind }) => kind);

describe("a digest", () => {
  it("writes both languages and a message per person, says who has no figures, and lists every byte", async () => {
    const { folder, manifest } = await digest(["A1", "A2", "B1"]);
    expect(path.relative(dir, folder)).toBe(path.join("outbox", "2025-11-05"));
    expect(manifest).toMatchObject({
      people: 2,
      withoutFigures: ["B1"],
      period: { from: "2025-10", to: "2025-10" },
    });
    expect(readdirSync(folder).sort()).toEqual(
      [...manifest.files.map(({ file }) => file), "manifest.json"].sort(),
    );
    expect(manifest.files.filter(({ employee }) => employee === "A1")).toHaveLength(5);
    expect(readFileSync(path.join(folder, "A1.zh.html"), "utf8")).toContain("每周进度");
  });

  it("leaves nothing when it is stopped, and does not overwrite an earlier one of the day", async () => {
    const stop = new AbortController();
    stop.abort();
    await expect(digest(["A1"], { signal: stop.signal })).rejects.toEqual(code("digest_cancelled"));
    await expect(digest(["B1"])).rejects.toEqual(code("digest_nobody"));
    expect(readdirSync(path.join(dir, "outbox"))).toEqual([]);
    await digest(["A1"]);
    expect(path.basename((await digest(["A1"])).folder)).toBe("2025-11-05-2");
  });

  it("says what to install where no Chromium is, with HTML and Markdown written", async () => {
    expect(() => findChromium({ RAPPORT_CHROMIUM: "/nowhere/chromium" })).toThrow(code("chromium_missing"));
    await expect(
      digest(["A1"], { pdf: true, environment: { RAPPORT_CHROMIUM: "/nowhere" } }),
    ).rejects.toEqual(code("chromium_missing"));
    expect(existsSync(path.join(dir, "outbox", "2025-11-05", "A1.en.html"))).toBe(true);
  });

  it("is for those whom the reader may read: all, a unit, one person; readers of groups make none", async () => {
    expect(await digestPeople(made.as("lead"), {})).toHaveLength(8);
    expect(await digestPeople(made.as("boss"), { team: "Office" })).toEqual(["B1", "B2", "B3"]);
    await expect(digestPeople(made.as("boss"), { team: "Nowhere" })).rejects.toEqual(
      code("progress_team_unknown"),
    );
    await expect(digestPeople(made.as("groups"), {})).rejects.toEqual(code("progress_groups_only"));
    expect(await digestPeople(made.as("own"), { person: "A1" })).toEqual(["A1"]);
  });
});

const read = (name: string, text: string) => {
  writeFileSync(path.join(dir, name), text);
  return readAddresses(path.join(dir, name));
};

describe("the outbox", () => {
  it("sends each message once with a line before and after it, and names who has no address", async () => {
    await digest(["A3", "A4"]);
    expect(taken).toEqual([]);
    expect(await send(addressesOf("A3"))).toMatchObject({
      sent: 1,
      failed: [],
      withoutAddress: ["A4"],
      stopped: null,
    });
    expect(linesOf(taken[0]!)).toEqual(["outbox_sending", "outbox_sent"]);
    expect(JSON.stringify(readJournal(made.workspace).lines)).not.toContain("A3@example.com");
    // the same digest again: same facts, same message
    await digest(["A3", "A4"]);
    expect(await send(addressesOf("A3"))).toMatchObject({ sent: 0 });
    expect(taken).toHaveLength(1);
  });

  it("keeps apart what is refused for good and what is put off, and tries again only the latter", async () => {
    await digest(["A5", "A6"]);
    answers.set("A5@example.com", 550).set("A6@example.com", 451);
    const { failed } = await send(addressesOf("A5", "A6"));
    expect(failed.map(({ employee, state }) => [employee, state])).toEqual([
      ["A5", "refused"],
      ["A6", "failed"],
    ]);
    expect(await send(addressesOf("A5", "A6"))).toMatchObject({ sent: 0 });
    answers.clear();
    expect(await send(addressesOf("A5", "A6"), "retry")).toMatchObject({ sent: 1 });
    expect([stateOf("A5"), stateOf("A6")]).toEqual(["refused", "sent"]);
  });

  it("never sends twice after a crash between handing over and writing it down", async () => {
    await digest(["A7"]);
    const { id } = readOutbox(made.workspace, dir, new Map()).messages[0]!;
    appendReads(made.workspace, [{ kind: "outbox_sending", message: id }], clock);
    expect(await send(addressesOf("A7"))).toMatchObject({ sent: 0, unclear: [id] });
    expect(await send(addressesOf("A7"), "retry")).toMatchObject({ sent: 0, unclear: [id] });
    expect(taken).toEqual([]);
    expect(await send(addressesOf("A7"), "retry", { unclear: [id] })).toMatchObject({ sent: 1, unclear: [] });
    expect(taken).toEqual([id]);
  });

  it("hands nothing to a server that offers no TLS when TLS is asked for, and stops at once", async () => {
    await digest(["A8", "A9"]);
    const settings = {
      host: "127.0.0.1",
      port,
      from: "hr@example.com",
      tls: "starttls" as const,
      passwordEnv: "X",
    };
    const report = await send(addressesOf("A8", "A9"), "send", { transport: smtpTransport(settings, {}) });
    expect(report).toMatchObject({
      sent: 0,
      failed: [{ employee: "A8", state: "failed" }],
      stopped: { waiting: 1 },
    });
    expect(taken).toEqual([]);
    expect([stateOf("A8"), stateOf("A9")]).toEqual(["failed", "queued"]);
  });

  it("sends nothing without a server in rapport.yml, without its password, or from a file that was changed", async () => {
    expect(() => smtpTransport(undefined, {})).toThrow(code("outbox_not_configured"));
    const settings = {
      host: "127.0.0.1",
      port,
      from: "hr@example.com",
      tls: "none" as const,
      user: "hr",
      passwordEnv: "MAIL_WORD",
    };
    expect(() => smtpTransport(settings, {})).toThrow(code("outbox_password_missing"));
    const { folder } = await digest(["A1"]);
    writeFileSync(path.join(folder, "A1.zh.html"), "other");
    await expect(send(addressesOf("A1"))).rejects.toEqual(code("outbox_tampered"));
    expect(taken).toEqual([]);
  });

  it("reads addresses from CSV and YAML, and refuses one address for two people", () => {
    expect([...read("a.csv", 'employee,address\nA1,a1@example.com\n\nA2;"a2@example.com"\n')]).toEqual([
      ["A1", "a1@example.com"],
      ["A2", "a2@example.com"],
    ]);
    expect(read("a.yml", "A1: a1@example.com\n").get("A1")).toBe("a1@example.com");
    expect(() => read("b.csv", "A1,x@example.com\nA2,X@example.com")).toThrow(code("addresses_shared"));
    expect(() => read("c.csv", "A1,x@example.com\nA1,y@example.com")).toThrow(code("addresses_double"));
    expect(() => read("d.csv", "A1,x@example.com\nA2,nowhere")).toThrow(code("addresses_unreadable"));
  });
});
