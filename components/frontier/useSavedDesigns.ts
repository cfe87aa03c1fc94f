import { useEffect, useState } from "react";
import { pageLibrary } from "@/components/shell/librarySession";
import type { LibraryEntry } from "@/lib/store/libraryEntry";

/** The library's entries; empty until the browser's storage answered. */
export function useSavedDesigns(): readonly LibraryEntry[] {
  const [entries, setEntries] = useState<readonly LibraryEntry[]>([]);
  useEffect(() => {
    const library = pageLibrary();
    const read = () => setEntries(library.getState().entries);
    read();
    return library.subscribe(read);
  }, []);
  return entries;
}
