import { describe, expect, it } from "vitest";
import { readCount, tokensText } from "@/lib/base/tokenCount";

describe("numbers of tokens", () => {
  it.each([
    [512, "512 tokens"],
    [1e9, "1 B tokens"],
    [1e11, "100 B tokens"],
    [4.5e12, "4.5 T tokens"],
    [3.6e13, "36 T tokens"],
  ])("%d is written %s", (tokens, words) => {
    expect(tokensText(tokens)).toBe(words);
  });

  it.each([
    ["2,048", 2048],
    ["1e9", 1e9],
    ["4T", 4e12],
    ["4.5 T", 4.5e12],
    ["4.1T", 4.1e12],
    ["100b", 1e11],
    ["8k", 8000],
    ["-1", -1],
  ])("%s is read as %d", (text, value) => {
    expect(readCount(text)).toBe(value);
  });

  it.each(["", "1,5", "abc", "T", "4TT", "4 tokens"])("%j is no number", (text) => {
    expect(readCount(text)).toBeNull();
  });
});
