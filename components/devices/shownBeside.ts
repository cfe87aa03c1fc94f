import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";

/** What stands beside the list of devices: a device's report, the form of a typed one, or the fit of dropped tables. */
export type Shown =
  | { readonly kind: "report"; readonly id: string | null }
  | { readonly kind: "form"; readonly id: string | null }
  | { readonly kind: "fit" };

const beside = createStore<{ readonly shown: Shown }>()(() => ({ shown: { kind: "report", id: null } }));

/** What stands beside the list now. The page keeps it while other tabs are open. */
export function useShown(): Shown {
  return useStore(beside, (state) => state.shown);
}

export function show(shown: Shown): void {
  beside.setState({ shown });
}
