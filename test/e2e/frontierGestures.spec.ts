import { readFile } from "node:fs/promises";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { openWorkbench } from "./workbenchPage";

const plot = (page: Page): Locator => page.getByTestId("frontier");
const mark = (page: Page, id: string): Locator =>
  page.locator(`[data-testid="frontier-point"][data-id="${id}"]`);
const view = (page: Page, name: "plot" | "table" | "parallel") =>
  page.getByText(name, { exact: true }).click();
const idsOf = async (items: Locator) =>
  (await items.evaluateAll((found) => found.map((item) => item.getAttribute("data-id")))).sort();
const lines = (page: Page): Locator => page.locator('svg[data-chart="parallel axes"] path[data-id]');

interface Place {
  readonly x: number;
  readonly y: number;
}

async function boxOf(target: Locator) {
  const box = await target.boundingBox();
  if (box === null) throw new Error("nothing to measure");
  return box;
}

async function middleOf(target: Locator): Promise<Place> {
  const { x, y, width, height } = await boxOf(target);
  return { x: x + width / 2, y: y + height / 2 };
}

/** Draws with the pointer from place to place, as a hand does: in many small steps. */
async function draw(page: Page, [from, ...ways]: readonly Place[]): Promise<void> {
  if (from === undefined) return;
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (const { x, y } of ways) await page.mouse.move(x, y, { steps: 4 });
  await page.mouse.up();
}

