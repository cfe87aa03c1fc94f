import { describe, expect, it } from "vitest";
import { type Design, designSchema } from "@/lib/design/design";
import { createWorkbench } from "@/lib/store/workbench";
import { documentOf, type WorkbenchDocument } from "@/lib/store/workbenchDocument";

const design: Design = {
  schema: designSchema,
  name: "Pair",
  hiddenSize: 64,
  vocabSize: 256,
  tieEmbeddings: true,
  stages: [{ repeat: 2, layers: ["mamba2", "ffn"] }],
  operators: {
    mamba2: { stateSize: 16, headDim: 32, expand: 2, groups: 1, convKernel: 4 },
    ffn: { intermediateSize: 128, activation: "silu", gated: true },
  },
};

const renamed = (name: string) => (document: WorkbenchDocument) => ({
  ...document,
  design: { ...document.design, name },
});

describe("the workbench store", () => {
  it("undoes and redoes named steps", () => {
    const workbench = createWorkbench(documentOf(design));
    workbench.getState().edit("Rename to A", renamed("A"));
    workbench.getState().edit("Rename to B", renamed("B"));
    workbench.getState().undo();
    expect(workbench.getState().document.design.name).toBe("A");
    expect(workbench.getState().history.future.map((step) => step.label)).toEqual(["Rename to B"]);
    workbench.getState().redo();
    expect(workbench.getState().document.design.name).toBe("B");
  });

  it("makes one step of a gesture, however often it moved", () => {
    const workbench = createWorkbench(documentOf(design));
    workbench.getState().beginGesture("Rename");
    for (const name of ["A", "AB", "ABC"]) workbench.getState().updateGesture(renamed(name));
    workbench.getState().commitGesture();
    expect(workbench.getState().history.past).toHaveLength(1);
    workbench.getState().undo();
    expect(workbench.getState().document.design).toBe(design);
  });

  it("takes a cancelled gesture back without a step", () => {
    const workbench = createWorkbench(documentOf(design));
    workbench.getState().beginGesture("Rename");
    workbench.getState().updateGesture(renamed("A"));
    workbench.getState().cancelGesture();
    expect(workbench.getState().document.design).toBe(design);
    expect(workbench.getState().history.past).toHaveLength(0);
  });

  it("makes no step of a change that changes nothing", () => {
    const workbench = createWorkbench(documentOf(design));
    workbench.getState().edit("Nothing", (document) => document);
    expect(workbench.getState().history.past).toHaveLength(0);
  });

  it("drops selected layers that no longer exist", () => {
    const workbench = createWorkbench(documentOf(design));
    workbench.getState().select({
      layers: [
        { stage: 0, index: 0 },
        { stage: 0, index: 1 },
      ],
    });
    workbench.getState().edit("Remove FFN", (document) => ({
      ...document,
      design: { ...document.design, stages: [{ repeat: 2, layers: ["mamba2"] }] },
    }));
    expect(workbench.getState().selection.layers).toEqual([{ stage: 0, index: 0 }]);
  });

  it("counts openings, and undo takes an opened document back", () => {
    const workbench = createWorkbench(documentOf(design));
    workbench.getState().open("Open Other", documentOf({ ...design, name: "Other" }));
    expect(workbench.getState().openings).toBe(1);
    workbench.getState().undo();
    expect(workbench.getState().document.design.name).toBe("Pair");
  });

  it("says the same words once, and keeps apart what offers a command of its own", () => {
    const workbench = createWorkbench(documentOf(design));
    const { notify } = workbench.getState();
    notify({ kind: "notice", title: "Saved Pair" });
    notify({ kind: "notice", title: "Copied config.json" });
    notify({ kind: "notice", title: "Saved Pair" });
    expect(workbench.getState().messages.map(({ title }) => title)).toEqual([
      "Copied config.json",
      "Saved Pair",
    ]);
    const action = { label: "Undo", perform: () => undefined };
    notify({ kind: "notice", title: "Deleted Pair", action });
    notify({ kind: "notice", title: "Deleted Pair", action });
    expect(workbench.getState().messages.filter(({ title }) => title === "Deleted Pair")).toHaveLength(2);
  });
});
