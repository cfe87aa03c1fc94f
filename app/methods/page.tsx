import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Metadata } from "next";
import { MethodsPage } from "@/components/methods/MethodsPage";
import { type DeviceProfile, readDeviceProfile } from "@/lib/latency/deviceProfile";
import { profilePath, shippedDevices } from "@/lib/latency/devices";
import type { EvaluationReport } from "@/lib/latency/evaluate/evaluationReport";

export const metadata: Metadata = {
  title: "How every number is made · Paretoscope",
  description: "Models, data, errors and limits behind each figure of the workbench",
};

/** Everything on this page is computed when the site is built, by the code that the workbench runs. */
export default async function Page() {
  const profiles = await Promise.all(shippedDevices.map(({ id }) => shippedProfile(id)));
  return <MethodsPage profiles={profiles} evaluation={await latencyEvaluation()} />;
}

/** What `npm run eval:latency` found when the shipped profiles were fitted. */
async function latencyEvaluation(): Promise<EvaluationReport> {
  return JSON.parse(await readFile(join(process.cwd(), "public", "profiles", "evaluation.json"), "utf8"));
}

async function shippedProfile(id: string): Promise<DeviceProfile> {
  const text = await readFile(join(process.cwd(), "public", profilePath(id)), "utf8");
  const read = readDeviceProfile(JSON.parse(text));
  if (!read.ok) throw new Error(`public/${profilePath(id)}: ${read.problems[0]?.message}`);
  return read.value;
}
