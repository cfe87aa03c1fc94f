import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { decodeShareHash } from "../../lib/store/shareLink";
import { openWorkbench } from "./workbenchPage";

async function figure(page: Page, metric: string): Promise<number> {
  const element = page.locator(`[data-testid=estimate][data-metric=${metric}]`).first();
  await expect(element).toHaveAttribute("data-value", /\d/);
  return Number(await element.getAttribute("data-value"));
}

/** The design the address holds, once the address has followed. */
async function designInAddress(page: Page) {
  await page.waitForTimeout(600);
  const linked = decodeShareHash(await page.evaluate(() => location.hash));
  if (!linked?.ok) throw new Error("the address holds no design");
  return linked.value.document.design;
}

function cli(...words: readonly string[]) {
  const output = execFileSync("npx", ["tsx", "lib/cli/main.ts", ...words], { encoding: "utf8" });
  return JSON.parse(output) as Record<string, { readonly value: number } & Record<string, number>>;
}

test("a deeper, thinner model of the same size: everything follows, and the command line agrees", async ({
  page,
}) => {
  await openWorkbench(page);
  const own = page.locator('[data-testid=frontier-point][data-id="design"]').first();
  const [params, latency] = [await figure(page, "params"), await figure(page, "latencyMs")];
  const x = await own.getAttribute("data-x");

  await page.getByTestId("depth-width").focus();
  for (let step = 0; step < 6; step++) await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("list", { name: "What the walk changed" })).toContainText("Hidden size");
  await expect(page.getByRole("list", { name: "What the walk changed" })).toContainText("FFN");

  const deeper = await figure(page, "params");
  expect(Math.abs(deeper / params - 1)).toBeLessThanOrEqual(0.01);
  const deeperLatency = await figure(page, "latencyMs");
  expect(deeperLatency).not.toBe(latency);
  await expect(own).not.toHaveAttribute("data-x", x ?? "");

  const file = join(mkdtempSync(join(tmpdir(), "paretoscope-")), "deeper.json");
  writeFileSync(file, JSON.stringify(await designInAddress(page)));
  const described = cli("describe", file);
  expect(described.params?.total).toBe(deeper);
  const predicted = cli("predict", file, "--device", "h100_sxm", "--workload", "paper-8k");
  expect(predicted.latencyMs?.value).toBeCloseTo(deeperLatency, 6);
});

test("one drag of the control is one step, and the way back leads to where it began", async ({ page }) => {
  await openWorkbench(page);
  const before = await designInAddress(page);
  const slider = page.getByTestId("depth-width");
  const box = await slider.boundingBox();
  if (box === null) throw new Error("no slider");
  const start = box.x + 8 + (box.width - 16) * (10 / 46);
  await page.mouse.move(start, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(start + 30, box.y + box.height / 2, { steps: 6 });
  await page.mouse.move(start + 60, box.y + box.height / 2, { steps: 6 });
  await page.mouse.up();
  await expect(page.getByTestId("undo")).toHaveAccessibleName(/^Undo: Walk to \d+/);
  await page.getByTestId("undo").click();
  await expect(page.getByTestId("undo")).toBeDisabled();
  expect(await designInAddress(page)).toEqual(before);
});
