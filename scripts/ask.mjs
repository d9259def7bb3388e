// Asks a running Ombud from the command line, for the README's walk and for trying things out:
//   node scripts/ask.mjs TOKEN 'query or mutation' ['{"variables": "as JSON"}'] [--pick data.path.to.value]
//   node scripts/ask.mjs TOKEN 'subscription …'   prints each event on a line until Ctrl-C
// The address is OMBUD_URL, default http://127.0.0.1:4000/graphql.
import { parseArgs } from "node:util";
import { createClient } from "graphql-ws";
import WebSocket from "ws";

const options = { pick: { type: "string" }, help: { type: "boolean", short: "h" } };
const { positionals, values } = parseArgs({ allowPositionals: true, options });
const [token, query, variables = "{}"] = positionals;
const usage = "Usage: node scripts/ask.mjs TOKEN OPERATION [VARIABLES] [--pick PATH]\n";
if (values.help) {
  process.stdout.write(usage);
  process.exit(0);
}
if (token === undefined || query === undefined) {
  process.stderr.write(usage);
  process.exit(2);
}
const url = process.env.OMBUD_URL ?? "http://127.0.0.1:4000/graphql";
const request = { query, variables: JSON.parse(variables) };

function print(answer) {
  const value = values.pick?.split(".").reduce((inner, key) => inner?.[key], answer);
  process.stdout.write(`${values.pick === undefined ? JSON.stringify(answer, null, 2) : String(value)}\n`);
}

async function ask() {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify(request),
  });
  print(await response.json());
}

async function watch() {
  const client = createClient({
    url: url.replace(/^http/, "ws"),
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
  });
  for await (const event of client.iterate(request)) process.stdout.write(`${JSON.stringify(event.data)}\n`);
}

// Comments may come first, as in the files of schema/operations/.
await (/^(?:\s|#.*\n)*subscription\b/.test(query) ? watch() : ask());
