import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import {
  atStage,
  expectNoWorker,
  expectQuickCancel,
  frontierPositions,
  measurementEnd,
  measureUntilValid,
  measureWorker,
  openMeasureTab,
  predictOnIt,
} from "./measurePage";
import { expectNoViolations } from "./workbenchPage";

const small = "hidden=256&contexts=64,256&prompts=16&rounds=60";
const tiny = "hidden=64&contexts=16&prompts=8&rounds=4&cold=0";

// One after another: measurements side by side would disturb each other.
test.describe.configure({ mode: "default" });

test.beforeEach(({ page }) => page.addInitScript(() => localStorage.setItem("paretoscope-tour", "seen")));

test("measures on WebAssembly, validates, keeps the profile and predicts for it", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByTestId("frontier-point").first()).toBeVisible();
  const before = await frontierPositions(page);

  const { document } = await measureUntilValid(page, `/?measure=quick&backend=wasm&${small}`);
  expect(document.findings.checks.length).toBeGreaterThan(30);
  for (const { name, figure } of document.findings.checks)
    expect(figure.largestError, name).toBeLessThan(1e-5);
  expect(document.result.refusal).toBeNull();
  expect(document.result.validationErrorPercent).toBeLessThanOrEqual(15);
  expect(document.result.profile?.id).toBe(document.id);

  await predictOnIt(page, document.id);
  await expect(page.getByTestId("device-select")).toHaveValue(document.id);
  await expect.poll(async () => (await frontierPositions(page)).design).not.toBe(before.design);
  await expectNoWorker(page);

  // Kept over a reload, raw samples included, and the page still predicts for it.
  await page.goto("/");
  await expect(page.getByTestId("device-select").locator(`option[value="${document.id}"]`)).toHaveCount(1);

  // Exported and imported as one JSON.
  await openMeasureTab(page);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page
      .getByRole("button", { name: `Export ${document.name}` })
      .first()
      .click(),
  ]);
  const text = readFileSync(await download.path(), "utf8");
  const copy = JSON.stringify({ ...JSON.parse(text), id: "measured-copy", name: "A copy" });
  await page
    .getByTestId("measurement-import")
    .setInputFiles({ name: "copy.json", mimeType: "application/json", buffer: Buffer.from(copy) });
  const imported = page.locator('[data-testid="measured-device"][data-id="measured-copy"]');
  await expect(imported).toBeVisible();
  await imported.getByRole("button", { name: "Compare with A copy" }).click();
  await page.locator(`[data-testid="measured-device"][data-id="${document.id}"] button`).first().click();
  await expect(page.getByTestId("device-comparison")).toHaveAttribute("data-ratio", "1");
  await expectNoViolations(page);
});

test("a file that is no measurement is refused with what is wrong", async ({ page }) => {
  await page.goto("/?measure=quick&backend=nowhere");
  await expect(page.getByTestId("message").filter({ hasText: "must be one of" }).first()).toBeVisible();
  await openMeasureTab(page);
  await page.getByTestId("measurement-import").setInputFiles({
    name: "bad.json",
    mimeType: "application/json",
    buffer: Buffer.from('{"schema":"paretoscope/measurement@1"}'),
  });
  await expect(page.getByTestId("message").filter({ hasText: "not read" })).toBeVisible();
});

test("without WebGPU it says so and falls back to WebAssembly", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByTestId("measure-start")).toBeEnabled();
  await expect(page.getByTestId("measure-start")).toContainText(/about \d+ s.*MB download/);
  await openMeasureTab(page);
  await expect(page.getByTestId("backend-webgpu")).toContainText("not usable");
  await expect(page.getByTestId("measure-fallbacks")).toContainText(/WebGPU/);
  await expect(page.getByTestId("measure-backend")).toHaveValue(/^wasm/);
});

test("without isolation it measures on one thread and says why", async ({ page }) => {
  await page.route("**/*", async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers() };
    delete headers["cross-origin-opener-policy"];
    delete headers["cross-origin-embedder-policy"];
    await route.fulfill({ response, headers });
  });
  await page.goto("/");
  await expect(page.getByTestId("measure-start")).toBeEnabled();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  await openMeasureTab(page);
  await expect(page.getByTestId("backend-wasm-threads")).toContainText("not cross-origin isolated");
  await expect(page.getByTestId("measure-backend")).toHaveValue("wasm");
});

