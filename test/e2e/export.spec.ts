import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { strFromU8, unzipSync } from "fflate";
import { expectNoViolations, expectPattern, openWorkbench, typePattern } from "./workbenchPage";

const target = (page: Page, id: string): Locator =>
  page.locator(`[data-testid=export-target][data-id=${id}]`);

async function openExport(page: Page): Promise<void> {
  await openWorkbench(page);
  await page.getByTestId("export").click();
  await expect(target(page, "design")).toBeVisible();
}

/** Downloads the bundle and unpacks it. */
async function download(page: Page, testId: string): Promise<Readonly<Record<string, string>>> {
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByTestId(testId).click()]);
  const inside = unzipSync(readFileSync(await file.path()));
  return Object.fromEntries(Object.entries(inside).map(([path, bytes]) => [path, strFromU8(bytes)]));
}

test.describe("export", () => {
  test("the command opens the matrix, and Nemotron-Flash downloads as a bundle", async ({ page }) => {
    await openExport(page);
    await expect(target(page, "nemotron_flash")).toHaveAttribute("data-verdict", "yes with warnings");
    await expect(target(page, "megatron")).toHaveAttribute("data-verdict", "no");
    await expect(page.getByTestId("export-roundtrip")).toContainText("Reads back to the same design");
    const files = await download(page, "export-download");
    const config = JSON.parse(files["nemotron-flash-1b-nemotron_flash/config.json"] ?? "{}");
    expect(config).toMatchObject({ model_type: "nemotron_flash", num_hidden_layers: 24 });
    expect(files["nemotron-flash-1b-nemotron_flash/README.md"]).toContain("| modelled |");
    const figures = JSON.parse(files["nemotron-flash-1b-nemotron_flash/figures.json"] ?? "{}").figures;
    expect(figures.map(({ id }: { id: string }) => id)).toContain("latencyMs");
  });

  test("edit buttons lead from a refusal to a script that bash accepts, and undo leads back", async ({
    page,
  }) => {
    await openExport(page);
    await target(page, "megatron").click();
    await expect(page.getByTestId("export-reason").first()).toContainText("are DeltaNet");
    while ((await page.getByTestId("export-edit").count()) > 0) {
      const before = await page.getByTestId("export-reason").count();
      await page.getByTestId("export-edit").first().click();
      await expect(page.getByTestId("export-reason")).not.toHaveCount(before);
    }
    await expect(target(page, "megatron")).toHaveAttribute("data-verdict", /yes/);
    await expectPattern(page, "(gd f m2 f a f m2 f)x2 (gd f m2 f)x2");
    const files = await download(page, "export-download");
    execFileSync("bash", ["-n"], { input: files["nemotron-flash-1b-edited-megatron/train.sh"] ?? "(" });
    await page.getByTestId("undo").click();
    await page.getByTestId("undo").click();
    await expect(target(page, "megatron")).toHaveAttribute("data-verdict", "no");
  });

  test("the matrix follows the design", async ({ page }) => {
    await openExport(page);
    await typePattern(page, "(m2)x12");
    await expect(target(page, "mamba2")).toHaveAttribute("data-verdict", "no");
    await target(page, "mamba2").click();
    await page.getByRole("button", { name: "Remove the meta tokens" }).click();
    await expect(target(page, "mamba2")).toHaveAttribute("data-verdict", /yes/);
    await expect(page.getByTestId("export-preview")).toHaveValue(/"model_type": "mamba2"/);
  });

  test("all edits at once are one step", async ({ page }) => {
    await openExport(page);
    await target(page, "granitemoehybrid").click();
    await page.getByTestId("export-fit").click();
    await expect(target(page, "granitemoehybrid")).toHaveAttribute("data-verdict", /yes/);
    await page.getByTestId("undo").click();
    await expectPattern(page, "(d f m2 f a f m2 f)x2 (d f m2 f)x2");
  });

  test("the tab passes the accessibility check", async ({ page }) => {
    await openExport(page);
    await expectNoViolations(page, "#drawer-panel");
    await target(page, "qwen3").click();
    await expectNoViolations(page, "#drawer-panel");
  });
});
