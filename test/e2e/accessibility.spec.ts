import { expect, type Page, test } from "@playwright/test";
import { expectNoViolations, layer, openWorkbench } from "./workbenchPage";

/** States of the page, and how to get to each from the start. */
const states: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  "as it opens": async () => {},
  "with layers selected": async (page) => {
    await layer(page, 0).click();
    await layer(page, 3).click({ modifiers: ["Shift"] });
  },
  "while a layer is carried": async (page) => {
    await layer(page, 0).focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("toolbar", { name: "Moving layers" })).toBeVisible();
  },
  "with a bad notation": async (page) => {
    await page.getByTestId("notation").fill("(q");
    await expect(page.getByTestId("message")).toBeVisible();
  },
  "with a refused setting": async (page) => {
    await layer(page, 4).click();
    await page.getByRole("textbox", { name: "KV heads" }).fill("5");
    await expect(page.getByTestId("message")).toBeVisible();
  },
  "with a message": async (page) => {
    await page.evaluate(() => {
      location.hash = "#1.broken";
    });
    await expect(page.getByTestId("message")).toBeVisible();
  },
  "with the library open": async (page) => {
    await page.getByRole("button", { name: "Library" }).click();
    await page.getByRole("button", { name: "Save this design" }).click();
    await expect(page.getByRole("list", { name: "Saved designs" })).toBeVisible();
  },
  ...Object.fromEntries(
    (
      [
        ["import", "Import a design"],
        ["share", "Share this design"],
      ] as const
    ).map(([id, title]) => [
      `with the dialog ${title}`,
      async (page: Page) => {
        await page.getByTestId(id).click();
        await expect(page.getByRole("dialog", { name: title })).toBeVisible();
      },
    ]),
  ),
  ...Object.fromEntries(
    (
      [
        ["Rhythm", "Change the rhythm"],
        ["History", "History"],
        ["Commands", "Commands"],
        ["Keyboard shortcuts", "Keyboard shortcuts"],
      ] as const
    ).map(([button, title]) => [
      `with the dialog ${title}`,
      async (page: Page) => {
        await page.getByRole("button", { name: button }).click();
        await expect(page.getByRole("dialog", { name: title })).toBeVisible();
      },
    ]),
  ),
};

for (const theme of ["light", "dark"] as const) {
  test.describe(`axe finds nothing, ${theme}`, () => {
    test.use({ colorScheme: theme });
    for (const [name, arrange] of Object.entries(states)) {
      test(name, async ({ page }) => {
        await openWorkbench(page);
        await arrange(page);
        await expectNoViolations(page);
      });
    }
  });
}

for (const width of [390, 1024]) {
  test(`axe finds nothing at ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    await openWorkbench(page);
    await expectNoViolations(page);
  });
}
