import { expect, type Page, test, type Worker } from "@playwright/test";

/** What `window.paretoscopeMeasurement` holds when a measurement is finished. */
export interface FinishedMeasurement {
  readonly state: "finished" | "failed" | "cancelled";
  readonly reason?: string;
  readonly document: {
    readonly id: string;
    readonly name: string;
    readonly findings: {
      readonly checks: readonly {
        readonly name: string;
        readonly figure: { readonly largestError: number };
      }[];
      readonly samples: readonly { readonly id: string; readonly samplesMs: readonly number[] }[];
      readonly skipped: readonly { readonly name: string; readonly reason: string }[];
      readonly incidents: readonly string[];
    };
    readonly result: {
      readonly validationErrorPercent: number | null;
      readonly refusal: { readonly reason: string; readonly advice: readonly string[] } | null;
      readonly profile: { readonly id: string } | null;
    };
  };
}

/** Opens the Measure tab, unless it is open. */
export async function openMeasureTab(page: Page): Promise<void> {
  const tab = page.locator('button[aria-controls="drawer-panel"]', { hasText: "Measure" });
  await expect(page.getByTestId("measure-start")).toBeEnabled();
  if ((await tab.getAttribute("aria-expanded")) !== "true") await tab.click();
}

/** The end of the running measurement. */
export async function measurementEnd(page: Page): Promise<FinishedMeasurement> {
  const ended = await page.waitForFunction(
    () => {
      const found = (window as { paretoscopeMeasurement?: { state: string } }).paretoscopeMeasurement;
      return found !== undefined && found.state !== "running" ? found : null;
    },
    null,
    { timeout: 110_000, polling: 200 },
  );
  return (await ended.jsonValue()) as unknown as FinishedMeasurement;
}

/**
 * Measures until a fit holds: machines that run tests are busy, and a fit that misses its stacks is refused, as it
 * should be. Three refusals in a row are a failure.
 */
export async function measureUntilValid(page: Page, address: string): Promise<FinishedMeasurement> {
  await page.goto(address);
  let found = await measurementEnd(page);
  for (let attempt = 1; attempt < 3 && found.document?.result.refusal !== null; attempt++) {
    await page.evaluate(() => {
      Object.assign(window, { paretoscopeMeasurement: { state: "running" } });
    });
    await page.getByTestId("measure-start").click();
    found = await measurementEnd(page);
  }
  return found;
}

/** Lets the page predict on a measured device: it does so by itself unless the machine was too busy during the run. */
export async function predictOnIt(page: Page, id: string): Promise<void> {
  const use = page
    .locator(`[data-testid="measured-device"][data-id="${id}"]`)
    .getByRole("button", { name: /Predict on it|In use/ });
  await expect(use).toBeVisible();
  if (await use.isEnabled()) await use.click();
}

/** Waits until the run is at a stage. */
export async function atStage(page: Page, stage: "loading" | "checking" | "timing"): Promise<void> {
  await expect(page.getByTestId("measure-progress")).toHaveAttribute("data-stage", stage, {
    timeout: 150_000,
  });
}

/**
 * Cancels, and expects the worker to be ended within 100 ms: it is, in the very click. How long the page takes to show it
 * depends on what else the machine does, and is noted beside the test.
 */
export async function expectQuickCancel(page: Page): Promise<void> {
  const { endedMs, shownMs } = await page.evaluate(async () => {
    const { terminate } = Worker.prototype;
    let ended = Number.POSITIVE_INFINITY;
    Worker.prototype.terminate = function () {
      terminate.call(this);
      ended = performance.now();
    };
    const cancel = document.querySelector<HTMLButtonElement>('[data-testid="measure-cancel"]');
    const start = performance.now();
    cancel?.click();
    const endedAfter = ended - start;
    while (cancel?.isConnected === true) await new Promise((resolve) => setTimeout(resolve, 1));
    return { endedMs: endedAfter, shownMs: performance.now() - start };
  });
  test.info().annotations.push({ type: "cancel", description: `shown after ${shownMs.toFixed(0)} ms` });
  expect(endedMs).toBeLessThan(100);
}

/** Waits until a run is on and its worker lives. */
export async function measureWorker(page: Page): Promise<Worker> {
  await expect.poll(() => page.workers().length, { timeout: 30_000 }).toBeGreaterThan(0);
  const [worker] = page.workers();
  if (worker === undefined) throw new Error("no worker");
  return worker;
}

/** No worker is left, which means that its memory and its GPU device are given back. */
export async function expectNoWorker(page: Page): Promise<void> {
  await expect.poll(() => page.workers().length).toBe(0);
}

/** x of every mark on the plot by id: where the models stand on the chosen device. */
export async function frontierPositions(page: Page): Promise<Readonly<Record<string, string>>> {
  const marks = await page.getByTestId("frontier-point").all();
  const entries = await Promise.all(
    marks.map(
      async (mark) => [await mark.getAttribute("data-id"), await mark.getAttribute("data-x")] as const,
    ),
  );
  return Object.fromEntries(entries.map(([id, x]) => [id ?? "", x ?? ""]));
}
