import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, type Locator, type Page } from "@playwright/test";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Opens the workbench as somebody who has seen the tour, and waits until it answers. */
export async function openWorkbench(page: Page, hash = ""): Promise<void> {
  await page.addInitScript(() => localStorage.setItem("paretoscope-tour", "seen"));
  await page.goto(`/${hash}`);
  await page.locator("html[data-ready]").waitFor();
}

export const notation = (page: Page): Locator => page.getByTestId("notation");
export const layer = (page: Page, place: number): Locator => page.getByTestId("layer").nth(place);

/** Waits until the lane holds exactly this pattern. */
export async function expectPattern(page: Page, pattern: string): Promise<void> {
  await expect(notation(page)).toHaveValue(pattern);
}

/** Types a pattern and takes it over. */
export async function typePattern(page: Page, pattern: string): Promise<void> {
  await notation(page).fill(pattern);
  await notation(page).press("Enter");
}

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** Fails with a readable list when axe finds anything on the page, or inside one part of it, as it is now. */
export async function expectNoViolations(page: Page, part = "html"): Promise<void> {
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async (selector) => {
    const { axe } = window as unknown as {
      axe: { run: (context: string, options: object) => Promise<{ violations: Violation[] }> };
    };
    const { violations } = await axe.run(selector, { resultTypes: ["violations"] });
    return violations.map(({ id, impact, nodes }) => ({
      id,
      impact,
      nodes: nodes.slice(0, 3).map(({ html, failureSummary }) => ({ html, failureSummary })),
    }));
  }, part);
  expect(violations).toEqual([]);
}
