import { Upload } from "lucide-react";
import type { ChangeEvent } from "react";
import type { Problem } from "@/lib/base/result";
import { classNames } from "./classNames";
import { readTextFile } from "./readTextFile";

interface FileButtonProps {
  readonly label: string;
  /** What the browser offers to choose from: endings and media types. */
  readonly accept: string;
  readonly look?: "plain" | "quiet";
  readonly testId?: string;
  readonly onText: (text: string, name: string) => void | Promise<void>;
  /** The file could not be read; nothing else was done. */
  readonly onProblems: (problems: readonly Problem[]) => void;
}

const looks = {
  plain: "border border-line bg-raised hover:border-line-strong",
  quiet: "text-ink-soft hover:bg-sunken",
};

/** Lets the user choose a file and gives its text. The same file can be chosen again at once. */
export function FileButton({ label, accept, look = "quiet", testId, onText, onProblems }: FileButtonProps) {
  const read = async ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const [file] = currentTarget.files ?? [];
    if (file === undefined) return;
    const text = await readTextFile(file);
    currentTarget.value = "";
    if (text.ok) await onText(text.value, file.name);
    else onProblems(text.problems);
  };
  return (
    <label
      className={classNames(
        "inline-flex h-7 cursor-pointer items-center gap-1.5 rounded-[5px] px-2.5 has-focus-visible:outline-2 has-focus-visible:outline-accent",
        looks[look],
      )}
    >
      <Upload size={14} aria-hidden />
      {label}
      <input
        type="file"
        accept={accept}
        className="sr-only"
        data-testid={testId}
        onChange={(event) => void read(event)}
      />
    </label>
  );
}

/** What a button for JSON files accepts. */
export const jsonFiles = ".json,application/json";
