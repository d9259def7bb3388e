import type { Role, Viewer } from "../../domain/access/viewer.js";
import type { DossierLanguage } from "../../domain/evidence/dossier-language.js";
import type { EvidenceSetting } from "../evidence/evidence-setting.js";

/** Where rulings come out as PDF. */
export const RULING_PATH = "/evidence/rulings";

/** What a signed address lets its viewer have, until an instant. */
export interface RulingGrant {
  readonly viewer: Viewer;
  /** UUID. */
  readonly disputeId: string;
  readonly language: DossierLanguage;
  readonly expiresAt: Date;
}

/** The payload of a token: dispute, language, viewer's role, id and merchant, end in milliseconds. */
type Payload = readonly [string, DossierLanguage, Role, string, string | null, number];

/** What is signed is no token of a file or dossier. */
function signed(text: string): string {
  return `ruling.${text}`;
}

/** The address that grants a ruling's PDF. The token holds nothing that its viewer does not know. */
export function rulingUrlOf({ keys, publicUrl }: EvidenceSetting, grant: RulingGrant): string {
  const { disputeId, language, viewer, expiresAt } = grant;
  const payload: Payload = [
    ...([disputeId, language, viewer.role, viewer.id, viewer.merchantId] as const),
    expiresAt.getTime(),
  ];
  const text = Buffer.from(JSON.stringify(payload)).toString("base64url");
  return `${publicUrl}${RULING_PATH}/${text}.${keys.sign(signed(text))}`;
}

/** What the token of an address grants; null for anything that we did not sign. Whether it is still good is not looked at. */
export function rulingGrantOf({ keys }: Pick<EvidenceSetting, "keys">, token: string): RulingGrant | null {
  const dot = token.indexOf(".");
  const text = token.slice(0, Math.max(0, dot));
  if (!keys.isSigned(signed(text), token.slice(dot + 1))) return null;
  // Signed by us, so it is what we wrote.
  const payload = JSON.parse(Buffer.from(text, "base64url").toString()) as Payload;
  const [disputeId, language, role, id, merchantId, expiresAt] = payload;
  return { disputeId, language, viewer: { role, id, merchantId }, expiresAt: new Date(expiresAt) };
}
