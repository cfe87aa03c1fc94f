import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { evaluateLatency } from "./profiles/evaluateLatency";
import { latencyFolder } from "./profiles/latencyFolder";
import { reportMarkdown } from "./profiles/reportMarkdown";

/** Evaluates the latency models on held-out data and prints the tables as markdown: `npm run eval:latency [-- --data DIR]`. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: "string", default: "../shared/data" },
      out: { type: "string", default: "public/profiles/evaluation.json" },
    },
  });
  const folder = await latencyFolder(values.data);
  const report = await evaluateLatency(folder, join("public", "profiles"), (line) => console.error(line));
  await writeFile(values.out, `${JSON.stringify(report, roundFigures)}\n`);
  process.stdout.write(reportMarkdown(report));
}

function roundFigures(_key: string, value: unknown): unknown {
  return typeof value === "number" ? Number(value.toPrecision(5)) : value;
}

await main();
