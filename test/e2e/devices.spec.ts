import { readFile } from "node:fs/promises";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { predictRow } from "@/lib/latency/predictRow";
import { shippedProfile } from "@/test/lib/latency/shippedProfile";
import { expectNoViolations, openWorkbench } from "./workbenchPage";

const panel = (page: Page): Locator => page.locator("#drawer-panel");
const device = (page: Page, name: string): Locator =>
  panel(page).getByTestId("device").filter({ hasText: name });
const field = (page: Page, name: string): Locator =>
  page.getByTestId("device-form").locator(`[name="${name}"]`);
const latency = (page: Page): Locator =>
  page.getByLabel("Estimates", { exact: true }).locator('[data-testid="estimate"][data-metric="latencyMs"]');

async function openDevices(page: Page): Promise<void> {
  const tab = page.getByLabel("Drawer").getByRole("button", { name: "Devices", exact: true });
  if ((await tab.getAttribute("aria-expanded")) !== "true") await tab.click();
  await expect(page.getByRole("table", { name: "Devices" })).toBeVisible();
}

async function typeDevice(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Type in a device" }).click();
  await field(page, "name").fill(name);
  await field(page, "memoryBytes").fill("24");
  await field(page, "bandwidth").fill("1,008");
  await field(page, "peakBf16").fill("165.2");
  await field(page, "cacheBytes").fill("72");
  await field(page, "sms").fill("128");
  await page.getByRole("button", { name: "Save and predict on it" }).click();
}

/** GEMMs of a device with 3 µs of launch, 80 TFLOP/s and 800 GB/s, with a spread of a few percent. */
function gemmTable(rows: number): string {
  const lines = Array.from({ length: rows }, (_, row) => {
    const [m, n, k] = [2 ** (row % 12), 512 * (1 + (row % 7)), 512 * (1 + (Math.floor(row / 7) % 9))];
    const work = Math.max((2 * m * n * k) / 80e6, (2 * (m * n + n * k + m * k)) / 800e3);
    return `bf16,${m},${n},${k},${(3 + work) * (1 + 0.03 * Math.sin(17 * row))}`;
  });
  return ["dtype,m,n,k,latency_us", ...lines].join("\n");
}

/** Decode attention of a device whose kernels take `slowdown` times as long as an H100's. */
function decodeTable(rows: number, slowdown: number): string {
  const h100 = shippedProfile("h100_sxm");
  const lines = Array.from({ length: rows }, (_, row) => {
    const shape = { batch: 2 ** (row % 7), context: 2 ** (7 + (row % 8)) - 1, heads: 8 * (1 + (row % 4)) };
    const [kvHeads, headDim] = [[2, 4, 8][row % 3]!, [64, 128][row % 2]!];
    const { predicted_us } = predictRow(h100, {
      kernelClass: "decode_attention",
      implementation: "",
      kernel: { op: "attention", phase: "decode", tokens: 1, ...shape, kvHeads, headDim, window: null },
    });
    return `${shape.batch},${shape.context},${shape.heads},${kvHeads},${headDim},0,${slowdown * predicted_us}`;
  });
  return ["batch,context,heads,kv_heads,head_dim,window,latency_us", ...lines].join("\n");
}

async function fitTable(page: Page, name: string, text: string): Promise<void> {
  await page.getByRole("button", { name: "Fit timings" }).click();
  await page
    .getByTestId("fit-files")
    .setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
}

