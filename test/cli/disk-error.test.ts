import { describe, expect, it } from "vitest";
import { diskError } from "../../cli/disk-error.js";

describe("diskError", () => {
  it("makes a refusal of the file system something to mend, and leaves bugs alone", () => {
    const denied = Object.assign(new Error("EACCES"), { code: "EACCES", path: "/co/.cache.lock" });
    expect(diskError(denied)).toMatchObject({
      code: "disk_refused",
      facts: { file: "/co/.cache.lock", reason: "EACCES" },
    });
    expect(diskError(new Error("bug"))).toBeUndefined();
    expect(diskError(undefined)).toBeUndefined();
  });
});
