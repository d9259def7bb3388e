import type { FastifyInstance, FastifyRequest } from "fastify";
import { ErrorCode } from "../domain/errors.js";
import { refusalOf, type Refusal } from "./graphql-answer.js";

/** A body that cannot be read; the error handler of the server sends its refusal. */
export class BadBodyError extends Error {
  override readonly name = "BadBodyError";

  constructor(readonly refusal: Refusal) {
    super(refusal.errors[0]?.message);
  }
}

const decoder = new TextDecoder("utf-8", { fatal: true });

function readText(body: Buffer): string {
  try {
    return decoder.decode(body);
  } catch {
    const message = "The body is not valid UTF-8. Send the JSON text encoded as UTF-8.";
    throw new BadBodyError(refusalOf(400, ErrorCode.INVALID_TEXT, message));
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const message = "The body is not valid JSON. Send an object with query, variables and operationName.";
    throw new BadBodyError(refusalOf(400, ErrorCode.VALIDATION, message));
  }
}

function hasOtherCharset(request: FastifyRequest): boolean {
  const charset = /;\s*charset="?([^";\s]+)/i.exec(request.headers["content-type"] ?? "")?.[1];
  return charset !== undefined && !/^utf-?8$/i.test(charset);
}

/** Takes bodies of `application/json` in UTF-8 and no others (415). */
export function registerJsonBody(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("application/json", { parseAs: "buffer" }, (request, body, done) => {
    try {
      if (hasOtherCharset(request)) {
        const message = "The body must be encoded as UTF-8.";
        throw new BadBodyError(refusalOf(415, ErrorCode.VALIDATION, message));
      }
      done(null, parseJson(readText(body as Buffer)));
    } catch (error) {
      done(error as Error);
    }
  });
}
