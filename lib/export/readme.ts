import { bandText, figureText } from "../base/figure";
import type { Design } from "../design/design";
import { printNotation } from "../design/notation";
import type { NamedFigure } from "./figures";
import { markdownList, markdownTable, markdownText } from "./markdown";
import { parallelismHints } from "./parallelism";
import type { TrainingRecipe } from "./recipe";
import type { RoundTrip } from "./roundTrip";
import type { ExportFile, Target } from "./target";
import { trainingCost } from "./trainingCost";
import { weightProjection } from "./weightProjection";

/** All that a README tells. */
export interface ReadmeContent {
  readonly design: Design;
  readonly target: Target;
  readonly recipe: TrainingRecipe;
  readonly warnings: readonly string[];
  readonly figures: readonly NamedFigure[];
  readonly trip: RoundTrip;
  readonly files: readonly ExportFile[];
}

/** The README of an export: what to install, run and bring, what was predicted and how, and what nobody has tried. */
export function readme(content: ReadmeContent): ExportFile {
  const { design, target, warnings } = content;
  const sections: readonly (readonly [title: string, text: string])[] = [
    ["Files", filesSection(content)],
    ["Install", markdownList(target.install(design))],
    ["Run", target.commands.map((command) => `    ${command}`).join("\n")],
    ["You must bring", markdownList(target.supplies)],
    ["Know before you start", markdownList(warnings)],
    ["Not tried", markdownList(target.untried)],
    ["Recipe", recipeSection(content.recipe)],
    ["Weight normalisation", design.weightNorm ? projectionSection(design, target) : ""],
    ["Meta tokens", design.metaTokens ? metaSection(design.metaTokens) : ""],
    ["Parallelism", target.id === "design" ? "" : markdownList(parallelismHints(design))],
    ["Figures", figuresSection(content)],
    ["Reading it back", tripSection(content.trip)],
  ];
  const body = sections
    .filter(([, text]) => text !== "")
    .map(([title, text]) => `## ${title}\n\n${text}\n`)
    .join("\n");
  const intro = `${target.name}: ${target.about}\n\nPattern: \`${printNotation(design.stages)}\`, hidden size ${design.hiddenSize}.`;
  return { path: "README.md", text: `# ${markdownText(design.name)}\n\n${intro}\n\n${body}` };
}

const fileNotes: Readonly<Record<string, string>> = {
  "config.json": "the model's config; this folder is the model directory",
  "pretrain.yaml": "the training recipe",
  "train.sh": "the launch script",
  "design.json": "the design, Paretoscope's own format",
  "parameters.csv": "every weight tensor with its shape and count, to hold against a loaded checkpoint",
  "figures.json": "counted and predicted figures with bands, sources and provenance",
};

function filesSection({ files }: ReadmeContent): string {
  return markdownList(files.map(({ path }) => `\`${path}\`: ${fileNotes[path] ?? "see below"}`));
}

function recipeSection(recipe: TrainingRecipe): string {
  const whole = (value: number) => value.toLocaleString("en-US");
  const row = (
    name: string,
    value: string,
    choice: { readonly origin: string; readonly because: string },
  ) => [name, value, choice.origin, choice.because];
  const rows = [
    row("tokens", whole(recipe.tokens.value), recipe.tokens),
    row("sequence length", whole(recipe.sequenceLength.value), recipe.sequenceLength),
    row("sequences a step", whole(recipe.batchSequences.value), recipe.batchSequences),
    row("steps", whole(recipe.steps), {
      origin: "derived",
      because:
        recipe.longContext === null
          ? "tokens / (sequences x length)"
          : "tokens less those of the last phase / (sequences x length)",
    }),
    row("peak learning rate", String(recipe.peakLearningRate.value), recipe.peakLearningRate),
    row("final learning rate", String(recipe.finalLearningRate.value), recipe.finalLearningRate),
    row("schedule", recipe.schedule.value, recipe.schedule),
    row("warm-up steps", whole(recipe.warmupSteps.value), recipe.warmupSteps),
    row("AdamW betas", recipe.betas.value.join(", "), recipe.betas),
    row("weight decay", String(recipe.weightDecay.value), recipe.weightDecay),
    row("gradient clip", String(recipe.gradientClip.value), recipe.gradientClip),
  ];
  if (recipe.longContext !== null) {
    const { tokens, sequenceLength } = recipe.longContext.value;
    rows.push(
      row("last phase", `${whole(tokens)} tokens at context ${whole(sequenceLength)}`, recipe.longContext),
    );
  }
  const note =
    recipe.longContext === null
      ? ""
      : "\n\nThe recipe file covers the main phase; run the last phase from its checkpoint with the longer sequence.";
  return markdownTable(["what", "value", "from", "why"], rows) + note;
}

function projectionSection(design: Design, target: Target): string {
  const { rows, columns } = weightProjection(design);
  return [
    "The design asks for weight normalisation: no layer and no loss, but a projection of the weights after every",
    `optimiser step. ${markdownText(target.name)} does not do it. Add it right after \`optimizer.step()\` (on the fp32 master weights`,
    "where there are any, before they are copied to bf16), and once after initialisation:",
    "",
    "- scale every **row** of these matrices to L2 norm 1 (they read hidden features):",
    ...rows.map((name) => `  - \`${name}\``),
    "- scale every **column** of these matrices to L2 norm 1 (their output is added to hidden features):",
    ...columns.map((name) => `  - \`${name}\``),
    "",
    "Where the stack fuses or shards matrices, take norms of the parts as named here. Embeddings, convolutions and norms",
    "are not projected (arXiv:2511.18890 names the two cases above and no others). Inference does not change.",
  ].join("\n");
}

function metaSection(count: number): string {
  return `${count} learnable tokens stand before every sequence. They take ${count} positions beside the recipe's sequence length, and carry no loss.`;
}

function figuresSection({ design, recipe, figures }: ReadmeContent): string {
  const rows = figures.map(({ label, estimate }) => [
    label,
    figureText(estimate.value, estimate.unit),
    bandText(estimate) ?? (estimate.lo === null ? "not published" : "exact"),
    estimate.source,
    estimate.provenance,
  ]);
  const assumptions = markdownList(trainingCost(design, recipe).assumptions);
  return `${markdownTable(["figure", "value", "90 % interval", "source", "how"], rows)}\n\nTraining cost assumes:\n\n${assumptions}`;
}

function tripSection(trip: RoundTrip): string {
  if (trip.kind === "unreadable")
    return `The files could not be read back:\n\n${markdownList(trip.problems.map(({ field, message }) => `${field} ${message}`))}`;
  if (trip.changed.length > 0)
    return `Read back, these fields differ:\n\n${markdownTable(
      ["field", "design", "read back"],
      trip.changed.map(({ field, before, after }) => [field, before, after]),
    )}`;
  const left = trip.leftOut.map(({ field, before }) => `${field}: ${markdownText(before)}`);
  return left.length === 0
    ? "The files read back to the same design."
    : `The files read back to the same design. The format has no place for these; they are in design.json:\n\n${markdownList(left)}`;
}
