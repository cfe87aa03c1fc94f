import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { contentSecurityPolicy, inlineScriptHashes } from "@/lib/host/contentSecurityPolicy.mjs";

const sha256 = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

describe("the content security policy", () => {
  it("lists the hash of each inline script once and none for scripts with a source", () => {
    const html = `<head><script>a()</script><script src="/x.js"></script></head><script async>b()</script><script>a()</script>`;
    expect(inlineScriptHashes(html)).toEqual([sha256("a()"), sha256("b()")].sort());
  });

  it("allows no eval and no unlisted inline script", () => {
    const policy = contentSecurityPolicy(["'sha256-abc='"], "header");
    const scripts = policy.split("; ").find((directive) => directive.startsWith("script-src"));
    expect(scripts).toBe("script-src 'self' 'wasm-unsafe-eval' 'sha256-abc='");
  });

  it("leaves frame-ancestors to the header, where browsers read it", () => {
    expect(contentSecurityPolicy([], "header")).toContain("frame-ancestors 'none'");
    expect(contentSecurityPolicy([], "meta")).not.toContain("frame-ancestors");
  });
});
