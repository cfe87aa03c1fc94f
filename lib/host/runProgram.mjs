import { spawn } from "node:child_process";

/**
 * Runs a program without holding up this one, which may be serving meanwhile. What it prints goes to standard error; it
 * ends with this process.
 * @returns its exit code; null where it did not start or was ended by a signal.
 */
export function runProgram(command, parameters, options) {
  return new Promise((resolve) => {
    const child = spawn(command, parameters, { ...options, stdio: ["ignore", 2, 2] });
    const stop = () => child.kill();
    process.once("exit", stop);
    const end = (code) => {
      process.removeListener("exit", stop);
      resolve(code);
    };
    child.once("error", () => end(null));
    child.once("exit", end);
  });
}
