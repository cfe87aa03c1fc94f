import { expect, test } from "@playwright/test";
import { expectPattern, layer, notation, openWorkbench, typePattern } from "./workbenchPage";

const first = "(d f m2 f a f m2 f)x2 (d f m2 f)x2";

/** The address once it has settled after the last change. */
async function settledHash(page: import("@playwright/test").Page, different: string): Promise<string> {
  await expect.poll(() => page.evaluate(() => location.hash)).not.toBe(different);
  await page.waitForTimeout(500);
  return page.evaluate(() => location.hash);
}

test.describe("a document is never lost", () => {
  test("the address holds the current design, in at most 1,500 characters, and opens it elsewhere", async ({
    page,
    browser,
  }) => {
    await openWorkbench(page);
    const before = await page.evaluate(() => location.hash);
    await typePattern(page, "(a f m2 f)x7 s f");
    const hash = await settledHash(page, before);
    expect(hash.length).toBeLessThanOrEqual(1500);
    const stranger = await (await browser.newContext()).newPage();
    await openWorkbench(stranger, hash);
    await expectPattern(stranger, "(a f m2 f)x7 s f");
  });

  test("edits make no entries in the browser's history, opening a preset does, and Back works", async ({
    page,
  }) => {
    await openWorkbench(page);
    const entries = await page.evaluate(() => history.length);
    await layer(page, 0).focus();
    await page.keyboard.press("Delete");
    await page.waitForTimeout(600);
    expect(await page.evaluate(() => history.length)).toBe(entries);
    await page.getByTestId("preset-select").selectOption("qwen3-0.6b");
    await expectPattern(page, "(a f)x28");
    await page.waitForTimeout(600);
    expect(await page.evaluate(() => history.length)).toBe(entries + 1);
    await page.goBack();
    await expectPattern(page, "(f m2 f a f m2 f)x2 (d f m2 f)x2");
    await page.goForward();
    await expectPattern(page, "(a f)x28");
  });

  test("a broken or newer link explains itself and leaves the design alone", async ({ page }) => {
    await openWorkbench(page);
    await typePattern(page, "(a f)x3");
    await page.waitForTimeout(600);
    await page.evaluate(() => {
      location.hash = "#1.broken";
    });
    await expect(page.getByTestId("message").first()).toContainText("The link is damaged");
    await expectPattern(page, "(a f)x3");
    await page.getByRole("button", { name: "Dismiss" }).click();
    await page.evaluate(() => {
      location.hash = "#9.abc";
    });
    await expect(page.getByTestId("message").first()).toContainText("newer version");
    await expectPattern(page, "(a f)x3");
  });

  test("a tab killed without warning loses nothing older than half a second", async ({ context }) => {
    const page = await context.newPage();
    await openWorkbench(page);
    await typePattern(page, "(gd f)x9 a f");
    await page.waitForTimeout(500);
    const crashed = page.waitForEvent("crash");
    await page.goto("chrome://crash").catch(() => undefined);
    await crashed;
    const next = await context.newPage();
    await openWorkbench(next);
    await expectPattern(next, "(gd f)x9 a f");
  });

  test("a link that differs from the autosave wins, and the autosave goes to the library", async ({
    page,
  }) => {
    await openWorkbench(page);
    const hash = await page.evaluate(() => location.hash);
    await typePattern(page, "(rwkv7 f)x3".replace("rwkv7", "r"));
    await page.waitForTimeout(600);
    await page.goto("about:blank");
    await openWorkbench(page, hash);
    await expectPattern(page, first);
    await page.getByRole("button", { name: "Library" }).click();
    await expect(page.getByRole("list", { name: "Saved designs" })).toContainText("(r f)x3");
  });

  test("designs are saved, named, found, duplicated, deleted with a way back, and opened; tabs stay in step", async ({
    page,
    context,
  }) => {
    await openWorkbench(page);
    await page.getByRole("button", { name: "Library" }).click();
    await page.getByRole("button", { name: "Save this design" }).click();
    const list = page.getByRole("list", { name: "Saved designs" });
    await expect(list.getByRole("listitem")).toHaveCount(1);
    await list.getByLabel(/^Name of/).fill("Mine");
    await page.keyboard.press("Enter");
    await page.getByLabel("Tags of Mine").fill("fast, small");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Duplicate Mine" }).click();
    await expect(list.getByRole("listitem")).toHaveCount(2);
    const other = await context.newPage();
    await openWorkbench(other);
    await expect(other.getByRole("list", { name: "Saved designs" }).getByRole("listitem")).toHaveCount(2);
    await page.getByRole("button", { name: "Delete Mine copy" }).click();
    await expect(list.getByRole("listitem")).toHaveCount(1);
    await expect(other.getByRole("list", { name: "Saved designs" }).getByRole("listitem")).toHaveCount(1);
    await page.getByRole("button", { name: "Bring it back" }).click();
    await expect(list.getByRole("listitem")).toHaveCount(2);
    await page.getByLabel("Search the library").fill("copy");
    await expect(list.getByRole("listitem")).toHaveCount(1);
    await typePattern(page, "(a f)x2");
    await page.getByRole("button", { name: "Open", exact: true }).click();
    await expectPattern(page, first);
  });

  test("where storage is refused, the library says so and works from memory", async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(IDBFactory.prototype, "open", {
        value: () => {
          throw new DOMException("refused", "SecurityError");
        },
      });
    });
    await openWorkbench(page);
    await page.getByRole("button", { name: "Library" }).click();
    await expect(page.getByTestId("message")).toContainText("keeps no data here");
    await page.getByRole("button", { name: "Save this design" }).click();
    await expect(page.getByRole("list", { name: "Saved designs" }).getByRole("listitem")).toHaveCount(1);
  });

  test("every step has its name in the tooltip and in the history, which goes anywhere", async ({ page }) => {
    await openWorkbench(page);
    await layer(page, 4).focus();
    await page.keyboard.press("Delete");
    await expect(page.getByTestId("undo")).toHaveAccessibleName("Undo: Remove Attention");
    await page.getByTestId("depth-width").focus();
    await page.keyboard.press("ArrowRight");
    await page.getByRole("button", { name: "History" }).click();
    const steps = page.getByRole("list", { name: "Steps" });
    await expect(steps.getByRole("listitem")).toHaveCount(3);
    await steps.getByRole("button", { name: "As it was opened" }).click();
    await expect(notation(page)).toHaveValue(first);
    await steps.getByRole("button", { name: "Remove Attention" }).click();
    await expect(notation(page)).toHaveValue("(d f m2 f f m2 f)x2 (d f m2 f)x2");
  });
});
