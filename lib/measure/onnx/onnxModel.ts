import { ProtobufWriter } from "./protobufWriter";

/** Element types in use, with their numbers in TensorProto.DataType and their bytes an element. */
export const elementTypes = {
  float32: { code: 1, bytes: 4 },
  uint8: { code: 2, bytes: 1 },
  int32: { code: 6, bytes: 4 },
  int64: { code: 7, bytes: 8 },
  float16: { code: 10, bytes: 2 },
} as const;

export type ElementType = keyof typeof elementTypes;

export type AttributeValue =
  | { readonly int: number }
  | { readonly float: number }
  | { readonly string: string }
  | { readonly ints: readonly number[] };

/** One operation; an empty input name means an optional input that is left out. */
export interface OnnxNode {
  readonly operator: string;
  /** Operator set: "" is ONNX itself. */
  readonly domain: "" | "com.microsoft";
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, AttributeValue>>;
}

/** An input or output of the graph; named dimensions are known at run time only. */
export interface OnnxValue {
  readonly name: string;
  readonly type: ElementType;
  readonly dims: readonly (number | string)[];
}

/** A weight kept outside the model, in the file `location`; without it, a small constant with its bytes inside. */
export type OnnxInitializer = {
  readonly name: string;
  readonly type: ElementType;
  readonly dims: readonly number[];
} & (
  | { readonly location: string; readonly offset: number; readonly length: number }
  | { readonly raw: Uint8Array }
);

export interface OnnxGraph {
  readonly name: string;
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly OnnxInitializer[];
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
}

/** IR version 10 and opset 21 are the newest that both back ends of onnxruntime-web 1.30 run in full. */
const irVersion = 10;
const opset = 21;

/**
 * Encodes a graph as an ONNX model. Field numbers are those of onnx/onnx.proto: ModelProto ir_version 1,
 * producer_name 2, graph 7, opset_import 8; the others stand at each message.
 */
export function encodeOnnxModel(graph: OnnxGraph): Uint8Array<ArrayBuffer> {
  return new ProtobufWriter()
    .integer(1, irVersion)
    .string(2, "paretoscope")
    .message(7, encodeGraph(graph))
    .message(8, operatorSet("", opset))
    .message(8, operatorSet("com.microsoft", 1))
    .finish();
}

/** OperatorSetIdProto: domain 1, version 2. */
function operatorSet(domain: string, version: number): ProtobufWriter {
  return new ProtobufWriter().string(1, domain).integer(2, version);
}

/** GraphProto: node 1, name 2, initializer 5, input 11, output 12. */
function encodeGraph(graph: OnnxGraph): ProtobufWriter {
  const writer = new ProtobufWriter();
  graph.nodes.forEach((node, index) => {
    writer.message(1, encodeNode(node, index));
  });
  writer.string(2, graph.name);
  for (const initializer of graph.initializers) writer.message(5, encodeInitializer(initializer));
  for (const input of graph.inputs) writer.message(11, encodeValue(input));
  for (const output of graph.outputs) writer.message(12, encodeValue(output));
  return writer;
}

/** NodeProto: input 1, output 2, name 3, op_type 4, attribute 5, domain 7. */
function encodeNode(node: OnnxNode, index: number): ProtobufWriter {
  const writer = new ProtobufWriter();
  for (const input of withoutTrailingGaps(node.inputs)) writer.string(1, input);
  for (const output of node.outputs) writer.string(2, output);
  writer.string(3, `${node.operator}_${index}`).string(4, node.operator);
  for (const [name, value] of Object.entries(node.attributes))
    writer.message(5, encodeAttribute(name, value));
  return writer.string(7, node.domain);
}

function withoutTrailingGaps(names: readonly string[]): readonly string[] {
  let end = names.length;
  while (end > 0 && names[end - 1] === "") end--;
  return names.slice(0, end);
}

/** AttributeProto: name 1, f 2, i 3, s 4, ints 8, type 20 (FLOAT 1, INT 2, STRING 3, INTS 7). */
function encodeAttribute(name: string, value: AttributeValue): ProtobufWriter {
  const writer = new ProtobufWriter().string(1, name);
  if ("int" in value) return writer.integer(3, value.int).integer(20, 2);
  if ("float" in value) return writer.float(2, value.float).integer(20, 1);
  if ("string" in value) return writer.string(4, value.string).integer(20, 3);
  return writer.packedIntegers(8, value.ints).integer(20, 7);
}

/** TensorProto: dims 1, data_type 2, name 8, raw_data 9, external_data 13, data_location 14 (EXTERNAL 1). */
function encodeInitializer(initializer: OnnxInitializer): ProtobufWriter {
  const writer = new ProtobufWriter()
    .packedIntegers(1, initializer.dims)
    .integer(2, elementTypes[initializer.type].code)
    .string(8, initializer.name);
  if ("raw" in initializer) return writer.bytes(9, initializer.raw);
  return writer
    .message(13, stringEntry("location", initializer.location))
    .message(13, stringEntry("offset", String(initializer.offset)))
    .message(13, stringEntry("length", String(initializer.length)))
    .integer(14, 1);
}

/** StringStringEntryProto: key 1, value 2. */
function stringEntry(key: string, value: string): ProtobufWriter {
  return new ProtobufWriter().string(1, key).string(2, value);
}

/** ValueInfoProto: name 1, type 2 { tensor_type 1 { elem_type 1, shape 2 { dim 1 { dim_value 1, dim_param 2 } } } }. */
function encodeValue(value: OnnxValue): ProtobufWriter {
  const shape = new ProtobufWriter();
  for (const dim of value.dims) {
    const writer = new ProtobufWriter();
    shape.message(1, typeof dim === "number" ? writer.integer(1, dim) : writer.string(2, dim));
  }
  const tensor = new ProtobufWriter().integer(1, elementTypes[value.type].code).message(2, shape);
  return new ProtobufWriter().string(1, value.name).message(2, new ProtobufWriter().message(1, tensor));
}
