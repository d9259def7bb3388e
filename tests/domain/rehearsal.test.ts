import fc from "fast-check";
import { agreementOf } from "../../src/domain/consistency/agreement.js";
import { maskCase, type RecordedCase } from "../../src/domain/rehearsal/masked-case.js";
import { maskerOf, plain } from "../../src/domain/rehearsal/mask-text.js";
import { scoreRehearsal, type ComparableRuling } from "../../src/domain/rehearsal/score-rehearsal.js";

const recorded: RecordedCase = {
  names: [],
  ...{
    reason: "NOT_RECEIVED",
    currency: "CNY",
    remedy: "REFUND",
    refusalCode: "OTHER",
    refusalStatement: "",
  },
  ...{ statement: "", purchasedAt: "2026-11-01T10:00:00Z", openedAt: "2026-11-03T09:00:00Z" },
  lines: [],
  shipments: [],
  messages: [],
  evidence: [],
};

/** A case in whose every text stands `text`. */
const saying = (text: string, names: readonly string[]): RecordedCase => ({
  ...recorded,
  ...{ names, statement: text, refusalStatement: text },
  lines: [
    {
      ...{ id: "", title: text, category: text, quantity: 1 },
      ...{ claimedMinor: "1", paidMinor: "1", freightPaidMinor: "0" },
    },
  ],
  messages: [{ by: "SHOPPER", text }],
  evidence: [{ side: "MERCHANT", slot: "OTHER", narrative: text }],
});

const name = fc.oneof(
  fc.constantFrom(
    "Zhang San",
    "李小龙",
    "Ana-Maria O'Neill",
    "Lamps & More (Shenzhen) Ltd.",
    "a.b*c",
    "QX-42/7",
  ),
  fc.stringMatching(/^[A-Za-z][a-z]{3,9}( [A-Z][a-z]{3,9}){0,2}$/),
  fc.uuid(),
);
const telling = fc.oneof(
  fc.constantFrom(
    "138 1234 5678",
    "+86-10-6552-9988",
    "(010) 6552 9988",
    "１３８１２３４５６７８",
    "6222021234567890123",
  ),
  fc.emailAddress(),
  fc.constantFrom("D-2026-0000123", "d-2026-0000123", "https://shop.example/u/77", "www.lamps.example/me"),
);
/** The ways in which people write what they know. */
const disguises: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.toUpperCase(),
  (text) => text.replaceAll(" ", "\n  "),
  (text) => Array.from(text).join("\u200b"),
  (text) => `(${text}),`,
];

describe("a masked case", () => {
  it("holds no name, number, telephone or address that is known or looks like one", () => {
    const parts = fc.array(
      fc.tuple(fc.nat(4), fc.oneof(fc.nat(2), telling, fc.constantFrom("the lamp came", "。", "☎"))),
    );
    fc.assert(
      fc.property(fc.array(name, { minLength: 3, maxLength: 3 }), parts, (names, said) => {
        const spoken = said.map(([way, what]) =>
          disguises[way]!(typeof what === "number" ? names[what]! : what),
        );
        const shown = JSON.stringify(maskCase(saying(spoken.join(" "), names)), (_key, value: unknown) =>
          typeof value === "bigint" ? value.toString() : value,
        );
        const readable = plain(shown).replaceAll("\\n", " ").replace(/\s+/g, " ").toLowerCase();
        for (const each of names) expect(readable).not.toContain(plain(each).toLowerCase());
        for (const [, what] of said) {
          if (typeof what === "string" && /\d{3}|@|www/.test(plain(what))) {
            expect(readable).not.toContain(plain(what).toLowerCase());
          }
        }
        expect(readable).not.toMatch(/\d{7}|\S@\S+\.\w/);
      }),
    );
  });

  it("keeps what tells nobody who it is, and counts days from the purchase", () => {
    const text = "The lamp of 40 cm came on day 3; I paid 105.00.";
    const masked = maskCase(saying(text, ["Zhang San", "Shenzhen"]));
    expect([masked.statement, masked.lines[0]?.title, masked.openedOnDay]).toEqual([text, text, 1]);
    expect(Object.keys(masked)).not.toContain("names");
  });

  it("masks the words of a name too", () => {
    const mask = maskerOf(["Ana Fernandes da Silva", "SHOP-77"]);
    expect(mask("Ask Fernandes, or silva, of shop-77: da capo")).toBe("Ask ███, or ███, of ███: da capo");
  });
});

