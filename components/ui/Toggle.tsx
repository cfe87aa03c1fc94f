"use client";

interface ToggleProps {
  readonly label: string;
  readonly help?: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** A setting that is on or off. */
export function Toggle({ label, help, checked, onChange }: ToggleProps) {
  return (
    <label title={help} className="flex min-h-7 cursor-pointer items-center justify-between gap-2">
      <span className="text-ink-soft">{label}</span>
      <input
        type="checkbox"
        className="size-4 accent-(--accent)"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
      />
    </label>
  );
}
