import type { SavedDocument } from "@/lib/store/savedDocument";
import { decodeShareHash, encodeShareHash } from "@/lib/store/shareLink";
import { pageLibrary, tabId } from "./librarySession";
import { commands, workbench } from "./session";

/** Pause after the last change before address and autosave follow, and the longest they may lag behind. */
const settleMs = 150;
const longestLagMs = 400;

function current(): SavedDocument {
  const { document, view } = workbench.getState();
  return { document, view };
}

/** The address of the current document. */
export function shareAddress(): string {
  return `${location.origin}${location.pathname}${encodeShareHash(current())}`;
}

function tellBrokenLink(problems: Parameters<typeof commands.notify>[0]["problems"]): void {
  commands.notify({
    kind: "error",
    title: "The link could not be opened; your design is as it was",
    ...(problems === undefined ? {} : { problems }),
  });
}

/**
 * Opens what the address holds, or else what was kept last. An address that differs from the autosave wins, and the
 * autosave goes to the library.
 */
async function restore(): Promise<void> {
  const linked = decodeShareHash(location.hash);
  const library = pageLibrary().getState();
  const kept = await library.lastAutosave(tabId());
  if (linked?.ok) {
    commands.restore(linked.value.document, linked.value.view);
    const differs = kept !== null && JSON.stringify(kept.document) !== JSON.stringify(linked.value.document);
    if (differs && !isInLibrary(kept)) await library.save(kept, `${kept.document.design.name}, autosaved`);
    return;
  }
  if (kept !== null) commands.restore(kept.document, kept.view);
  if (linked !== null) tellBrokenLink(linked.problems);
}

/** Says that restoring failed: the page goes on with what it shows, and keeps that from here on. */
function tellUnrestored(error: unknown): void {
  commands.notify({
    kind: "error",
    title: "What you had open last could not be read back",
    problems: [{ field: "", message: error instanceof Error ? error.message : String(error) }],
  });
}

function isInLibrary(saved: SavedDocument): boolean {
  const text = JSON.stringify(saved.document);
  return pageLibrary()
    .getState()
    .entries.some((entry) => JSON.stringify(entry.saved.document) === text);
}

/** Opens the document of an address the user went to while the page was open. Undoable like any opening. */
function followAddress(): void {
  const linked = decodeShareHash(location.hash);
  if (linked === null) return;
  if (!linked.ok) {
    tellBrokenLink(linked.problems);
    writeAddress(false);
    return;
  }
  const { document, view } = linked.value;
  const same = JSON.stringify(document) === JSON.stringify(workbench.getState().document);
  if (!same) commands.follow(`Go to ${document.design.name}`, document);
  commands.setView(view);
}

function writeAddress(newEntry: boolean): void {
  const hash = encodeShareHash(current());
  if (hash === location.hash) return;
  if (newEntry) history.pushState(null, "", hash);
  else history.replaceState(null, "", hash);
}

/**
 * Keeps the document from being lost: restores it on load, then lets the address and the autosave follow every change
 * within half a second. Gives back the function that stops it.
 */
export function keepDocument(): () => void {
  let timer: number | undefined;
  let dirtySince = 0;
  let openings = workbench.getState().openings;
  let stopped = false;
  let unsubscribe = () => {};

  const flush = () => {
    window.clearTimeout(timer);
    if (dirtySince === 0) return;
    dirtySince = 0;
    writeAddress(false);
    void pageLibrary().getState().autosave(tabId(), current());
  };
  const follow = () => {
    const state = workbench.getState();
    if (state.openings !== openings) {
      openings = state.openings;
      writeAddress(true);
    }
    const now = performance.now();
    if (dirtySince === 0) dirtySince = now;
    window.clearTimeout(timer);
    timer = window.setTimeout(flush, Math.max(0, Math.min(settleMs, dirtySince + longestLagMs - now)));
  };
  void restore()
    .catch(tellUnrestored)
    .then(() => {
      if (stopped) return;
      document.documentElement.dataset.ready = "true";
      writeAddress(false);
      unsubscribe = workbench.subscribe((state, before) => {
        if (state.document !== before.document || state.view !== before.view || state.openings !== openings)
          follow();
      });
    });
  window.addEventListener("popstate", followAddress);
  window.addEventListener("pagehide", flush);
  return () => {
    stopped = true;
    flush();
    unsubscribe();
    window.removeEventListener("popstate", followAddress);
    window.removeEventListener("pagehide", flush);
  };
}
