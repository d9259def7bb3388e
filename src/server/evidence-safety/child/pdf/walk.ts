import { PDFArray, PDFDict, PDFName, PDFStream, type PDFDocument, type PDFObject } from "@cantoo/pdf-lib";

/** Every dictionary of a document, those of streams and those inside other objects included. */
export function* dictionariesOf(document: PDFDocument): Generator<PDFDict> {
  const open: PDFObject[] = document.context.enumerateIndirectObjects().map(([, object]) => object);
  for (let object = open.pop(); object !== undefined; object = open.pop()) {
    if (object instanceof PDFDict) yield object;
    open.push(...childrenOf(object));
  }
}

/** The objects directly inside an object; references are not followed. */
export function childrenOf(object: PDFObject): readonly PDFObject[] {
  if (object instanceof PDFDict) return object.values();
  if (object instanceof PDFArray) return object.asArray();
  return object instanceof PDFStream ? [object.dict] : [];
}

/** The name that a dictionary has under a key, without its slash; empty where there is none. */
export function nameIn(dictionary: PDFDict, key: string): string {
  const value = dictionary.lookup(PDFName.of(key));
  return value instanceof PDFName ? value.decodeText() : "";
}

/** Whether a dictionary has a value under a key. */
export function hasKey(dictionary: PDFDict, key: string): boolean {
  return dictionary.get(PDFName.of(key)) !== undefined;
}
