// The workbench as people use it, in a real browser over the services demo.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demoWorkbench, type Workbench } from "./demo-workbench.js";
import { findingsOfAxe, sideways } from "./page-checks.js";

let bench: Workbench;

beforeAll(async () => {
  bench = await demoWorkbench("services");
}, 180_000);
afterAll(() => bench?.close());

describe("pages", () => {
  it.each([
    ["/", "narrative"],
    ["/turnover", "model-card"],
    ["/targets", "target-setter"],
    ["/data", "source-table"],
    ["/notebooks", "title"],
    ["/reports", "find-field"],
  ])("%s opens without a fault, in both languages, both themes, and at 390 px", async (address, landmark) => {
    for (const options of [
      { locale: "en-US", colorScheme: "light" as const, viewport: { width: 1440, height: 900 } },
      { locale: "zh-CN", colorScheme: "dark" as const, viewport: { width: 390, height: 844 } },
    ]) {
      const { page, faults } = await bench.open(address, options);
      await page.getByTestId(landmark).first().waitFor({ state: "attached", timeout: 60_000 });
      await page.waitForLoadState("networkidle");
      expect(await page.locator("html").getAttribute("lang")).toBe(
        options.locale === "en-US" ? "en" : "zh-CN",
      );
      expect(await sideways(page), "scrolls sideways").toBeLessThanOrEqual(0);
      expect(await findingsOfAxe(page)).toEqual([]);
      expect(faults).toEqual([]);
      await page.context().close();
    }
  });

  it("an address that is no page says so and leads back", async () => {
    const { page } = await bench.open("/no-such-page");
    const back = page.getByTestId("page-missing").locator("a");
    await back.waitFor();
    expect(await back.getAttribute("href")).toBe("/");
    await page.context().close();
  });
});

describe("overview", () => {
  it("shows the evidence of the number that is chosen", async () => {
    const { page, faults } = await bench.open("/");
    const numbers = page.getByTestId("narrative").locator("a");
    await numbers.first().waitFor();
    const second = numbers.nth(1);
    const text = (await second.textContent())!.trim();
    await second.click();
    await page.getByTestId("evidence").getByText(text, { exact: true }).first().waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it("hides small groups from a reader without person-level rights", async () => {
    const { page } = await bench.open("/reports");
    await page.getByTestId("menu-person").click();
    await page.getByTestId("choose-person-recruiter1").click();
    await page.getByTestId("viewing-as").waitFor();
    await page.getByTestId("field-headcount").click();
    await page.getByTestId("field-exits").click();
    await page.getByTestId("field-team").click();
    await page.getByTestId("toggle-table").click();
    // teams that stood alone at the end of the history, but not in each of its months
    const hidden = page.getByText("This group is not released.");
    await hidden.first().waitFor();
    expect(await hidden.count()).toBeGreaterThan(0);
    // the same rows have no number in their place, nor in what the server sent
    const answer = await page.request.post(`${bench.url}/api/query?as=recruiter1`, {
      data: { metrics: ["headcount", "exits"], by: ["team"] },
      headers: { Accept: "application/json" },
    });
    const { rows } = (await answer.json()) as { rows: Record<string, number | string | null>[] };
    const withheld = rows.filter((row) => row.exits__refused === "not_released");
    expect(withheld.length).toBeGreaterThan(0);
    expect(withheld.every((row) => row.exits === null && row.exits__n === null)).toBe(true);
    await page.context().close();
  });
});

describe("report builder", () => {
  it("is usable without a mouse: add, undo, redo, save, and the address is the report", async () => {
    const { page, faults } = await bench.open("/reports");
    await page.getByTestId("find-field").fill("voluntary turnover");
    await page.getByTestId("find-field").press("Enter");
    await page.getByTestId("find-field").fill("quarter");
    await page.getByTestId("find-field").press("Enter");
    await page.getByTestId("report-chart").locator("svg").first().waitFor();
    const finding = await page.getByTestId("finding").textContent();
    expect(finding).toMatch(/turnover/i);

    await page.getByTestId("find-field").press("Escape");
    await page.getByTestId("undo").press("Enter");
    await page.getByTestId("shelf-across").getByText("Quarter").waitFor({ state: "detached" });
    await page.getByTestId("redo").press("Enter");
    await page.getByTestId("shelf-across").getByText("Quarter").waitFor();

    const address = page.url().slice(bench.url.length);
    const again = await bench.open(address);
    await again.page.getByTestId("shelf-up").getByText("Voluntary turnover").waitFor();
    await again.page.getByTestId("shelf-across").getByText("Quarter").waitFor();
    await again.page.context().close();

    await page.getByTestId("save").press("Enter");
    await page.getByTestId("save-name").fill("Turnover by quarter");
    await page.getByTestId("save-name").press("Enter");
    await page.getByTestId("save-state").getByText(/saved/i).waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it("takes a field dragged to a shelf", async () => {
    const { page, faults } = await bench.open("/reports");
    await page.getByTestId("field-headcount").click();
    await page.getByTestId("field-year").click();
    await page.getByTestId("field-division").dragTo(page.getByTestId("shelf-colour"));
    await page.getByTestId("shelf-colour").getByText("Division").waitFor();
    await page.getByTestId("report-chart").locator("svg").first().waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it("opens a saved report from the server's list", async () => {
    const { page } = await bench.open("/reports");
    await page
      .getByTestId("menu-open")
      .or(page.getByRole("button", { name: /^Open/ }))
      .first()
      .click();
    await page.getByTestId("open-client-mix").click();
    await page.getByTestId("shelf-up").getByText("Big-client share").waitFor();
    expect(await page.getByTestId("save-state").textContent()).toMatch(/saved/i);
    await page.context().close();
  });
});

describe("targets", () => {
  it("says how often an entered target would be reached, and less often for a higher one", async () => {
    const { page, faults } = await bench.open("/targets");
    const entry = page.getByTestId("target-entry");
    await entry.waitFor({ timeout: 60_000 });
    const chance = async () =>
      Number(/\d+/.exec((await page.getByTestId("target-chance").textContent())!)![0]);
    const before = await chance();
    const value = Number((await entry.inputValue()).replaceAll(",", ""));
    expect(value).toBeGreaterThan(0);
    await entry.fill(String(Math.round(value * 1.2)));
    await entry.press("Enter");
    await expect.poll(chance).toBeLessThan(before);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

describe("notebooks", () => {
  it("runs the shipped notebook in a frame that may run nothing", async () => {
    const { page } = await bench.open("/notebooks/01-from-files-to-answers");
    const frame = page.frameLocator("iframe.notebook");
    await frame.getByText("Turnover by department").waitFor({ timeout: 60_000 });
    expect(await frame.locator("svg").count()).toBeGreaterThanOrEqual(3);
    await page.context().close();
  });
});
