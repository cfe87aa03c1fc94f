import { deflateSync, Inflate, strFromU8, strToU8 } from "fflate";
import { fail, type Result } from "../base/result";
import { maxFileBytes, readJsonText } from "../design/readDesignText";
import { fromJson, type SavedDocument, toJson } from "./savedDocument";

/**
 * The hash part of a share link: `#1.` and the deflated JSON of the document in base64url. The number is the version
 * of this encoding.
 */
const encodingVersion = 1;

/** Bytes of JSON fed to the decompressor at once, so that a bomb is noticed before it unfolds. */
const chunkBytes = 1024;

/** A document as the hash of an address, with its `#`. */
export function encodeShareHash(saved: SavedDocument): string {
  const bytes = deflateSync(strToU8(JSON.stringify(toJson(saved))), { level: 9 });
  return `#${encodingVersion}.${toBase64Url(bytes)}`;
}

/** Reads the hash of an address. Null when it holds no document at all. */
export function decodeShareHash(hash: string): Result<SavedDocument> | null {
  const text = hash.replace(/^#/, "");
  if (text === "") return null;
  const match = /^(\d+)\.([A-Za-z0-9_-]+)$/.exec(text);
  if (match === null)
    return fail({
      field: "link",
      message: "The link is damaged: what follows the # is no saved design.",
      mend: "Copy the whole address again, to its last character.",
    });
  if (Number(match[1]) > encodingVersion)
    return fail({
      field: "link",
      message: `The link was made by a newer version of Paretoscope (encoding ${match[1]}; this one reads ${encodingVersion}).`,
      mend: "Reload the page to get the newer version, then open the link again.",
    });
  const json = inflateText(match[2] ?? "");
  if (json === null)
    return fail({
      field: "link",
      message: "The link is damaged: a part of it is missing or changed.",
      mend: "Copy the whole address again, to its last character.",
    });
  const value = readJsonText(json);
  return value.ok ? fromJson(value.value) : value;
}

/** Decompresses with a limit; null when the data is broken or unfolds beyond the size of a document. */
function inflateText(text: string): string | null {
  const parts: Uint8Array[] = [];
  let size = 0;
  let ended = false;
  const inflate = new Inflate((part, final) => {
    parts.push(part);
    size += part.length;
    ended = final;
  });
  try {
    const bytes = fromBase64Url(text);
    for (let start = 0; start < bytes.length; start += chunkBytes) {
      inflate.push(bytes.subarray(start, start + chunkBytes), start + chunkBytes >= bytes.length);
      if (size > maxFileBytes) return null;
    }
  } catch {
    return null;
  }
  if (!ended) return null;
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return strFromU8(whole);
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function fromBase64Url(text: string): Uint8Array {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
