import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { expectNoViolations, notation, openWorkbench } from "./workbenchPage";

test.slow();

const status = (page: Page) => page.getByTestId("search-status");

/** Starts a search with the commands in the strip, which begin without opening anything. */
async function start(page: Page): Promise<void> {
  await page.getByTestId("search-start").click();
  await expect(status(page)).toBeAttached({ timeout: 60_000 });
}

async function evaluated(page: Page): Promise<number> {
  return Number(await status(page).getAttribute("data-evaluated"));
}

/** Opens the Search tab of the drawer unless it is open. */
async function openTab(page: Page): Promise<void> {
  const tab = page.getByRole("button", { name: "Search", exact: true }).first();
  if ((await tab.getAttribute("aria-expanded")) !== "true") await tab.click();
  await expect(page.getByTestId("search-space")).toBeVisible({ timeout: 60_000 });
}

/** Sets a number field of the Search tab by its label. */
async function setNumber(page: Page, label: string, value: string): Promise<void> {
  await page.getByLabel(label, { exact: false }).fill(value);
  await page.getByLabel(label, { exact: false }).press("Enter");
}

test("a search runs from the strip, draws its candidates and offers designs to adopt", async ({ page }) => {
  await openWorkbench(page);
  const before = await notation(page).inputValue();
  await start(page);
  await expect(status(page)).toHaveAttribute("data-status", "finished", { timeout: 90_000 });
  expect(await evaluated(page)).toBeGreaterThan(1000);
  await expect(page.locator("canvas[data-candidates]")).toBeAttached();
  await expect(page.getByTestId("search-result").first()).toBeVisible();
  await page.getByTestId("search-why").last().click();
  await expect(page.getByTestId("search-detail")).toContainText("Against Qwen3-0.6B");
  await expectNoViolations(page, "#drawer-panel");
  await page.getByTestId("search-adopt").last().click();
  await expect(notation(page)).not.toHaveValue(before);
  await page.getByTestId("undo").click();
  await expect(notation(page)).toHaveValue(before);
});

test("a second search does not look for the candidate that was open in the first", async ({ page }) => {
  await openWorkbench(page);
  await start(page);
  await expect(status(page)).toHaveAttribute("data-status", "finished", { timeout: 90_000 });
  await page.getByTestId("search-why").last().click();
  await expect(page.getByTestId("search-detail")).toBeVisible();
  await setNumber(page, "Designs to look at", "200");
  await start(page);
  await expect(status(page)).toHaveAttribute("data-status", /finished|failed/, { timeout: 90_000 });
  await expect(page.getByTestId("search-space")).toBeVisible();
  await expect(page.getByTestId("search-detail")).toHaveCount(0);
});

test("a search is cancelled at once, keeps what it found, and goes on after a reload", async ({ page }) => {
  await openWorkbench(page);
  await openTab(page);
  await page.getByTestId("search-space").selectOption("all");
  await setNumber(page, "Designs to look at", "3000000");
  await start(page);
  await expect.poll(() => evaluated(page), { timeout: 60_000 }).toBeGreaterThan(5000);
  const waited = await page.evaluate(async () => {
    const button = document.querySelector<HTMLButtonElement>("[data-testid=search-cancel]");
    const shown = () =>
      document.querySelector("[data-testid=search-status]")?.getAttribute("data-status") === "cancelled";
    const from = performance.now();
    button?.click();
    while (!shown() && performance.now() - from < 2000) await new Promise((done) => setTimeout(done, 1));
    return performance.now() - from;
  });
  test.info().annotations.push({ type: "cancel", description: `${waited.toFixed(0)} ms` });
  await expect(status(page)).toHaveAttribute("data-status", "cancelled");
  const found = await evaluated(page);
  await page.waitForTimeout(500);
  expect(await evaluated(page)).toBe(found);
  await page.waitForTimeout(2500);
  await page.reload();
  await page.locator("html[data-ready]").waitFor();
  await expect(status(page)).toHaveAttribute("data-status", "paused", { timeout: 30_000 });
  expect(await evaluated(page)).toBe(found);
  await openTab(page);
  await page.getByTestId("search-resume").click();
  await expect.poll(() => evaluated(page), { timeout: 60_000 }).toBeGreaterThan(found);
  await page.getByTestId("search-cancel").click();
});

test("limits nothing can meet end in a message that says what to relax", async ({ page }) => {
  await openWorkbench(page);
  await openTab(page);
  await setNumber(page, "Latency at most", "0.000001");
  await setNumber(page, "Designs to look at", "5000");
  await page.getByTestId("search-start").click();
  const message = page.getByTestId("message").filter({ hasText: "Latency limit" });
  await expect(message).toContainText("Relax it to", { timeout: 60_000 });
});

interface Found {
  readonly design: { readonly name: string };
  readonly latencyMs: { readonly value: number };
  readonly quality: { readonly loss: { readonly value: number } };
}

test("the page finds what the command line finds for the same seed", async ({ page }) => {
  await openWorkbench(page);
  await openTab(page);
  await page.getByTestId("search-space").selectOption("paper");
  await setNumber(page, "Latency at most", "18");
  await setNumber(page, "Designs to look at", "20000");
  await page.getByTestId("search-start").click();
  await expect(status(page)).toHaveAttribute("data-status", "finished", { timeout: 90_000 });
  const download = page.waitForEvent("download");
  await page.getByTestId("search-export").click();
  const exported = JSON.parse(await readFile(await (await download).path(), "utf8")) as {
    designs: readonly Found[];
  };
  const options = "--space paper --device h100_sxm --workload paper-8k --max-latency 18000 --budget 20000";
  const out = execFileSync("npm", ["run", "-s", "cli", "--", "search", ...options.split(" ")], {
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  const { front } = JSON.parse(out) as { front: readonly Found[] };
  expect(exported.designs.length).toBeGreaterThan(1);
  for (const found of exported.designs) {
    const same = front.find(({ design }) => design.name === found.design.name);
    expect(same?.design).toEqual(found.design);
    // Versions of the engine differ in the last bit of an exponential.
    expect((same?.latencyMs.value ?? 0) / found.latencyMs.value).toBeCloseTo(1, 12);
    expect((same?.quality.loss.value ?? 0) / found.quality.loss.value).toBeCloseTo(1, 12);
  }
});