test.describe("devices", () => {
  test.beforeEach(async ({ page }) => {
    await openWorkbench(page);
    await openDevices(page);
  });

  test("a shipped device shows its evaluation, stacks, ranges, provenance and licence before it is chosen", async ({
    page,
  }) => {
    await device(page, "L40S").getByRole("button").click();
    const report = page.getByTestId("device-report");
    await expect(report).toHaveAttribute("data-id", "l40s");
    await expect(report.getByTestId("evaluation").getByRole("row", { name: /GEMM, bf16/ })).toContainText(
      "%",
    );
    await expect(report.getByTestId("device-stack").first()).toContainText("µs");
    await expect(report.getByTestId("kernel-classes").locator('[data-class="gemm_bf16"]')).toContainText(
      /m 1 to [\d,]+/,
    );
    await expect(report.getByTestId("kernel-classes")).toContainText("none: modelled throughout");
    await report.getByText("Licence notice").click();
    await expect(report.locator("pre")).toContainText("Apache");
    await expect(page.getByTestId("device-select")).toHaveValue("h100_sxm");
    const before = await latency(page).getAttribute("data-value");
    await report.getByRole("button", { name: "Predict on it" }).click();
    await expect(page.getByTestId("device-select")).toHaveValue("l40s");
    await expect(latency(page)).not.toHaveAttribute("data-value", before ?? "");
  });

  test("a typed device is used at once with a wide band, survives a reload, and comes back after deletion", async ({
    page,
  }) => {
    await typeDevice(page, "Bench card");
    await expect(page.getByTestId("device-select").locator("option:checked")).toHaveText(
      "Bench card (typed)",
    );
    const figure = latency(page);
    await expect(figure).toHaveAttribute("data-source", "modelled");
    const [value, lo, hi] = await Promise.all(
      ["data-value", "data-lo", "data-hi"].map(async (name) => Number(await figure.getAttribute(name))),
    );
    expect((hi! - lo!) / value!).toBeGreaterThan(0.4);
    await expect(page.getByTestId("device-report")).toContainText("Modelled from the data sheet alone");

    await page.reload();
    await page.locator("html[data-ready]").waitFor();
    await expect(page.getByTestId("device-select").locator("option:checked")).toHaveText(
      "Bench card (typed)",
    );
    await expect(latency(page)).toHaveAttribute("data-value", String(value));

    await openDevices(page);
    await page.getByRole("button", { name: "Delete Bench card" }).click();
    await expect(device(page, "Bench card")).toHaveCount(0);
    await expect(page.getByTestId("device-select")).toHaveValue("h100_sxm");
    await page.getByRole("button", { name: "Bring it back" }).click();
    await expect(device(page, "Bench card")).toHaveCount(1);
    await expect(page.getByTestId("device-select").locator("option:checked")).toHaveText(
      "Bench card (typed)",
    );
  });

  test("the form says at each field what is wrong with it, and edits a device in place", async ({ page }) => {
    await page.getByRole("button", { name: "Type in a device" }).click();
    await page.getByRole("button", { name: "Save and predict on it" }).click();
    await expect(field(page, "name")).toBeFocused();
    await expect(page.getByTestId("device-form").getByTestId("message")).toHaveCount(6);
    await field(page, "memoryBytes").fill("24e9");
    await expect(page.locator('[data-field="memoryBytes"]')).toContainText("from 0.5 to 20,000 GB");
    await field(page, "peakBf16").fill("165,2");
    await expect(page.locator('[data-field="peakBf16"]')).toContainText("Write 165.2 with a point");
    await page.keyboard.press("Escape");

    await typeDevice(page, "Bench card");
    const before = Number(await latency(page).getAttribute("data-value"));
    await page.getByRole("button", { name: "Edit", exact: true }).click();
    await field(page, "bandwidth").fill("2016");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(device(page, "Bench card")).toContainText("2.02 TB/s");
    await expect
      .poll(async () => Number(await latency(page).getAttribute("data-value")))
      .toBeLessThan(0.7 * before);
  });

  test("by keyboard alone a device is typed in and chosen", async ({ page }) => {
    await page.getByRole("button", { name: "Type in a device" }).focus();
    await page.keyboard.press("Enter");
    await expect(field(page, "name")).toBeFocused();
    for (const text of ["Keyboard card", "16", "400", "60", "", "32", "60"]) {
      await page.keyboard.type(text);
      await page.keyboard.press("Tab");
    }
    await expect(page.getByRole("button", { name: "Save and predict on it" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByTestId("device-select").locator("option:checked")).toHaveText(
      "Keyboard card (typed)",
    );
  });

  test("a profile goes out as a file and comes in as a device of its own", async ({ page }) => {
    await typeDevice(page, "Bench card");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Export profile" }).click(),
    ]);
    const text = await readFile(await download.path(), "utf8");
    expect(JSON.parse(text)).toMatchObject({ schema: "paretoscope/device-profile@2", name: "Bench card" });
    await page
      .getByTestId("profile-import")
      .setInputFiles({ name: "card.json", mimeType: "application/json", buffer: Buffer.from(text) });
    await expect(device(page, "Bench card (2)")).toHaveCount(1);
    await page
      .getByTestId("profile-import")
      .setInputFiles({ name: "bad.json", mimeType: "application/json", buffer: Buffer.from('{"schema":1}') });
    await expect(page.getByText("The profile was not read")).toBeVisible();
    await expect(panel(page).getByTestId("device")).toHaveCount(9);
  });

  test("a table of kernels is fitted off the page's thread, judged, and saved as a device", async ({
    page,
  }) => {
    await fitTable(page, "bench_card.csv", gemmTable(1500));
    const view = page.getByTestId("fit");
    await expect(view).toHaveAttribute("data-state", "fitted", { timeout: 90_000 });
    await expect(view.getByTestId("evaluation").getByRole("row", { name: /GEMM, bf16/ })).toContainText(
      "1,500",
    );
    await expect(view.getByTestId("fit-notes")).toContainText("memory");
    await expect(view.locator('svg[data-chart="Predicted against measured"] path')).toHaveCount(4);
    await expect(view.locator('svg[data-chart="Residuals"]')).toBeVisible();
    await expectNoViolations(page);
    await view.getByTestId("fit-save").click();
    await expect(device(page, "bench card")).toHaveAttribute("data-origin", "fitted");
    await page.getByRole("button", { name: "Predict on it" }).first().click();
    await expect(page.getByTestId("device-select").locator("option:checked")).toHaveText(
      "bench card (fitted)",
    );
    await expect(latency(page)).toBeVisible();
  });

  test("a table dropped anywhere on the tab is fitted", async ({ page }) => {
    const data = await page.evaluateHandle((text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], "dropped.csv", { type: "text/csv" }));
      return transfer;
    }, gemmTable(300));
    await page.getByRole("table", { name: "Devices" }).dispatchEvent("drop", { dataTransfer: data });
    await expect(page.getByTestId("fit")).toHaveAttribute("data-state", "fitted", { timeout: 90_000 });
    await expect(page.getByTestId("fit")).toContainText("dropped.csv");
  });

  test("few rows borrow from the shipped devices, and are fitted alone where those cannot be had", async ({
    page,
  }) => {
    const slowH100 = decodeTable(120, 1.7);
    await fitTable(page, "few.csv", slowH100);
    const view = page.getByTestId("fit");
    await expect(view).toHaveAttribute("data-state", "fitted", { timeout: 90_000 });
    await expect(view.getByTestId("fit-notes")).toContainText(/Attention, decode: .* borrowed from NVIDIA H/);
    await view.getByRole("button", { name: "Close" }).click();
    await page.route("**/profiles/*.json", (route) => route.abort());
    await fitTable(page, "few.csv", slowH100);
    await expect(view).toHaveAttribute("data-state", "fitted", { timeout: 90_000 });
    await expect(view.getByTestId("fit-notes")).not.toContainText("borrowed");
  });

  test("a million rows are cancelled or fitted while the page answers", async ({ page }) => {
    test.slow();
    await fitTable(page, "million.csv", gemmTable(1_000_000));
    const view = page.getByTestId("fit");
    await expect(view).toHaveAttribute("data-state", "running");
    await expect(view).toContainText(/GEMM, bf16, \d+ %/, { timeout: 120_000 });
    await page.getByTestId("undo").hover();
    await page.getByLabel("Drawer").getByRole("button", { name: "Why", exact: true }).click();
    await openDevices(page);
    await page.getByRole("button", { name: "Fit timings" }).click();
    await page.getByTestId("fit-cancel").click();
    await expect(page.getByTestId("fit")).toHaveAttribute("data-state", "empty");
  });

  test("a file that is refused while a fit is on says why", async ({ page }) => {
    await fitTable(page, "large.csv", gemmTable(400_000));
    const view = page.getByTestId("fit");
    await expect(view).toContainText(/GEMM, bf16, \d+ %/, { timeout: 120_000 });
    await fitTable(page, "bad.csv", "");
    await expect(view.getByTestId("message")).toContainText(/empty/);
    await page.waitForTimeout(300);
    await expect(view).toHaveAttribute("data-state", "refused");
  });

  test("a half-typed data sheet outlives Escape and a look at another tab", async ({ page }) => {
    await page.getByRole("button", { name: "Type in a device" }).click();
    await field(page, "bandwidth").fill("1,008");
    await field(page, "bandwidth").press("Escape");
    await expect(page.getByTestId("device-form")).toHaveCount(0);
    await page.getByRole("button", { name: "Type in a device" }).click();
    await expect(field(page, "bandwidth")).toHaveValue("1,008");
    await page.getByLabel("Drawer").getByRole("button", { name: "Why", exact: true }).click();
    await openDevices(page);
    await expect(field(page, "bandwidth")).toHaveValue("1,008");
    await page.getByTestId("device-form").getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Type in a device" }).click();
    await expect(field(page, "bandwidth")).toHaveValue("");
  });

  test("bad tables are refused with the line and the mend, and change nothing", async ({ page }) => {
    const message = page.getByTestId("fit").getByTestId("message");
    const header = "dtype,m,n,k,latency_us";
    const cases = [
      ["dtype,m,n,latency_us\nbf16,1,512,3", /also needs k/],
      [`${header}\nbf16,1,512,512,-3`, /line 2, latency_us.*positive number.*-3/s],
      [`${header}\nbf16,1,512,512,NaN`, /positive number.*NaN/s],
      [`${header},latency_ms\nbf16,1,512,512,3,0.003`, /Units are mixed/],
      [`${header}\nbf16,1,512,512,3\nbf16,2,512,512,3`, /Too few rows/],
      ["", /empty/],
    ] as const;
    for (const [text, expected] of cases) {
      await fitTable(page, "bad.csv", text);
      await expect(message).toContainText(expected);
      await expect(message).toContainText("Nothing was fitted");
    }
    await expect(panel(page).getByTestId("device")).toHaveCount(7);
  });

  test("axe finds nothing on the report, the form and their dark siblings", async ({ page }) => {
    await expect(page.getByTestId("device-report")).toBeVisible();
    await expectNoViolations(page);
    await page.emulateMedia({ colorScheme: "dark" });
    await page.getByRole("button", { name: "Type in a device" }).click();
    await page.getByRole("button", { name: "Save and predict on it" }).click();
    await expectNoViolations(page);
  });
});

