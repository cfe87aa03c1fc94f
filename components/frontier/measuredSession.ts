import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import type { Subject } from "@/lib/pareto/marks";

/** The design in hand as its blocks were timed on the chosen device; null where they were not. */
export const measuredSubject = createStore<{ readonly subject: Subject | null }>()(() => ({ subject: null }));

/** Reads the measured mark. What fills it loads after the page. */
export function useMeasuredSubject(): Subject | null {
  return useStore(measuredSubject, ({ subject }) => subject);
}
