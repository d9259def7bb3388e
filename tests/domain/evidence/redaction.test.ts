import { RefusedError } from "../../../src/domain/errors.js";
import {
  MAXIMUM_PARTS,
  planOf,
  requireRedactable,
  requireWithin,
  type FileExtent,
  type WantedParts,
} from "../../../src/domain/evidence/redaction.js";

const region = { x: 0, y: 0, width: 1, height: 1 };
const span = { fromMilliseconds: 0, toMilliseconds: 1 };
const passage = { from: 0, to: 1 };

/** Code and field of a refusal; null where there is none. */
function refusalOf(work: () => unknown): unknown {
  try {
    work();
    return null;
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    const [{ code, field }] = error.refusals;
    return [code, ...field];
  }
}

describe("a plan", () => {
  it.each<[string, WantedParts, unknown]>([
    ["no kind of parts", {}, ["VALIDATION", "regions"]],
    ["nulls", { regions: null, spans: null }, ["VALIDATION", "regions"]],
    ["two kinds of parts", { regions: [region], spans: [span] }, ["VALIDATION", "spans"]],
    ["an empty list", { passages: [] }, ["VALIDATION", "passages"]],
    ["too many", { spans: Array(MAXIMUM_PARTS + 1).fill(span) }, ["VALIDATION", "spans"]],
    [
      "a region without width",
      { regions: [region, { ...region, width: 0 }] },
      ["VALIDATION", "regions", "1"],
    ],
    ["a region left of the picture", { regions: [{ ...region, x: -1 }] }, ["VALIDATION", "regions", "0"]],
    ["half a pixel", { regions: [{ ...region, y: 0.5 }] }, ["VALIDATION", "regions", "0"]],
    ["no number", { regions: [{ ...region, height: NaN }] }, ["VALIDATION", "regions", "0"]],
    ["a span that ends at once", { spans: [{ ...span, toMilliseconds: 0 }] }, ["VALIDATION", "spans", "0"]],
    [
      "a span beyond all measure",
      { spans: [{ ...span, toMilliseconds: 2e9 }] },
      ["VALIDATION", "spans", "0"],
    ],
    ["a passage backwards", { passages: [passage, { from: 5, to: 4 }] }, ["VALIDATION", "passages", "1"]],
    ["as many as may be", { passages: Array(MAXIMUM_PARTS).fill(passage) }, null],
    ["one of each kind alone", { regions: [region], spans: null }, null],
  ])("is refused or not: %s", (_name, wanted, expected) => {
    expect(refusalOf(() => planOf(wanted))).toEqual(expected);
  });
});

const plans = { REGIONS: { regions: [region] }, SPANS: { spans: [span] }, PASSAGES: { passages: [passage] } };

it.each<[string, keyof typeof plans | null]>([
  ...(["image/jpeg", "image/png", "image/webp", "image/gif"] as const).map((type): [string, "REGIONS"] => [
    type,
    "REGIONS",
  ]),
  ...(["audio/mpeg", "audio/mp4", "audio/wav", "video/mp4", "video/webm", "video/quicktime"] as const).map(
    (type): [string, "SPANS"] => [type, "SPANS"],
  ),
  ...(["text/plain", "text/csv", "message/rfc822"] as const).map((type): [string, "PASSAGES"] => [
    type,
    "PASSAGES",
  ]),
  ["application/pdf", null],
  ["application/vnd.openxmlformats-officedocument.wordprocessingml.document", null],
  ["audio/ogg", null],
  ["application/x-unknown", null],
])("from %s only %s are removed", (type, possible) => {
  for (const [kind, wanted] of Object.entries(plans)) {
    const expected =
      possible === null
        ? ["NOT_OFFERED", "fileId"]
        : kind === possible
          ? null
          : ["VALIDATION", kind.toLowerCase()];
    const refused = refusalOf(() => {
      requireRedactable(type, planOf(wanted));
    });
    expect([kind, refused]).toEqual([kind, expected]);
  }
});

it.each<[WantedParts, FileExtent | null, unknown]>([
  [
    { regions: [region, { ...region, x: 9, width: 2 }] },
    { width: 10, height: 1 },
    ["VALIDATION", "regions", "1"],
  ],
  [{ regions: [{ ...region, height: 2 }] }, { width: 10, height: 1 }, ["VALIDATION", "regions", "0"]],
  [{ regions: [{ x: 0, y: 0, width: 10, height: 1 }] }, { width: 10, height: 1 }, null],
  [
    { spans: [span, { fromMilliseconds: 5, toMilliseconds: 6 }] },
    { milliseconds: 5 },
    ["VALIDATION", "spans", "1"],
  ],
  [{ spans: [{ fromMilliseconds: 4, toMilliseconds: 600 }] }, { milliseconds: 5 }, null],
  [{ passages: [{ from: 0, to: 6 }] }, { characters: 5 }, ["VALIDATION", "passages", "0"]],
  [{ passages: [{ from: 0, to: 5 }] }, { characters: 5 }, null],
  [{ passages: [{ from: 0, to: 5 }] }, null, null],
])("%j lie in a file of %j or not", (wanted, extent, expected) => {
  const refused = refusalOf(() => {
    requireWithin(planOf(wanted), extent);
  });
  expect(refused).toEqual(expected);
});