test.describe("the workload", () => {
  test("is edited field by field, saved with the document, and undone as one step", async ({ page }) => {
    await openWorkbench(page);
    const before = await latency(page).getAttribute("data-value");
    await page.getByTestId("workload-edit").click();
    const form = page.getByTestId("workload-form");
    await expect(form.getByLabel("Phase")).toBeFocused();
    await form.getByLabel("Phase").selectOption("both");
    await form.getByLabel("Prompt, tokens").fill("0");
    await expect(form.getByTestId("message")).toContainText("at least 1");
    await form.getByLabel("Prompt, tokens").fill("2,048");
    await form.getByLabel("New tokens").fill("128");
    await form.getByLabel("Batch, sequences").fill("4");
    await form.getByLabel("Weights").selectOption("fp8");
    await form.getByLabel("KV cache").selectOption("fp8");
    await expectNoViolations(page);
    await form.getByLabel("New tokens").press("Enter");
    const name = "Prompt 2,048, then 128 new, batch 4, fp8, fp8 cache";
    await expect(page.getByTestId("workload-select").locator("option:checked")).toHaveText(name);
    await expect(latency(page)).not.toHaveAttribute("data-value", before ?? "");
    await expect(page.locator('[data-testid="estimate"][data-metric="prefillMs"]').first()).toBeVisible();

    await page.reload();
    await page.locator("html[data-ready]").waitFor();
    await expect(page.getByTestId("workload-select").locator("option:checked")).toHaveText(name);
  });

  test("goes back with undo", async ({ page }) => {
    await openWorkbench(page);
    await page.getByTestId("workload-edit").click();
    await page.getByTestId("workload-form").getByLabel("Largest batch that fits").check();
    await page.getByRole("button", { name: "Use this workload" }).click();
    await expect(page.getByTestId("workload-select").locator("option:checked")).toContainText(
      "largest batch",
    );
    await page.getByTestId("undo").click();
    await expect(page.getByTestId("workload-select")).toHaveValue("paper-8k");
  });
});
