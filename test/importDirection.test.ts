import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What each folder of lib may import, itself aside. The store and the command line stand above the core. */
const core = [
  "base",
  "design",
  "cost",
  "latency",
  "quality",
  "pareto",
  "plot",
  "search",
  "measure",
  "export",
];
const allowed: Record<string, readonly string[]> = {
  base: [],
  design: ["base"],
  cost: ["base", "design"],
  latency: ["base", "design", "cost"],
  quality: ["base", "design", "cost"],
  plot: ["base"],
  pareto: ["base", "design", "cost", "latency", "quality", "plot"],
  search: ["base", "design", "cost", "latency", "quality", "pareto"],
  measure: ["base", "design", "cost", "latency"],
  export: ["base", "design", "cost"],
  store: core,
  cli: core,
  host: [],
};

/** Packages that would tie the core to a page. */
const pagePackages = /^(react|react-dom|next|react-aria|lucide-react|@tanstack\/react)/;

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(ts|tsx)$/.test(name))
    .map((name) => join(folder, name));
}

/** Module specifiers a source names in imports, exports, dynamic imports and worker URLs. */
function imports(file: string): string[] {
  const text = readFileSync(join(root, file), "utf8");
  const pattern = /(?:from\s+|import\s*\(\s*|import\s+|new URL\(\s*)"([^"]+)"/g;
  return [...text.matchAll(pattern)].map((match) => match[1] ?? "");
}

/** The project path a specifier leads to, or null for a package. */
function target(file: string, specifier: string): string | null {
  if (specifier.startsWith("@/")) return specifier.slice(2);
  if (specifier.startsWith(".")) return relative(root, resolve(root, dirname(file), specifier));
  return null;
}

function violations(
  files: readonly string[],
  judge: (file: string, specifier: string) => string | null,
): string[] {
  return files.flatMap((file) =>
    imports(file).flatMap((specifier) => {
      const reason = judge(file, specifier);
      return reason === null ? [] : [`${file} imports ${specifier}: ${reason}`];
    }),
  );
}

describe("imports run one way", () => {
  it("keeps each folder of lib below the folders that build on it", () => {
    const found = violations(sources("lib"), (file, specifier) => {
      const path = target(file, specifier);
      const own = file.split("/")[1] ?? "";
      if (path === null) return null;
      const [top, folder = ""] = path.split("/");
      if (top !== "lib") return "lib imports lib only";
      if (folder === own) return null;
      if (allowed[own] === undefined) return `lib/${own} has no place in the order of imports yet`;
      return allowed[own].includes(folder) ? null : `lib/${own} may not import lib/${folder}`;
    });
    expect(found).toEqual([]);
  });

  it("keeps React and Next out of lib", () => {
    const found = violations(sources("lib"), (_file, specifier) =>
      pagePackages.test(specifier) ? "lib knows no React" : null,
    );
    expect(found).toEqual([]);
  });

  it("keeps components independent of app", () => {
    const found = violations(sources("components"), (file, specifier) =>
      target(file, specifier)?.startsWith("app/") ? "components do not import app" : null,
    );
    expect(found).toEqual([]);
  });

  it("loads onnxruntime-web in workers of lib/measure only, and never by its default entry", () => {
    const files = [...sources("lib"), ...sources("components"), ...sources("app")];
    const found = violations(files, (file, specifier) => {
      if (!specifier.startsWith("onnxruntime-web")) return null;
      if (specifier === "onnxruntime-web") return "the default entry carries the old back end";
      return file.startsWith("lib/measure/") ? null : "only lib/measure runs models";
    });
    expect(found).toEqual([]);
  });
});
