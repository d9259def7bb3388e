// The limit: a bare server of its own process that answers each operation with one prepared statement, and does nothing
// else. Usage: limit-server.ts <port>, with DATABASE_URL.
import { createServer, type IncomingMessage } from "node:http";
import { Pool } from "pg";
import { defaultPoolSize } from "../src/server/config-variables.js";
import { limitStatements } from "./limit-statements.js";

const connectionString = process.env["DATABASE_URL"] ?? "";
const pool = new Pool({ connectionString, max: defaultPoolSize, options: "-c timezone=UTC" });

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  request.setEncoding("utf8");
  for await (const part of request) text += part as string;
  return text;
}

const server = createServer((request, response) => {
  void (async () => {
    const [, name = "", ...inPath] = (request.url ?? "").split("/");
    const values: unknown = request.method === "POST" ? JSON.parse(await bodyOf(request)) : inPath;
    const text = limitStatements[name] ?? "";
    const result = await pool.query<{ json: string }>({ name, text, values: values as unknown[] });
    const answer = Buffer.from(result.rows[0]?.json ?? '{"errors":["nothing"]}');
    response.writeHead(200, { "content-type": "application/json", "content-length": answer.length });
    response.end(answer);
  })().catch((error: unknown) => {
    response.writeHead(500);
    response.end(JSON.stringify({ errors: [String(error)] }));
  });
});
server.listen(Number(process.argv[2]), "127.0.0.1");
process.once("SIGTERM", () => {
  process.exit(0);
});
