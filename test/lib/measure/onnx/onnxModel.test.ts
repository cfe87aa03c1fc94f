import { fromBinary, toBinary, toJson } from "@bufbuild/protobuf";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildGraph } from "@/lib/measure/graph/buildGraph";
import { encodeOnnxModel, type OnnxGraph } from "@/lib/measure/onnx/onnxModel";
import { checkCases } from "@/lib/measure/plan/checkCases";
import { modelProto } from "./onnxSchema";

/** Decodes with a maintained protobuf library; unknown fields would survive a second encoding, and are counted. */
function decode(bytes: Uint8Array) {
  const message = fromBinary(modelProto, bytes);
  return { message, json: toJson(modelProto, message) as Record<string, never> };
}

const graph: OnnxGraph = {
  name: "block",
  nodes: [
    {
      operator: "MatMulNBits",
      domain: "com.microsoft",
      inputs: ["x", "", "w", "", ""],
      outputs: ["y"],
      attributes: {
        K: { int: 1024 },
        axis: { int: -1 },
        epsilon: { float: 0.5 },
        activation: { string: "silu" },
        axes: { ints: [1, -2, 300] },
      },
    },
  ],
  initializers: [
    { name: "w", type: "uint8", dims: [3, 2], location: "weights", offset: 128, length: 6 },
    { name: "shape", type: "int64", dims: [1], raw: Uint8Array.of(7, 0, 0, 0, 0, 0, 0, 0) },
  ],
  inputs: [{ name: "x", type: "float16", dims: [1, "past", 64] }],
  outputs: [{ name: "y", type: "float32", dims: [] }],
};

describe("the ONNX writer", () => {
  it("writes what a protobuf library reads back by the ONNX schema", () => {
    const { json } = decode(encodeOnnxModel(graph));
    expect(json).toEqual({
      irVersion: "10",
      producerName: "paretoscope",
      graph: {
        name: "block",
        node: [
          {
            input: ["x", "", "w"],
            output: ["y"],
            name: "MatMulNBits_0",
            opType: "MatMulNBits",
            domain: "com.microsoft",
            attribute: [
              { name: "K", i: "1024", type: 2 },
              { name: "axis", i: "-1", type: 2 },
              { name: "epsilon", f: 0.5, type: 1 },
              { name: "activation", s: "c2lsdQ==", type: 3 },
              { name: "axes", ints: ["1", "-2", "300"], type: 7 },
            ],
          },
        ],
        initializer: [
          {
            dims: ["3", "2"],
            dataType: 2,
            name: "w",
            externalData: [
              { key: "location", value: "weights" },
              { key: "offset", value: "128" },
              { key: "length", value: "6" },
            ],
            dataLocation: 1,
          },
          { dims: ["1"], dataType: 7, name: "shape", rawData: "BwAAAAAAAAA=" },
        ],
        input: [
          {
            name: "x",
            type: {
              tensorType: {
                elemType: 10,
                shape: { dim: [{ dimValue: "1" }, { dimParam: "past" }, { dimValue: "64" }] },
              },
            },
          },
        ],
        output: [{ name: "y", type: { tensorType: { elemType: 1, shape: {} } } }],
      },
      opsetImport: [
        { domain: "", version: "21" },
        { domain: "com.microsoft", version: "1" },
      ],
    });
  });

  it("leaves nothing in any block's graph that the schema does not know", () => {
    for (const { name, block } of checkCases({ activations: "float32", weights: "int4" })) {
      const built = buildGraph(block);
      if (!built.ok) throw new Error(name);
      const { message } = decode(built.value.model);
      const known = toBinary(modelProto, message, { writeUnknownFields: false });
      const all = toBinary(modelProto, message, { writeUnknownFields: true });
      expect(all.length, name).toBe(known.length);
    }
  });

  it("keeps any integer, number and name", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -(2 ** 40), max: 2 ** 40 }),
        fc.float({ noNaN: true, noDefaultInfinity: true }),
        fc.string({ unit: "grapheme" }),
        fc.array(fc.integer({ min: 0, max: 2 ** 31 - 1 }), { maxLength: 5 }),
        (int, float, text, dims) => {
          const node = { operator: "Op", domain: "", inputs: [text], outputs: ["y"] } as const;
          const { json } = decode(
            encodeOnnxModel({
              name: text,
              nodes: [{ ...node, attributes: { a: { int }, b: { float } } }],
              initializers: [{ name: "w", type: "int32", dims, raw: new Uint8Array() }],
              inputs: [],
              outputs: [],
            }),
          );
          const read = json.graph as unknown as {
            name?: string;
            node: { input?: string[]; attribute: { i?: string; f?: number | string }[] }[];
            initializer: { dims?: string[] }[];
          };
          expect(read.name ?? "").toBe(text);
          expect(read.node[0]?.attribute[0]?.i ?? "0").toBe(String(int));
          expect(Number(read.node[0]?.attribute[1]?.f ?? 0)).toBeCloseTo(float, 30);
          expect((read.initializer[0]?.dims ?? []).map(Number)).toEqual(dims);
        },
      ),
    );
  });
});
