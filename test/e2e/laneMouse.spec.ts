import { expect, test } from "@playwright/test";
import { expectPattern, layer, openWorkbench, typePattern } from "./workbenchPage";

const first = "(d f m2 f a f m2 f)x2 (d f m2 f)x2";

/** Left of a chip's middle: before it. */
const before = { targetPosition: { x: 3, y: 10 } };

test.describe("the lane by mouse", () => {
  test.beforeEach(async ({ page }) => {
    await openWorkbench(page);
    await expectPattern(page, first);
  });

  test("a chip dragged within its stage moves there, as one step", async ({ page }) => {
    await layer(page, 4).dragTo(layer(page, 0), before);
    await expectPattern(page, "(a d f m2 f f m2 f)x2 (d f m2 f)x2");
    await page.getByTestId("undo").click();
    await expectPattern(page, first);
    await page.getByTestId("redo").click();
    await expectPattern(page, "(a d f m2 f f m2 f)x2 (d f m2 f)x2");
  });

  test("a chip dragged to another stage moves there", async ({ page }) => {
    await layer(page, 4).dragTo(layer(page, 8), before);
    await expectPattern(page, "(d f m2 f f m2 f)x2 (a d f m2 f)x2");
  });

  test("a chip dropped between stages becomes a stage of its own", async ({ page }) => {
    await layer(page, 4).dragTo(page.locator('[data-gap="1"]'), { force: true });
    await expectPattern(page, "(d f m2 f f m2 f)x2 a (d f m2 f)x2");
  });

  test("dragging one of several selected layers takes them all along", async ({ page }) => {
    await layer(page, 0).click();
    await layer(page, 2).click({ modifiers: ["ControlOrMeta"] });
    await expect(page.getByRole("button", { pressed: true, name: /layer \d/ })).toHaveCount(2);
    await layer(page, 2).dragTo(layer(page, 11), { targetPosition: { x: 24, y: 10 } });
    await expectPattern(page, "(f f a f m2 f)x2 (d f m2 f d m2)x2");
  });

  test("shift selects a run; the menu groups, duplicates and removes it", async ({ page }) => {
    await typePattern(page, "a f m2 f d f");
    await layer(page, 2).click();
    await layer(page, 3).click({ modifiers: ["Shift"] });
    await page.getByRole("button", { name: "Group", exact: true }).click();
    await expectPattern(page, "a f (m2 f)x2 d f");
    const repeats = page.getByRole("textbox", { name: "Repeats of stage 2" });
    await repeats.fill("14");
    await expectPattern(page, "a f (m2 f)x2 d f");
    await repeats.fill("");
    await repeats.fill("4");
    await repeats.press("Enter");
    await expectPattern(page, "a f (m2 f)x4 d f");
    await page.getByRole("button", { name: "Ungroup" }).click();
    await expectPattern(page, "a f (m2 f m2 f m2 f m2 f) d f");
    await page.getByTestId("undo").click();
    await page.locator("[data-repeat='4'] [data-testid=layer]").first().click();
    await page.getByRole("button", { name: "Duplicate" }).click();
    await expectPattern(page, "a f (m2 m2 f)x4 d f");
    await page.getByRole("button", { name: "Remove", exact: true }).click();
    await expectPattern(page, "a f (m2 f)x4 d f");
  });

  test("an operator dragged from the palette lands where it is dropped", async ({ page }) => {
    await page.locator("[data-testid=palette-item][data-operator=swa]").dragTo(layer(page, 8), before);
    await expectPattern(page, "(d f m2 f a f m2 f)x2 (s d f m2 f)x2");
  });

  test("an operator pressed in the palette comes behind the selection", async ({ page }) => {
    await layer(page, 0).click();
    await page.locator("[data-testid=palette-item][data-operator='gated-deltanet']").click();
    await expectPattern(page, "(d gd f m2 f a f m2 f)x2 (d f m2 f)x2");
  });

  test("a chip dragged out of the lane is removed", async ({ page }) => {
    await layer(page, 4).dragTo(page.getByTestId("frontier"));
    await expectPattern(page, "(d f m2 f f m2 f)x2 (d f m2 f)x2");
  });

  test("the operator of a selection changes by the menu", async ({ page }) => {
    await layer(page, 4).click();
    await page.getByLabel("Operator of the selected layers").selectOption("swa");
    await expectPattern(page, "(d f m2 f s f m2 f)x2 (d f m2 f)x2");
    await expect(layer(page, 4)).toHaveAttribute("data-operator", "swa");
  });

  test("the rhythm dialog makes attention periodic, replaces, and interleaves", async ({ page }) => {
    await page.getByRole("button", { name: "Rhythm" }).click();
    await page.getByLabel("Mixers from one attention layer to the next").fill("4");
    await page.getByRole("button", { name: "Make periodic" }).click();
    await expectPattern(page, "(d f m2 f m2 f a f)x2 d f m2 f d f a f");
    await page.getByLabel("Replace").selectOption("deltanet");
    await page.getByLabel("By", { exact: true }).selectOption("gated-deltanet");
    await page.getByRole("button", { name: "Replace all" }).click();
    await expectPattern(page, "(gd f m2 f m2 f a f)x2 gd f m2 f gd f a f");
    await page.getByRole("button", { name: "Earlier" }).click();
    await expectPattern(page, "(gd f m2 f a f m2 f)x2 gd f m2 f a f gd f");
  });
});
