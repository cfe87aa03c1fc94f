import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { decodeShareHash } from "@/lib/store/shareLink";
import { expectNoViolations, openWorkbench } from "./workbenchPage";

const root = join(import.meta.dirname, "..", "..");

function cli(...words: string[]): Record<string, never> {
  const tsx = join(root, "node_modules", "tsx", "dist", "cli.mjs");
  const text = execFileSync(process.execPath, [tsx, "lib/cli/main.ts", ...words], {
    cwd: root,
    encoding: "utf8",
  });
  return JSON.parse(text);
}

/** A figure of the estimates panel. */
function estimate(page: Page, metric: string): Locator {
  return page
    .getByRole("region", { name: "Estimates" })
    .locator(`[data-testid=estimate][data-metric=${metric}]`);
}

async function readValue(figure: Locator, attribute = "data-value"): Promise<number> {
  return Number(await figure.getAttribute(attribute));
}

test("a deeper, thinner model of the same size: figures and plot follow, and the command line agrees", async ({
  page,
}) => {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  await openWorkbench(page);
  const latency = estimate(page, "latencyMs");
  const parameters = estimate(page, "params");
  await expect(latency).toBeVisible();
  const own = page.locator("[data-testid=frontier-point][data-id=design]");
  const before = {
    latency: await readValue(latency),
    parameters: await readValue(parameters),
    x: await readValue(own, "data-x"),
  };
  expect(before.parameters).toBe(965_389_440);

  const slider = page.getByTestId("depth-width");
  await slider.focus();
  for (let step = 0; step < 4; step++) await slider.press("ArrowRight");
  await expect(slider).toHaveValue("16");
  await expect(page.getByRole("list", { name: "What the walk changed" })).toContainText(/[Hh]idden size/);

  const after = { latency: await readValue(latency), parameters: await readValue(parameters) };
  expect(Math.abs(after.parameters / before.parameters - 1)).toBeLessThan(0.01);
  expect(after.latency).toBeGreaterThan(before.latency);
  expect(await readValue(own, "data-x")).not.toBe(before.x);

  await expect.poll(() => new URL(page.url()).hash.length).toBeGreaterThan(2);
  const designOf = () => {
    const read = decodeShareHash(new URL(page.url()).hash);
    return read?.ok ? read.value.document.design : null;
  };
  await expect
    .poll(() => designOf()?.stages.reduce((sum, { repeat, layers }) => sum + repeat * layers.length, 0))
    .toBe(32);
  const folder = mkdtempSync(join(tmpdir(), "paretoscope-"));
  try {
    const file = join(folder, "design.json");
    writeFileSync(file, JSON.stringify(designOf()));
    const described: { params?: { total: number } } = cli("describe", file);
    expect(described.params?.total).toBe(after.parameters);
    const predicted: { latencyMs?: { value: number; lo: number; hi: number } } = cli(
      "predict",
      file,
      "--device",
      "h100_sxm",
      "--workload",
      "paper-8k",
    );
    expect(predicted.latencyMs?.value).toBeCloseTo(after.latency, 6);
    expect(predicted.latencyMs?.lo).toBeCloseTo(await readValue(latency, "data-lo"), 6);
    expect(predicted.latencyMs?.hi).toBeCloseTo(await readValue(latency, "data-hi"), 6);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  // One drag by keyboard is undone step by step; the first design comes back exactly.
  while (await page.getByTestId("undo").isEnabled()) await page.getByTestId("undo").click();
  expect(await readValue(latency)).toBe(before.latency);
  expect(complaints).toEqual([]);
});

/** Table 6 as printed, typed in here on its own. */
const tableSix: Readonly<Record<string, readonly [latency: number, average: number]>> = {
  "amd-olmo-1b": [24.66, 35.63],
  "llama-3.2-1b": [21.44, 41.45],
  "qwen2.5-0.5b": [22.81, 45.16],
  "qwen3-0.6b": [27.55, 44.11],
  "nemotron-flash-1b": [14.45, 49.63],
  "h2o-danube3-4b": [45.92, 44.37],
  "smollm2-1.7b": [31.11, 46.21],
  "llama-3.2-3b": [45.47, 50.89],
  "qwen2.5-1.5b": [34.5, 54.65],
  "qwen3-1.7b": [36.2, 55.47],
  "qwen2.5-3b": [49.4, 58.96],
  "nemotron-flash-3b": [28.71, 60.98],
  "nemotron-flash-3b-tp": [27.95, 60.84],
};

test("published models lie where Table 6 says, and the headline ratios can be read", async ({ page }) => {
  await openWorkbench(page);
  await page.getByRole("button", { name: "Table 6" }).click();
  for (const [id, [seconds, average]] of Object.entries(tableSix)) {
    const point = page.locator(`[data-testid=frontier-point][data-id="${id}"]`);
    await expect(point).toHaveAttribute("data-y", String(average));
    expect(await readValue(point, "data-x")).toBeCloseTo(seconds * 1000, 9);
  }
  const words = page.getByRole("region", { name: "Frontier" });
  await expect(words).toContainText("1.9x faster, 45.6x the throughput and +5.5 points average");
  await expect(words).toContainText("1.3x faster, 18.7x the throughput and +5.5 points average");
  // Averages of sixteen tasks are the recipe's doing: the design has a latency there and no height.
  await expect(words).toContainText("not predictable from architecture");
});

test("the server sends its policy, and the page lives within it", async ({ page, request }) => {
  const response = await request.get("/");
  const headers = response.headers();
  const policy = headers["content-security-policy"] ?? "";
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval' 'sha256-");
  expect(policy).not.toContain("'unsafe-eval'");
  expect(policy.split("; ").find((directive) => directive.startsWith("script-src"))).not.toContain(
    "unsafe-inline",
  );
  expect(policy).toContain("frame-ancestors 'none'");
  expect(headers["cross-origin-opener-policy"]).toBe("same-origin");
  expect(headers["cross-origin-embedder-policy"]).toBe("require-corp");
  expect(headers["x-powered-by"]).toBeUndefined();
  await openWorkbench(page);
  expect(await page.evaluate(() => window.crossOriginIsolated)).toBe(true);
});

test("the methods page shows evaluation, studies and coefficients without a violation", async ({ page }) => {
  await page.goto("/methods");
  await expect(page.getByRole("heading", { name: "How every number is made" })).toBeVisible();
  for (const title of ["Depth and width", "Weight normalisation", "Meta tokens", "Published models"])
    await expect(page.getByRole("heading", { name: title, exact: true })).toBeVisible();
  await expect(page.getByText("Five folds over shape families").first()).toBeVisible();
  await expectNoViolations(page);
});

test("an own table of trainings corrects the prediction and goes away again", async ({ page }) => {
  await openWorkbench(page);
  const loss = estimate(page, "loss");
  const before = await readValue(loss);
  await page.getByRole("button", { name: "Quality", exact: true }).click();
  const csv = `design,tokens,loss\npreset:nemotron-flash-1b,4.5e12,2.3\n`;
  const chooser = page.getByRole("region", { name: "Your own results" }).locator("input[type=file]");
  await chooser.setInputFiles({ name: "bad.csv", mimeType: "text/csv", buffer: Buffer.from("a,b\n1,2\n") });
  await expect(page.getByRole("region", { name: "Your own results" }).getByTestId("message")).toContainText(
    "columns",
  );
  expect(await readValue(loss)).toBe(before);
  await chooser.setInputFiles({ name: "mine.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
  await expect.poll(() => readValue(loss)).toBeLessThan(before);
  await page.getByRole("button", { name: "Back to the literature" }).click();
  await expect.poll(() => readValue(loss)).toBe(before);
});
