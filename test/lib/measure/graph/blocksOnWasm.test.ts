import * as runtime from "onnxruntime-web/wasm";
import { describe, expect, it } from "vitest";
import { buildGraph } from "@/lib/measure/graph/buildGraph";
import { checkCases } from "@/lib/measure/plan/checkCases";
import { checkBlock, errorLimit } from "@/lib/measure/runtime/checkBlock";

runtime.env.wasm.numThreads = 1;
const options = { executionProviders: ["wasm"] };

describe("blocks on the WebAssembly back end", () => {
  for (const precision of [
    { activations: "float32", weights: "dense" },
    { activations: "float32", weights: "int4" },
    { activations: "float16", weights: "dense" },
  ] as const)
    for (const { name, block } of checkCases(precision))
      it(`agree with the double-precision reference: ${name}, ${precision.activations} with ${precision.weights} weights`, async () => {
        const graph = buildGraph(block);
        if (!graph.ok) throw new Error(graph.problems[0]?.message);
        const figure = await checkBlock(runtime, options, block, graph.value, 1);
        expect(figure.largestError, figure.where).toBeLessThan(errorLimit(precision.activations));
        expect(figure.largestError).toBeGreaterThan(0);
      });
});
