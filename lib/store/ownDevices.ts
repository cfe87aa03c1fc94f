import { type IDBPDatabase, openDB } from "idb";
import { createStore, type StoreApi } from "zustand/vanilla";
import { freshId } from "../base/freshId";
import type { Result } from "../base/result";
import {
  freeName,
  type KeptDevice,
  type OwnDevice,
  readOwnDevice,
  readProfileText,
  renamed,
} from "./ownDevice";

/** Where the user's own devices are kept. Reading gives whatever is there, unchecked. */
export interface DeviceStorage {
  list(): Promise<readonly unknown[]>;
  put(device: OwnDevice): Promise<void>;
  remove(id: string): Promise<void>;
}

const databaseName = "paretoscope-devices";
/** Raised when stores change; `upgrade` below then brings older databases along. */
const databaseVersion = 1;

/** Opens the browser's database of devices. Rejects where there is none (some private windows) or it will not open. */
export async function openDeviceDatabase(): Promise<DeviceStorage> {
  const database: IDBPDatabase = await openDB(databaseName, databaseVersion, {
    upgrade(upgraded, oldVersion) {
      if (oldVersion < 1) upgraded.createObjectStore("devices", { keyPath: "id" });
    },
    blocking: () => database.close(),
  });
  return {
    list: () => database.getAll("devices"),
    put: async (device) => {
      await database.put("devices", device);
    },
    remove: (id) => database.delete("devices", id),
  };
}

export interface OwnDevicesState {
  /** In the order they came. */
  readonly devices: readonly KeptDevice[];
  /** Whether storage has been read: until then a device may still turn up. */
  readonly opened: boolean;
  /** What the reader must know of storage; null when all is well. */
  readonly trouble: string | null;
  /** Adds a device, or replaces the one of the same id. It counts at once, stored or not. */
  keep(device: KeptDevice): Promise<void>;
  /** @returns how to bring it back. */
  remove(id: string): Promise<() => Promise<void>>;
  /** Reads an exported profile; a name somebody has already gets a number. */
  importText(text: string, takenNames: readonly string[]): Promise<Result<KeptDevice>>;
}

export type OwnDevices = StoreApi<OwnDevicesState>;

const unkept =
  "The browser keeps no data for this page, so your devices last until it is closed. Export what you need.";
const full = "The disk is full: the last change to your devices is not kept. Export them.";

/** The user's own devices. Without storage they live as long as the page, and `trouble` says so. */
export function createOwnDevices(open: () => Promise<DeviceStorage>): OwnDevices {
  const storage = open().catch(() => null);
  const store = createStore<OwnDevicesState>()((set, get) => {
    const write = async (work: (kept: DeviceStorage) => Promise<void>) => {
      const kept = await storage;
      if (kept === null) return set({ trouble: unkept });
      try {
        await work(kept);
      } catch (error) {
        const noRoom = error instanceof DOMException && error.name === "QuotaExceededError";
        set({ trouble: noRoom ? full : unkept });
      }
    };
    return {
      devices: [],
      opened: false,
      trouble: null,
      keep: async (kept) => {
        set(({ devices }) => ({ devices: withDevice(devices, kept) }));
        await write((to) => to.put(kept.device));
      },
      remove: async (id) => {
        const removed = get().devices.find(({ device }) => device.id === id);
        set(({ devices }) => ({ devices: devices.filter(({ device }) => device.id !== id) }));
        await write((from) => from.remove(id));
        return async () => {
          if (removed !== undefined) await get().keep(removed);
        };
      },
      importText: async (text, takenNames) => {
        const read = readProfileText(text, `own-${freshId()}`);
        if (!read.ok) return read;
        const kept = renamed(read.value, freeName(read.value.profile.name, takenNames));
        await get().keep(kept);
        return { ok: true, value: kept };
      },
    };
  });
  void readStored(storage, store);
  return store;
}

/** Devices kept while storage was being read stay, and win over stored ones of the same id. */
async function readStored(storage: Promise<DeviceStorage | null>, store: OwnDevices): Promise<void> {
  const kept = await storage;
  const records = kept === null ? [] : await kept.list().catch(() => []);
  const results = records.map(readOwnDevice);
  const stored = results.flatMap((result) => (result.ok ? [result.value] : []));
  const unreadable = results.length - stored.length;
  store.setState(({ devices, trouble }) => ({
    devices: devices.reduce(withDevice, stored),
    opened: true,
    trouble: kept === null ? unkept : unreadable > 0 ? unreadableText(unreadable) : trouble,
  }));
}

function withDevice(devices: readonly KeptDevice[], kept: KeptDevice): readonly KeptDevice[] {
  const at = devices.findIndex(({ device }) => device.id === kept.device.id);
  return at < 0 ? [...devices, kept] : devices.with(at, kept);
}

function unreadableText(count: number): string {
  return `${count === 1 ? "One stored device" : `${count} stored devices`} cannot be read and ${count === 1 ? "is" : "are"} left out.`;
}
