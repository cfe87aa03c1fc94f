import { useStore } from "zustand";
import { freshId } from "@/lib/base/freshId";
import { createLibrary, type Library, type LibraryState } from "@/lib/store/library";

/** Tells the other tabs of this site that the library changed. */
function tabChannel() {
  const channel = new BroadcastChannel("paretoscope-library");
  return {
    tell: () => channel.postMessage("changed"),
    listen: (changed: () => void) => {
      channel.onmessage = changed;
    },
  };
}

let library: Library | null = null;

/** The page's library; opened on first use, in the browser only. */
export function pageLibrary(): Library {
  library ??= createLibrary({
    ...(typeof BroadcastChannel === "undefined" ? {} : { channel: tabChannel() }),
  });
  return library;
}

/** Reads the library in components that render in the browser only. */
export function useLibrary<T>(selector: (state: LibraryState) => T): T {
  return useStore(pageLibrary(), selector);
}

const tabKey = "paretoscope-tab";

/** An id that lasts as long as this tab, through reloads. */
export function tabId(): string {
  try {
    const known = sessionStorage.getItem(tabKey);
    if (known !== null) return known;
    const fresh = freshId();
    sessionStorage.setItem(tabKey, fresh);
    return fresh;
  } catch {
    return "tab";
  }
}