describe("the score of a rehearsal", () => {
  const weights = { outcome: 40, remedies: 20, amount: 30, clauses: 10 };
  const stood: ComparableRuling = {
    ...{ outcome: "RULED_SPLIT", clauses: ["A", "B"] },
    remedies: [{ kind: "PARTIAL_REFUND", line: 1, amountMinor: 6_000n }],
  };
  const score = (change: Partial<ComparableRuling>) =>
    scoreRehearsal({ rehearsed: { ...stood, ...change }, stood, claimedMinor: 10_000n }, weights);

  it("is whole for the same ruling, and takes each part by its weight", () => {
    expect(score({})).toEqual({
      total: 10_000,
      outcome: 10_000,
      remedies: 10_000,
      amount: 10_000,
      clauses: 10_000,
    });
    expect(score({ outcome: "NOT_PROVEN" }).total).toBe(6_000);
    expect(score({ clauses: ["A"] })).toMatchObject({ clauses: 5_000, total: 9_500 });
    expect(score({ remedies: [{ ...stood.remedies[0]!, amountMinor: 4_000n }] })).toMatchObject({
      amount: 8_000,
    });
    expect(score({ remedies: [] })).toMatchObject({ remedies: 0, amount: 4_000 });
    expect(score({ remedies: [{ ...stood.remedies[0]!, amountMinor: 60_000n }] })).toMatchObject({
      amount: 1_000,
    });
  });

  it("lies between nothing and the whole", () => {
    const remedy = fc.record({
      kind: fc.constantFrom("REFUND" as const, "REPAIR" as const),
      line: fc.integer({ min: 1, max: 3 }),
      amountMinor: fc.bigInt({ min: 0n, max: 10n ** 15n }),
    });
    const ruling = fc.record({
      outcome: fc.constantFrom("RULED_SPLIT" as const, "NOT_PROVEN" as const),
      clauses: fc.array(fc.constantFrom("A", "B", "C")),
      remedies: fc.array(remedy),
    });
    fc.assert(
      fc.property(
        ruling,
        ruling,
        fc.bigInt({ min: 0n, max: 10n ** 15n }),
        (rehearsed, other, claimedMinor) => {
          const both = [
            scoreRehearsal({ rehearsed, stood: other, claimedMinor }, weights),
            scoreRehearsal({ rehearsed: other, stood: rehearsed, claimedMinor }, weights),
          ];
          expect(both[0]).toEqual(both[1]);
          for (const part of Object.values(both[0]!)) expect(part >= 0 && part <= 10_000).toBe(true);
        },
      ),
    );
  });
});

describe("agreement", () => {
  it("is counted, and set against chance", () => {
    const times = (count: number, one: string, other: string) =>
      Array.from({ length: count }, () => [one, other] as const);
    expect(agreementOf([])).toBeNull();
    // The textbook's grant proposals: 35 of 50 agree, kappa 0.4.
    const pairs = [
      ...times(20, "y", "y"),
      ...times(5, "y", "n"),
      ...times(10, "n", "y"),
      ...times(15, "n", "n"),
    ];
    expect(agreementOf(pairs)).toEqual({
      opinions: 50,
      agreedBasisPoints: 7_000,
      kappa: expect.closeTo(0.4, 10) as number,
    });
    expect(agreementOf(times(3, "y", "y"))).toEqual({ opinions: 3, agreedBasisPoints: 10_000, kappa: null });
    expect(agreementOf([...times(1, "y", "n"), ...times(1, "n", "y")])?.kappa).toBe(-1);
  });
});
