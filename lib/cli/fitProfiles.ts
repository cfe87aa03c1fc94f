import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { gzipSync } from "fflate";
import { buildProfiles } from "./profiles/buildProfiles";
import { latencyFolder } from "./profiles/latencyFolder";

/** Rebuilds the shipped profiles from a folder of measured latencies: `npm run fit:profiles -- --data DIR [--out DIR]`. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { data: { type: "string" }, out: { type: "string", default: "public/profiles" } },
  });
  if (values.data === undefined)
    throw new Error("fit:profiles needs --data DIR, the folder of measured latencies.");
  const say = (line: string) => console.error(line);
  const profiles = await buildProfiles(await latencyFolder(values.data), say);
  await mkdir(values.out, { recursive: true });
  for (const profile of profiles) {
    const text = `${JSON.stringify(profile)}\n`;
    await writeFile(join(values.out, `${profile.id}.json`), text);
    const packed = gzipSync(new TextEncoder().encode(text), { level: 9 }).length;
    say(`${profile.id}.json: ${(packed / 1000).toFixed(1)} KB gzip`);
  }
}

await main();
