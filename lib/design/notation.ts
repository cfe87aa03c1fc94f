import { enoughProblems, limitProblems } from "../base/limitProblems";
import { nearestWord } from "../base/nearest";
import { fail, ok, type Problem, type Result } from "../base/result";
import type { Stage } from "./design";
import { looksLikeMegatron, parseMegatronPattern } from "./megatronPattern";
import { kindOf, type LayerRef, operatorKinds, variantOf } from "./operatorKinds";
import { kindOfSymbol, operators } from "./operators/registry";
import { maxLayers } from "./parseDesign";

/**
 * Prints stages as one line, such as `(d f m2 f a f m2 f)x2 (d f m2 f)x2`. A stage that does not repeat is bare unless
 * its left neighbour is bare as well, so that `parseNotation` gives back the same stages.
 */
export function printNotation(stages: readonly Stage[]): string {
  let leftIsBare = false;
  return stages
    .map((stage) => {
      const symbols = stage.layers.map(symbolOf).join(" ");
      const bare: boolean = stage.repeat === 1 && !leftIsBare;
      leftIsBare = bare;
      if (bare) return symbols;
      return stage.repeat === 1 ? `(${symbols})` : `(${symbols})x${stage.repeat}`;
    })
    .join(" ");
}

/** The notation symbol of a layer: `a`, `m2`, `s#wide`. */
export function symbolOf(ref: LayerRef): string {
  const { symbol } = operators[kindOf(ref)];
  const variant = variantOf(ref);
  return variant === null ? symbol : `${symbol}#${variant}`;
}

/** What the longest pattern is written with: every layer in parentheses of its own. */
const maxTokens = 3 * maxLayers;

interface Token {
  readonly kind: "open" | "close" | "word";
  readonly text: string;
  readonly repeat: number;
  readonly at: number;
}

/**
 * Reads a pattern: symbols separated by blanks, groups in parentheses with an optional count (`(d f)x4`). Bare symbols
 * between groups form one stage. Megatron's symbol string (`M-M-*-`) is read as well.
 */
export function parseNotation(text: string): Result<readonly Stage[]> {
  if (looksLikeMegatron(text)) return parseMegatronPattern(text);
  const tokens = tokenise(text);
  if (!tokens.ok) return tokens;
  const stages: Stage[] = [];
  const problems: Problem[] = [];
  let bare: LayerRef[] = [];
  let group: LayerRef[] | null = null;
  let groupAt = 0;
  const closeBare = () => {
    if (bare.length > 0) stages.push({ repeat: 1, layers: bare });
    bare = [];
  };
  for (const token of tokens.value) {
    switch (token.kind) {
      case "open":
        if (group !== null)
          return fail(at(token.at, "opens a group inside a group.", "Groups do not nest; write it out."));
        closeBare();
        group = [];
        groupAt = token.at;
        break;
      case "close":
        if (group === null) return fail(at(token.at, "closes a group that was not opened.", "Remove it."));
        if (group.length === 0)
          problems.push(at(groupAt, "is an empty group.", "Put a layer in it or remove it."));
        else stages.push({ repeat: token.repeat, layers: group });
        group = null;
        break;
      case "word": {
        const layer = layerOf(token);
        if (layer.ok) (group ?? bare).push(layer.value);
        else problems.push(...layer.problems);
        if (enoughProblems(problems)) return fail(...limitProblems(problems));
      }
    }
  }
  if (group !== null)
    return fail(at(groupAt, "opens a group that is not closed.", "Add a closing parenthesis."));
  closeBare();
  if (problems.length > 0) return fail(...limitProblems(problems));
  return withinLimit(stages);
}

function withinLimit(stages: readonly Stage[]): Result<readonly Stage[]> {
  let count = 0;
  for (const stage of stages) count += stage.repeat * stage.layers.length;
  if (count === 0)
    return fail({
      field: "",
      message: "A pattern needs at least one layer.",
      mend: "For example: (a f)x12.",
    });
  if (count > maxLayers)
    return fail({
      field: "",
      message: `A design has at most ${maxLayers.toLocaleString("en-US")} layers, but this pattern has ${count.toLocaleString("en-US")}.`,
      mend: "Lower the repeat counts.",
    });
  return ok(stages);
}

function tokenise(text: string): Result<readonly Token[]> {
  const tokens: Token[] = [];
  const pattern = /\s+|,|\(|\)(?:\s*[x×*]\s*(\d+))?|[^\s,()]+/gy;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const [found, count] = match;
    const place = match.index + 1;
    if (/^[\s,]/.test(found)) continue;
    if (found === "(") tokens.push({ kind: "open", text: found, repeat: 1, at: place });
    else if (found.startsWith(")")) {
      const repeat = count === undefined ? 1 : Number(count);
      if (repeat < 1 || repeat > maxLayers)
        return fail(
          at(
            place,
            `repeats a group ${count} times; the count is 1 to ${maxLayers.toLocaleString("en-US")}.`,
            `Nearest: ${repeat < 1 ? 1 : maxLayers}.`,
          ),
        );
      tokens.push({ kind: "close", text: found, repeat, at: place });
    } else tokens.push({ kind: "word", text: found, repeat: 1, at: place });
    if (tokens.length > maxTokens)
      return fail({
        field: `character ${place}`,
        message: `A design has at most ${maxLayers.toLocaleString("en-US")} layers, but this pattern goes on after ${maxTokens.toLocaleString("en-US")} symbols and parentheses.`,
        mend: "Write repeated layers as a group, such as (a f)x12.",
      });
  }
  return ok(tokens);
}

function layerOf(token: Token): Result<LayerRef> {
  const [symbol = "", ...rest] = token.text.split("#");
  const kind = kindOfSymbol(symbol);
  if (kind === null) {
    const symbols = operatorKinds.map((known) => operators[known].symbol);
    const near = operatorKinds.find((known) => known === symbol);
    const mend = near
      ? `Write ${operators[near].symbol} for ${near}.`
      : `${hint(symbol, symbols)}Symbols are ${symbols.join(" ")}.`;
    return fail(at(token.at, `"${token.text}" is not a symbol.`, mend));
  }
  if (rest.length === 0) return ok(kind);
  const variant = rest.join("#");
  if (!/^[A-Za-z0-9_.-]{1,40}$/.test(variant))
    return fail(at(token.at, `"${token.text}" has no valid variant name.`, `Write it as ${symbol}#wide.`));
  return ok(`${kind}#${variant}` as const);
}

function hint(word: string, symbols: readonly string[]): string {
  const lower = word.toLowerCase();
  const near = symbols.includes(lower) ? lower : word.length > 1 ? nearestWord(word, symbols) : null;
  return near ? `Did you mean ${near}? ` : "";
}

function at(position: number, message: string, mend: string): Problem {
  return { field: `character ${position}`, message, mend };
}
