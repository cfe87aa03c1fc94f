import { parseArgs } from "node:util";
import { nearestWord } from "../base/nearest";
import { fail, ok, problemText, type Result } from "../base/result";
import { type Arguments, type Command, type Outcome, usageError } from "./command";

/** Loads a command when it is asked for, so that no command pays for the others. */
export type CommandTable = Readonly<Record<string, () => Promise<Command>>>;

/** What a run of the command line prints and its exit code. */
export interface Run {
  readonly out: string;
  readonly err: string;
  readonly exit: 0 | 1 | 2 | 3;
}

/** Runs one command line against a table of commands. Pure but for what the command itself reads and writes. */
export async function dispatch(table: CommandTable, argv: readonly string[]): Promise<Run> {
  const [name, ...rest] = argv;
  if (name === undefined || name === "help" || name === "--help" || name === "-h") {
    const text = await overview(table);
    return name === undefined ? { out: "", err: text, exit: 2 } : { out: text, err: "", exit: 0 };
  }
  const load = Object.hasOwn(table, name) ? table[name] : undefined;
  if (load === undefined) {
    const near = nearestWord(name, Object.keys(table));
    const hint = near ? ` Did you mean ${near}?` : "";
    return { out: "", err: `error: unknown command ${name}.${hint}\n\n${await overview(table)}`, exit: 2 };
  }
  const command = await load();
  const parsed = readArguments(command, rest);
  const outcome = parsed.ok ? await command.run(parsed.value) : usageError(parsed.problems[0]!.message);
  return render(name, command, outcome);
}

function readArguments(command: Command, rest: readonly string[]): Result<Arguments> {
  try {
    const { values, positionals } = parseArgs({
      args: [...rest],
      options: command.options,
      allowPositionals: true,
      strict: true,
    });
    return ok({ words: positionals, options: values as Arguments["options"] });
  } catch (error) {
    return fail({ field: "", message: error instanceof Error ? error.message : String(error) });
  }
}

function render(name: string, command: Command, outcome: Outcome): Run {
  switch (outcome.kind) {
    case "done":
      return { out: jsonLine(outcome.answer), err: "", exit: 0 };
    case "refused":
      return { out: jsonLine(outcome.answer), err: "", exit: 3 };
    case "error":
      return {
        out: "",
        err: outcome.problems.map((problem) => `error: ${problemText(problem)}\n`).join(""),
        exit: 1,
      };
    case "usage":
      return { out: "", err: `error: ${outcome.message}\nusage: ${name} ${command.usage}\n`, exit: 2 };
  }
}

function jsonLine(answer: unknown): string {
  return `${JSON.stringify(answer, null, 2)}\n`;
}

async function overview(table: CommandTable): Promise<string> {
  const lines = ["usage: npm run -s cli -- COMMAND …", ""];
  for (const [name, load] of Object.entries(table)) {
    const { usage, summary } = await load();
    lines.push(`  ${`${name} ${usage}`.trim()}`, `      ${summary}`);
  }
  lines.push(
    "",
    "A DESIGN is a path to a design or a Hugging Face config.json, preset:ID, or a notation with --hidden.",
    "",
  );
  return lines.join("\n");
}
