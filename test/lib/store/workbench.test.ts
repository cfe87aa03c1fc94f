import { describe, expect, it } from "vitest";
import { type Design, designSchema } from "@/lib/design/design";
import { withStages } from "@/lib/design/edit/withStages";
import { parseNotation } from "@/lib/design/notation";
import { findPreset } from "@/lib/design/presets";
import { readDesignInput } from "@/lib/store/readDesignInput";
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

describe("the name of an edited published model", () => {
  const flash = findPreset("nemotron-flash-1b")!.design;
  const typed = (pattern: string) => (document: WorkbenchDocument) => {
    const stages = parseNotation(pattern);
    const edited = stages.ok ? withStages(document.design, stages.value) : stages;
    if (!edited.ok) throw new Error(pattern);
    return { ...document, design: edited.value };
  };
  const nameIn = (workbench: ReturnType<typeof createWorkbench>) => workbench.getState().document.design.name;

  it("says so once, and undo and the same pattern give the old name back", () => {
    const workbench = createWorkbench(documentOf(flash));
    workbench.getState().edit("Type", typed("(m2 f)x3"));
    expect(nameIn(workbench)).toBe("Nemotron-Flash-1B, edited");
    workbench.getState().edit("Type", typed("(m2 f)x4"));
    expect(nameIn(workbench)).toBe("Nemotron-Flash-1B, edited");
    workbench.getState().travel(-2);
    expect(workbench.getState().document.design).toBe(flash);
    workbench.getState().travel(2);
    expect(nameIn(workbench)).toBe("Nemotron-Flash-1B, edited");
    workbench.getState().edit("Type", (document) => ({
      ...document,
      design: { ...flash, name: document.design.name },
    }));
    expect(nameIn(workbench)).toBe("Nemotron-Flash-1B");
  });

  it("stays where the architecture does, where a user gave one, and in a document that is opened or followed", () => {
    const workbench = createWorkbench(documentOf(flash));
    const { edit, open, follow } = workbench.getState();
    edit("Tokens", (document) => ({
      ...document,
      design: { ...document.design, training: { tokens: 1e12 } },
    }));
    expect(nameIn(workbench)).toBe("Nemotron-Flash-1B");
    edit("Rename", renamed("Mine"));
    edit("Type", typed("(m2 f)x3"));
    expect(nameIn(workbench)).toBe("Mine");
    const old = typed("(m2 f)x3")(documentOf(flash));
    open("Open", documentOf(flash));
    follow("Go to", old);
    expect(workbench.getState().document).toBe(old);
  });

  it("is marked while a gesture changes it and not when the gesture returns", () => {
    const workbench = createWorkbench(documentOf(flash));
    workbench.getState().beginGesture("Walk");
    workbench.getState().updateGesture(typed("(m2 f)x3"));
    expect(nameIn(workbench)).toBe("Nemotron-Flash-1B, edited");
    workbench.getState().updateGesture((document) => document);
    expect(nameIn(workbench)).toBe("Nemotron-Flash-1B");
  });

  it("is not inherited by a pattern that is read from text", () => {
    const short = readDesignInput("(m2 f)x3", flash);
    const long = readDesignInput(`(${"m2 f a f d f ".repeat(12)})x2 a`, flash);
    if (!short.ok || !long.ok) throw new Error("not read");
    expect(short.value.design.name).toBe("(m2 f)x3");
    expect([...long.value.design.name].length).toBeLessThanOrEqual(60);
    expect(long.value.design.name.endsWith("…")).toBe(true);
  });
});

it("a file of bytes is refused as no text, not as a bad pattern", () => {
  const read = readDesignInput("\u0089PNG\r\n\u001a\n\0\0\0\rIHDR) m2", design);
  expect(read).toMatchObject({
    ok: false,
    problems: [{ message: expect.stringContaining("not a text file") }],
  });
});
