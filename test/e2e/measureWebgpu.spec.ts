import { expect, test } from "@playwright/test";
import { chromiumArguments, installedChromium } from "../../lib/host/chromium.mjs";
import {
  atStage,
  expectNoWorker,
  measurementEnd,
  measureUntilValid,
  measureWorker,
  openMeasureTab,
  predictOnIt,
} from "./measurePage";

// WebGPU on a software adapter; without the switch Chromium offers none.
test.use({
  launchOptions: {
    executablePath: installedChromium() ?? undefined,
    args: [...chromiumArguments, "--enable-unsafe-webgpu"],
  },
});
test.describe.configure({ mode: "default", timeout: 300_000 });

const small = "hidden=128&contexts=64,256&prompts=16&rounds=12&cold=0";

test("measures on WebGPU, labels the software adapter and keeps the profile", async ({ page }) => {
  const { document } = await measureUntilValid(page, `/?measure=quick&backend=webgpu&${small}`);
  expect(document.findings.checks.length).toBeGreaterThan(30);
  for (const { name, figure } of document.findings.checks)
    expect(figure.largestError, name).toBeLessThan(1e-5);
  expect(document.name).toContain("software adapter");
  expect(document.result.refusal).toBeNull();
  expect(document.result.validationErrorPercent).toBeLessThanOrEqual(15);
  await predictOnIt(page, document.id);
  await expect(page.getByTestId("device-select")).toHaveValue(document.id);
  await expect(page.getByTestId("measured-device").first()).toHaveAttribute("data-software", "true");
  await expectNoWorker(page);
});

test("a device destroyed in mid-run is replaced, and the run goes on", async ({ page }) => {
  await page.goto(
    "/?measure=custom&backend=webgpu&operators=ffn&hidden=64&contexts=0&prompts=&rounds=20&cold=0",
  );
  const worker = await measureWorker(page);
  await worker.evaluate(() => {
    const { prototype } = GPUAdapter;
    const requestDevice = prototype.requestDevice;
    prototype.requestDevice = async function (...options) {
      const device = await requestDevice.apply(this, options);
      Object.assign(self, { deviceUnderTest: device });
      return device;
    };
  });
  await atStage(page, "timing");
  await worker.evaluate(() => (self as unknown as { deviceUnderTest: GPUDevice }).deviceUnderTest.destroy());
  const found = await measurementEnd(page);
  expect(found.state).toBe("finished");
  expect(found.document.findings.incidents.join()).toMatch(/device/i);
  expect(found.document.findings.samples.length).toBeGreaterThan(0);
  await expectNoWorker(page);
});

test("prefers WebAssembly to a software adapter, and says why", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByTestId("measure-start")).toBeEnabled();
  await openMeasureTab(page);
  await expect(page.getByTestId("measure-backend")).toHaveValue(/^wasm/);
  await expect(page.getByTestId("measure-fallbacks")).toContainText("software");
});
