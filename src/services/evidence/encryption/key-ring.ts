import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  hkdfSync,
  randomBytes,
  sign,
  timingSafeEqual,
} from "node:crypto";
import { seal, unseal } from "./sealed-bytes.js";

/** A key of the configuration, from which others are derived. */
export interface MasterKey {
  /** Names it, so that what it wrapped is unwrapped with it after another one has taken over. */
  readonly id: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
}

/** A dispute's key as the table holds it. */
export interface WrappedKey {
  readonly masterKeyId: string;
  readonly wrapped: Uint8Array;
}

/** A master key is needed that the configuration does not have. */
export class UnknownMasterKeyError extends Error {
  override readonly name = "UnknownMasterKeyError";

  constructor(id: string) {
    super(
      `A key was wrapped with the master key ${id}, which is not configured. Add it to EVIDENCE_OLD_MASTER_KEYS.`,
    );
  }
}

/** A signature that anybody can check who has the public key. */
export interface Attestation {
  /** 32 bytes of Ed25519. */
  readonly publicKey: Uint8Array;
  /** SHA-256 (hex) of the public key, by which people compare it. */
  readonly fingerprint: string;
  readonly signature: Uint8Array;
}

/** Makes, wraps and unwraps the keys of disputes, and signs addresses and dossiers. */
export interface KeyRing {
  /** A new key for a dispute, in the clear and wrapped with the current master key. */
  newDataKey(disputeId: string): { readonly dataKey: Uint8Array; readonly wrapped: WrappedKey };
  /** @throws UnknownMasterKeyError; DamagedFileError if it is not this dispute's key */
  unwrap(disputeId: string, wrapped: WrappedKey): Uint8Array;
  /** A signature of a text, which names the key it was made with. */
  sign(text: string): string;
  isSigned(text: string, signature: string): boolean;
  /** Signs what leaves the platform, with a key that goes with the current master key. */
  attest(bytes: Uint8Array): Attestation;
}

const KEY_BYTES = 32;

interface DerivedKeys {
  readonly id: string;
  readonly wrapping: Uint8Array;
  readonly signing: Uint8Array;
  readonly attesting: Uint8Array;
}

function derive({ id, key }: MasterKey): DerivedKeys {
  const derived = (purpose: string) =>
    Buffer.from(hkdfSync("sha256", key, Buffer.alloc(0), `ombud:master:${purpose}`, KEY_BYTES));
  return { id, wrapping: derived("wrap"), signing: derived("sign"), attesting: derived("attest") };
}

/** What stands before the 32 bytes of an Ed25519 key in PKCS #8; RFC 8410. */
const PRIVATE_KEY_PREFIX = Buffer.from("302e020100300506032b657004220420", "hex");
const RAW_KEY_BYTES = 32;

function attestWith(seed: Uint8Array, bytes: Uint8Array): Attestation {
  const key = createPrivateKey({
    key: Buffer.concat([PRIVATE_KEY_PREFIX, seed]),
    format: "der",
    type: "pkcs8",
  });
  const publicKey = createPublicKey(key).export({ format: "der", type: "spki" }).subarray(-RAW_KEY_BYTES);
  const fingerprint = createHash("sha256").update(publicKey).digest("hex");
  return { publicKey, fingerprint, signature: sign(null, bytes, key) };
}

function about(disputeId: string): string {
  return `ombud:dispute-key:${disputeId}`;
}

/**
 * Builds the key ring.
 * @param current wraps and signs
 * @param old can still unwrap, and what they signed still holds
 */
export function createKeyRing(current: MasterKey, old: readonly MasterKey[] = []): KeyRing {
  const keys = new Map([...old, current].map((key) => [key.id, derive(key)]));
  const own = derive(current);
  const mac = (signing: Uint8Array, text: string) =>
    createHmac("sha256", signing).update(text).digest("base64url");
  return {
    newDataKey(disputeId) {
      const dataKey = randomBytes(KEY_BYTES);
      const wrapped = seal(own.wrapping, dataKey, about(disputeId));
      return { dataKey, wrapped: { masterKeyId: own.id, wrapped } };
    },
    unwrap(disputeId, { masterKeyId, wrapped }) {
      const known = keys.get(masterKeyId);
      if (known === undefined) throw new UnknownMasterKeyError(masterKeyId);
      return unseal(known.wrapping, wrapped, about(disputeId));
    },
    attest: (bytes) => attestWith(own.attesting, bytes),
    sign: (text) => `${own.id}.${mac(own.signing, text)}`,
    isSigned(text, signature) {
      const [id = "", given = "", ...more] = signature.split(".");
      if (more.length > 0) return false;
      const known = keys.get(id);
      if (known === undefined) return false;
      // As texts: several write the same bytes, and an address must be good in one form only.
      const [expected, actual] = [Buffer.from(mac(known.signing, text)), Buffer.from(given)];
      return expected.length === actual.length && timingSafeEqual(expected, actual);
    },
  };
}
