import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { readAwaitedFile, type OwnFile } from "../../services/evidence/awaited-file.js";
import { receiveUpload } from "../../services/evidence/receive-upload.js";
import { grantOf, UPLOAD_PATH } from "../../services/evidence/signed-url.js";
import { refuseIncomplete, refuseTooLong } from "../../services/evidence/upload-refusals.js";
import { sendRefusal, type Refusal } from "../graphql-answer.js";
import { noteOutcome } from "../logging.js";
import { admitGrant, type EvidenceRouteOptions } from "./admit-grant.js";
import { answerOf } from "./refusal-status.js";
import { createTus, type OwnUpload } from "./tus-uploads.js";

/** Milliseconds of silence after which an upload counts as broken. */
const IDLE_MS = 60_000;

/** Takes the bytes of files: the whole by PUT, parts by HEAD and PATCH of the tus protocol. */
export async function registerUploads(server: FastifyInstance, options: EvidenceRouteOptions): Promise<void> {
  const grantFor = (token: string) => grantOf(options.setting, "upload", token);
  const answerTus = createTus(options.formatError);
  const refuse = (reply: FastifyReply, refusal: Refusal) => {
    noteOutcome(options.factsOf(reply.request), refusal);
    // What is still on its way is not read any more.
    if (!reply.request.raw.complete) void reply.header("connection", "close");
    return sendRefusal(reply, refusal);
  };
  await server.register((scope, _options, done) => {
    // Bytes are read as they come, whatever they are said to be.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", (_request, _payload, parsed) => {
      parsed(null);
    });
    const serve = (
      answer: (upload: OwnUpload, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
    ) => {
      return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
        try {
          const admitted = await admitGrant(request, grantFor, options);
          if ("status" in admitted) return await refuse(reply, admitted);
          const { context, grant } = admitted;
          request.raw.setTimeout(IDLE_MS, () => request.raw.destroy());
          return await answer(
            { context, file: await readAwaitedFile(context, grant.fileId) },
            request,
            reply,
          );
        } catch (error) {
          // Whoever has gone is not answered, and it is no fault of ours.
          if (request.raw.destroyed && !request.raw.complete) return reply.hijack();
          return refuse(reply, answerOf(error, options.formatError));
        }
      };
    };
    const url = `${UPLOAD_PATH}/*`;
    scope.route({ method: "PUT", url, handler: serve(receiveWhole) });
    const resume = serve(async (upload, request, reply) => {
      // The protocol's own answers go past the framework, and still carry the headers of every answer.
      for (const [name, value] of Object.entries(reply.getHeaders())) {
        if (value !== undefined) reply.raw.setHeader(name, value);
      }
      reply.hijack();
      await answerTus(upload, request.raw, reply.raw);
    });
    scope.route({ method: ["HEAD", "PATCH"], url, handler: resume });
    done();
  });
}

async function receiveWhole(
  { context, file }: OwnUpload,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  requireLength(file, request.headers["content-length"]);
  // A refusal is answered, so the connection must survive the end of reading.
  await receiveUpload(context, file, request.raw.iterator({ destroyOnReturn: false }));
  return reply.code(204).send();
}

/** Says what is wrong before the bytes are sent, where the client says how many will come. */
function requireLength(file: OwnFile, header: string | undefined): void {
  if (header === undefined) return;
  const length = Number(header);
  if (length > file.byteSize) refuseTooLong(file);
  if (length < file.byteSize) refuseIncomplete(file, 0);
}
