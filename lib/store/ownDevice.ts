import * as v from "valibot";
import { fail, ok, type Result } from "../base/result";
import type { DataSheet } from "../latency/dataSheet";
import { type DeviceProfile, type ProfileDocument, readDeviceProfile } from "../latency/deviceProfile";
import { kernelsStack } from "../latency/runtimeStack";
import { typedDevice } from "../latency/typedDevice";

/**
 * A device of the user's own as it is stored. Of a typed one only the data sheet is kept: its models follow from it, and
 * get better when the reach of data sheets is known better.
 */
export type OwnDevice =
  | { readonly kind: "typed"; readonly id: string; readonly name: string; readonly sheet: DataSheet }
  | { readonly kind: "fitted"; readonly id: string; readonly profile: ProfileDocument };

/** A stored device with its profile built. */
export interface KeptDevice {
  readonly device: OwnDevice;
  readonly profile: DeviceProfile;
}

/** A profile file larger than this is refused unread; shipped ones have a quarter of a megabyte. */
const largestFile = 8e6;

const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const recordShape = v.variant("kind", [
  v.strictObject({
    kind: v.literal("typed"),
    id: v.pipe(v.string(), v.minLength(1)),
    name: v.pipe(v.string(), v.minLength(1)),
    sheet: v.strictObject({
      memoryBytes: positive,
      bandwidth: positive,
      peakBf16: positive,
      peakFp8: v.nullable(positive),
      cacheBytes: positive,
      sms: positive,
    }),
  }),
  v.strictObject({
    kind: v.literal("fitted"),
    id: v.pipe(v.string(), v.minLength(1)),
    profile: v.unknown(),
  }),
]);

/** Reads a stored device, unchecked as storage gives it. */
export function readOwnDevice(record: unknown): Result<KeptDevice> {
  const parsed = v.safeParse(recordShape, record);
  if (!parsed.success)
    return fail({ field: "device", message: "A stored device cannot be read.", mend: "Type it in again." });
  const { output } = parsed;
  if (output.kind === "typed") return ok(keptTyped(output.id, output.name, output.sheet));
  const profile = readDeviceProfile(output.profile);
  return profile.ok ? ok(keptProfile(output.id, output.profile as ProfileDocument, profile.value)) : profile;
}

/** A device the user typed in. */
export function keptTyped(id: string, name: string, sheet: DataSheet): KeptDevice {
  return { device: { kind: "typed", id, name, sheet }, profile: typedDevice(id, name, sheet) };
}

function keptProfile(id: string, document: ProfileDocument, profile: DeviceProfile): KeptDevice {
  return {
    device: { kind: "fitted", id, profile: { ...document, id, name: profile.name } },
    profile: { ...profile, id },
  };
}

/**
 * Reads a profile file under an id of its own. One without measured kernels and without a fitted runtime is known by its
 * data sheet only, and can be edited like a typed device.
 */
export function readProfileText(text: string, newId: string): Result<KeptDevice> {
  if (text.length > largestFile)
    return fail({
      field: "file",
      message: `This file has ${(text.length / 1e6).toFixed(1)} MB; a profile has at most ${largestFile / 1e6} MB.`,
    });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return fail({
      field: "file",
      message: `This is not JSON: ${error instanceof Error ? error.message : String(error)}.`,
      mend: "Choose a profile that was exported here or written by fit-kernels or fit-e2e.",
    });
  }
  const read = readDeviceProfile(json);
  if (!read.ok) return read;
  const { name, sheet, models, stacks } = read.value;
  const measured = Object.values(models).some(({ ranges, trees }) => ranges !== null || trees !== null);
  const fitted = stacks.some(({ id }) => id !== kernelsStack.id);
  if (!measured && !fitted) return ok(keptTyped(newId, name, sheet));
  return ok(keptProfile(newId, json as ProfileDocument, read.value));
}

/** A name nobody has yet, made by counting up. */
export function freeName(name: string, taken: readonly string[]): string {
  const used = new Set(taken.map((other) => other.toLowerCase()));
  if (!used.has(name.toLowerCase())) return name;
  let count = 2;
  while (used.has(`${name} (${count})`.toLowerCase())) count++;
  return `${name} (${count})`;
}

/** The same device under another name. */
export function renamed({ device, profile }: KeptDevice, name: string): KeptDevice {
  return {
    device:
      device.kind === "typed" ? { ...device, name } : { ...device, profile: { ...device.profile, name } },
    profile: { ...profile, name },
  };
}
