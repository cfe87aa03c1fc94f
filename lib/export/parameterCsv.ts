import { csvFormat } from "d3-dsv";
import { parameterTable } from "../cost/parameters";
import type { Design } from "../design/design";
import { elements } from "../design/tensor";

/** Columns of the parameter table. */
const columns = ["group", "layers", "tensor", "shape", "each", "total"] as const;

/**
 * Every weight tensor of a design as CSV, to be held against a loaded checkpoint: group (layer reference or part of the
 * model), layers with weights of their own, name and shape in the reference implementation, elements of one and of all.
 * The last line is the sum. Stacks may fuse tensors (qkv, gate and up); sums stay.
 */
export function parameterCsv(design: Design): string {
  let sum = 0;
  const rows = parameterTable(design).flatMap(({ operator, count, tensors }) =>
    tensors.map((tensor) => {
      const each = elements(tensor);
      sum += count * each;
      return {
        group: operator as string,
        layers: String(count),
        tensor: tensor.name,
        shape: tensor.shape.join("x"),
        each: String(each),
        total: String(count * each),
      };
    }),
  );
  const total = { group: "total", layers: "", tensor: "", shape: "", each: "", total: String(sum) };
  return `${csvFormat([...rows, total], columns)}\n`;
}
