// Targets, KPI schemes, pay rules, progress and claims, each used from beginning to end, in both languages, on a desk and on a phone.
import { unzipSync } from "fflate";
import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demoWorkbench, type Workbench } from "./demo-workbench.js";
import { findingsOfAxe, sideways } from "./page-checks.js";

let bench: Workbench;
/** Forecasts are work: on a busy computer a page takes its time. */
const patience = { timeout: 120_000 };

beforeAll(async () => {
  bench = await demoWorkbench("services");
}, 240_000);
afterAll(() => bench?.close());

const desk: BrowserContextOptions = { locale: "en-US", colorScheme: "light" };
const phone: BrowserContextOptions = {
  locale: "zh-CN",
  colorScheme: "dark",
  viewport: { width: 390, height: 844 },
};
const numberIn = async (shown: Locator): Promise<number> =>
  Number(/\d+(\.\d+)?/.exec((await shown.textContent())!.replaceAll(",", ""))![0]);

/** Opens, uses, and at the end holds what is shown against the rules of every page. */
async function using(address: string, options: BrowserContextOptions, use: (page: Page) => Promise<void>) {
  const { page, faults } = await bench.open(address, options);
  await use(page);
  expect(await sideways(page)).toBeLessThanOrEqual(0);
  expect(await findingsOfAxe(page)).toEqual([]);
  expect(faults).toEqual([]);
  await page.context().close();
}

describe("targets", patience, () => {
  const team = "华东销售一组";

  it.each([
    { options: desk, on: /On record, line \d+.*%\.\s*$/s },
    { options: phone, on: /已记入台账第 \d+ 行.*取代第 \d+ 行/s },
  ])(
    "a team's target: the chance falls as it rises, the reason stays beside it ($options.locale)",
    async ({ options, on }) => {
      await using("/targets", options, async (page) => {
        await page.getByTestId("people").selectOption({ label: team });
        const entry = page.getByTestId("target-entry");
        await entry.waitFor({ timeout: 90_000 });
        const chance = page.getByTestId("target-chance");
        const before = await numberIn(chance);
        const value = Number((await entry.inputValue()).replaceAll(",", ""));
        await entry.fill(String(Math.round(value * 1.1 * 100) / 100));
        await entry.press("Enter");
        await expect.poll(() => numberIn(chance), { timeout: 10_000 }).toBeLessThan(before);

        const why = `two key accounts renew (${options.locale})`;
        // without a reason nothing is written
        await page.getByTestId("target-commit").click();
        await page.locator("#target-why[aria-invalid=true]").waitFor();
        await page.getByTestId("target-why").fill(why);
        await page.getByTestId("target-commit").click();
        expect(await page.getByTestId("target-committed").textContent()).toMatch(on);

        const line = page.getByTestId("target-ledger").locator("tbody tr").first();
        await line.getByText(why).waitFor();
        expect(await line.locator("th").textContent()).toContain(team);
      });
    },
  );
});

describe("all targets", patience, () => {
  it("a target in force stands among those at risk with its chance now, and leads back to its page", async () => {
    await using("/standing", desk, async (page) => {
      const line = page.getByTestId("standing").locator("tbody tr").first();
      await line.waitFor({ timeout: 90_000 });
      expect(await line.locator("th").textContent()).toContain("华东销售一组");
      // nothing was learned since it was committed a moment ago
      const [then, now] = (await line.locator("td.r").allTextContents())
        .slice(2)
        .map((text) => parseInt(text.trim(), 10));
      expect(now).toBe(then);
      expect(now).toBeLessThan(50);
      expect(await line.locator("a").getAttribute("href")).toContain("quarter=2027-01");
    });
  });
});

describe("KPI schemes", patience, () => {
  const weight = "versions.3.indicators.0.weight";

  it.each([
    { options: desk, over: "5 points too many", slip: /105/ },
    { options: phone, over: "多 5 分", slip: /105/ },
  ])(
    "105 points are refused by their lines; versions are compared, the past is replayed ($options.locale)",
    async ({ options, over, slip }) => {
      await using("/schemes", options, async (page) => {
        await page.getByTestId("schemes").locator('a[href="/schemes?scheme=service-sales"]').click();
        const field = page.locator(`input[name="${weight}"]`);
        await field.waitFor();
        const sum = page.getByTestId("weights");
        expect(await sum.getAttribute("data-sum")).toBe("100");

        await field.fill("35");
        await sum.getByText(over).waitFor();
        const slips = page.getByTestId("slips");
        await slips.locator("li.slip").getByText(slip).first().waitFor();
        expect(await page.getByTestId("save-scheme").isDisabled()).toBe(true);
        // the line that is named is the one that the text then marks
        await slips.locator("li.slip button").first().click();
        const marked = await page
          .getByTestId("scheme-yaml")
          .evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd));
        expect(marked).toMatch(/indicators|weight/);
        await field.fill("30");
        await slips.locator("li.slip").first().waitFor({ state: "detached" });

        // what is added in the form stands in the text, and holds
        await page.getByTestId("add-tier").click();
        await page.locator('input[name="versions.3.tiers.0.weights.sales"]').waitFor();
        await page.getByTestId("add-gate").click();
        const yaml = await page.getByTestId("scheme-yaml").inputValue();
        expect(yaml).toContain("id: tier_1");
        expect(yaml).toContain("id: gate_2");
        const save = page.getByTestId("save-scheme");
        await expect.poll(() => save.isDisabled(), { timeout: 10_000 }).toBe(false);

        const words = page.getByTestId("diff-words");
        await words
          .getByText(/25.*20/)
          .first()
          .waitFor();
        await page.locator("#figure-scheme-diff button.flat").click();
        await page.getByTestId("diff-table").getByText("−5", { exact: true }).first().waitFor();

        await page.getByTestId("run-backtest").click();
        const replayed = page.getByTestId("backtest");
        await replayed.getByTestId("winners").waitFor({ timeout: 90_000 });
        expect(await replayed.getByTestId("winners").textContent()).toMatch(/\d+.*\d+.*\d+/);
        expect(await replayed.getByTestId("ranks").textContent()).toMatch(/0\.\d\d/);
      });
    },
  );
});

