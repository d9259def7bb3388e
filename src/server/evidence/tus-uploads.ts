import { AsyncLocalStorage } from "node:async_hooks";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import { DataStore, MemoryLocker, Server, Upload } from "@tus/server";
import { ErrorCode } from "../../domain/errors.js";
import type { ErrorFormatter } from "../../graphql/errors.js";
import type { OwnFile } from "../../services/evidence/awaited-file.js";
import { resumeUpload, stagedSize } from "../../services/evidence/resume-upload.js";
import { UPLOAD_PATH } from "../../services/evidence/signed-url.js";
import type { UseCaseContext } from "../../services/use-case.js";
import { refusalOf, type Refusal } from "../graphql-answer.js";
import { answerOf } from "./refusal-status.js";

/** An upload that its owner goes on with. */
export interface OwnUpload {
  readonly context: UseCaseContext;
  readonly file: OwnFile;
}

/** Answers HEAD and PATCH of one upload by the tus protocol 1.0.0. */
export type AnswerTus = (
  upload: OwnUpload,
  request: IncomingMessage,
  response: ServerResponse,
) => Promise<void>;

/** The uploads of this process, by the request that is being answered. */
const present = new AsyncLocalStorage<OwnUpload>();

function presentUpload(): OwnUpload {
  const upload = present.getStore();
  if (upload === undefined) throw new Error("A part of an upload came past the edge.");
  return upload;
}

/** The storage as the protocol sees it. Uploads are created by the API, so no extension is offered. */
class StagedUploads extends DataStore {
  override async getUpload(id: string): Promise<Upload> {
    const { context, file } = presentUpload();
    const offset = await stagedSize(context, file);
    return new Upload({ id, offset, size: Number(file.byteSize) });
  }

  override write(stream: Readable, _id: string, offset: number): Promise<number> {
    const { context, file } = presentUpload();
    return resumeUpload(context, file, { offset, bytes: stream });
  }
}

const codesByStatus: Readonly<Record<number, ErrorCode>> = {
  409: ErrorCode.STATE_CONFLICT,
  413: ErrorCode.FILE_TOO_LARGE,
};

/** The protocol's server; what it refuses before it looks at an upload is told like every refusal of ours, too. */
class TellingServer extends Server {
  override write(
    ...[context, headers, status, body = ""]: Parameters<Server["write"]>
  ): ReturnType<Server["write"]> {
    const isBare = status >= 400 && !body.startsWith("{");
    return super.write(context, headers, status, isBare ? bodyOf(refusalFor(status, body)) : body);
  }
}

/** Builds the endpoint. Two requests for one upload take turns, within this process. */
export function createTus(formatError: ErrorFormatter): AnswerTus {
  const server = new TellingServer({
    path: UPLOAD_PATH,
    datastore: new StagedUploads(),
    locker: new MemoryLocker(),
    // Browsers of other origins reach neither this nor the API.
    allowedOrigins: [],
    getFileIdFromRequest: () => present.getStore()?.file.id,
    onResponseError: (_request, error) => {
      const refusal =
        "status_code" in error ? refusalFor(error.status_code, error.body) : answerOf(error, formatError);
      return { status_code: refusal.status, body: bodyOf(refusal) };
    },
  });
  return (upload, request, response) => present.run(upload, () => server.handle(request, response));
}

function bodyOf({ errors }: Refusal): string {
  return JSON.stringify({ errors });
}

/** What the protocol refuses. @param problem in its own words */
function refusalFor(status: number, problem: string): Refusal {
  const said = problem.trim().replace(/\.+$/, "");
  const message = `The tus protocol is not kept: ${said}. Ask by HEAD how far the upload is, and go on from there.`;
  return refusalOf(status, codesByStatus[status] ?? ErrorCode.VALIDATION, message);
}
