import { createFileRegistry, type DescMessage, fromJson, type JsonObject } from "@bufbuild/protobuf";
import { FileDescriptorProtoSchema } from "@bufbuild/protobuf/wkt";

type FieldType =
  | "TYPE_INT64"
  | "TYPE_INT32"
  | "TYPE_FLOAT"
  | "TYPE_STRING"
  | "TYPE_BYTES"
  | { readonly message: string };

function field(name: string, number: number, type: FieldType, repeated = false): JsonObject {
  const jsonName = name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const common = { name, jsonName, number, label: repeated ? "LABEL_REPEATED" : "LABEL_OPTIONAL" };
  return typeof type === "string"
    ? { ...common, type }
    : { ...common, type: "TYPE_MESSAGE", typeName: `.onnx.${type.message}` };
}

const many = true;

/**
 * The messages of onnx/onnx.proto (ONNX 1.16, Apache-2.0) that a model for inference uses, with names and numbers of
 * the published schema.
 */
const onnxProto: JsonObject = {
  name: "onnx.proto",
  package: "onnx",
  syntax: "proto2",
  messageType: [
    {
      name: "ModelProto",
      field: [
        field("ir_version", 1, "TYPE_INT64"),
        field("producer_name", 2, "TYPE_STRING"),
        field("graph", 7, { message: "GraphProto" }),
        field("opset_import", 8, { message: "OperatorSetIdProto" }, many),
      ],
    },
    {
      name: "OperatorSetIdProto",
      field: [field("domain", 1, "TYPE_STRING"), field("version", 2, "TYPE_INT64")],
    },
    {
      name: "GraphProto",
      field: [
        field("node", 1, { message: "NodeProto" }, many),
        field("name", 2, "TYPE_STRING"),
        field("initializer", 5, { message: "TensorProto" }, many),
        field("input", 11, { message: "ValueInfoProto" }, many),
        field("output", 12, { message: "ValueInfoProto" }, many),
      ],
    },
    {
      name: "NodeProto",
      field: [
        field("input", 1, "TYPE_STRING", many),
        field("output", 2, "TYPE_STRING", many),
        field("name", 3, "TYPE_STRING"),
        field("op_type", 4, "TYPE_STRING"),
        field("attribute", 5, { message: "AttributeProto" }, many),
        field("domain", 7, "TYPE_STRING"),
      ],
    },
    {
      name: "AttributeProto",
      field: [
        field("name", 1, "TYPE_STRING"),
        field("f", 2, "TYPE_FLOAT"),
        field("i", 3, "TYPE_INT64"),
        field("s", 4, "TYPE_BYTES"),
        field("ints", 8, "TYPE_INT64", many),
        field("type", 20, "TYPE_INT32"),
      ],
    },
    {
      name: "TensorProto",
      field: [
        field("dims", 1, "TYPE_INT64", many),
        field("data_type", 2, "TYPE_INT32"),
        field("name", 8, "TYPE_STRING"),
        field("raw_data", 9, "TYPE_BYTES"),
        field("external_data", 13, { message: "StringStringEntryProto" }, many),
        field("data_location", 14, "TYPE_INT32"),
      ],
    },
    {
      name: "StringStringEntryProto",
      field: [field("key", 1, "TYPE_STRING"), field("value", 2, "TYPE_STRING")],
    },
    {
      name: "ValueInfoProto",
      field: [field("name", 1, "TYPE_STRING"), field("type", 2, { message: "TypeProto" })],
    },
    {
      name: "TypeProto",
      field: [field("tensor_type", 1, { message: "TypeProto.Tensor" })],
      nestedType: [
        {
          name: "Tensor",
          field: [field("elem_type", 1, "TYPE_INT32"), field("shape", 2, { message: "TensorShapeProto" })],
        },
      ],
    },
    {
      name: "TensorShapeProto",
      field: [field("dim", 1, { message: "TensorShapeProto.Dimension" }, many)],
      nestedType: [
        {
          name: "Dimension",
          field: [field("dim_value", 1, "TYPE_INT64"), field("dim_param", 2, "TYPE_STRING")],
        },
      ],
    },
  ],
};

const registry = createFileRegistry(fromJson(FileDescriptorProtoSchema, onnxProto), () => undefined);

/** The descriptor of ModelProto, for the protobuf library that decodes what the writer wrote. */
export const modelProto = registry.getMessage("onnx.ModelProto") as DescMessage;
