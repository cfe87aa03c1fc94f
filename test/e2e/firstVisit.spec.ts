import { readFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import { expectPattern, layer, openWorkbench, typePattern } from "./workbenchPage";

test.describe("a first visit", () => {
  test("is offered a tour of three steps, and is never asked again once it was taken", async ({ page }) => {
    await page.goto("/");
    await page.locator("html[data-ready]").waitFor();
    await page.getByRole("button", { name: "Take the tour, three steps" }).click();
    for (const title of ["A model is a pattern of layers", "Trade depth for width"]) {
      await expect(page.getByRole("dialog", { name: title })).toBeVisible();
      await page.getByRole("button", { name: "Next" }).click();
    }
    await expect(page.getByRole("dialog", { name: "See where it falls" })).toBeVisible();
    await page.getByRole("button", { name: "Back to work" }).click();
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await page.reload();
    await page.locator("html[data-ready]").waitFor();
    await expect(page.getByRole("button", { name: "Take the tour, three steps" })).toHaveCount(0);
  });
});

test.describe("the library as one file", () => {
  test("is saved and read back on a machine that has none of it", async ({ page, browser }) => {
    await openWorkbench(page);
    await typePattern(page, "(gd f gd f a f)x3");
    await page.getByRole("button", { name: "Library" }).click();
    await page.getByRole("button", { name: "Save this design" }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Save all as a file" }).click(),
    ]);
    const text = await readFile(await download.path(), "utf8");

    const elsewhere = await browser.newContext();
    const other = await elsewhere.newPage();
    await openWorkbench(other);
    await other.getByRole("button", { name: "Library" }).click();
    const chooser = other.getByLabel("Read a library file");
    await chooser.setInputFiles({ name: "bad.json", mimeType: "application/json", buffer: Buffer.from("{") });
    await expect(other.getByText("The library file was not read")).toBeVisible();
    await chooser.setInputFiles({
      name: "library.json",
      mimeType: "application/json",
      buffer: Buffer.from(text),
    });
    const list = other.getByRole("list", { name: "Saved designs" });
    await expect(list.getByRole("listitem")).toHaveCount(1);
    await other.getByRole("button", { name: "Open", exact: true }).click();
    await expectPattern(other, "(gd f gd f a f)x3");
    await elsewhere.close();
  });
});

test.describe("long patterns", () => {
  test("sixty layers stand in the lane without scrolling, each at least 24 px wide", async ({ page }) => {
    await openWorkbench(page);
    await typePattern(page, Array.from({ length: 15 }, () => "m2 f a f").join(" "));
    await expect(page.getByTestId("layer")).toHaveCount(60);
    const lane = page.locator(".lane-scroll");
    const room = await lane.evaluate((element) => ({
      across: element.scrollWidth - element.clientWidth,
      down: element.scrollHeight - element.clientHeight,
    }));
    expect(room.across).toBeLessThanOrEqual(1);
    expect(room.down).toBeLessThanOrEqual(1);
    expect((await layer(page, 30).boundingBox())?.width).toBeGreaterThanOrEqual(24);
  });

  test("a hundred and twenty layers can still be walked, changed and undone", async ({ page }) => {
    await openWorkbench(page);
    const pattern = Array.from({ length: 30 }, () => "m2 f a f").join(" ");
    await typePattern(page, pattern);
    await expect(page.getByTestId("layer")).toHaveCount(120);
    await layer(page, 118).click();
    await page.keyboard.press("Delete");
    await expect(page.getByTestId("layer")).toHaveCount(119);
    await page.getByTestId("undo").click();
    await expect(page.getByTestId("layer")).toHaveCount(120);
  });
});
