import { unitFor } from "./figure";

/** A number of tokens in words, to three digits: `1 B tokens`, `4.5 T tokens`. */
export function tokensText(tokens: number): string {
  const { factor, unit } = unitFor(tokens, "parameters");
  const digits = (tokens / factor).toLocaleString("en-US", { maximumSignificantDigits: 3 });
  return `${unit === "" ? digits : `${digits} ${unit}`} tokens`;
}

/** Powers of ten that letters stand for. */
const powers: Readonly<Record<string, number>> = { "": 0, k: 3, m: 6, b: 9, g: 9, t: 12 };

/**
 * Reads a count as people write it: `2048`, `2,048`, `1e9`, `100B`, `4.5 T`, with k, M, B (or G) and T for powers of
 * a thousand. Null when it is no number; a comma that groups no thousands may mean a point and is refused.
 */
export function readCount(text: string): number | null {
  const written = text.replaceAll(/[\s_]/g, "").replaceAll("−", "-");
  if (written.includes(",") && !/^[+-]?\d{1,3}(,\d{3})+(\D|$)/.test(written)) return null;
  const plain = written.replaceAll(",", "");
  const [, digits = "", letter = ""] = /^(.*?)([kmbgt]?)$/i.exec(plain) ?? [];
  if (digits === "") return null;
  const value = Number(letter === "" ? digits : `${digits}e${powers[letter.toLowerCase()]}`);
  return Number.isFinite(value) ? value : null;
}
