import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type CDPSession, chromium, type Page } from "@playwright/test";
import { seededRandom } from "@/lib/base/random";
import { chromiumArguments, installedChromium } from "@/lib/host/chromium.mjs";
import { hypervolume2, hypervolume3 } from "@/lib/pareto/hypervolume";
import { paretoFront } from "@/lib/pareto/paretoFront";
import { report, time } from "./timing";

/**
 * How long fronts take, and how smoothly the plot moves with many candidates in Chromium, against its limits. Scripting is
 * taken in processor time of the page's main thread, which other work on the machine does not lengthen.
 */
const port = 3197;
const many = 200_000;

const random = seededRandom(7);
const column = (size: number) => Float64Array.from({ length: size }, () => random());
const xs = column(many);
const ys = column(many);
const zs = column(2_000);
const senses = { x: "min", y: "max" } as const;
const corner = { x: 1, y: 0 };
const threeSenses = ["min", "min", "min"] as const;
const three = [xs.slice(0, 2_000), ys.slice(0, 2_000), zs] as const;
report(
  "front of 200,000 random points",
  time(() => paretoFront(xs, ys, senses), 21),
  100,
);
report(
  "front of 200,000 points, all on the front",
  time(() => paretoFront(xs, xs, senses), 21),
  100,
);
report(
  "hypervolume of 200,000 points, 2-D",
  time(() => hypervolume2(xs, ys, corner, senses), 21),
  100,
);
report(
  "hypervolume of 2,000 points, 3-D",
  time(() => hypervolume3(three, [1, 1, 1], threeSenses), 21),
  100,
);

/** A CSV of candidates along a noisy trade-off, as a search leaves them. */
function candidates(size: number): string {
  const lines = ["id,latencyMs,cr6,memoryBytes,params"];
  for (let index = 0; index < size; index++) {
    const cost = random();
    const luck = (random() + random() + random()) / 3 - 0.5;
    const latency = 12_000 * Math.exp(1.6 * cost);
    lines.push(
      `c${index},${latency.toFixed(2)},${(44 + 12 * cost + 10 * luck).toFixed(3)},${(1e9 + 4e9 * cost).toFixed(0)},${(3e8 + 3e9 * cost).toFixed(0)}`,
    );
  }
  return lines.join("\n");
}

async function startServer(): Promise<ChildProcess> {
  const server = spawn(process.execPath, ["lib/host/start.mjs"], {
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
    env: { ...process.env, PORT: String(port) },
    stdio: "ignore",
  });
  for (let waited = 0; waited < 900; waited++) {
    const answers = await fetch(`http://localhost:${port}/`).then(
      (response) => response.ok,
      () => false,
    );
    if (answers) return server;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  server.kill();
  throw new Error("the server did not start");
}

/** Milliseconds of processor time in JavaScript since the last call. */
async function scripting(session: CDPSession, last: { at: number }): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  const seconds = metrics.find(({ name }) => name === "ScriptDuration")?.value ?? 0;
  const spent = (seconds - last.at) * 1000;
  last.at = seconds;
  return spent;
}

const twoFrames = () =>
  new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));

interface FrameTimes {
  readonly p95: number;
  readonly median: number;
}

/** Script time of each of many gestures, at the 95th percentile and the median, without what asking for frames takes itself. */
async function perFrame(
  page: Page,
  session: CDPSession,
  count: number,
  gesture: (turn: number) => Promise<void>,
): Promise<FrameTimes> {
  // What a gesture runs is compiled in its first frames; a person's hundredth is what the limits are about.
  await rawFrames(page, session, 20, gesture);
  const asking = await rawFrames(page, session, 20, async () => {});
  const { p95, median } = await rawFrames(page, session, count, gesture);
  return { p95: p95 - asking.median, median: median - asking.median };
}

async function rawFrames(
  page: Page,
  session: CDPSession,
  count: number,
  gesture: (turn: number) => Promise<void>,
): Promise<FrameTimes> {
  const last = { at: 0 };
  const spent: number[] = [];
  for (let turn = 0; turn < count; turn++) {
    await page.evaluate(twoFrames);
    await scripting(session, last);
    await gesture(turn);
    await page.evaluate(twoFrames);
    spent.push(await scripting(session, last));
  }
  spent.sort((a, b) => a - b);
  return { p95: spent[Math.floor(count * 0.95)]!, median: spent[Math.floor(count / 2)]! };
}

function say(label: string, { p95, median }: FrameTimes, limit: number | null) {
  const share = limit === null ? "" : `; ${(p95 / limit).toFixed(3)} of ${limit} ms`;
  process.stdout.write(
    `  ${label.padEnd(44)} median ${median.toFixed(2)} ms, 95th percentile ${p95.toFixed(2)} ms${share}\n`,
  );
}

async function measurePlot(
  page: Page,
  size: number,
  panLimit: number,
  axisLimit: number | null,
): Promise<void> {
  await page.addInitScript(() => localStorage.setItem("paretoscope-tour", "seen"));
  await page.goto(`http://localhost:${port}/`);
  await page.locator("html[data-ready]").waitFor();
  await page
    .locator('input[type="file"][accept*="csv"]')
    .first()
    .setInputFiles({ name: "candidates.csv", mimeType: "text/csv", buffer: Buffer.from(candidates(size)) });
  await page.locator(`canvas[data-candidates="${size}"]`).waitFor({ timeout: 60_000 });
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const box = await page.getByTestId("frontier").boundingBox();
  if (box === null) throw new Error("no plot");
  const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(centre.x, centre.y);
  await page.waitForTimeout(500);

  const label = size.toLocaleString("en-US");
  const zoom = await perFrame(page, session, 60, (turn) => page.mouse.wheel(0, turn % 20 < 10 ? -60 : 60));
  say(`zoom, ${label} points`, zoom, panLimit);
  await page.mouse.wheel(0, -400);
  await page.mouse.down();
  const pan = await perFrame(page, session, 60, (turn) =>
    page.mouse.move(centre.x + 80 * Math.sin(turn / 5), centre.y + 50 * Math.cos(turn / 7)),
  );
  await page.mouse.up();
  say(`pan, ${label} points`, pan, panLimit);
  await page.mouse.move(centre.x + 3, centre.y + 3);
  const crossing = (turn: number) => page.mouse.move(centre.x + 4 * turn - 100, centre.y + (turn % 7));
  const hover = await perFrame(page, session, 60, crossing);
  say(`hover, ${label} points`, hover, 1);
  const axis = page.getByRole("combobox", { name: /^Horizontal axis/ });
  const choices = ["memoryBytes", "params", "latencyMs"];
  const change = await perFrame(page, session, 9, async (turn) => {
    await axis.selectOption(choices[turn % choices.length]!);
  });
  say(`new axis, ${label} points`, change, axisLimit);
}

const server = await startServer();
const browser = await chromium.launch({
  executablePath: installedChromium() ?? undefined,
  args: [...chromiumArguments],
});
try {
  for (const [size, panLimit, axisLimit] of [
    [50_000, 8, 100],
    [many, 33, null],
  ] as const) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await measurePlot(page, size, panLimit, axisLimit);
    await page.close();
  }
} finally {
  await browser.close();
  server.kill();
}
