import { expect, test } from "@playwright/test";
import { expectPattern, layer, openWorkbench } from "./workbenchPage";

test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

test.describe("the lane by touch", () => {
  test.beforeEach(async ({ page }) => {
    await openWorkbench(page);
  });

  test("a layer is picked up by taps and put down at an insertion point", async ({ page }) => {
    await layer(page, 4).tap();
    await page.getByRole("button", { name: "Move to" }).tap();
    await page.getByRole("button", { name: "Before DeltaNet at the start of stage 1" }).tap();
    await expectPattern(page, "(a d f m2 f f m2 f)x2 (d f m2 f)x2");
  });

  test("carrying can be left", async ({ page }) => {
    await layer(page, 4).tap();
    await page.getByRole("button", { name: "Move to" }).tap();
    await page.getByRole("button", { name: "Leave it" }).tap();
    await expectPattern(page, "(d f m2 f a f m2 f)x2 (d f m2 f)x2");
  });

  test("layers are added, moved a step and removed by taps", async ({ page }) => {
    await layer(page, 0).tap();
    await page.locator("[data-testid=palette-item][data-operator=swa]").tap();
    await expectPattern(page, "(d s f m2 f a f m2 f)x2 (d f m2 f)x2");
    await page.getByRole("button", { name: "Move selected layers later" }).tap();
    await expectPattern(page, "(d f s m2 f a f m2 f)x2 (d f m2 f)x2");
    await page.getByRole("button", { name: "Remove", exact: true }).tap();
    await expectPattern(page, "(d f m2 f a f m2 f)x2 (d f m2 f)x2");
  });

  test("nothing is wider than the screen but the lane, which scrolls", async ({ page }) => {
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
