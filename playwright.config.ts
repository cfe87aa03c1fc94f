import { defineConfig } from "@playwright/test";
import { chromiumArguments, installedChromium } from "./lib/host/chromium.mjs";

const port = Number(process.env.E2E_PORT ?? 3123);

export default defineConfig({
  testDir: "test/e2e",
  outputDir: "test-results",
  timeout: 120_000,
  expect: { timeout: 15_000 },
  fullyParallel: true,
  workers: 2,
  retries: process.env.CI ? 1 : 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: [["list"]],
  use: {
    baseURL: `http://localhost:${port}`,
    viewport: { width: 1440, height: 900 },
    launchOptions: { executablePath: installedChromium() ?? undefined, args: chromiumArguments },
    trace: "retain-on-failure",
  },
  webServer: {
    command: "node lib/host/start.mjs",
    env: { PORT: String(port) },
    url: `http://localhost:${port}/`,
    timeout: 900_000,
    reuseExistingServer: !process.env.CI && process.env.E2E_PORT === undefined,
    stdout: "ignore",
  },
});
