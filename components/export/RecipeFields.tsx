import { NumberField } from "@/components/ui/NumberField";
import type { RecipeWishes, TrainingRecipe } from "@/lib/export/recipe";

interface RecipeFieldsProps {
  readonly recipe: TrainingRecipe;
  readonly wishes: RecipeWishes;
  readonly onChange: (wishes: RecipeWishes) => void;
}

/** Accepts whole numbers in a range; says what is wrong with others. */
const within = (least: number, most: number) => (value: number | null) =>
  value === null || (Number.isInteger(value) && value >= least && value <= most)
    ? null
    : {
        problems: [
          {
            field: "",
            message: `A whole number from ${least.toLocaleString("en-US")} to ${most.toLocaleString("en-US")} is needed.`,
          },
        ],
        nearest: Math.min(most, Math.max(least, Math.round(value))),
      };

/** The user's wishes for the training recipe. Emptied fields go back to the recipe's own choice. */
export function RecipeFields({ recipe, wishes, onChange }: RecipeFieldsProps) {
  const wish = (name: keyof RecipeWishes) => (value: number | null) => {
    const { [name]: _old, ...rest } = wishes;
    onChange(value === null ? rest : { ...rest, [name]: value });
  };
  return (
    <div className="max-w-80">
      <NumberField
        label="Training tokens"
        help={recipe.tokens.because}
        optional
        value={recipe.tokens.value}
        step={1e9}
        check={within(1, 1e18)}
        onCommit={wish("tokens")}
      />
      <NumberField
        label="Sequence length"
        help={recipe.sequenceLength.because}
        optional
        value={recipe.sequenceLength.value}
        step={1024}
        check={within(1, 1e9)}
        onCommit={wish("sequenceLength")}
      />
      <NumberField
        label="Tokens a step"
        help={recipe.batchSequences.because}
        optional
        value={recipe.batchSequences.value * recipe.sequenceLength.value}
        step={recipe.sequenceLength.value}
        check={within(1, 1e12)}
        onCommit={wish("batchTokens")}
      />
    </div>
  );
}
