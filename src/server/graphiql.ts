import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { FastifyInstance } from "fastify";
import { GRAPHQL_PATH } from "./edges.js";

const PAGE_PATH = "/graphiql";

/** Only files of our own origin; styles inline, because the editor sets them so. */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", "data:"],
    fontSrc: ["'self'", "data:"],
    connectSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
};

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Ombud: GraphiQL</title>
    <link rel="stylesheet" href="${PAGE_PATH}/graphiql.css" />
    <link rel="stylesheet" href="${PAGE_PATH}/page.css" />
  </head>
  <body>
    <div id="graphiql">Loading …</div>
    <script src="${PAGE_PATH}/react.js"></script>
    <script src="${PAGE_PATH}/react-dom.js"></script>
    <script src="${PAGE_PATH}/graphiql.js"></script>
    <script src="${PAGE_PATH}/start.js"></script>
  </body>
</html>
`;

const pageStyle = "html, body, #graphiql { height: 100%; margin: 0; }\n";

const start = `"use strict";
const socket = new URL("${GRAPHQL_PATH}", window.location.href);
socket.protocol = socket.protocol === "https:" ? "wss:" : "ws:";
const fetcher = GraphiQL.createFetcher({ url: "${GRAPHQL_PATH}", subscriptionUrl: socket.href });
ReactDOM.createRoot(document.getElementById("graphiql")).render(
  React.createElement(GraphiQL, {
    fetcher,
    defaultHeaders: JSON.stringify({ Authorization: "Bearer <token: npm run token -- --role SHOPPER>" }, null, 2),
    defaultEditorToolsVisibility: "headers",
    shouldPersistHeaders: false,
  }),
);
`;

interface File {
  readonly name: string;
  readonly type: string;
  readonly content: string;
}

function packageFile(packageName: string, path: string): string {
  const require = createRequire(import.meta.url);
  return readFileSync(join(dirname(require.resolve(`${packageName}/package.json`)), path), "utf8");
}

function files(): File[] {
  const script = "text/javascript; charset=utf-8";
  const style = "text/css; charset=utf-8";
  return [
    { name: "react.js", type: script, content: packageFile("react", "umd/react.production.min.js") },
    {
      name: "react-dom.js",
      type: script,
      content: packageFile("react-dom", "umd/react-dom.production.min.js"),
    },
    { name: "graphiql.js", type: script, content: packageFile("graphiql", "graphiql.min.js") },
    { name: "graphiql.css", type: style, content: packageFile("graphiql", "graphiql.min.css") },
    { name: "start.js", type: script, content: start },
    { name: "page.css", type: style, content: pageStyle },
  ];
}

/** Serves GraphiQL at `/graphiql` from its npm package: nothing comes from elsewhere, nothing runs inline. */
export function registerGraphiQL(server: FastifyInstance): void {
  server.get(PAGE_PATH, { helmet: { contentSecurityPolicy } }, (_request, reply) =>
    reply.type("text/html; charset=utf-8").send(page),
  );
  for (const { name, type, content } of files()) {
    server.get(`${PAGE_PATH}/${name}`, (_request, reply) => reply.type(type).send(content));
  }
}
