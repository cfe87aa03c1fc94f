import { createStore, type StoreApi } from "zustand/vanilla";
import type { Problem } from "../base/result";
import { withEditedName } from "./editedName";
import { emptyHistory, type History, recordStep, travel } from "./history";
import { emptySelection, type Selection } from "./selection";
import { defaultView, type ViewChoices } from "./viewChoices";
import type { WorkbenchDocument } from "./workbenchDocument";

/** A word to the user: an error that left everything as it was, a warning, or a notice. */
export interface Message {
  readonly id: number;
  readonly kind: "error" | "warning" | "notice";
  readonly title: string;
  readonly problems: readonly Problem[];
  /** A command offered beside the text, such as undoing a deletion. */
  readonly action?: { readonly label: string; readonly perform: () => void };
}

/** A drag in progress: the document follows the pointer, and history gets one step when it ends. */
interface Gesture {
  readonly label: string;
  readonly origin: WorkbenchDocument;
}

export interface WorkbenchState {
  readonly document: WorkbenchDocument;
  readonly history: History<WorkbenchDocument>;
  readonly gesture: Gesture | null;
  /** Counts documents opened (link, import, preset, adopt): each deserves an entry in the browser's history. */
  readonly openings: number;
  readonly view: ViewChoices;
  readonly selection: Selection;
  readonly messages: readonly Message[];

  /**
   * Changes the document as one undoable step; a change that returns its argument is none. The first change to a published
   * model says so in its name.
   */
  edit(label: string, change: (document: WorkbenchDocument) => WorkbenchDocument): void;
  /** Replaces the document by an opened one. Undoable like any step. */
  open(label: string, document: WorkbenchDocument): void;
  /** Replaces the document by that of an address: undoable, and no opening, as the browser has its entry already. */
  follow(label: string, document: WorkbenchDocument): void;
  /** Replaces the document without a step: restoring on load, and following the browser's history. */
  restore(document: WorkbenchDocument, view?: ViewChoices): void;
  /** Starts a gesture, or renames the running one. */
  beginGesture(label: string): void;
  /** Shows what the gesture would do; `change` always starts from the document as it was when the gesture began. */
  updateGesture(change: (origin: WorkbenchDocument) => WorkbenchDocument): void;
  /** Ends the gesture as one step. */
  commitGesture(): void;
  /** Ends the gesture and goes back to where it began. */
  cancelGesture(): void;
  undo(): void;
  redo(): void;
  /** Moves through history by several steps; negative goes back. */
  travel(steps: number): void;
  setView(view: Partial<ViewChoices>): void;
  select(selection: Partial<Selection>): void;
  notify(message: Omit<Message, "id" | "problems"> & { readonly problems?: readonly Problem[] }): void;
  dismiss(id: number): void;
}

export type Workbench = StoreApi<WorkbenchState>;

/** Messages shown at once; older ones make room. */
const messageLimit = 4;

/** The workbench's store: one document with its history, and how it is looked at. */
export function createWorkbench(initial: WorkbenchDocument): Workbench {
  let lastMessageId = 0;
  return createStore<WorkbenchState>()((set, get) => {
    /** Gives `document` to the page; a selection of layers that no longer exist is dropped. */
    const withDocument = (document: WorkbenchDocument) => ({
      document,
      selection: keepExistingLayers(get().selection, document),
    });

    const applyStep = (label: string, document: WorkbenchDocument) => {
      get().commitGesture();
      const { document: before, history } = get();
      if (document === before) return;
      set({ ...withDocument(document), history: recordStep(history, label, before) });
    };

    return {
      document: initial,
      history: emptyHistory,
      gesture: null,
      openings: 0,
      view: defaultView,
      selection: emptySelection,
      messages: [],

      edit: (label, change) => {
        get().commitGesture();
        const { document } = get();
        applyStep(label, named(document, change(document)));
      },
      open: (label, document) => {
        applyStep(label, document);
        set((state) => ({ openings: state.openings + 1, selection: emptySelection }));
      },
      follow: applyStep,
      restore: (document, view) => {
        set((state) => ({ ...withDocument(document), gesture: null, view: view ?? state.view }));
      },
      beginGesture: (label) => {
        const { gesture, document } = get();
        set({ gesture: { label, origin: gesture?.origin ?? document } });
      },
      updateGesture: (change) => {
        const { gesture, document } = get();
        if (gesture === null) throw new Error("updateGesture outside a gesture");
        const next = named(gesture.origin, change(gesture.origin));
        if (next !== document) set(withDocument(next));
      },
      commitGesture: () => {
        const { gesture, document, history } = get();
        if (gesture === null) return;
        const moved = document !== gesture.origin;
        set({ gesture: null, history: moved ? recordStep(history, gesture.label, gesture.origin) : history });
      },
      cancelGesture: () => {
        const { gesture } = get();
        if (gesture !== null) set({ ...withDocument(gesture.origin), gesture: null });
      },
      undo: () => get().travel(-1),
      redo: () => get().travel(1),
      travel: (steps) => {
        get().commitGesture();
        const moved = travel(get().history, get().document, steps);
        set({ ...withDocument(moved.present), history: moved.history });
      },
      setView: (view) => set((state) => ({ view: { ...state.view, ...view } })),
      select: (selection) => set((state) => ({ selection: { ...state.selection, ...selection } })),
      notify: (message) => {
        lastMessageId += 1;
        const added: Message = { problems: [], ...message, id: lastMessageId };
        set((state) => ({
          messages: [...state.messages.filter((one) => !sameWords(one, added)), added].slice(-messageLimit),
        }));
      },
      dismiss: (id) => set((state) => ({ messages: state.messages.filter((message) => message.id !== id) })),
    };
  });
}

function named(before: WorkbenchDocument, after: WorkbenchDocument): WorkbenchDocument {
  const design = withEditedName(before.design, after.design);
  return design === after.design ? after : { ...after, design };
}

/** Whether two messages say the same: the newer one takes the older one's place. */
function sameWords(a: Message, b: Message): boolean {
  return (
    a.kind === b.kind &&
    a.title === b.title &&
    a.action === undefined &&
    b.action === undefined &&
    JSON.stringify(a.problems) === JSON.stringify(b.problems)
  );
}

function keepExistingLayers(selection: Selection, document: WorkbenchDocument): Selection {
  const { stages } = document.design;
  const layers = selection.layers.filter(({ stage, index }) => stages[stage]?.layers[index] !== undefined);
  return layers.length === selection.layers.length ? selection : { ...selection, layers };
}
