import { readFileSync } from "node:fs";
import { walkDepth } from "@/lib/cost/depthWidth";
import { moveLayers } from "@/lib/design/edit/editLayers";
import { withStages } from "@/lib/design/edit/withStages";
import { findPreset } from "@/lib/design/presets";
import { readDeviceProfile } from "@/lib/latency/deviceProfile";
import { layerShares } from "@/lib/store/layerShares";
import { predictionsFor } from "@/lib/store/predictions";
import { encodeShareHash } from "@/lib/store/shareLink";
import { defaultView } from "@/lib/store/viewChoices";
import { documentOf, workloadOf } from "@/lib/store/workbenchDocument";
import { report, time } from "./timing";

/** Sixty layers, none folded: what the lane and every figure must follow within one frame (16 ms) of a drop. */
const layers = Array.from({ length: 60 }, (_, place) =>
  place % 2 === 1 ? ("ffn" as const) : place % 10 === 4 ? ("attention" as const) : ("mamba2" as const),
);
const base = findPreset("nemotron-flash-1b")!.design;
const sixty = withStages(base, [{ repeat: 1, layers }]);
const profile = readDeviceProfile(
  JSON.parse(readFileSync(new URL("../../public/profiles/h100_sxm.json", import.meta.url), "utf8")),
);
if (!sixty.ok || !profile.ok) throw new Error("the benchmark's design or profile is broken");
const design = sixty.value;
const workload = workloadOf(documentOf(design));
const predictions = predictionsFor({ kind: "ready", profile: profile.value }, null, workload, {});

let turn = 0;
/** A different drop each time, so that nothing is answered from memory. */
function drop() {
  turn = (turn + 7) % 59;
  const { stages } = moveLayers(design.stages, [{ stage: 0, index: turn }], {
    kind: "inside",
    stage: 0,
    index: 59 - turn,
  });
  const moved = withStages(design, stages);
  if (!moved.ok) throw new Error("a move broke the design");
  return moved.value;
}

report("drop one of 60 layers: the edit alone", time(drop, 41, 20), 1);
report(
  "drop one of 60 layers: every figure follows",
  time(
    () => {
      const moved = drop();
      predictions.figuresOf(moved);
      layerShares("time", moved, workload, predictions.latencyOf(moved)?.breakdown ?? null);
    },
    41,
    4,
  ),
  16,
);
report(
  "the address of the document",
  time(() => encodeShareHash({ document: documentOf(drop()), view: defaultView }), 41, 10),
  16,
);
report(
  "one step of the depth-width control",
  time(
    () => {
      turn = (turn + 7) % 59;
      predictions.figuresOf(walkDepth(base, 4 + (turn % 40), { hold: "total" }).design);
    },
    41,
    2,
  ),
  16,
);
