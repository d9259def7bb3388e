import { EvidenceType } from "./evidence-type.js";

/** What kind of content a media type is, as far as evidence slots care. */
export const FileKind = {
  AUDIO: "AUDIO",
  DOCUMENT: "DOCUMENT",
  IMAGE: "IMAGE",
  VIDEO: "VIDEO",
} as const;
export type FileKind = (typeof FileKind)[keyof typeof FileKind];

const { AUDIO, DOCUMENT, IMAGE, VIDEO } = FileKind;
const photo: readonly FileKind[] = [IMAGE, VIDEO];

/** Slots that only some kinds of files can fill; all others take every kind. */
const kindsBySlot: Readonly<Partial<Record<EvidenceType, readonly FileKind[]>>> = {
  [EvidenceType.DELIVERY_PHOTO]: photo,
  [EvidenceType.PHOTO_BEFORE_SHIPMENT]: photo,
  [EvidenceType.PHOTO_OF_ITEM]: photo,
  [EvidenceType.PHOTO_OF_PACKAGE]: photo,
  [EvidenceType.VIDEO_UNBOXING]: [VIDEO],
  [EvidenceType.WAREHOUSE_VIDEO]: [VIDEO],
  [EvidenceType.INVOICE]: [IMAGE, DOCUMENT],
  [EvidenceType.RECEIPT]: [IMAGE, DOCUMENT],
  [EvidenceType.SIGNATURE]: [IMAGE, DOCUMENT],
  [EvidenceType.DELIVERY_SIGNATURE]: [IMAGE, DOCUMENT],
};

/** The slots that do not take every kind of file, each with the kinds that it takes. */
export const choosySlots: readonly (readonly [string, readonly FileKind[]])[] = Object.entries(kindsBySlot);

/** The kinds of files that a slot takes. */
export function kindsFor(slot: EvidenceType): readonly FileKind[] {
  return kindsBySlot[slot] ?? [AUDIO, DOCUMENT, IMAGE, VIDEO];
}

/** The kind of a media type such as "image/png"; everything that is neither image, sound nor film is a document. */
export function kindOf(mediaType: string): FileKind {
  if (mediaType.startsWith("image/")) return IMAGE;
  if (mediaType.startsWith("video/")) return VIDEO;
  return mediaType.startsWith("audio/") ? AUDIO : DOCUMENT;
}
