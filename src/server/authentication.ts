import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify, SignJWT, type JWTPayload } from "jose";
import { LRUCache } from "lru-cache";
import { validate as isUuid } from "uuid";
import { Role, sideOf, Side, type Viewer } from "../domain/access/viewer.js";
import { fromGlobalId } from "../graphql/global-id.js";
import type { NodeTypeName } from "../persistence/read/selection.js";

/** How tokens are signed and checked. */
export interface AuthenticationConfig {
  /** HS256 secret of at least 32 bytes; null when only {@link jwksUrl} counts. */
  readonly key: string | null;
  /** Where the issuer publishes its public keys; null when only {@link key} counts. */
  readonly jwksUrl: string | null;
  readonly issuer: string;
  readonly audience: string;
}

/** Who calls, and until when that is certain. */
export interface Caller {
  readonly viewer: Viewer;
  /** When the token ends; a socket must not outlive it. */
  readonly expiresAt: Date;
}

/** Finds who calls from an `Authorization` value; null for whatever is not a valid token, without a reason. */
export type Authenticate = (authorization: string | null | undefined) => Promise<Caller | null>;

/** What {@link createAuthenticate} may be told besides its configuration. */
export interface AuthenticateOptions {
  /** Default: the clock of the machine. Tokens live in real time, whatever the platform's clock says. */
  readonly now?: () => Date;
  /** Told when a token could not be checked for a reason of ours, such as unreachable public keys. */
  readonly onUnavailable?: (error: unknown) => void;
}

const asymmetricAlgorithms = ["RS256", "ES256", "EdDSA"];
const CLOCK_TOLERANCE_SECONDS = 5;
const CACHED_TOKENS = 10_000;
const MAXIMUM_TOKEN_LENGTH = 8_192;
/** Errors of `jose` that tell of our side, not of the token. */
const unavailableCodes: ReadonlySet<unknown> = new Set([
  "ERR_JWKS_TIMEOUT",
  "ERR_JWKS_INVALID",
  "ERR_JOSE_GENERIC",
]);

/** Builds the check of bearer tokens. Tokens that passed are remembered until they end. */
export function createAuthenticate(
  config: AuthenticationConfig,
  options: AuthenticateOptions = {},
): Authenticate {
  const now = options.now ?? (() => new Date());
  const verify = createVerify(config, now);
  const known = new LRUCache<string, Caller>({ max: CACHED_TOKENS });
  return async (authorization) => {
    const token = bearerToken(authorization);
    if (token === null) return null;
    const remembered = known.get(token);
    if (remembered !== undefined && now() < remembered.expiresAt) return remembered;
    known.delete(token);
    try {
      const caller = callerOf(await verify(token));
      if (caller !== null) known.set(token, caller);
      return caller;
    } catch (error) {
      if (!isFaultOfToken(error)) options.onUnavailable?.(error);
      return null;
    }
  };
}

function isFaultOfToken(error: unknown): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    String(error.code).startsWith("ERR_J") &&
    !unavailableCodes.has(error.code)
  );
}

function bearerToken(authorization: string | null | undefined): string | null {
  const token = /^bearer +([^ ]+) *$/i.exec(authorization ?? "")?.[1] ?? null;
  return token === null || token.length > MAXIMUM_TOKEN_LENGTH ? null : token;
}

/** What the header names; undefined where there is no header to be read, which verifying refuses properly. */
function algorithmOf(token: string): string | undefined {
  try {
    return decodeProtectedHeader(token).alg;
  } catch {
    return undefined;
  }
}

function createVerify(config: AuthenticationConfig, now: () => Date) {
  const secret = config.key === null ? null : new TextEncoder().encode(config.key);
  const remoteKeys = config.jwksUrl === null ? null : createRemoteJWKSet(new URL(config.jwksUrl));
  const checks = {
    issuer: config.issuer,
    audience: config.audience,
    requiredClaims: ["exp", "sub"],
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
  };
  return async (token: string): Promise<JWTPayload> => {
    const common = { ...checks, currentDate: now() };
    // The kind of key decides which algorithms may be used with it, never the token alone: a public key
    // must not pass as a shared secret.
    const usesSecret = secret !== null && algorithmOf(token) === "HS256";
    if (usesSecret) return (await jwtVerify(token, secret, { ...common, algorithms: ["HS256"] })).payload;
    if (remoteKeys === null)
      throw Object.assign(new Error("No key for this token."), { code: "ERR_JWS_INVALID" });
    return (await jwtVerify(token, remoteKeys, { ...common, algorithms: asymmetricAlgorithms })).payload;
  };
}

/** The type of node that a role's subject is, for subjects given as global ids. */
function subjectType(role: Role): NodeTypeName {
  if (role === Role.SHOPPER) return "Shopper";
  return sideOf(role) === Side.MERCHANT ? "MerchantMember" : "Mediator";
}

function uuidOf(type: NodeTypeName, id: unknown): string | null {
  if (typeof id !== "string") return null;
  if (isUuid(id)) return id.toLowerCase();
  try {
    return fromGlobalId(type, id);
  } catch {
    return null;
  }
}

function roleOf(claim: unknown): Role | null {
  const role = Object.values(Role).find((known) => known === claim);
  // SYSTEM is the clock: nobody can sign in as it.
  return role === undefined || role === Role.SYSTEM ? null : role;
}

function callerOf({ sub, exp, ...claims }: JWTPayload): Caller | null {
  const role = roleOf(claims["role"]);
  if (role === null || exp === undefined) return null;
  const id = uuidOf(subjectType(role), sub);
  const actsForMerchant = sideOf(role) === Side.MERCHANT;
  const merchantId = actsForMerchant ? uuidOf("Merchant", claims["merchant"]) : null;
  if (id === null || (actsForMerchant && merchantId === null)) return null;
  return { viewer: { role, id, merchantId }, expiresAt: new Date(exp * 1_000) };
}

/** What a token is to say. */
export interface TokenRequest {
  readonly role: Role;
  /** UUID or global id of the person or machine. */
  readonly subject: string;
  /** UUID or global id of the merchant; needed for MERCHANT_*, left out of the token otherwise. */
  readonly merchant?: string | null;
  /** Milliseconds from now until the token ends. */
  readonly expiresInMs: number;
}

/**
 * Signs a token with the configured key, for the demo and for tests.
 * @param now default: the clock of the machine
 * @throws Error when there is no key, when SYSTEM is asked for, or when MERCHANT_* comes without a merchant
 */
export async function issueToken(
  config: AuthenticationConfig,
  request: TokenRequest,
  now: Date = new Date(),
): Promise<string> {
  if (config.key === null) {
    throw new Error("Tokens cannot be issued here: no AUTH_KEY is set. Ask the issuer behind AUTH_JWKS_URL.");
  }
  const { role, subject } = request;
  if (role === Role.SYSTEM) throw new Error("SYSTEM is the platform's clock; no token can be issued for it.");
  const merchant = sideOf(role) === Side.MERCHANT ? (request.merchant ?? null) : null;
  if (merchant === null && sideOf(role) === Side.MERCHANT) {
    throw new Error(`A token for ${role} needs the merchant it acts for.`);
  }
  return new SignJWT({ role, ...(merchant === null ? {} : { merchant }) })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setSubject(subject)
    .setIssuer(config.issuer)
    .setAudience(config.audience)
    .setIssuedAt(Math.floor(now.getTime() / 1_000))
    .setExpirationTime(Math.floor((now.getTime() + request.expiresInMs) / 1_000))
    .sign(new TextEncoder().encode(config.key));
}
