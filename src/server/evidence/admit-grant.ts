import type { FastifyRequest } from "fastify";
import type { Viewer } from "../../domain/access/viewer.js";
import { ErrorCode } from "../../domain/errors.js";
import type { EvidenceSetting } from "../../services/evidence/evidence-setting.js";
import type { UseCaseContext } from "../../services/use-case.js";
import type { EdgeOptions } from "../edges.js";
import { refusalOf, type Refusal } from "../graphql-answer.js";
import type { RequestFacts } from "../logging.js";
import { nothingHere } from "./refusal-status.js";

/** What the routes of evidence need. */
export interface EvidenceRouteOptions extends EdgeOptions {
  readonly setting: EvidenceSetting;
  readonly factsOf: (request: FastifyRequest) => RequestFacts;
}

/** What an address grants, at least. */
export interface ViewerGrant {
  readonly viewer: Viewer;
}

/** A request with an address that we signed. */
export interface Admitted<Grant extends ViewerGrant> {
  readonly grant: Grant;
  /** Of the viewer for whom it was signed. */
  readonly context: UseCaseContext;
}

/**
 * Lets a request with a signed address in: its network address and viewer are counted, and a token of somebody else
 * beside it is refused. Whether the address is still good is for the use case to say.
 * @param grantOf what a token grants; null if we did not sign it for this route
 * @returns the refusal of a client that sends too much, otherwise who it is
 * @throws RefusedError NOT_FOUND for every address that is not good, in the same words
 */
export async function admitGrant<Grant extends ViewerGrant>(
  request: FastifyRequest,
  grantOf: (token: string) => Grant | null,
  options: EvidenceRouteOptions,
): Promise<Admitted<Grant> | Refusal> {
  const { rateLimiter } = options;
  const fromAddress = await rateLimiter.ofAddress(request.ip);
  if (fromAddress !== null) return tooMany(fromAddress);
  const { "*": token = "" } = request.params as { readonly "*"?: string };
  const grant = grantOf(token);
  if (grant === null) throw nothingHere();
  await requireNoOther(request, grant, options);
  options.factsOf(request).role = grant.viewer.role;
  const fromViewer = await rateLimiter.ofViewer(grant.viewer);
  if (fromViewer !== null) return tooMany(fromViewer);
  const { signal } = new AbortController();
  const { useCase } = options.createContext({ viewer: grant.viewer, longLived: true, signal });
  return { grant, context: useCase };
}

/** A token beside the address must be of the viewer for whom that was signed. */
async function requireNoOther(
  { headers: { authorization } }: FastifyRequest,
  { viewer: { id, role, merchantId } }: ViewerGrant,
  { authenticate }: EvidenceRouteOptions,
): Promise<void> {
  if (authorization === undefined) return;
  const viewer = (await authenticate(authorization))?.viewer;
  if (viewer?.id !== id || viewer.role !== role || viewer.merchantId !== merchantId) throw nothingHere();
}

function tooMany(seconds: number): Refusal {
  const message = `Too many requests. Wait ${seconds} s, then send fewer.`;
  return refusalOf(429, ErrorCode.RATE_LIMITED, message, { "retry-after": String(seconds) });
}
