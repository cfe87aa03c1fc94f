/** A face of the page's fonts: the style sheet's rule, and where its file lies. */
interface Face {
  readonly family: string;
  readonly weight: string;
  readonly range: string;
  readonly url: string;
}

const files = new Map<string, Promise<string | null>>();

/**
 * Style rules that carry the page's fonts inside an exported drawing, as far as its text needs them: a file has no page
 * around it, and another font is of another width. A face that cannot be fetched is left out; its text falls back.
 */
export async function paperFonts(drawing: string): Promise<string> {
  const letters = new Set([...drawing].map((letter) => letter.codePointAt(0) ?? 0));
  const needed = pageFaces().filter(
    ({ family, range }) => drawing.includes(family) && holdsAny(range, letters),
  );
  const rules = await Promise.all(
    needed.map(async ({ family, weight, range, url }) => {
      const file = await fetched(url);
      return file === null
        ? ""
        : `@font-face{font-family:"${family}";font-weight:${weight};unicode-range:${range};src:url(${file}) format("woff2")}`;
    }),
  );
  return rules.join("");
}

function pageFaces(): readonly Face[] {
  return [...document.styleSheets].flatMap((sheet) =>
    [...sheet.cssRules].flatMap((rule): readonly Face[] => {
      if (!(rule instanceof CSSFontFaceRule)) return [];
      const said = (name: string) => rule.style.getPropertyValue(name);
      const file = /url\("?([^")]+)"?\)/.exec(said("src"))?.[1];
      if (file === undefined) return [];
      return [
        {
          family: said("font-family").replaceAll('"', ""),
          weight: said("font-weight"),
          range: said("unicode-range"),
          url: new URL(file, sheet.href ?? document.baseURI).href,
        },
      ];
    }),
  );
}

/** Whether a range such as `U+0-FF, U+131, U+4??` holds any of some letters. An empty range holds all. */
function holdsAny(range: string, letters: ReadonlySet<number>): boolean {
  if (range === "") return true;
  return range.split(",").some((part) => {
    const [from = "", to = from] = part.trim().replace(/^U\+/i, "").split("-");
    const [least, most] = [
      Number.parseInt(from.replaceAll("?", "0"), 16),
      Number.parseInt(to.replaceAll("?", "F"), 16),
    ];
    for (const letter of letters) if (letter >= least && letter <= most) return true;
    return false;
  });
}

/** A font file as a data address, fetched once. */
function fetched(url: string): Promise<string | null> {
  const known = files.get(url);
  if (known !== undefined) return known;
  const file = fetch(url)
    .then((response) => (response.ok ? response.blob() : null))
    .then((blob) => (blob === null ? null : dataAddress(blob)))
    .catch(() => null);
  files.set(url, file);
  return file;
}

function dataAddress(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
