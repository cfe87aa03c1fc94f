import type { WorkerRequest } from "./protocol";
import { WorkerSession } from "./workerSession";

/** The worker's side of the search protocol: one session, one reply a request. */
const session = new WorkerSession();

addEventListener("message", (event: MessageEvent<WorkerRequest>) => {
  const reply = session.handle(event.data);
  if (reply) postMessage(reply.answer, { transfer: [...reply.transfer] });
});
