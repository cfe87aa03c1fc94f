import { expect, type Page, test } from "@playwright/test";
import { notation, openWorkbench, typePattern } from "./workbenchPage";

test.slow();

interface TabControl {
  hide: () => void;
  show: () => void;
}

/**
 * Treats the page as browsers treat a tab in the background once `hide` was called: it learns that it is hidden, timers
 * fire once a second at most, and there are no frames and no idle moments until it is shown again.
 */
async function openThrottled(page: Page): Promise<void> {
  await page.addInitScript(() => {
    let hidden = false;
    let waiting: { readonly id: number; readonly frame: FrameRequestCallback }[] = [];
    const timeout = window.setTimeout.bind(window);
    const interval = window.setInterval.bind(window);
    const request = window.requestAnimationFrame.bind(window);
    const cancel = window.cancelAnimationFrame.bind(window);
    const toWholeSecond = (ms: number) => (hidden ? Math.max(1000, Math.ceil(ms / 1000) * 1000) : ms);
    const slowTimeout = (work: TimerHandler, ms = 0, ...rest: unknown[]) =>
      timeout(work, toWholeSecond(ms), ...rest);
    const slowInterval = (work: TimerHandler, ms = 0, ...rest: unknown[]) =>
      interval(work, toWholeSecond(ms), ...rest);
    let next = -1;
    Object.assign(window, {
      setTimeout: slowTimeout,
      setInterval: slowInterval,
      requestAnimationFrame: (frame: FrameRequestCallback) => {
        if (!hidden) return request(frame);
        waiting.push({ id: next, frame });
        return next--;
      },
      cancelAnimationFrame: (id: number) => {
        if (id < 0) waiting = waiting.filter((entry) => entry.id !== id);
        else cancel(id);
      },
      requestIdleCallback: (work: IdleRequestCallback) =>
        slowTimeout(() => work({ didTimeout: true, timeRemaining: () => 0 }), 1),
      cancelIdleCallback: (id: number) => window.clearTimeout(id),
    });
    Object.defineProperty(document, "visibilityState", { get: () => (hidden ? "hidden" : "visible") });
    Object.defineProperty(document, "hidden", { get: () => hidden });
    const tab: TabControl = {
      hide: () => {
        hidden = true;
        document.dispatchEvent(new Event("visibilitychange"));
      },
      show: () => {
        hidden = false;
        document.dispatchEvent(new Event("visibilitychange"));
        const due = waiting;
        waiting = [];
        for (const { frame } of due) request(frame);
      },
    };
    Object.assign(window, { tab });
  });
  await openWorkbench(page);
}

const hide = (page: Page) => page.evaluate(() => (window as unknown as { tab: TabControl }).tab.hide());
const show = (page: Page) => page.evaluate(() => (window as unknown as { tab: TabControl }).tab.show());

test("work done in a background tab is all there once, and nothing of it twice", async ({ page }) => {
  await openThrottled(page);
  const before = await notation(page).inputValue();
  await hide(page);

  const csv = "id,latencyMs,cr6\nmine,20000,58\nother,30000,57\nthird,25000,52\n";
  await page
    .locator('input[type="file"][accept*="csv"]')
    .first()
    .setInputFiles({ name: "own.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
  await expect(page.locator('canvas[data-candidates="3"]')).toBeAttached();
  await page.getByTestId("search-start").click();
  const status = page.getByTestId("search-status");
  await expect(status).toHaveAttribute("data-status", "finished", { timeout: 120_000 });
  await typePattern(page, "(a f)x6 m2 f");
  // Long enough for every throttled timer that was to keep the work.
  await page.waitForTimeout(2500);
  const hash = await page.evaluate(() => location.hash);
  const candidates = await page.locator("canvas[data-candidates]").getAttribute("data-candidates");
  const evaluated = await status.getAttribute("data-evaluated");
  await show(page);
  await page.waitForTimeout(1500);

  await expect(page.locator("canvas[data-candidates]")).toHaveCount(1);
  await expect(page.locator("canvas[data-candidates]")).toHaveAttribute("data-candidates", candidates ?? "");
  await expect(status).toHaveAttribute("data-evaluated", evaluated ?? "");
  expect(Number(candidates)).toBeGreaterThan(3);
  await expect(page.locator("summary", { hasText: "Sets (2)" })).toBeVisible();
  const found = await page
    .getByTestId("search-result")
    .evaluateAll((rows) => rows.map((row) => row.getAttribute("data-id")));
  expect(new Set(found).size).toBe(found.length);
  expect(await page.evaluate(() => location.hash)).toBe(hash);
  await expect(notation(page)).toHaveValue("(a f)x6 m2 f");
  await page.getByTestId("undo").click();
  await expect(notation(page)).toHaveValue(before);
  await page.getByTestId("redo").click();
  await expect(notation(page)).toHaveValue("(a f)x6 m2 f");
  await page.goto(`/${hash}`);
  await page.locator("html[data-ready]").waitFor();
  await expect(notation(page)).toHaveValue("(a f)x6 m2 f");
});

test("a zoom that a background tab interrupts rests where it was, with every mark drawn once", async ({
  page,
}) => {
  await openThrottled(page);
  const plot = page.getByTestId("frontier");
  await expect(page.locator('[data-testid="frontier-point"][data-id="design"]')).toBeVisible();
  const box = await plot.boundingBox();
  if (box === null) throw new Error("no plot");
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.wheel(0, -200);
  await hide(page);
  await page.mouse.wheel(0, -200);
  await page.waitForTimeout(2500);
  await show(page);
  await expect(plot).toHaveAttribute("data-zoomed", "true");
  await page.waitForTimeout(300);
  const places = await plot.evaluate((host) => {
    const numbers = (text: string | null) => (text?.match(/-?[\d.]+/g) ?? []).slice(0, 2).map(Number);
    const layers = [...host.querySelectorAll("svg[data-chart=frontier] g[clip-path] > g")];
    const glyphs = [...(layers.at(-1)?.children ?? [])].map((glyph) =>
      numbers(glyph.getAttribute("transform")),
    );
    const buttons = [...host.querySelectorAll<HTMLElement>("button[data-testid=frontier-point]")].map(
      (button) => numbers(button.style.transform).map((at) => at + 10),
    );
    const keyed = (points: number[][]) =>
      points.map((point) => point.map((at) => at.toFixed(0)).join(" ")).sort();
    return { glyphs: keyed(glyphs), buttons: keyed(buttons) };
  });
  expect(places.glyphs.length).toBeGreaterThan(10);
  expect(places.glyphs).toEqual(places.buttons);
});
