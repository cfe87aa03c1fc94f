import type { Design, OperatorSettings, OperatorTable } from "../design/design";
import { flattenLayers } from "../design/flatten";
import { kindOf, type LayerRef, type OperatorKind, variantOf } from "../design/operatorKinds";
import { operators } from "../design/operators/registry";
import { settingsOfKind, withReference, withSettings } from "./edits";
import { plainSettings, sameSettings } from "./semantics";
import type { DesignEdit, Reason } from "./target";

/** What a rule of one operator demands, in words and as an edit. */
interface Rule<S> {
  readonly holds: (settings: S) => boolean;
  /** What is wrong and why, after the layers are named: `50 heads; Nemotron-Flash requires a multiple of 8.` */
  readonly says: (settings: S) => string;
  /** The nearest settings that pass, with the command in words. */
  readonly edit?: (settings: S) => {
    readonly label: string;
    readonly change: Partial<S>;
  } | null;
  /** The nearest thing in words where no edit can do it. */
  readonly mend?: string;
}

/** Collects the reasons why one target cannot hold a design. */
export class Check {
  private readonly found: Reason[] = [];
  private readonly numbers = new Map<LayerRef, number[]>();

  constructor(
    readonly design: Design,
    /** The target's name in sentences. */
    readonly stack: string,
  ) {
    flattenLayers(design).forEach((ref, place) => {
      const list = this.numbers.get(ref);
      if (list) list.push(place + 1);
      else this.numbers.set(ref, [place + 1]);
    });
  }

  get reasons(): readonly Reason[] {
    return this.found;
  }

  /** References in use of some kinds, in order of first appearance; of all kinds when none is named. */
  refs(...kinds: readonly OperatorKind[]): readonly LayerRef[] {
    const all = [...this.numbers.keys()];
    return kinds.length === 0 ? all : all.filter((ref) => kinds.includes(kindOf(ref)));
  }

  uses(...kinds: readonly OperatorKind[]): boolean {
    return this.refs(...kinds).length > 0;
  }

  /** Numbers of the layers of some references, counted from 1. */
  layersOf(refs: readonly LayerRef[]): readonly number[] {
    return refs.flatMap((ref) => this.numbers.get(ref) ?? []).sort((one, other) => one - other);
  }

  /** Refuses something of the whole design. */
  refuseField(field: string, message: string, mend?: string, edit?: DesignEdit): void {
    this.add({ field, layers: [], message, ...(mend && { mend }), ...(edit && { edit }) });
  }

  /** Refuses some layers. `message` follows their numbers directly: `: 5500 is …`. */
  refuseLayers(refs: readonly LayerRef[], field: string, message: string, mend?: string, edit?: DesignEdit) {
    const layers = this.layersOf(refs);
    this.add({
      field,
      layers,
      message: `${layersInWords(layers)}${message}`,
      ...(mend && { mend }),
      ...(edit && { edit }),
    });
  }

  add(reason: Reason): void {
    this.found.push(reason);
  }

  /** Applies a rule to every reference of a kind; each that fails is one reason at its field, with its layers. */
  rule<K extends OperatorKind>(
    kind: K,
    field: keyof OperatorSettings[K] & string,
    rule: Rule<OperatorSettings[K]>,
  ): void {
    for (const ref of this.refs(kind)) {
      const settings = settingsOfKind<K>(this.design, ref);
      if (rule.holds(settings)) continue;
      const edit = rule.edit?.(settings) ?? null;
      const name = variantOf(ref) === null ? operators[kind].label : ref;
      this.refuseLayers(
        [ref],
        `operators.${ref}.${field}`,
        ` (${name}): ${rule.says(settings)}`,
        rule.mend,
        edit === null
          ? undefined
          : { label: edit.label, design: withSettings(this.design, ref, edit.change) },
      );
    }
  }

  /**
   * The one setting that all layers of some kinds share, fields named in `except` aside. Where they differ the most
   * frequent one wins and the others are refused, with an edit that brings them in line. Null when no layer is of them.
   */
  shared<K extends OperatorKind>(
    kinds: readonly K[],
    what: string,
    except: readonly string[] = [],
  ): OperatorSettings[K] | null {
    const refs = this.refs(...kinds);
    const [leader] = [...refs].sort(
      (one, other) => this.layersOf([other]).length - this.layersOf([one]).length,
    );
    if (leader === undefined) return null;
    const standard = plainSettings(this.design, leader);
    const others = refs.filter((ref) => !sameSettings(plainSettings(this.design, ref), standard, except));
    for (const ref of others) {
      const own = plainSettings(this.design, ref);
      const unlike = Object.keys(standard).filter(
        (name) => !except.includes(name) && own[name] !== standard[name],
      );
      this.refuseLayers(
        [ref],
        `operators.${ref}`,
        `: ${unlike.join(", ")} unlike layer ${this.layersOf([leader])[0]}; ${this.stack} has one ${what}.`,
        undefined,
        {
          label: `Give ${ref} the settings of ${leader}`,
          design: this.alignedTo(leader, ref, except),
        },
      );
    }
    return settingsOfKind<K>(this.design, leader);
  }

  private alignedTo(leader: LayerRef, ref: LayerRef, except: readonly string[]): Design {
    if (kindOf(leader) === kindOf(ref) && except.length === 0)
      return withReference(this.design, [ref], leader);
    const table = this.design.operators as Readonly<Record<string, object | undefined>>;
    const kept = Object.entries(table[ref] ?? {}).filter(([name]) => except.includes(name));
    const copied = Object.entries(table[leader] ?? {}).filter(([name]) => !except.includes(name));
    return {
      ...this.design,
      operators: { ...table, [ref]: Object.fromEntries([...copied, ...kept]) } as OperatorTable,
    };
  }
}

/** Layer numbers in words: `Layer 3`, `Layers 3, 5 and 9`; long lists are cut with a count. */
export function layersInWords(layers: readonly number[]): string {
  if (layers.length === 1) return `Layer ${layers[0]}`;
  if (layers.length > 12) return `Layers ${layers.slice(0, 11).join(", ")} and ${layers.length - 11} more`;
  return `Layers ${layers.slice(0, -1).join(", ")} and ${layers.at(-1)}`;
}
