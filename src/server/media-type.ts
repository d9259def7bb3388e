/** The two media types that GraphQL over HTTP answers in. */
export const MediaType = {
  JSON: "application/json; charset=utf-8",
  GRAPHQL_RESPONSE: "application/graphql-response+json; charset=utf-8",
} as const;
export type MediaType = (typeof MediaType)[keyof typeof MediaType];

interface Range {
  readonly type: string;
  readonly quality: number;
}

function rangesOf(accept: string): Range[] {
  return accept.split(",").flatMap((part) => {
    const [type = "", ...parameters] = part.split(";").map((piece) => piece.trim().toLowerCase());
    const quality = Number(parameters.find((parameter) => parameter.startsWith("q="))?.slice(2) ?? "1");
    const otherCharset = parameters.some((parameter) => /^charset="?(?!utf-?8"?$)/.test(parameter));
    return otherCharset || Number.isNaN(quality) ? [] : [{ type, quality }];
  });
}

/** The quality that the most specific matching range gives to a type, 0 when none matches. */
function qualityOf(ranges: readonly Range[], mediaType: string): number {
  const exact = mediaType.split(";")[0];
  for (const wanted of [exact, "application/*", "*/*"]) {
    const range = ranges.find(({ type }) => type === wanted);
    if (range !== undefined) return range.quality;
  }
  return 0;
}

/**
 * Chooses how to answer. Without a wish, and where both please the client as well, `application/json`
 * stays, as older clients expect it; the one that the client names first wins a tie between named types.
 * @param accept the Accept header, if any
 * @returns null when the client takes neither (406)
 */
export function chooseMediaType(accept: string | undefined): MediaType | null {
  if (accept === undefined || accept.trim() === "") return MediaType.JSON;
  const ranges = rangesOf(accept);
  const json = qualityOf(ranges, MediaType.JSON);
  const response = qualityOf(ranges, MediaType.GRAPHQL_RESPONSE);
  if (json === 0 && response === 0) return null;
  if (json !== response) return json > response ? MediaType.JSON : MediaType.GRAPHQL_RESPONSE;
  const named = ranges.find(({ type }) => type.startsWith("application/") && !type.endsWith("*"));
  return named?.type === "application/graphql-response+json" ? MediaType.GRAPHQL_RESPONSE : MediaType.JSON;
}
