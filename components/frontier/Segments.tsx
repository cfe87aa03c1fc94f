interface SegmentsProps<T extends string> {
  readonly legend: string;
  readonly name: string;
  readonly choices: readonly T[];
  readonly chosen: T;
  readonly onChoose: (choice: T) => void;
}

/** One choice of a few, side by side; radio buttons to the keyboard. */
export function Segments<T extends string>({ legend, name, choices, chosen, onChoose }: SegmentsProps<T>) {
  return (
    <fieldset className="flex items-center rounded-[5px] border border-line p-px">
      <legend className="sr-only">{legend}</legend>
      {choices.map((choice) => (
        <label
          key={choice}
          className="cursor-pointer rounded-[4px] px-1.5 py-0.5 text-ink-soft has-checked:bg-sunken has-checked:font-semibold has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={name}
            value={choice}
            checked={choice === chosen}
            onChange={() => onChoose(choice)}
            className="sr-only"
          />
          {choice}
        </label>
      ))}
    </fieldset>
  );
}