/** Three candidates: two that a limit of 20 s keeps, one that it does not. */
async function loadCandidates(page: Page): Promise<void> {
  const csv = "id,latencyMs,cr6,memoryBytes\nquick,15000,52,2e9\nsteady,18000,54,3e9\nslow,40000,55,9e9\n";
  await page
    .locator('input[type="file"][accept*="csv"]')
    .first()
    .setInputFiles({ name: "own.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
  await expect(page.locator('canvas[data-candidates="3"]')).toBeVisible();
}

async function open(page: Page): Promise<void> {
  await openWorkbench(page);
  await expect(mark(page, "design")).toBeVisible();
  await expect(mark(page, "qwen3-0.6b@predicted")).toBeAttached();
}

test.describe("limits by handle and brush", () => {
  test("leave the same models and candidates on plot, table and parallel axes", async ({ page }) => {
    await open(page);
    await loadCandidates(page);
    const before = await idsOf(page.getByTestId("frontier-point"));
    await page.getByRole("slider", { name: "Limit latency" }).fill("330");
    await page.getByRole("slider", { name: "Limit commonsense" }).fill("40");
    const afterTwo = await idsOf(page.getByTestId("frontier-point"));
    expect(afterTwo.length).toBeLessThan(before.length);

    await view(page, "parallel");
    await expect.poll(() => idsOf(lines(page))).toEqual(afterTwo);
    const axis = await boxOf(page.getByTitle("Drag along the axis to limit memory"));
    const at = axis.x + axis.width / 2;
    await draw(page, [
      { x: at, y: axis.y },
      { x: at, y: axis.y + axis.height * 0.45 },
    ]);
    await expect(page.getByRole("button", { name: "Lift the limit on memory" })).toBeVisible();
    const afterThree = await idsOf(lines(page));
    expect(afterThree.length).toBeLessThan(afterTwo.length);
    expect(afterThree).toContain("design");

    await view(page, "plot");
    await expect.poll(() => idsOf(page.getByTestId("frontier-point"))).toEqual(afterThree);
    await view(page, "table");
    const rows = page.locator("tbody tr[aria-rowindex]");
    await expect(rows.filter({ hasText: "quick" })).toHaveCount(1);
    await expect(rows.filter({ hasText: "slow" })).toHaveCount(0);
    const candidates = await rows.filter({ hasText: "own, measured" }).count();
    await expect(page.locator("table[aria-rowcount]").first()).toHaveAttribute(
      "aria-rowcount",
      String(afterThree.length + candidates + 1),
    );
  });
});

test.describe("a selection drawn by hand", () => {
  test("by lasso, with more by shift and a box, is one in plot, table and parallel axes", async ({
    page,
  }) => {
    await open(page);
    await page.getByRole("button", { name: "Draw a lasso to select" }).click();
    const first = await middleOf(mark(page, "qwen3-1.7b"));
    const corner = (dx: number, dy: number): Place => ({ x: first.x + dx, y: first.y + dy });
    await draw(page, [corner(14, 14), corner(14, -14), corner(-14, -14), corner(-14, 14), corner(10, 14)]);
    await expect(mark(page, "qwen3-1.7b")).toHaveAttribute("aria-pressed", "true");
    const pressed = page.locator('[data-testid="frontier-point"][aria-pressed="true"]');
    const byLasso = await idsOf(pressed);
    expect(byLasso).not.toContain("amd-olmo-1b");

    const second = await middleOf(mark(page, "amd-olmo-1b"));
    await page.keyboard.down("Shift");
    // It begins on the mark itself, goes round it and adds to what is selected.
    await draw(page, [
      { x: second.x + 4, y: second.y + 4 },
      { x: second.x + 12, y: second.y + 12 },
      { x: second.x - 12, y: second.y + 12 },
      { x: second.x - 12, y: second.y - 12 },
      { x: second.x + 12, y: second.y - 12 },
      { x: second.x + 12, y: second.y + 8 },
    ]);
    await page.keyboard.up("Shift");
    await expect(mark(page, "amd-olmo-1b")).toHaveAttribute("aria-pressed", "true");
    const both = await idsOf(pressed);
    expect(both).toEqual(expect.arrayContaining(byLasso));

    await view(page, "parallel");
    const drawnSelected = page.locator('svg[data-chart="parallel axes"] path[data-selected="true"]');
    await expect.poll(() => idsOf(drawnSelected)).toEqual(both);
    await view(page, "table");
    await expect(page.locator('tr[data-selected="true"]')).toHaveCount(both.length);
    await page.locator('tr[data-selected="true"]', { hasText: "AMD-OLMo" }).getByRole("checkbox").click();
    await view(page, "plot");
    await expect(mark(page, "amd-olmo-1b")).toHaveAttribute("aria-pressed", "false");
    await expect(mark(page, "qwen3-1.7b")).toHaveAttribute("aria-pressed", "true");
  });

  test("by box stays whole where the box ends beside a candidate", async ({ page }) => {
    await open(page);
    await loadCandidates(page);
    await mark(page, "nemotron-flash-1b").focus();
    const candidate = page.locator('[data-testid="frontier-candidate"]:focus');
    for (let step = 0; step < 12 && (await candidate.count()) === 0; step++)
      await page.keyboard.press("ArrowDown");
    const end = await middleOf(candidate);
    const start = await middleOf(mark(page, "amd-olmo-1b"));
    await page.getByRole("button", { name: "Drag a box to select" }).click();
    const beyond = (from: number, to: number) => to + (to < from ? -6 : 6);
    await draw(page, [
      { x: start.x - Math.sign(end.x - start.x) * 14, y: start.y - Math.sign(end.y - start.y) * 14 },
      { x: beyond(start.x, end.x), y: beyond(start.y, end.y) },
    ]);
    await expect(mark(page, "amd-olmo-1b")).toHaveAttribute("aria-pressed", "true");
    await expect(page.getByTestId("frontier-candidate")).toHaveAttribute("aria-pressed", "true");
  });

  test("by box holds the candidates in it too", async ({ page }) => {
    await open(page);
    await loadCandidates(page);
    const { x, y, width, height } = await boxOf(plot(page));
    await page.getByRole("button", { name: "Drag a box to select" }).click();
    await draw(page, [
      { x: x + 60, y: y + 45 },
      { x: x + width - 20, y: y + height - 50 },
    ]);
    await view(page, "table");
    await page.getByRole("searchbox", { name: "Filter rows" }).fill("own measured");
    await expect(page.locator("tbody tr[aria-rowindex]")).toHaveCount(3);
    await expect(page.locator('tr[data-selected="true"]')).toHaveCount(3);
  });
});

test.describe("by touch", () => {
  test.use({ hasTouch: true });

  test("a pinch zooms in around the fingers, and one finger then pans", async ({ page }) => {
    await open(page);
    const { x, y, width, height } = await boxOf(plot(page));
    const centre = { x: x + width / 2, y: y + height / 2 };
    const session = await page.context().newCDPSession(page);
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", points: readonly Place[]) =>
      session.send("Input.dispatchTouchEvent", {
        type,
        touchPoints: points.map((point, id) => ({ ...point, id })),
      });
    const spread = (half: number): Place[] => [
      { x: centre.x - half, y: centre.y },
      { x: centre.x + half, y: centre.y },
    ];
    const left = await middleOf(mark(page, "nemotron-flash-1b"));
    const right = await middleOf(mark(page, "llama-3.2-3b"));
    await touch("touchStart", spread(30));
    for (const half of [40, 50, 60]) await touch("touchMove", spread(half));
    await touch("touchEnd", []);
    await expect(plot(page)).toHaveAttribute("data-zoomed", "true");
    const ratio = async () => {
      const places = await plot(page).evaluate((host) => {
        const at = (id: string) =>
          Number(
            host.querySelector<HTMLElement>(`[data-id="${id}"]`)?.style.transform.match(/-?[\d.]+/)?.[0],
          );
        return at("llama-3.2-3b") - at("nemotron-flash-1b");
      });
      return places / (right.x - left.x);
    };
    await expect.poll(ratio).toBeCloseTo(2, 1);

    const placeOf = (id: string) =>
      mark(page, id).evaluate((button) => (button as HTMLElement).style.transform);
    const before = await placeOf("nemotron-flash-1b");
    await touch("touchStart", [centre]);
    await touch("touchMove", [{ x: centre.x + 40, y: centre.y }]);
    await touch("touchEnd", []);
    await expect.poll(() => placeOf("nemotron-flash-1b")).not.toBe(before);
  });
});

test.describe("what leaves the page", () => {
  test("a copied figure is an image for paper on the clipboard, in the dark theme too", async ({
    page,
    context,
  }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.emulateMedia({ colorScheme: "dark" });
    await open(page);
    await page.getByRole("button", { name: /^Copy the figure: Commonsense against latency/ }).click();
    const drawn = await page.locator("svg[data-chart=frontier]").evaluate((svg) => svg.clientWidth);
    const read = () =>
      page.evaluate(async () => {
        const [item] = await navigator.clipboard.read();
        if (!item?.types.includes("image/png")) return null;
        const image = await createImageBitmap(await item.getType("image/png"));
        const canvas = new OffscreenCanvas(image.width, image.height);
        const context = canvas.getContext("2d");
        if (context === null) return null;
        context.drawImage(image, 0, 0);
        const { data } = context.getImageData(0, 0, image.width, image.height);
        let [light, dark] = [0, 0];
        for (let at = 0; at < data.length; at += 4) {
          const sum = (data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0);
          if (sum > 680) light++;
          if (sum < 200) dark++;
        }
        const pixels = data.length / 4;
        return { width: image.width, light: light / pixels, dark: dark / pixels };
      });
    await expect.poll(read).not.toBeNull();
    const image = await read();
    expect(image?.width).toBe(3 * (drawn + 20));
    expect(image?.light).toBeGreaterThan(0.9);
    expect(image?.dark).toBeGreaterThan(0.001);
    expect(image?.dark).toBeLessThan(0.1);
  });

  test("everything as one JSON names the program's version, the conditions and every figure's source", async ({
    page,
  }) => {
    await open(page);
    await loadCandidates(page);
    await page.getByRole("slider", { name: "Limit latency" }).fill("330");
    await page.locator("summary", { hasText: "Sets (1)" }).click();
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save everything as JSON" }).click();
    const file = JSON.parse(await readFile(await (await saved).path(), "utf8"));
    const { version } = JSON.parse(await readFile("package.json", "utf8"));
    expect(file.program).toBe(`Paretoscope ${version}`);
    expect(file.document).toMatchObject({
      deviceId: "h100_sxm",
      workload: { kind: "shipped", id: "paper-8k" },
    });
    expect(file.document.design.name).toBe("Nemotron-Flash-1B");
    expect(file.view.constraints.latencyMs.max).toBeGreaterThan(0);
    expect(file.models.map(({ id }: { id: string }) => id)).toEqual(
      expect.arrayContaining(["design", "qwen3-0.6b", "nemotron-flash-3b-tp"]),
    );
    const sources = new Set<string>();
    for (const model of file.models)
      for (const figure of Object.values<Record<string, unknown>>({
        ...model.predicted,
        ...model.published,
      })) {
        sources.add(String(figure.source));
        expect(figure.unit).toMatch(/./);
        expect(figure.provenance).toMatch(/./);
      }
    expect([...sources]).toEqual(expect.arrayContaining(["exact", "published"]));
    expect(file.sets).toMatchObject([{ name: "own", basis: "measured" }]);
    expect(file.sets[0].points).toContainEqual({ id: "quick", latencyMs: 15000, cr6: 52, memoryBytes: 2e9 });
  });
});
