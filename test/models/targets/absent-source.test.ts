// A firm that keeps one kind of sales records and not the other: asked for the other, it is told which source is missing.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { localReader } from "../../../engine/metrics/reader.js";
import { forecastTarget, isRefusal } from "../../../models/index.js";
import { nowcastTarget } from "../../../models/targets/nowcast-target.js";
import { targetWorkspace, type TargetWorkspace } from "./target-workspace.js";

let given: TargetWorkspace;
beforeAll(async () => {
  given = await targetWorkspace();
}, 60_000);
afterAll(() => given.close());

describe("a measure without its source", () => {
  it("is refused by the source's name, with the measures that have data, not by a number of months", async () => {
    const context = given.as(localReader);
    for (const answer of [
      await forecastTarget(context, { metric: "order_intake" }),
      await nowcastTarget(context, { metric: "order_intake" }),
    ]) {
      if (!isRefusal(answer)) throw new Error("answered");
      expect(answer).toMatchObject({ code: "target_source_absent", facts: { source: "customer_order" } });
      expect(answer.text.zh).toMatch(
        /^无法预测：“订单总额”依据“客户订单”，而该数据尚未导入。有数据的指标：销售收入 \(revenue\)/,
      );
      expect(answer.text.en).toContain("“Order intake” rests on “Customer orders”");
    }
  });
});
