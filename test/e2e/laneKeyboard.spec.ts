import { expect, test } from "@playwright/test";
import { expectPattern, layer, openWorkbench, typePattern } from "./workbenchPage";

const first = "(d f m2 f a f m2 f)x2 (d f m2 f)x2";

test.describe("the lane by keyboard alone", () => {
  test.beforeEach(async ({ page }) => {
    await openWorkbench(page);
    await expectPattern(page, first);
    await layer(page, 0).focus();
  });

  test("arrows walk through the layers across stages, Delete removes and keeps the focus", async ({
    page,
  }) => {
    for (let step = 0; step < 8; step++) await page.keyboard.press("ArrowRight");
    await expect(layer(page, 8)).toBeFocused();
    await page.keyboard.press("Delete");
    await expectPattern(page, "(d f m2 f a f m2 f)x2 (f m2 f)x2");
    await expect(layer(page, 8)).toBeFocused();
  });

  test("a layer is picked up, carried to an insertion point and put down, with words", async ({ page }) => {
    for (let step = 0; step < 4; step++) await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    const start = page.getByRole("button", { name: "New stage at the start" });
    await expect(page.locator('[data-gap="0.5"]')).toBeFocused();
    for (let step = 0; step < 20 && !(await start.evaluate((gap) => gap === document.activeElement)); step++)
      await page.keyboard.press("Shift+Tab");
    await expect(start).toBeFocused();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await expect(page.getByRole("button", { name: "Before DeltaNet at the start of stage 1" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expectPattern(page, "(a d f m2 f f m2 f)x2 (d f m2 f)x2");
    await expect(
      page.getByText("Move Attention. Now layer 1 of 8, stage 1 of 2, repeated 2 times."),
    ).toBeAttached();
    await expect(layer(page, 0)).toBeFocused();
  });

  test("Escape puts a carried layer back", async ({ page }) => {
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await expectPattern(page, first);
    await expect(layer(page, 0)).toBeFocused();
  });

  test("Alt with arrows moves a layer, through the end of its stage into the next", async ({ page }) => {
    for (let step = 0; step < 7; step++) await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Alt+ArrowLeft");
    await expectPattern(page, "(d f m2 f a f f m2)x2 (d f m2 f)x2");
    await page.keyboard.press("Alt+ArrowRight");
    await page.keyboard.press("Alt+ArrowRight");
    await expectPattern(page, "(d f m2 f a f m2)x2 (f d f m2 f)x2");
  });

  test("Alt with up and down changes the operator", async ({ page }) => {
    await page.keyboard.press("Alt+ArrowDown");
    await expectPattern(page, "(gd f m2 f a f m2 f)x2 (d f m2 f)x2");
    await page.keyboard.press("Alt+ArrowUp");
    await expectPattern(page, first);
  });

  test("Shift and Space select several, Ctrl+D duplicates them", async ({ page }) => {
    await page.keyboard.press("Shift+ArrowRight");
    await expect(page.getByRole("toolbar", { name: "Selected layers" })).toContainText("2 layers");
    await page.keyboard.press("ControlOrMeta+d");
    await expectPattern(page, "(d f d f m2 f a f m2 f)x2 (d f m2 f)x2");
  });

  test("undo and redo by every usual shortcut", async ({ page }) => {
    await page.keyboard.press("Delete");
    await page.keyboard.press("ControlOrMeta+z");
    await expectPattern(page, first);
    await page.keyboard.press("ControlOrMeta+Shift+z");
    await expectPattern(page, "(f m2 f a f m2 f)x2 (d f m2 f)x2");
    await page.keyboard.press("ControlOrMeta+z");
    await page.keyboard.press("ControlOrMeta+y");
    await expectPattern(page, "(f m2 f a f m2 f)x2 (d f m2 f)x2");
  });

  test("shortcuts that can do nothing leave their keys to the browser", async ({ page }) => {
    await page.locator("body").click({ position: { x: 2, y: 2 } });
    const taken = () =>
      page.evaluate(() =>
        [
          new KeyboardEvent("keydown", { key: "ArrowLeft", altKey: true, cancelable: true, bubbles: true }),
          new KeyboardEvent("keydown", { key: "d", ctrlKey: true, cancelable: true, bubbles: true }),
        ].map((event) => !document.body.dispatchEvent(event)),
      );
    expect(await taken()).toEqual([false, false]);
    await layer(page, 2).click();
    expect(await taken()).toEqual([true, true]);
  });

  test("the command palette keeps what is chosen in view", async ({ page }) => {
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Find a command" }).press("ArrowUp");
    const chosen = page.getByRole("dialog").locator('[role="option"][aria-selected="true"]');
    await expect(chosen).toBeInViewport({ ratio: 0.9 });
    await expect(chosen).toContainText("Take the tour");
  });

  test("the command palette finds and runs a command", async ({ page }) => {
    await page.keyboard.press("Delete");
    await page.keyboard.press("ControlOrMeta+k");
    await expect(page.getByRole("combobox", { name: "Find a command" })).toBeFocused();
    await page.keyboard.type("undo");
    await page.keyboard.press("Enter");
    await expectPattern(page, first);
  });

  test("a palette operator is added with Enter behind the selection", async ({ page }) => {
    await page.keyboard.press("Space");
    await page.locator("[data-testid=palette-item][data-operator=gla]").focus();
    await page.keyboard.press("Enter");
    await expectPattern(page, "(d gla f m2 f a f m2 f)x2 (d f m2 f)x2");
  });

  test("the lane reads as an ordered list of named layers with positions", async ({ page }) => {
    await typePattern(page, "(a f)x2 m2");
    await expect(page.getByTestId("lane")).toMatchAriaSnapshot(`
      - list "Pattern, 3 layers in 2 stages":
        - listitem:
          - 'button "Select stage 1: 2 layers, repeated 2 times"'
          - list "Stage 1, repeated 2 times":
            - listitem:
              - button /Attention, layer 1 of 2, stage 1 of 2, repeated 2 times/
            - listitem:
              - button /FFN, layer 2 of 2, stage 1 of 2, repeated 2 times/
        - listitem:
          - 'button "Select stage 2: 1 layers, repeated 1 times"'
          - list "Stage 2, repeated 1 times":
            - listitem:
              - button /Mamba2, layer 1 of 1, stage 2 of 2/
    `);
  });

  test("inside a text field the browser's own undo acts", async ({ page }) => {
    await page.keyboard.press("Delete");
    const field = page.getByTestId("notation");
    await field.focus();
    await field.press("End");
    await field.pressSequentially(" a");
    await page.keyboard.press("ControlOrMeta+z");
    await page.keyboard.press("Escape");
    await expectPattern(page, "(f m2 f a f m2 f)x2 (d f m2 f)x2");
  });
});
