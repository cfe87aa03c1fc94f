import { spawn } from "node:child_process";
import { chromium } from "@playwright/test";
import { chromiumArguments, ensureChromium } from "../../lib/host/chromium.mjs";
import { projectRoot } from "../../lib/host/project.mjs";

/**
 * Ten plans in one page, on WebAssembly and on WebGPU (a software adapter where there is no other): memory of the page
 * after collection against where it was, and workers left. A GPU device lives in a worker and goes with it. Before the
 * first figure one plan runs, so that code that loads once does not count.
 */
const plans = 10;
const limitMegabytes = 20;
const addresses = {
  WebAssembly:
    "?measure=custom&backend=wasm&hidden=128&operators=ffn,attention,conv&contexts=16&prompts=&rounds=5&cold=0",
  WebGPU: "?measure=custom&backend=webgpu&hidden=64&operators=ffn&contexts=0&prompts=&rounds=3&cold=0",
};

const executablePath = await ensureChromium();
if (executablePath === null) throw new Error("no Chromium");
const server = spawn(process.execPath, ["lib/host/start.mjs"], {
  cwd: projectRoot,
  env: { ...process.env, PORT: "0" },
  stdio: ["ignore", "pipe", "inherit"],
});
const origin = await new Promise<string>((resolve) => {
  server.stdout.on("data", (data: Buffer) => {
    const found = /http:\/\/localhost:\d+/.exec(String(data));
    if (found) resolve(found[0]);
  });
});
const browser = await chromium.launch({
  executablePath,
  args: [...chromiumArguments, "--enable-unsafe-webgpu"],
});

async function tenPlans(name: string, address: string): Promise<void> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const ended = () =>
    page.waitForFunction(
      () =>
        (window as { paretoscopeMeasurement?: { state: string } }).paretoscopeMeasurement?.state ===
        "finished",
      null,
      { timeout: 240_000, polling: 100 },
    );
  const megabytes = async () => {
    for (let time = 0; time < 3; time++) await session.send("HeapProfiler.collectGarbage");
    const { usedSize, backingStorageSize = 0 } = (await session.send("Runtime.getHeapUsage")) as {
      usedSize: number;
      backingStorageSize?: number;
    };
    return (usedSize + backingStorageSize) / 1e6;
  };
  await page.goto(`${origin}/${address}`);
  await ended();
  await page.waitForTimeout(1000);
  const before = await megabytes();
  for (let plan = 0; plan < plans; plan++) {
    await page.evaluate(() => Object.assign(window, { paretoscopeMeasurement: { state: "running" } }));
    await page.getByTestId("measure-start").click();
    await ended();
  }
  await page.waitForTimeout(1000);
  const growth = (await megabytes()) - before;
  process.stdout.write(
    `  ${name}, ${plans} plans: the page grew by ${growth.toFixed(1)} MB from ${before.toFixed(1)} MB; ${(growth / limitMegabytes).toFixed(2)} of ${limitMegabytes} MB; ${page.workers().length} workers left\n`,
  );
  await context.close();
}

try {
  for (const [name, address] of Object.entries(addresses)) await tenPlans(name, address);
} finally {
  await browser.close();
  server.kill();
}