describe("pay rules", () => {
  it.each([
    { options: desk, rules: "Sales commission" },
    { options: phone, rules: "销售提成" },
  ])(
    "120,000 on a target of 100,000 makes 13,000, line by line ($options.locale)",
    async ({ options, rules }) => {
      await using("/pay", options, async (page) => {
        await page.getByTestId("rules").selectOption({ label: rules });
        const figure = page.locator("#figure-what-if");
        await figure.getByTestId("trace-total").waitFor();
        await figure.locator('input[name^="amount"]').fill("90000");
        await figure.locator('input[name^="target"]').fill("100000");
        await page.getByTestId("reckon").click();
        await figure.getByText("9,000.00").first().waitFor();
        await figure.locator('input[name^="amount"]').fill("120000");
        await page.getByTestId("reckon").click();
        await figure.locator("h2").getByText("13,000.00").waitFor();
        const lines = await figure.getByTestId("trace").locator("tbody tr").allTextContents();
        expect(lines).toHaveLength(3);
        expect(lines[0]).toContain("10,000.00");
        expect(lines[1]).toContain("3,000.00");

        await page.getByTestId("show-accrual").click();
        const owed = page.getByTestId("accrual").locator("tbody tr");
        await owed.first().waitFor({ timeout: 90_000 });
        expect(await owed.count()).toBeGreaterThanOrEqual(3);
      });
    },
  );
});

describe("progress", () => {
  it.each([
    { options: desk, own: "My progress, in facts", open: "open" },
    { options: phone, own: "我的进度：只看数据", open: "待答复" },
  ])(
    "an employee reads the sheet, contests a figure and takes its evidence ($options.locale)",
    async ({ options, own, open }) => {
      await using("/progress", options, async (page) => {
        await page.getByTestId("menu-person").click();
        await page.getByTestId("choose-person-qianlong").click();
        await page.getByTestId("title").getByText(own).waitFor();
        await page.getByTestId("kind").selectOption("monthly");
        const figure = page.locator(".progress-figure").nth(options === desk ? 0 : 1);
        await figure.getByTestId("contest").click();
        const why = `the order of 12 October is missing (${options.locale})`;
        await figure.locator("textarea").fill(why);
        await figure.locator("form button.go").click();

        const contested = page.getByTestId("contested").filter({ hasText: why });
        await contested.waitFor();
        expect(await contested.textContent()).toContain(open);
        const href = (await contested.locator("a[download]").getAttribute("href"))!;
        const bundle = await page.request.get(bench.url + href);
        const files = unzipSync(new Uint8Array(await bundle.body()));
        expect(Object.values(files).some((bytes) => new TextDecoder().decode(bytes).includes(why))).toBe(
          true,
        );
        expect(Object.keys(files).length).toBeGreaterThanOrEqual(3);
      });
    },
  );

  it("a reader of groups is told that nobody's figures are theirs", async () => {
    await using("/progress", desk, async (page) => {
      await page.getByTestId("menu-person").click();
      await page.getByTestId("choose-person-recruiter1").click();
      await page.getByTestId("empty").getByText("Readers of groups see nobody’s figures.").waitFor();
      expect(await page.locator(".progress-figure").count()).toBe(0);
    });
  });
});

describe("claims", () => {
  it.each([
    { options: desk, text: "Turnover: 35% → 25% (n=100)", verdict: "doubtful" },
    { options: phone, text: "离职率 35% → 25%（n=100）", verdict: "存疑" },
  ])(
    "a fall that could be chance is marked where it stands ($options.locale)",
    async ({ options, text, verdict }) => {
      await using("/claims", options, async (page) => {
        await page.getByTestId("claims-text").fill(text);
        await page.getByTestId("check-claims").click();
        const mark = page.getByTestId("marked").locator("a.claim.is-doubtful");
        await mark.first().waitFor();
        expect(await mark.first().textContent()).toMatch(/^25%/);
        const finding = page.getByTestId("findings").locator('li[data-verdict="doubtful"]').first();
        expect(await finding.textContent()).toContain(verdict);
        expect(await finding.textContent()).toMatch(/0?\.12/);
        // by keyboard from the mark to its finding, and back to the mark
        await mark.first().press("Enter");
        const id = await finding.getAttribute("id");
        await page.waitForFunction((one) => document.activeElement?.id === one, id);
        await finding.locator("a.claims-back").press("Enter");
        await page.waitForFunction(() => document.activeElement?.classList.contains("claim"));
      });
    },
  );
});
