import type { FastifyReply } from "fastify";
import type { ErrorCode } from "../domain/errors.js";
import type { PublicError } from "../graphql/errors.js";
import { chooseMediaType, MediaType } from "./media-type.js";

/** An answer without data: the request was refused before anything ran. */
export interface Refusal {
  readonly status: number;
  readonly errors: readonly PublicError[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** A refusal with one error. */
export function refusalOf(
  status: number,
  code: ErrorCode,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Refusal {
  return { status, errors: [{ message: message, extensions: { code } }], headers };
}

/** Sends a refusal as a GraphQL response, in the media type that the client takes. */
export function sendRefusal(reply: FastifyReply, refusal: Refusal): FastifyReply {
  const mediaType = chooseMediaType(reply.request.headers.accept) ?? MediaType.JSON;
  return reply
    .code(refusal.status)
    .headers({ ...refusal.headers, "content-type": mediaType })
    .send(JSON.stringify({ errors: refusal.errors }));
}
