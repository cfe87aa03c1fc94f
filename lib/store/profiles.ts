import { createStore, type StoreApi } from "zustand/vanilla";
import type { Problem, Result } from "../base/result";
import type { DeviceProfile } from "../latency/deviceProfile";

/** A device profile on its way, here, or refused. */
export type ProfileState =
  | { readonly kind: "loading" }
  | { readonly kind: "ready"; readonly profile: DeviceProfile }
  | { readonly kind: "failed"; readonly problems: readonly Problem[] };

export interface ProfilesState {
  readonly byId: ReadonlyMap<string, ProfileState>;
  /** Starts loading a profile unless it is here or on its way; a failed one is tried again. */
  readonly want: (id: string) => void;
  /** Adds a profile made here: measured, fitted or typed in. */
  readonly put: (profile: DeviceProfile) => void;
}

const loading: ProfileState = { kind: "loading" };

/** The state of one profile; a profile nobody asked for yet counts as loading, as asking is the next thing done. */
export function profileOf(state: ProfilesState, id: string): ProfileState {
  return state.byId.get(id) ?? loading;
}

/** A store of device profiles that loads each once. */
export function createProfiles(
  load: (id: string) => Promise<Result<DeviceProfile>>,
): StoreApi<ProfilesState> {
  return createStore<ProfilesState>()((set, get) => {
    const keep = (id: string, entry: ProfileState) =>
      set(({ byId }) => ({ byId: new Map(byId).set(id, entry) }));
    return {
      byId: new Map(),
      want: (id) => {
        const known = get().byId.get(id);
        if (known !== undefined && known.kind !== "failed") return;
        keep(id, loading);
        load(id).then((result) =>
          keep(
            id,
            result.ok
              ? { kind: "ready", profile: result.value }
              : { kind: "failed", problems: result.problems },
          ),
        );
      },
      put: (profile) => keep(profile.id, { kind: "ready", profile }),
    };
  });
}
