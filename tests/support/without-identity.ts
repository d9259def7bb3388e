import { isRecord } from "./is-record.js";

/** What names one object, person or moment, and differs between two worlds that are alike. */
const identities = new RegExp(
  [
    "[a-z]+_[0-7][0-9a-hjkmnp-tv-z]{25}", // ids of the API
    "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", // UUIDs
    "[0-9a-f]{64}", // hashes
    "D-\\d{4}-\\d{7}", // numbers of disputes
    "(?<=Mediator )[0-9a-f]{4}",
  ].join("|"),
  "g",
);
/** A place in the feed of the whole platform, which counts what happens in all disputes. */
const feedPlace = /^feed \d+ \d+$/;

/**
 * What an answer says, with each identity replaced by the number of its first appearance: two worlds that are alike give
 * the same text. Cursors and signed addresses are opened, so that what they carry is compared too.
 */
export function withoutIdentity(answer: unknown): string {
  const known = new Map<string, string>();
  return JSON.stringify(opened(answer), null, 1).replace(identities, (found) => {
    const alias = known.get(found) ?? `#${known.size + 1}`;
    known.set(found, alias);
    return alias;
  });
}

function opened(value: unknown): unknown {
  if (typeof value === "string") return openedText(value);
  if (Array.isArray(value)) return value.map(opened);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      /cursor$/i.test(name) && typeof inner === "string" ? openedCursor(inner) : opened(inner),
    ]),
  );
}

function openedCursor(cursor: string): string {
  return Buffer.from(cursor, "base64url").toString().replace(feedPlace, "feed");
}

/** A signed address without its signature and nonce, as what it grants. */
function openedText(text: string): unknown {
  const [, path, token] = /(\/evidence\/\w+\/)([\w-]+)\.[\w.-]+$/.exec(text) ?? [];
  if (path === undefined || token === undefined) return text;
  const grant = JSON.parse(Buffer.from(token, "base64url").toString()) as unknown[];
  return { path, grant: grant.slice(0, -1) };
}
