import { expect, type Page, test } from "@playwright/test";
import { layer, openWorkbench } from "./workbenchPage";

/** Lets nothing of the program load any more. Gives back the function that ends it. */
async function cutNetwork(page: Page): Promise<() => Promise<void>> {
  await page.waitForLoadState("networkidle");
  const chunks = "**/_next/static/chunks/**";
  await page.route(chunks, (route) => route.abort());
  return () => page.unroute(chunks);
}

test.describe("over plain HTTP from another machine, where browsers hide part of their cryptography", () => {
  test.beforeEach(({ page }) =>
    page.addInitScript(() => Object.defineProperty(Crypto.prototype, "randomUUID", { value: undefined })),
  );

  test("the page gets ready, and a link that differs from the autosave still keeps the autosave", async ({
    page,
  }) => {
    await openWorkbench(page);
    await page.getByTestId("notation").fill("(a f)x3");
    await page.getByTestId("notation").press("Enter");
    const link = await page.waitForFunction(() => location.hash).then((hash) => hash.jsonValue());
    await page.getByTestId("notation").fill("(a f)x5");
    await page.getByTestId("notation").press("Enter");
    await page.waitForTimeout(700);
    await page.goto("about:blank");
    await openWorkbench(page, link);
    await page.getByRole("button", { name: "Library", exact: true }).click();
    await expect(page.getByRole("textbox", { name: /^Name of .*, autosaved$/ })).toBeVisible();
  });

  test("designs are saved", async ({ page }) => {
    await openWorkbench(page);
    await page.getByRole("button", { name: "Library", exact: true }).click();
    await page.getByRole("button", { name: /^Save/ }).first().click();
    await expect(page.getByRole("list", { name: "Saved designs" }).getByRole("listitem")).toHaveCount(1);
  });
});

test.describe("without a network after the first paint", () => {
  test("a dialog that does not load says so, and opens once the network is back", async ({ page }) => {
    await openWorkbench(page);
    const restore = await cutNetwork(page);
    await page.keyboard.press("Control+k");
    const message = page.getByRole("dialog").getByTestId("message");
    await expect(message).toContainText("could not be loaded");
    await expect(layer(page, 0)).toBeAttached();
    await restore();
    await message.getByRole("button", { name: "Start it again" }).click();
    await expect(page.getByRole("combobox", { name: "Find a command" })).toBeFocused();
  });

  test("a tab of the drawer that does not load starts again once the network is back", async ({ page }) => {
    await openWorkbench(page);
    const restore = await cutNetwork(page);
    await page.getByRole("button", { name: "Devices", exact: true }).click();
    const message = page.locator("#drawer-panel").getByTestId("message");
    await expect(message).toContainText("could not be loaded");
    await restore();
    await message.getByRole("button", { name: "Start it again" }).click();
    await expect(page.getByRole("button", { name: "Fit timings" })).toBeVisible();
  });

  test("the commands that start work may be missing; the page stays, and they come on demand", async ({
    page,
  }) => {
    await page.route(/_next\/static\/chunks/, async (route) => {
      const response = await route.fetch();
      const lazy = /search-start|measure-start/.test(await response.text());
      return lazy ? route.abort() : route.fulfill({ response });
    });
    await openWorkbench(page);
    const again = page.getByRole("button", { name: "Load it again" });
    await expect(again.first()).toBeVisible();
    await expect(layer(page, 0)).toBeAttached();
    await page.unrouteAll();
    while ((await again.count()) > 0) await again.first().click();
    await expect(page.getByTestId("search-start")).toBeVisible();
    await expect(page.getByTestId("measure-start")).toBeVisible();
  });
});
