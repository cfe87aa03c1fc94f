/**
 * `npm start`: installs and builds where needed, then serves the workbench on the loopback interface.
 * PORT changes the port (0 takes a free one), HOST the interface.
 */
import { createServer } from "node:http";
import { buildIfNeeded, readBuildStamp } from "./build.mjs";
import { contentSecurityPolicy } from "./contentSecurityPolicy.mjs";
import { ensureInstalled } from "./install.mjs";
import { projectRoot } from "./project.mjs";

const defaultPort = 3000;

/** Ends the program with a message for the person at the terminal. */
function refuse(message) {
  process.stderr.write(`error: ${message}\n`);
  process.exit(1);
}

function readPort() {
  const text = process.env.PORT ?? String(defaultPort);
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535 || text.trim() === "") {
    refuse(`PORT is "${text}", expected a whole number from 0 to 65535, such as PORT=${defaultPort + 1}.`);
  }
  return port;
}

/** Listens on one address; resolves to the server, or null where the machine has no such address. */
function listen(port, host, handler) {
  return new Promise((resolve) => {
    const server = createServer(handler);
    server.once("error", (error) => {
      if (error.code === "EADDRINUSE") {
        refuse(
          `port ${port} is in use. Stop the program that holds it, or choose another: PORT=${port + 1} npm start`,
        );
      }
      if (error.code === "EACCES")
        refuse(`port ${port} needs more rights. Choose one above 1023: PORT=3000 npm start`);
      if (error.code === "EADDRNOTAVAIL" || error.code === "EAFNOSUPPORT") resolve(null);
      else refuse(error.message);
    });
    server.listen(port, host, () => resolve(server));
  });
}

const wantedPort = readPort();
const hosts = process.env.HOST ? [process.env.HOST] : ["127.0.0.1", "::1"];

let answer = (_request, response) => {
  response.writeHead(503, { "Content-Type": "text/plain; charset=utf-8", "Retry-After": "5" });
  response.end("Paretoscope is being built; reload in a moment.\n");
};
// The port is taken before installing and building, so that an occupied one is reported at once.
const first = await listen(wantedPort, hosts[0], (request, response) => answer(request, response));
if (first === null) refuse(`this machine has no address ${hosts[0]}. Set HOST to one it has.`);
const { port } = first.address();
const servers = [first];
for (const host of hosts.slice(1)) {
  const server = await listen(port, host, (request, response) => answer(request, response));
  if (server !== null) servers.push(server);
}

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => {
    for (const server of servers) server.closeAllConnections();
    process.exit(0);
  });
}

await ensureInstalled();
await buildIfNeeded();

process.env.NODE_ENV = "production";
const { default: next } = await import("next");
const application = next({ dev: false, dir: projectRoot, hostname: "localhost", port });
await application.prepare();
const handle = application.getRequestHandler();
const policy = contentSecurityPolicy(readBuildStamp().scriptHashes, "header");
answer = (request, response) => {
  response.setHeader("Content-Security-Policy", policy);
  return handle(request, response);
};
process.stdout.write(`Paretoscope is at http://localhost:${port}\n`);
