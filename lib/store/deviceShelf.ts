import { createStore, type StoreApi } from "zustand/vanilla";
import { fail, type Problem, type Result } from "../base/result";
import { type DeviceProfile, readDeviceProfile } from "../latency/deviceProfile";
import { type DeviceSummary, profilePath, shippedDevices } from "../latency/devices";

/** Where a device on the shelf comes from. */
export type DeviceOrigin = "shipped" | "typed" | "fitted" | "measured";

/** A device the user can choose. */
export interface ShelfDevice extends DeviceSummary {
  readonly origin: DeviceOrigin;
}

/** How far the profile of a device is. */
export type ProfileState =
  | { readonly kind: "loading" }
  | { readonly kind: "ready"; readonly profile: DeviceProfile }
  | { readonly kind: "failed"; readonly problems: readonly Problem[] };

const loading: ProfileState = { kind: "loading" };

export interface DeviceShelfState {
  /** Shipped devices first, then the user's own in the order they came. */
  readonly devices: readonly ShelfDevice[];
  readonly profiles: Readonly<Record<string, ProfileState>>;
  /** Loads the profile of a shipped device, unless it is there or on its way. A failed one is tried again. */
  request(id: string): Promise<void>;
  /** Puts one of the user's own devices on the shelf; one with the same id is replaced. */
  keep(profile: DeviceProfile, origin: Exclude<DeviceOrigin, "shipped">): void;
  /** Takes one of the user's own devices off the shelf; a document that still names it learns that it is gone. */
  remove(id: string): void;
}

export type DeviceShelf = StoreApi<DeviceShelfState>;

/** Reads a JSON file of the site by its path under the site's root; rejects where it cannot be had. */
export type FetchJson = (path: string) => Promise<unknown>;

/**
 * The devices a page knows. Profiles of shipped devices are fetched when they are first asked for. `ownRead` settles once the
 * user's own devices are on the shelf: before, one that is not there counts as on its way.
 */
export function createDeviceShelf(
  fetchJson: FetchJson,
  ownRead: Promise<void> = Promise.resolve(),
): DeviceShelf {
  return createStore<DeviceShelfState>()((set, get) => {
    const put = (id: string, state: ProfileState) =>
      set(({ profiles }) => ({ profiles: { ...profiles, [id]: state } }));
    return {
      devices: shippedDevices.map((device) => ({ ...device, origin: "shipped" })),
      profiles: {},

      async request(id) {
        const known = knownProfile(get(), id);
        if (known !== undefined && known.kind !== "failed") return;
        const device = get().devices.find((entry) => entry.id === id);
        if (device?.origin !== "shipped") {
          put(id, loading);
          await ownRead;
          if (knownProfile(get(), id)?.kind === "loading")
            put(id, { kind: "failed", problems: [notHere(id)] });
          return;
        }
        put(id, loading);
        const read = await loadProfile(fetchJson, device);
        put(
          id,
          read.ok ? { kind: "ready", profile: read.value } : { kind: "failed", problems: read.problems },
        );
      },

      keep(profile, origin) {
        const device: ShelfDevice = { ...summaryOf(profile), origin };
        set(({ devices }) => ({ devices: [...devices.filter(({ id }) => id !== profile.id), device] }));
        put(profile.id, { kind: "ready", profile });
      },

      remove(id) {
        set(({ devices, profiles }) => {
          if (devices.find((device) => device.id === id)?.origin === "shipped") return {};
          const gone: ProfileState = { kind: "failed", problems: [notHere(id)] };
          return {
            devices: devices.filter((device) => device.id !== id),
            profiles: { ...profiles, [id]: gone },
          };
        });
      },
    };
  });
}

/** The state of one profile; one nobody asked for yet counts as loading, as asking is the next thing done. */
export function profileOf(shelf: DeviceShelfState, id: string): ProfileState {
  return knownProfile(shelf, id) ?? loading;
}

/** A profile somebody asked for; a link may name any id, also one that every object answers to. */
function knownProfile({ profiles }: DeviceShelfState, id: string): ProfileState | undefined {
  return Object.hasOwn(profiles, id) ? profiles[id] : undefined;
}

function notHere(id: string): Problem {
  return {
    field: "device",
    message: `${id} is a device measured or fitted elsewhere, and its profile is not on this machine.`,
    mend: "Import its profile, or choose another device.",
  };
}

/** What a menu shows of a profile. */
export function summaryOf(profile: DeviceProfile): DeviceSummary {
  const { id, name, sheet, stacks, defaultStack } = profile;
  return {
    id,
    name,
    memoryBytes: sheet.memoryBytes,
    stacks: stacks.map((stack) => ({ id: stack.id, name: stack.name })),
    defaultStack,
  };
}

async function loadProfile(fetchJson: FetchJson, device: DeviceSummary): Promise<Result<DeviceProfile>> {
  try {
    return readDeviceProfile(await fetchJson(profilePath(device.id)));
  } catch {
    return fail({
      field: "device",
      message: `The profile of ${device.name} could not be loaded.`,
      mend: "Check the connection, then choose the device again.",
    });
  }
}
