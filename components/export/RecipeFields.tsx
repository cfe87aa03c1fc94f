import { NumberField } from "@/components/ui/NumberField";
import { wholeWithin } from "@/components/ui/wholeWithin";
import type { RecipeWishes, TrainingRecipe } from "@/lib/export/recipe";

interface RecipeFieldsProps {
  readonly recipe: TrainingRecipe;
  readonly wishes: RecipeWishes;
  readonly onChange: (wishes: RecipeWishes) => void;
}

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
        check={(value) => wholeWithin(value, 1, 1e18)}
        onCommit={wish("tokens")}
      />
      <NumberField
        label="Sequence length"
        help={recipe.sequenceLength.because}
        optional
        value={recipe.sequenceLength.value}
        step={1024}
        check={(value) => wholeWithin(value, 1, 1e9)}
        onCommit={wish("sequenceLength")}
      />
      <NumberField
        label="Tokens a step"
        help={recipe.batchSequences.because}
        optional
        value={recipe.batchSequences.value * recipe.sequenceLength.value}
        step={recipe.sequenceLength.value}
        check={(value) => wholeWithin(value, 1, 1e12)}
        onCommit={wish("batchTokens")}
      />
    </div>
  );
}
