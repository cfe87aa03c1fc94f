import { limitProblems } from "../../base/limitProblems";
import { fail, ok, type Problem, type Result } from "../../base/result";
import { type Design, designSchema, type Stage } from "../design";
import { maxLayers, parseDesign } from "../parseDesign";
import { patternName } from "../patternName";
import { shown } from "../schemaProblems";

/**
 * Reads the fields of one config, keeping account of what was read, assumed and refused. A field of the wrong kind
 * becomes a problem and reading goes on with a harmless value, so that all problems come out at once; `finish` decides.
 */
export class ConfigReader {
  private readonly used = new Set<string>();
  private readonly idle = new Set<string>();
  private readonly wrong: Problem[] = [];
  private readonly sentences: string[] = [];

  constructor(
    readonly json: Readonly<Record<string, unknown>>,
    readonly family: string,
  ) {}

  get read(): readonly string[] {
    return [...this.used];
  }

  /** Fields the family knows to have no effect here: duplicates of others, or switched off. */
  get ignored(): ReadonlySet<string> {
    return this.idle;
  }

  get assumed(): readonly string[] {
    return this.sentences;
  }

  /** Whether the config states this field with something other than null. */
  has(field: string): boolean {
    return this.json[field] !== undefined && this.json[field] !== null;
  }

  /** A positive whole number; an absent one takes the family's class default, or is a problem without one. */
  whole(field: string, classDefault?: number, minimum = 1): number {
    const value = this.take(field);
    if (value === undefined) {
      if (classDefault !== undefined) return this.defaulted(field, classDefault);
      return this.missing(field, "a whole number", minimum);
    }
    if (typeof value === "number" && Number.isInteger(value) && value >= minimum) return value;
    return this.wrongKind(field, value, `must be a whole number of at least ${minimum}`, minimum);
  }

  /** The number of layers, within the limit of a design before anything is built from it. */
  layerCount(): number {
    const field = "num_hidden_layers";
    const count = this.whole(field);
    if (count <= maxLayers) return count;
    this.refuse(
      field,
      `is ${count}; a design has at most ${maxLayers.toLocaleString("en-US")} layers`,
      `${maxLayers}`,
    );
    return 1;
  }

  /** A positive number that need not be whole. */
  positive(field: string, classDefault?: number): number {
    const value = this.take(field);
    if (value === undefined)
      return classDefault === undefined
        ? this.missing(field, "a number above 0", 1)
        : this.defaulted(field, classDefault);
    if (typeof value === "number" && Number.isFinite(value) && value > 0) return value;
    return this.wrongKind(field, value, "must be a number above 0", 1);
  }

  flag(field: string, classDefault: boolean): boolean {
    const value = this.take(field);
    if (value === undefined) return classDefault;
    if (typeof value === "boolean") return value;
    return this.wrongKind(field, value, "must be true or false", classDefault);
  }

  text(field: string, classDefault: string): string {
    const value = this.take(field);
    if (value === undefined) return classDefault;
    if (typeof value === "string") return value;
    return this.wrongKind(field, value, "must be a text", classDefault);
  }

  /** A list with one entry a layer, null when absent. The wrong length is a problem. */
  perLayer(field: string, layers: number): readonly unknown[] | null {
    const value = this.take(field);
    if (value === undefined) return null;
    if (!Array.isArray(value)) return this.wrongKind(field, value, "must be a list", null);
    if (value.length !== layers) {
      this.wrong.push({
        field,
        message: `must have one entry for each of ${layers} layers, but has ${value.length}.`,
        mend: "Complete the list, or correct num_hidden_layers.",
      });
      return null;
    }
    return value;
  }

  /** One of the known words for each layer, null when the list is absent. */
  layerWords<const T extends string>(
    field: string,
    layers: number,
    words: readonly T[],
  ): readonly T[] | null {
    const list = this.perLayer(field, layers);
    if (list === null) return null;
    return list.map((word, index) => {
      const known = words.find((candidate) => candidate === word);
      if (known !== undefined) return known;
      this.refuse(
        `${field}[${index}]`,
        `is ${shown(word)}, which ${this.family} layers cannot be in a design`,
        `one of ${words.join(", ")}`,
      );
      return words[0]!;
    });
  }

  /** Layer numbers from 0, empty when absent. */
  layerIndices(field: string, layers: number): ReadonlySet<number> {
    const value = this.take(field);
    if (value === undefined) return new Set();
    if (!Array.isArray(value) || value.length > layers)
      return this.wrongKind(field, value, `must be a list of at most ${layers} layer numbers`, new Set());
    const indices = value.filter(
      (index): index is number =>
        typeof index === "number" && Number.isInteger(index) && index >= 0 && index < layers,
    );
    if (indices.length !== value.length)
      this.wrong.push({ field, message: `must hold layer numbers from 0 to ${layers - 1} only.` });
    return new Set(indices);
  }

  /** A nested object, null when absent. */
  object(field: string): Readonly<Record<string, unknown>> | null {
    const value = this.take(field);
    if (value === undefined) return null;
    if (typeof value === "object" && !Array.isArray(value)) return value as Record<string, unknown>;
    return this.wrongKind(field, value, "must be an object", null);
  }

  /** Any value, read without judgement. */
  any(field: string): unknown {
    return this.take(field);
  }

  /** Passes over fields that have no effect in this family, or that another field overrides. */
  leave(...fields: readonly string[]): void {
    for (const field of fields) this.idle.add(field);
  }

  /** States something the config does not say. */
  assume(sentence: string): void {
    if (!this.sentences.includes(sentence)) this.sentences.push(sentence);
  }

  /** Refuses what a design cannot express: which field, why, and the nearest thing that can be. */
  refuse(field: string, reason: string, nearest: string): void {
    this.wrong.push({ field, message: `${reason}.`, mend: `Nearest: ${nearest}.` });
  }

  /** The design if nothing was wrong, checked like any other; else all problems. */
  finish(
    design: Omit<Design, "schema" | "name" | "maxPositions" | "operators"> & {
      readonly operators: Readonly<Record<string, unknown>>;
    },
  ): Result<Design> {
    const maxPositions = this.has("max_position_embeddings")
      ? this.whole("max_position_embeddings")
      : undefined;
    if (this.wrong.length > 0) return fail(...limitProblems(this.wrong));
    const parsed = parseDesign({
      schema: designSchema,
      name: this.name(design.stages),
      ...(maxPositions !== undefined && { maxPositions }),
      ...design,
    });
    return parsed.ok ? ok(parsed.value) : parsed;
  }

  private name(stages: readonly Stage[]): string {
    const path = this.json._name_or_path ?? this.json.name;
    this.used.add("_name_or_path");
    return typeof path === "string" && path.trim() !== "" ? path.slice(0, 200) : patternName(stages);
  }

  private take(field: string): unknown {
    if (!this.has(field)) return undefined;
    this.used.add(field);
    return this.json[field];
  }

  private defaulted(field: string, value: number): number {
    this.assume(`${field} is not stated; ${value} is the default of the ${this.family} class.`);
    return value;
  }

  private missing<T>(field: string, kind: string, value: T): T {
    this.wrong.push({ field, message: `is missing; it must be ${kind}.`, mend: `Add ${field}.` });
    return value;
  }

  private wrongKind<T>(field: string, found: unknown, expected: string, value: T): T {
    const number = typeof found === "string" && found.trim() !== "" && Number.isFinite(Number(found));
    this.wrong.push({
      field,
      message: `${expected}, but is ${shown(found)}.`,
      ...(number && { mend: `Write the number without quotes: ${Number(found)}.` }),
    });
    return value;
  }
}
