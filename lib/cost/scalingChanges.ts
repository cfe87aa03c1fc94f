import type { Design } from "../design/design";
import { layerCount } from "../design/flatten";
import { printNotation } from "../design/notation";
import { kindOf, type LayerRef } from "../design/operatorKinds";
import { operators } from "../design/operators/registry";

const grouped = (value: number) => value.toLocaleString("en-US");

/** Settings a change of width can move, with the words for them. */
const fieldNames: Readonly<Record<string, string>> = {
  heads: "heads",
  kvHeads: "KV heads",
  headDim: "head dim",
  keyHeads: "key heads",
  valueHeads: "value heads",
  groups: "groups",
  dtRank: "time-step rank",
  keyDim: "key dim",
  valueDim: "value dim",
  intermediateSize: "width",
  expertSize: "expert width",
  sharedSize: "shared expert width",
};

/** What differs between a design and its stretched or cut self, one sentence each. */
export function scalingChanges(
  before: Design,
  after: Design,
  wanted: number,
  reached: number,
): readonly string[] {
  const changes = [
    `Blocks ${layerCount(before.stages) / 2} → ${layerCount(after.stages) / 2}: ${printNotation(after.stages)}`,
  ];
  if (before.hiddenSize !== after.hiddenSize)
    changes.push(`Hidden size ${grouped(before.hiddenSize)} → ${grouped(after.hiddenSize)}`);
  for (const ref of Object.keys(before.operators) as LayerRef[]) {
    const label = `${operators[kindOf(ref)].label}${ref.includes("#") ? ` (${ref})` : ""}`;
    const now = after.operators[ref];
    if (now === undefined) {
      changes.push(`${label} no longer occurs`);
      continue;
    }
    const old = new Map(Object.entries(before.operators[ref] ?? {}));
    for (const [field, value] of Object.entries(now)) {
      const name = fieldNames[field];
      const was: unknown = old.get(field);
      if (name !== undefined && typeof value === "number" && typeof was === "number" && value !== was)
        changes.push(`${label} ${name} ${grouped(was)} → ${grouped(value)}`);
    }
  }
  if (before.shareLayers?.length) changes.push("Layers no longer share weights");
  const percent = ((reached / wanted - 1) * 100).toFixed(2);
  changes.push(
    `Held parameters ${grouped(wanted)} → ${grouped(reached)} (${reached >= wanted ? "+" : ""}${percent} %)`,
  );
  return changes;
}
