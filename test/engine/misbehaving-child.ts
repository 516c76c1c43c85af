// A child of the tests that does what it is told, and nothing to help its parent: no watchdog, no yielding.
const send = (reply: unknown): void => void process.send?.(reply);
process.once("message", ({ job }: { job: string }) => {
  switch (job) {
    case "answer":
      send({ note: "working" });
      send({ done: { answer: 42, bytes: new Uint8Array([1, 2, 3]) } });
      return;
    case "environment":
      send({ done: Object.keys(process.env).sort() });
      return;
    case "spin":
      for (;;);
    case "hoard": {
      const held: Buffer[] = [];
      for (;;) held.push(Buffer.alloc(4 << 20, 1));
    }
    case "heap": {
      const held: unknown[] = [];
      for (;;) held.push({ held: held.length, text: `text ${held.length}` });
    }
    case "abort":
      process.abort();
      break;
    case "leave":
      process.exit(0);
      break;
    case "refuse":
      send({
        failed: {
          code: "some_refusal",
          facts: { n: 1 },
          text: { message: { en: "{n} is refused", zh: "{n} 被拒绝" }, hint: { en: "h", zh: "h" } },
        },
      });
      return;
    case "bug":
      send({ bug: "TypeError: x is not a function" });
  }
});