test("blocks beyond the memory are left out before anything is allocated", async ({ page }) => {
  await page.goto("/?measure=custom&backend=wasm&hidden=16384&operators=ffn&contexts=0&prompts=&rounds=4");
  const { document } = await measurementEnd(page);
  const ffn = document.findings.skipped.find(({ name }) => name.startsWith("FFN"));
  expect(ffn?.reason).toMatch(/weights take [\d,]+ MB, more than/);
  expect(document.result.refusal?.reason).toMatch(/too few/);
  expect(document.result.profile).toBeNull();
  await expect(page.getByTestId("message").filter({ hasText: "Measured, but not used" })).toBeVisible();
});

for (const stage of ["loading", "checking", "timing"] as const)
  test(`cancels within 100 ms while ${stage}`, async ({ page }) => {
    const rounds = stage === "timing" ? "hidden=512&contexts=128&prompts=16&rounds=400" : tiny;
    await page.goto(`/?measure=quick&backend=wasm&${rounds}`);
    await atStage(page, stage);
    await expectQuickCancel(page);
    await expectNoWorker(page);
    expect((await measurementEnd(page)).state).toBe("cancelled");
    await expect(page.getByTestId("measure-start")).toBeEnabled();
  });

test("cancels within 100 ms while paused", async ({ page }) => {
  await page.goto("/?measure=quick&backend=wasm&hidden=64&contexts=16&prompts=&rounds=400&cold=0");
  await atStage(page, "timing");
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByTestId("measure-status")).toContainText("Paused");
  await expectQuickCancel(page);
  await expectNoWorker(page);
  expect((await measurementEnd(page)).state).toBe("cancelled");
});

test("a back end that runs out of memory leaves out what does not fit, and does the rest", async ({
  page,
}) => {
  // The engine's own refusal once the heap may grow no more, in every worker: the large FFN does not fit beside the rest.
  page.on("worker", (worker) => {
    void worker
      .evaluate(() => {
        const grow = WebAssembly.Memory.prototype.grow;
        WebAssembly.Memory.prototype.grow = function (pages) {
          if (this.buffer.byteLength + pages * 65_536 > 100e6)
            throw new RangeError("WebAssembly.Memory.grow(): Maximum memory size exceeded");
          return grow.call(this, pages);
        };
      })
      .catch(() => {});
  });
  await page.goto(
    "/?measure=custom&backend=wasm&operators=ffn&hidden=64,2048&contexts=0&prompts=&rounds=6&cold=0",
  );
  const found = await measurementEnd(page);
  expect(found.state).toBe("finished");
  const { skipped, samples } = found.document.findings;
  expect(skipped.map(({ name }) => name).join()).toMatch(/FFN, hidden 2,048/);
  for (const { name, reason } of skipped) expect(reason, name).not.toBe("");
  expect(samples.map(({ id }) => id).join()).toMatch(/ffn\/h64/);
  expect(found.document.result.refusal?.reason).toMatch(/could be timed/);
  await expectNoWorker(page);
});

test("a reload in mid-run keeps nothing and says so", async ({ page }) => {
  await page.goto(`/?measure=quick&backend=wasm&${tiny}`);
  await atStage(page, "checking");
  await page.goto("/");
  await expect(
    page.getByTestId("message").filter({ hasText: "ended when the page was reloaded" }),
  ).toBeVisible();
  await expectNoWorker(page);
  await expect(page.getByTestId("measure-start")).toBeEnabled();
});

test("a worker that hangs is ended, and another does the rest", async ({ page }) => {
  await page.clock.install();
  await page.goto("/?measure=quick&backend=wasm&hidden=64&contexts=16&prompts=&rounds=200&cold=0");
  await atStage(page, "timing");
  const worker = await measureWorker(page);
  await worker.evaluate(() => {
    setTimeout(() => {
      for (;;);
    });
  });
  await page.waitForTimeout(500);
  await page.clock.fastForward(61_000);
  await expect(page.getByTestId("message").filter({ hasText: "no sign of life" }).first()).toBeVisible();
  const found = await measurementEnd(page);
  expect(found.state).toBe("finished");
  expect(found.document.findings.incidents.join()).toMatch(/no sign of life/);
  await expectNoWorker(page);
});

test("pauses and goes on", async ({ page }) => {
  await page.goto("/?measure=quick&backend=wasm&hidden=64&contexts=16&prompts=&rounds=100&cold=0");
  await atStage(page, "timing");
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByTestId("measure-status")).toContainText("Paused");
  await page.getByRole("button", { name: "Resume" }).click();
  expect((await measurementEnd(page)).state).toBe("finished");
});
