import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { openFile, type OpenedFile } from "../../services/evidence/open-file.js";
import { DOWNLOAD_PATH, grantOf } from "../../services/evidence/signed-url.js";
import { openDossier } from "../../services/dossier/open-dossier.js";
import { dossierGrantOf, DOSSIER_PATH } from "../../services/dossier/dossier-url.js";
import { openRulingDocument } from "../../services/ruling/open-ruling-document.js";
import { rulingGrantOf, RULING_PATH } from "../../services/ruling/ruling-document-url.js";
import type { UseCaseContext } from "../../services/use-case.js";
import { createPress } from "../dossier/press.js";
import { sendRefusal, type Refusal } from "../graphql-answer.js";
import { errorFacts, noteOutcome } from "../logging.js";
import { admitGrant, type EvidenceRouteOptions, type ViewerGrant } from "./admit-grant.js";
import { attachment } from "./content-disposition.js";
import { rangeOf } from "./range.js";
import { answerOf, nothingHere } from "./refusal-status.js";

/**
 * What makes a browser save a file and do nothing else with it: a file is somebody's, and may be made to harm. Nothing
 * of it is kept by caches, for it is shown to one person.
 */
const guards = {
  "cache-control": "private, no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
} as const;

/** What is given out under a path: what its tokens grant, and how that is opened. */
interface Counter<Grant extends ViewerGrant> {
  readonly path: string;
  readonly grantOf: (token: string) => Grant | null;
  readonly open: (context: UseCaseContext, grant: Grant) => Promise<OpenedFile | null>;
}

/** Gives files, dossiers and rulings out to those for whom their address was signed. */
export function registerDownloads(server: FastifyInstance, options: EvidenceRouteOptions): void {
  const { setting } = options;
  giveOut(server, options, {
    path: DOWNLOAD_PATH,
    grantOf: (token) => grantOf(setting, "download", token),
    open: openFile,
  });
  giveOut(server, options, {
    path: DOSSIER_PATH,
    grantOf: (token) => dossierGrantOf(setting, token),
    open: openDossier,
  });
  const press = createPress();
  server.addHook("onClose", () => press.stop());
  giveOut(server, options, {
    path: RULING_PATH,
    grantOf: (token) => rulingGrantOf(setting, token),
    open: (context, grant) => openRulingDocument(context, press.ruling, grant),
  });
}

function giveOut<Grant extends ViewerGrant>(
  server: FastifyInstance,
  options: EvidenceRouteOptions,
  { path, grantOf: granted, open }: Counter<Grant>,
): void {
  const refuse = (reply: FastifyReply, refusal: Refusal) => {
    noteOutcome(options.factsOf(reply.request), refusal);
    return sendRefusal(reply.headers(guards), refusal);
  };
  server.route({
    method: "GET",
    url: `${path}/*`,
    exposeHeadRoute: false,
    async handler(request, reply) {
      try {
        const admitted = await admitGrant(request, granted, options);
        if ("status" in admitted) return await refuse(reply, admitted);
        const file = await open(admitted.context, admitted.grant);
        if (file === null) throw nothingHere();
        return await send(file, request, reply.headers(guards), (error) => {
          options.logger.error(
            { err: errorFacts(error) },
            "A file of evidence could not be read to its end.",
          );
        });
      } catch (error) {
        return refuse(reply, answerOf(error, options.formatError));
      }
    },
  });
}

async function send(
  file: OpenedFile,
  { headers }: FastifyRequest,
  reply: FastifyReply,
  onBroken: (error: unknown) => void,
): Promise<FastifyReply> {
  const { byteSize } = file;
  void reply.headers({
    "accept-ranges": "bytes",
    "content-type": file.contentType,
    "content-disposition": attachment(file.filename),
  });
  // A part is good only of what did not change, and there is nothing by which a client could say which it has.
  const range = headers["if-range"] === undefined ? rangeOf(headers.range, byteSize) : null;
  if (range === "unsatisfiable") {
    return reply.code(416).header("content-range", `bytes */${byteSize}`).send();
  }
  const bytes = await file.read(range ?? undefined);
  const length = range === null ? byteSize : range.end - range.start + 1;
  if (range !== null)
    void reply.code(206).header("content-range", `bytes ${range.start}-${range.end}/${byteSize}`);
  const stream = Readable.from(bytes, { objectMode: false });
  stream.on("error", onBroken);
  return reply.header("content-length", length).send(stream);
}
