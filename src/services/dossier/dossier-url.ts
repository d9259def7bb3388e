import type { Role, Viewer } from "../../domain/access/viewer.js";
import type { EvidenceSetting } from "../evidence/evidence-setting.js";

/** Where dossiers come out. */
export const DOSSIER_PATH = "/evidence/dossiers";

/** What a signed address lets its viewer have, until an instant. */
export interface DossierGrant {
  readonly viewer: Viewer;
  /** UUID. */
  readonly dossierId: string;
  readonly expiresAt: Date;
}

/** The payload of a token: dossier, viewer's role, id and merchant, end in milliseconds. */
type Payload = readonly [string, Role, string, string | null, number];

/** What is signed is no token of a file: those have no dot. */
function signed(text: string): string {
  return `dossier.${text}`;
}

/** The address that grants a dossier. The token holds nothing that its viewer does not know. */
export function dossierUrlOf({ keys, publicUrl }: EvidenceSetting, grant: DossierGrant): string {
  const { dossierId, viewer, expiresAt } = grant;
  const payload: Payload = [dossierId, viewer.role, viewer.id, viewer.merchantId, expiresAt.getTime()];
  const text = Buffer.from(JSON.stringify(payload)).toString("base64url");
  return `${publicUrl}${DOSSIER_PATH}/${text}.${keys.sign(signed(text))}`;
}

/** What the token of an address grants; null for anything that we did not sign. Whether it is still good is not looked at. */
export function dossierGrantOf({ keys }: Pick<EvidenceSetting, "keys">, token: string): DossierGrant | null {
  const dot = token.indexOf(".");
  const text = token.slice(0, Math.max(0, dot));
  if (!keys.isSigned(signed(text), token.slice(dot + 1))) return null;
  // Signed by us, so it is what we wrote.
  const payload = JSON.parse(Buffer.from(text, "base64url").toString()) as Payload;
  const [dossierId, role, id, merchantId, expiresAt] = payload;
  return { dossierId, viewer: { role, id, merchantId }, expiresAt: new Date(expiresAt) };
}
