import { commandTable } from "./commandTable";
import { dispatch } from "./dispatch";

/** Entry of the command line: one JSON document on standard output, messages on standard error. */
const run = await dispatch(commandTable, process.argv.slice(2));
process.exitCode = run.exit;
process.stderr.write(run.err);
process.stdout.write(run.out);
