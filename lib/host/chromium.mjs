import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const commandNames = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];
const applicationPaths = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

function onPath(name) {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const path = join(folder, name);
    if (existsSync(path)) return path;
  }
  return null;
}

/** An installed Chromium or Chrome: CHROME_PATH first, then the usual names and places. Null where there is none. */
export function installedChromium() {
  const named = process.env.CHROME_PATH;
  if (named) return existsSync(named) ? named : null;
  for (const name of commandNames) {
    const path = onPath(name);
    if (path !== null) return path;
  }
  return applicationPaths.find((path) => existsSync(path)) ?? null;
}

async function playwrightChromium() {
  const { chromium } = await import("@playwright/test");
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : null;
}

/** Installs Debian's package where apt and the rights for it are there. */
function installDebianChromium() {
  if (onPath("apt-get") === null || process.getuid?.() !== 0) return null;
  process.stderr.write("Installing Debian's chromium …\n");
  const options = { stdio: ["ignore", 2, 2], env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
  spawnSync("apt-get", ["update", "-qq"], options);
  spawnSync("apt-get", ["install", "-y", "-qq", "chromium"], options);
  return onPath("chromium");
}

/**
 * A Chromium for the end-to-end tests, installed if it must and may be.
 * @returns the path of the executable, or null; then `chromiumHelp` says what to do.
 */
export async function ensureChromium() {
  if (process.env.CHROME_PATH) return installedChromium();
  return installedChromium() ?? (await playwrightChromium()) ?? installDebianChromium();
}

export const chromiumHelp =
  "No Chromium found for the end-to-end tests: install Chromium or Chrome, or set CHROME_PATH to its executable.";

/** Switches for a quiet, sandbox-tolerant headless run. */
export const chromiumArguments = [
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--disable-quic",
];
