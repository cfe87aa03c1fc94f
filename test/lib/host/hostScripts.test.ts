import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const own = fileURLToPath(new URL("../../..", import.meta.url));

/** A build that waits for the word, if it is to, and leaves what Next leaves; and a server that says its process. */
const nextBuild = `
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
while (existsSync("hold")) await new Promise((resolve) => setTimeout(resolve, 50));
const [folder, name] = process.env.STATIC_EXPORT === "1" ? ["out", "out/index.html"] : [".next/server/app", ".next/BUILD_ID"];
mkdirSync(folder, { recursive: true });
mkdirSync(".next", { recursive: true });
writeFileSync(name, "<html><head></head></html>");
`;
const nextServer = `
import { writeFileSync } from "node:fs";
export default () => ({
  prepare: async () => writeFileSync("server.pid", String(process.pid)),
  getRequestHandler: () => (_, response) => response.end("the workbench"),
});
`;

let folder = "";
const children: ChildProcess[] = [];

/** A project of the host's own scripts with a stand-in for Next, installed. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "paretoscope-host-"));
  cpSync(join(own, "lib/host"), join(folder, "lib/host"), { recursive: true });
  const next = join(folder, "node_modules/next");
  mkdirSync(join(next, "dist/bin"), { recursive: true });
  writeFileSync(join(next, "package.json"), '{"type":"module","exports":"./index.js"}');
  writeFileSync(join(next, "index.js"), nextServer);
  writeFileSync(join(next, "dist/bin/next"), nextBuild);
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  writeFileSync(join(folder, "package-lock.json"), "{}");
  const lock = createHash("sha256").update("{}").digest("hex");
  writeFileSync(join(folder, "node_modules/.paretoscope-lock"), lock);
});

/** The process of the server that came up; null without one. */
function serverProcess(): number | null {
  const file = join(folder, "server.pid");
  return existsSync(file) ? Number(readFileSync(file, "utf8")) : null;
}

/** Whether a process is there; ends it with a signal other than 0. */
function signalled(pid: number, signal: 0 | "SIGTERM"): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

afterEach(() => {
  for (const child of children.splice(0)) child.kill();
  const server = serverProcess();
  if (server !== null) signalled(server, "SIGTERM");
  rmSync(folder, { recursive: true, force: true });
});

function start(script: string, environment: Record<string, string>) {
  const child = spawn(process.execPath, [`lib/host/${script}`], {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.push(child);
  let printed = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (data) => {
      printed += data;
    });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  return { child, ended, printed: () => printed };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

async function eventually<T>(ask: () => Promise<T> | T, good: (answer: T) => boolean): Promise<T> {
  const until = Date.now() + 15_000;
  for (;;) {
    const answer = await ask();
    if (good(answer) || Date.now() > until) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe("npm start", () => {
  it("answers that it is being built while it is, and serves afterwards", async () => {
    writeFileSync(join(folder, "hold"), "");
    const port = await freePort();
    const { printed } = start("start.mjs", { PORT: String(port), HOST: "127.0.0.1" });
    const page = () =>
      fetch(`http://127.0.0.1:${port}/`).then(
        async (response) => ({ status: response.status, text: await response.text() }),
        () => null,
      );
    const first = await eventually(page, (answer) => answer !== null);
    expect(first, printed()).toEqual({ status: 503, text: expect.stringContaining("is being built") });
    rmSync(join(folder, "hold"));
    const served = await eventually(page, (answer) => answer?.status === 200);
    expect(served?.text).toBe("the workbench");
  }, 30_000);
});

describe("npm run build", () => {
  it("builds a static site again whose folder is gone, and nothing that is still there", async () => {
    const built = async () => {
      const { ended, printed } = start("build.mjs", { STATIC_EXPORT: "1" });
      expect(await ended, printed()).toBe(0);
      return printed().includes("Building");
    };
    expect(await built()).toBe(true);
    expect(await built()).toBe(false);
    rmSync(join(folder, "out"), { recursive: true });
    expect(await built()).toBe(true);
    expect(existsSync(join(folder, "out/index.html"))).toBe(true);
  }, 30_000);
});

describe("npm run measure", () => {
  it("ends its server when Chromium does not start, and says why", async () => {
    symlinkSync(join(own, "node_modules/@playwright"), join(folder, "node_modules/@playwright"));
    const { ended, printed } = start("measure.mjs", { CHROME_PATH: "/bin/false", HOST: "127.0.0.1" });
    expect(await ended).toBe(1);
    expect(printed()).toMatch(/error: .*(launch|closed)/);
    const server = serverProcess();
    if (server === null) throw new Error("no server came up");
    expect(
      await eventually(
        () => signalled(server, 0),
        (alive) => !alive,
      ),
    ).toBe(false);
  }, 30_000);
});
