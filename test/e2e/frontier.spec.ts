import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { findPreset } from "../../lib/design/presets";
import { encodeShareHash } from "../../lib/store/shareLink";
import { defaultView } from "../../lib/store/viewChoices";
import { documentOf } from "../../lib/store/workbenchDocument";
import { expectNoViolations, openWorkbench } from "./workbenchPage";

const point = (page: Page, id: string) => page.locator(`[data-testid="frontier-point"][data-id="${id}"]`);
const estimate = (page: Page, metric: string) =>
  page.locator(`[data-testid="estimate"][data-metric="${metric}"]`).first();

async function chooseAxis(page: Page, axis: "Horizontal" | "Vertical", metric: string): Promise<void> {
  await page.getByRole("combobox", { name: new RegExp(`^${axis} axis`) }).selectOption(metric);
}

test.describe("the frontier plot", () => {
  test.beforeEach(async ({ page }) => {
    await openWorkbench(page);
    await expect(estimate(page, "latencyMs")).toBeVisible();
  });

  test("shows published models where the paper's table says, and states the published ratios", async ({
    page,
  }) => {
    await page.getByRole("button", { name: "Table 6" }).click();
    await expect(point(page, "nemotron-flash-1b")).toHaveAttribute("data-x", "14450");
    await expect(point(page, "nemotron-flash-1b")).toHaveAttribute("data-y", "49.63");
    await expect(point(page, "qwen3-0.6b")).toHaveAttribute("data-x", "27550");
    await expect(page.locator('[data-testid="frontier-point"][data-basis="published"]')).toHaveCount(13);
    await expect(page.getByText("1.9x faster, 45.6x the throughput")).toBeVisible();
    await expect(page.getByText("1.3x faster, 18.7x the throughput")).toBeVisible();
    await chooseAxis(page, "Horizontal", "tokensPerSecond");
    await expect(point(page, "nemotron-flash-3b")).toHaveAttribute("data-x", "2939");
    for (const group of ["MMLU", "commonsense", "math", "code", "recall", "average"]) {
      await page.getByRole("radio", { name: group, exact: true }).check({ force: true });
      await expect(page.locator('[data-testid="frontier-point"][data-basis="published"]')).toHaveCount(13);
    }
    await page.getByRole("radio", { name: "latency", exact: true }).check({ force: true });
    await expect(point(page, "nemotron-flash-1b")).toHaveAttribute("data-x", "14450");
  });

  test("moves the design with the depth-width control, and agrees with the estimates", async ({ page }) => {
    const before = Number(await point(page, "design").getAttribute("data-x"));
    await page.getByTestId("depth-width").focus();
    for (let step = 0; step < 4; step++) await page.keyboard.press("ArrowRight");
    await expect
      .poll(async () => Number(await point(page, "design").getAttribute("data-x")))
      .not.toBe(before);
    const shown = await estimate(page, "latencyMs").getAttribute("data-value");
    await expect(point(page, "design")).toHaveAttribute("data-x", shown ?? "");
  });

  test("draws the design as a line where an axis cannot be predicted", async ({ page }) => {
    await chooseAxis(page, "Vertical", "mmlu");
    await expect(page.getByText("not predictable from architecture", { exact: true })).toBeVisible();
    await expect(point(page, "design")).toHaveAttribute("data-y", "");
  });

  test("zooms by wheel, goes back by double click, and is walked by keyboard", async ({ page }) => {
    const plot = page.getByTestId("frontier");
    const box = await plot.boundingBox();
    if (box === null) throw new Error("no plot");
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.wheel(0, -400);
    await expect(plot).toHaveAttribute("data-zoomed", "true");
    await page.mouse.dblclick(box.x + box.width / 2 + 37, box.y + box.height / 2 + 11);
    await expect(plot).toHaveAttribute("data-zoomed", "false");
    await point(page, "nemotron-flash-1b").focus();
    await page.keyboard.press("ArrowRight");
    const next = page.locator('[data-testid="frontier-point"]:focus');
    await expect(next).toHaveAttribute("aria-label", /2 of \d on the front of Nemotron-Flash/);
    await page.keyboard.press("Enter");
    await expect(next).toHaveAttribute("aria-pressed", "true");
  });

  test("is walked from the marks to candidates and along their front", async ({ page }) => {
    const input = page.locator('input[type="file"][accept*="csv"]').first();
    const csv = "id,latencyMs,cr6\nfast,12000,64\nslow,26000,66\nbeaten,25000,50\n";
    await input.setInputFiles({ name: "own.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
    await expect(page.locator('canvas[data-candidates="3"]')).toBeVisible();
    await point(page, "nemotron-flash-1b").focus();
    const focused = page.locator('[data-testid="frontier-candidate"]:focus');
    for (let step = 0; step < 12 && (await focused.count()) === 0; step++)
      await page.keyboard.press("ArrowUp");
    await expect(focused).toHaveAttribute(
      "aria-label",
      /(fast|slow) of own.*, measured: latency .* of 2 on the front/,
    );
    await expect(page.getByTestId("candidate-tip")).toBeVisible();
    await page.keyboard.press("ArrowLeft");
    await expect(focused).toHaveAttribute("aria-label", /^fast of .*1 of 2/);
    await page.keyboard.press("ArrowRight");
    await expect(focused).toHaveAttribute("aria-label", /^slow of .*2 of 2/);
    await page.keyboard.press("Enter");
    await expect(focused).toHaveAttribute("aria-pressed", "true");
  });

  test("limits every view by a handle on an axis", async ({ page }) => {
    const handle = page.getByRole("slider", { name: "Limit latency" });
    await handle.focus();
    for (let step = 0; step < 20; step++) await page.keyboard.press("PageDown");
    await expect(page.getByRole("button", { name: "Lift the limit on latency" })).toBeVisible();
    const few = await page.getByTestId("frontier-point").count();
    await page.getByText("table", { exact: true }).click();
    const limited = await page.locator("tbody tr[aria-rowindex]").count();
    await page.getByRole("button", { name: "Lift the limit on latency" }).click();
    await expect.poll(() => page.locator("tbody tr[aria-rowindex]").count()).toBeGreaterThan(limited);
    await page.getByText("plot", { exact: true }).click();
    await expect.poll(() => page.getByTestId("frontier-point").count()).toBeGreaterThan(few);
  });

  test("takes people's own points from a file, and a file it cannot read leaves all as it was", async ({
    page,
  }) => {
    const input = page.locator('input[type="file"][accept*="csv"]').first();
    const csv = "id,latencyMs,cr6\nmine,20000,58\nother,30000,57\n";
    await input.setInputFiles({ name: "own.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
    await expect(page.locator('canvas[data-candidates="2"]')).toBeVisible();
    await input.setInputFiles({ name: "bad.csv", mimeType: "text/csv", buffer: Buffer.from("a,b\n1,2\n") });
    await expect(page.getByTestId("message")).toContainText("bad.csv holds no points");
    await expect(page.locator('canvas[data-candidates="2"]')).toBeVisible();
  });

  test("gives people's own points back as the file they can be loaded from again", async ({ page }) => {
    const input = page.locator('input[type="file"][accept*="csv"]').first();
    const csv = "id,latencyMs,cr6\nmine,20000,58\nother,30000,57\n";
    await input.setInputFiles({ name: "own.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
    await page.locator("summary", { hasText: "Sets (1)" }).click();
    for (const format of ["CSV", "JSON"]) {
      const saved = page.waitForEvent("download");
      await page.getByRole("button", { name: format, exact: true }).first().click();
      const text = await readFile(await (await saved).path(), "utf8");
      expect(text).toContain("mine");
      await page.getByRole("button", { name: "Take own off the plot" }).click();
      await expect(page.locator("canvas[data-candidates]")).toHaveCount(0);
      const name = `own.${format.toLowerCase()}`;
      await input.setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
      await expect(page.locator('canvas[data-candidates="2"]')).toBeVisible();
    }
  });

  test("saves the figure as a drawing for paper and as a table", async ({ page }) => {
    const save = page.locator('summary[aria-label^="Save the figure: Commonsense"]');
    await save.click();
    const svg = page.waitForEvent("download");
    await page.getByRole("button", { name: "SVG", exact: true }).click();
    const drawing = await readFile(await (await svg).path(), "utf8");
    const sheet = await page.evaluate((text) => {
      const host = document.createElement("div");
      host.innerHTML = text;
      document.body.append(host);
      const image = host.querySelector("svg")!;
      const { right, bottom } = image.getBoundingClientRect();
      const around = [...image.querySelectorAll(":scope > text")];
      const inside = around.map((element) => {
        const box = element.getBoundingClientRect();
        return box.right <= right && box.bottom <= bottom;
      });
      host.remove();
      return { inside, words: around.map((element) => element.textContent) };
    }, drawing);
    expect(sheet.inside).toEqual([true, true]);
    expect(sheet.words[0]).toContain("Commonsense against latency");
    expect(sheet.words[1]).toMatch(/Table 6\. Predicted: .+ on NVIDIA H100.*, .+; Paretoscope\./);
    expect(drawing).not.toContain("var(--");
    await save.click();
    const csv = page.waitForEvent("download");
    await page.getByRole("button", { name: "CSV", exact: true }).click();
    expect(await readFile(await (await csv).path(), "utf8")).toContain(
      "qwen3-0.6b,Qwen3-0.6B,published,27550,48.91",
    );
    await save.click();
    const png = page.waitForEvent("download");
    await page.getByRole("button", { name: "PNG", exact: true }).click();
    expect((await readFile(await (await png).path())).subarray(1, 4).toString()).toBe("PNG");
  });
});

test.describe("selection over all views", () => {
  test.beforeEach(async ({ page }) => {
    await openWorkbench(page);
    await expect(estimate(page, "latencyMs")).toBeVisible();
  });

  test("draws the front of what is selected, and says what it gains", async ({ page }) => {
    await page.locator("label", { hasText: /^published$/ }).click();
    for (const id of ["qwen2.5-1.5b", "smollm2-1.7b"]) await point(page, id).press("Shift+Enter");
    await expect(page.locator("svg[data-chart=frontier]")).toContainText("Selection, published");
    await expect(
      page.getByText(/^Selection front against the Qwen3 front, published with published: /),
    ).toBeVisible();
    await point(page, "smollm2-1.7b").press("Escape");
    await expect(page.locator("svg[data-chart=frontier]")).not.toContainText("Selection");
  });

  test("takes a quick drag for a box, and an unsteady click for none", async ({ page }) => {
    const plot = page.locator("svg[data-chart=frontier]");
    const { x, y, width, height } = (await plot.boundingBox())!;
    const pressed = page.locator('[data-testid="frontier-point"][aria-pressed="true"]');
    const drag = async (steps: readonly (readonly [number, number])[]) => {
      await page.keyboard.down("Shift");
      await page.mouse.move(x + width * 0.1, y + height * 0.1);
      await page.mouse.down();
      for (const [right, down] of steps)
        await page.mouse.move(x + width * 0.1 + right, y + height * 0.1 + down);
      await page.mouse.up();
      await page.keyboard.up("Shift");
    };
    await drag([[width * 0.8, height * 0.8]]);
    await expect(pressed).not.toHaveCount(0);
    const before = await pressed.count();
    await drag([
      [1, 0],
      [1, 1],
      [0, 1],
      [1, 0],
      [1, 1],
    ]);
    await expect(pressed).toHaveCount(before);
  });

  test("draws lines of constant parameters through the design when asked", async ({ page }) => {
    const drawing = page.locator("svg[data-chart=frontier]");
    await page.getByText("same size", { exact: true }).click();
    await expect(drawing).toContainText(/B at \d+ to \d+ blocks/, { timeout: 60_000 });
    await page.getByText("same size", { exact: true }).click();
    await expect(drawing).not.toContainText("blocks");
  });

  test("is made by click on parallel axes, and holds in table and plot", async ({ page }) => {
    await page.getByText("parallel", { exact: true }).click();
    const line = (id: string) => page.locator(`svg[data-chart="parallel axes"] path[data-id="${id}"]`);
    await clickLine(page, "qwen3-1.7b");
    await expect(line("qwen3-1.7b")).toHaveAttribute("data-selected", "true");
    await clickLine(page, "llama-3.2-3b", ["Shift"]);
    await expect(line("llama-3.2-3b")).toHaveAttribute("data-selected", "true");
    await expect(line("qwen3-1.7b")).toHaveAttribute("data-selected", "true");
    await page.getByText("table", { exact: true }).click();
    await expect(page.locator('tr[data-selected="true"]')).toHaveCount(2);
    await page.getByText("plot", { exact: true }).click();
    await expect(point(page, "qwen3-1.7b")).toHaveAttribute("aria-pressed", "true");
    await expect(point(page, "llama-3.2-3b")).toHaveAttribute("aria-pressed", "true");
  });

  test("exports parallel axes with their names and figures", async ({ page }) => {
    await page.getByText("parallel", { exact: true }).click();
    await page.locator('summary[aria-label^="Save the figure: Models over"]').click();
    const svg = page.waitForEvent("download");
    await page.getByRole("button", { name: "SVG", exact: true }).click();
    const drawing = await readFile(await (await svg).path(), "utf8");
    for (const word of ["Models over parameters", "Latency", "Commonsense", "GB", "Table 6"])
      expect(drawing).toContain(word);
    expect(drawing).not.toMatch(/var\(--|visibility|invisible/);
  });
});

/** Clicks a line of the parallel axes where no other line is near. */
async function clickLine(page: Page, id: string, modifiers: readonly "Shift"[] = []): Promise<void> {
  const place = await page.locator('svg[data-chart="parallel axes"]').evaluate((svg, wanted) => {
    const lines = [...svg.querySelectorAll("path[data-id]")].map((path) => ({
      id: path.getAttribute("data-id"),
      runs: (path.getAttribute("d") ?? "")
        .split("M")
        .filter(Boolean)
        .map((run) => run.split("L").map((corner) => corner.split(",").map(Number))),
    }));
    const heightAt = (runs: number[][][], x: number): number | null => {
      for (const run of runs)
        for (let at = 1; at < run.length; at++) {
          const [[x0, y0], [x1, y1]] = [run[at - 1] as [number, number], run[at] as [number, number]];
          if (x >= x0 && x <= x1) return y0 + ((x - x0) / (x1 - x0)) * (y1 - y0);
        }
      return null;
    };
    const box = svg.getBoundingClientRect();
    let best = { x: 0, y: 0, room: 0 };
    for (let x = 0; x < box.width; x += 3) {
      const heights = lines.map((line) => ({ id: line.id, y: heightAt(line.runs, x) }));
      const own = heights.find((line) => line.id === wanted)?.y ?? null;
      if (own === null || !svg.contains(document.elementFromPoint(box.left + x, box.top + own))) continue;
      const others = heights.filter((line) => line.id !== wanted && line.y !== null);
      const room = Math.min(...others.map((line) => Math.abs((line.y ?? 0) - own)));
      if (room > best.room) best = { x: box.left + x, y: box.top + own, room };
    }
    return best;
  }, id);
  expect(place.room).toBeGreaterThan(1);
  for (const key of modifiers) await page.keyboard.down(key);
  await page.mouse.click(place.x, place.y);
  for (const key of modifiers) await page.keyboard.up(key);
}

test.describe("comparison and breakdown", () => {
  test("save what they compare as tables", async ({ page }) => {
    await openWorkbench(page);
    await page.getByRole("button", { name: "Compare", exact: true }).click();
    await page.getByRole("button", { name: /with Qwen3-0.6B/ }).click();
    await page.locator('summary[aria-label="Save the table: Estimates compared"]').click();
    const csv = page.waitForEvent("download");
    await page.getByRole("button", { name: "CSV", exact: true }).click();
    const rows = (await readFile(await (await csv).path(), "utf8")).split("\n");
    expect(rows[0]).toBe("metric,unit,design,value,lo,hi,source,provenance");
    expect(rows.find((row) => row.startsWith("latencyMs,ms,Qwen3-0.6B,27550,,,published"))).toBeDefined();
    expect(rows.some((row) => /^latencyMs,ms,Nemotron-Flash-1B,[\d.]+,[\d.]+,[\d.]+,\w+,/.test(row))).toBe(
      true,
    );
  });

  test("share the lane's selection with the bars of layers", async ({ page }) => {
    await openWorkbench(page);
    await page.getByRole("button", { name: "Why", exact: true }).click();
    const bars = page.locator('svg[data-chart="Time by layer"] rect[data-layer]');
    await bars.nth(4).click();
    await expect(bars.and(page.locator('[data-selected="true"]'))).toHaveCount(2);
    await expect(page.getByTestId("layer").nth(4)).toHaveAttribute("aria-pressed", "true");
  });

  test("pin two designs, align their patterns and say what can be told apart", async ({ page }) => {
    await openWorkbench(page);
    await page.getByRole("button", { name: "Compare", exact: true }).click();
    await page.getByRole("button", { name: /with Qwen3-0.6B/ }).click();
    await expect(page.getByText(/lower loss than|tied in loss/)).toBeVisible();
    await expect(page.getByText(/x faster than|tied in latency/)).toBeVisible();
    await expect(page.locator('svg[data-chart="Latency against generated length"]')).toBeVisible();
  });

  test("show why the design takes its time", async ({ page }) => {
    await openWorkbench(page);
    await page.getByRole("button", { name: "Why", exact: true }).click();
    for (const chart of ["Time by operator", "Time by layer", "Roofline: what binds each kernel"])
      await expect(page.locator(`svg[data-chart="${chart}"]`)).toBeVisible();
  });

  test("draw their curves for a link that names a stack its device does not have", async ({ page }) => {
    const preset = findPreset("nemotron-flash-1b");
    if (preset === null) throw new Error("no preset");
    const document = { ...documentOf(preset.design), deviceId: "a100_sxm", stackId: "eager" };
    const view = { ...defaultView, pinned: ["design", "qwen3-0.6b"] };
    await openWorkbench(page, encodeShareHash({ document, view }));
    const curves = (chart: string) => page.locator(`svg[data-chart="${chart}"] path[fill="none"][d^="M"]`);
    await page.getByRole("button", { name: "Why", exact: true }).click();
    await expect(curves("Time per token against context")).toHaveCount(1);
    await page.getByRole("button", { name: "Compare", exact: true }).click();
    await expect(curves("Latency against generated length")).toHaveCount(2);
    await expect(page.getByText(/x faster than .* \(90|tied in latency/)).toBeVisible();
  });

  test("have no violations of accessibility in any view", async ({ page }) => {
    await openWorkbench(page);
    for (const view of ["plot", "table", "parallel"]) {
      await page.getByText(view, { exact: true }).click();
      await expectNoViolations(page);
    }
    for (const tab of ["Compare", "Why"]) {
      await page.getByRole("button", { name: tab, exact: true }).click();
      await expectNoViolations(page);
    }
  });
});
