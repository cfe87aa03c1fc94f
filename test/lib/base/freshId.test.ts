import { describe, expect, it, vi } from "vitest";
import { freshId } from "@/lib/base/freshId";

describe("freshId", () => {
  it("writes UUIDs of version 4, no two alike, without the browser's own", () => {
    vi.stubGlobal("crypto", {
      getRandomValues: (bytes: Uint8Array) => globalThis.structuredClone(bytes).fill(255),
    });
    expect(freshId()).toBe("ffffffff-ffff-4fff-bfff-ffffffffffff");
    vi.unstubAllGlobals();
    const ids = Array.from({ length: 2000 }, freshId);
    for (const id of ids)
      expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
