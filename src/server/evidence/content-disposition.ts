/** Characters of a name that RFC 8187 lets stand as they are; everything else is written as %XX of its UTF-8. */
const plain = /[A-Za-z0-9!#$&+.^_`|~-]/;

/**
 * The header `Content-Disposition` of a file that is to be saved under a name, as RFC 6266 says: the name in ASCII for
 * old programs, and in full. No character of the name can end the header or start another.
 */
export function attachment(filename: string): string {
  const simple = filename.replace(/[^A-Za-z0-9._ -]/gu, "_");
  const encoded = [...Buffer.from(filename)].map((byte) => {
    const character = String.fromCharCode(byte);
    return plain.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  });
  return `attachment; filename="${simple}"; filename*=UTF-8''${encoded.join("")}`;
}
