import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * CSP sources for every inline script of a page. Next inlines the server-rendered data of each page as scripts; they
 * are static after the build, so their hashes can be listed and nothing else inline will ever run.
 */
export function inlineScriptHashes(html) {
  const hashes = new Set();
  for (const [, attributes, body] of html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/gi)) {
    if (/\ssrc\s*=/i.test(attributes) || body === "") continue;
    hashes.add(`'sha256-${createHash("sha256").update(body).digest("base64")}'`);
  }
  return [...hashes].sort();
}

/** All HTML files below a folder. */
export function htmlFilesBelow(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith(".html"))
    .map((name) => join(folder, name))
    .sort();
}

/** The hashes of all inline scripts of all pages below a folder. */
export function hashesOfPages(folder) {
  const hashes = htmlFilesBelow(folder).flatMap((file) => inlineScriptHashes(readFileSync(file, "utf8")));
  return [...new Set(hashes)].sort();
}

/**
 * The policy of the workbench: everything from its own origin, WebAssembly allowed, nothing evaluated, inline scripts
 * by hash only. `where` "meta" leaves out frame-ancestors, which browsers accept in the header alone.
 */
export function contentSecurityPolicy(scriptHashes, where) {
  const directives = [
    "default-src 'self'",
    ["script-src 'self' 'wasm-unsafe-eval'", ...scriptHashes].join(" "),
    "worker-src 'self' blob:",
    "connect-src 'self'",
    "img-src 'self' data: blob:",
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
  ];
  if (where === "header") directives.push("frame-ancestors 'none'");
  return directives.join("; ");
}
