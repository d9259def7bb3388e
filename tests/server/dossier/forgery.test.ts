import { createHash } from "node:crypto";
import { startTestPlatform, type TestPlatform } from "../../support/platform.js";
import { DossierStage, exported, verifyZip, type SeenDossier } from "../../support/dossier-stage.js";
import { forge, type Forged } from "../../support/dossier-zip.js";

let platform: TestPlatform;
/** Of the mediator, who has the platform's own chains. */
let zip: Buffer;
let dossier: SeenDossier;
/** Of the shopper, who has chains of their own. */
let ownZip: Buffer;

beforeAll(async () => {
  platform = await startTestPlatform();
  const opened = await DossierStage.open(platform);
  await opened.exchange();
  const { stage } = opened;
  ({ zip, dossier } = await exported(stage, stage.story.cast.mediator));
  ({ zip: ownZip } = await exported(stage, stage.shopper));
});
afterAll(() => platform.close());

/** What the verifier finds in a forged dossier. */
async function forged(change: (given: Forged) => void, whole = zip) {
  const { code, problems } = await verifyZip(await forge(whole, change));
  return { code, first: problems[0] ?? null, problems };
}

function sha256(...parts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}

describe("whoever forges a dossier and puts the hashes in the manifest right", () => {
  it("is not noticed by the chains alone if nothing was changed, but by the key and the SHA-256", async () => {
    const copy = await forge(zip, () => undefined);
    expect(await verifyZip(copy)).toMatchObject({ code: 0 });
    expect((await verifyZip(copy, "--key", dossier.signingKey!)).code).toBe(1);
    expect((await verifyZip(copy, "--sha256", dossier.sha256!)).code).toBe(1);
    const words = ["--key", dossier.signingKey!, "--sha256", dossier.sha256!];
    expect((await verifyZip(zip, ...words)).code).toBe(0);
  });

  it("cannot remove a link: the first that does not follow is named", async () => {
    for (const chain of ["events", "custody"] as const) {
      const { code, first } = await forged(({ dossier: { [chain]: links } }) => void links.splice(3, 1));
      expect({ code, first }).toMatchObject({ code: 1, first: { chain, sequence: 4 } });
      const renumbered = await forged(({ dossier: { [chain]: links } }) => {
        links.splice(3, 1);
        for (const [index, link] of links.entries()) link.sequence = index + 1;
      });
      expect(renumbered).toMatchObject({ code: 1, first: { chain, sequence: 4 } });
    }
  });

  it("cannot cut the end off, unless the manifest agrees, which the platform's heads do not", async () => {
    const cut = await forged(({ dossier: { custody } }) => void custody.pop());
    expect(cut).toMatchObject({ code: 1, first: { chain: "custody" } });
    const agreed = await forge(zip, ({ dossier: { custody }, manifest }) => {
      custody.pop();
      manifest.chains.custody = { count: custody.length, head: custody.at(-1)!.hash };
    });
    expect((await verifyZip(agreed, "--key", dossier.signingKey!)).code).toBe(1);
    expect((await verifyZip(agreed)).chains?.custody.head).not.toBe(dossier.custodyHead);
  });

  it("cannot reorder events", async () => {
    const { code, first } = await forged(({ dossier: { events } }) => {
      [events[4], events[5]] = [events[5]!, events[4]!];
    });
    expect({ code, first }).toMatchObject({ code: 1, first: { chain: "events", sequence: 5 } });
    const renumbered = await forged(({ dossier: { events } }) => {
      [events[4], events[5]] = [
        { ...events[5]!, sequence: 5 },
        { ...events[4]!, sequence: 6 },
      ];
    });
    expect(renumbered).toMatchObject({ code: 1, first: { chain: "events", sequence: 5 } });
  });

  it("cannot change what a link says", async () => {
    for (const whole of [zip, ownZip]) {
      const changed = await forged(({ dossier: { events } }) => {
        events[2]!["occurredAt"] = "2020-01-01T00:00:00.000Z";
      }, whole);
      expect(changed).toMatchObject({ code: 1, first: { chain: "events", sequence: 3 } });
      const added = await forged(({ dossier: { custody } }) => void (custody[1]!["note"] = "x"), whole);
      expect(added).toMatchObject({ code: 1, first: { chain: "custody", sequence: 2 } });
    }
  });

  it("cannot withhold what was not, without another hash, nor say something in what is withheld", async () => {
    const { code, first } = await forged(({ dossier: { events } }) => {
      const place = events.findIndex(({ withheld }) => withheld === true);
      events[place] = { ...events[place]!, note: "Trust me." };
    });
    expect(code).toBe(1);
    expect(first).toMatchObject({ chain: "events" });
  });

  it("cannot rewrite the rest of one log, because the other names its links", async () => {
    const { code, problems } = await forged(({ dossier: { events, disputeId }, manifest }) => {
      let previous = events[1]!.hash;
      for (const link of events.slice(2)) {
        link.previousHash = previous;
        if (link["withheld"] !== true) {
          if (link.sequence === 3) link["clause"] = "R-FORGED";
          const said = Object.entries(link).filter(([name]) => name !== "previousHash" && name !== "hash");
          link.hash = sha256(previous, canonicalText({ disputeId, ...Object.fromEntries(said) }));
        }
        previous = link.hash;
      }
      manifest.chains.events.head = previous;
    });
    expect(code).toBe(1);
    expect(problems[0]).toMatchObject({ chain: "custody", sequence: 1 });
  });

  it("cannot swap two files, or the two in the manifest, or put another one there", async () => {
    const swapped = await forged(({ files }) => {
      const [[one, ofOne], [other, ofOther]] = [...files] as [[string, Buffer], [string, Buffer]];
      files.set(one, ofOther).set(other, ofOne);
    });
    expect(swapped.code).toBe(1);
    expect(swapped.problems.map(({ entry }) => entry)).toEqual([
      expect.stringMatching(/^files\//),
      expect.stringMatching(/^files\//),
    ]);
    const replaced = await forged(({ files, dossier: { files: listed } }) => {
      const [path] = [...files.keys()];
      const bytes = Buffer.from("forged");
      files.set(path!, bytes);
      const file = (listed as { path: string; sha256: string }[]).find((each) => each.path === path)!;
      file.sha256 = sha256("forged");
    });
    expect(replaced.code).toBe(1);
    expect(replaced.problems[0]?.problem).toMatch(/item|Custody/);
  });

  it("cannot remove or add a file", async () => {
    const removed = await forged(({ files }) => void files.delete([...files.keys()][0]!));
    expect(removed.code).toBe(1);
    expect(removed.first?.entry).toMatch(/^files\//);
    const added = await forged(({ files, manifest }) => {
      const path = "files/01990000-0000-7000-8000-000000000000/more.txt";
      files.set(path, Buffer.from("More."));
      manifest.entries.push({ path, byteSize: 0, sha256: "" });
    });
    expect(added.code).toBe(1);
    expect(added.first?.entry).toContain("more.txt");
  });

  it("cannot change a statement, leave one out, or change or add an item of evidence", async () => {
    type Said = { id: string; text: string; authorRole?: string; channel?: string; sentAt?: string }[];
    const statements = (given: Forged) => given.dossier["statements"] as Said;
    const items = (given: Forged) => given.dossier["evidence"] as { source: string; narrative: string }[];
    const changes: ((given: Forged) => void)[] = [
      (given) => (statements(given)[0]!.text = "I confess."),
      (given) => void statements(given).pop(),
      (given) => void statements(given).push({ id: "x", text: "I confess." }),
      (given) => (items(given).find(({ source }) => source === "UPLOAD")!.narrative = "It was whole."),
      (given) => (statements(given)[0]!.authorRole = "MERCHANT_AGENT"),
      (given) => (statements(given)[0]!.channel = "STAFF"),
      (given) => (statements(given)[0]!.sentAt = "2026-01-01T00:00:00.000Z"),
      addItem,
    ];
    for (const whole of [zip, ownZip]) {
      for (const change of changes) {
        expect(await forged(change, whole)).toMatchObject({ code: 1, problems: [{}] });
      }
    }
  });
});

it("whoever forges a dossier cannot give an item to the other side, decide about it, rewrite it as a sealed one, or leave it out", async () => {
  type Item = Record<string, unknown>;
  const handedIn = ({ dossier: { evidence } }: Forged) =>
    (evidence as Item[]).find(({ source }) => source === "UPLOAD")!;
  const changes: ((given: Forged) => void)[] = [
    (given) => (handedIn(given)["side"] = handedIn(given)["side"] === "SHOPPER" ? "MERCHANT" : "SHOPPER"),
    (given) => (handedIn(given)["status"] = "EXCLUDED"),
    (given) => (handedIn(given)["round"] = 2),
    (given) => {
      const item = handedIn(given);
      const { id: itemId, slot, happenedAt, capturedAt, orderLineIds } = item;
      const files = item["files"];
      const said = { itemId, slot, narrative: "I confess.", happenedAt, capturedAt, orderLineIds, files };
      Object.assign(item, { ...said, status: "SUBMITTED", contentHash: sha256(canonicalText(said)) });
    },
    (given) => {
      given.dossier["evidence"] = (given.dossier["evidence"] as Item[]).filter(
        (item) => item !== handedIn(given),
      );
    },
  ];
  for (const whole of [zip, ownZip]) {
    for (const change of changes) {
      const { code, problems } = await forged(change, whole);
      expect([code, problems.length]).toEqual([1, 1]);
      expect(problems[0]).toHaveProperty("item");
    }
  }
});

/** Adds an item without files that the log knows nothing of, with the right hash of its own. */
function addItem({ dossier: { evidence } }: Forged): void {
  const items = evidence as Record<string, unknown>[];
  const { slot, happenedAt, capturedAt, orderLineIds, ...rest } = items.find(
    ({ source }) => source === "UPLOAD",
  )!;
  const said = { slot, narrative: "I saw it.", happenedAt, capturedAt, orderLineIds, files: [] };
  const itemId = "0190aa5e-0000-7000-8000-000000000000";
  const contentHash = sha256(canonicalText({ itemId, ...said }));
  items.push({ ...rest, ...said, id: itemId, contentHash });
}

/** Canonical JSON of what has no other numbers than whole ones; the verifier has its own. */
function canonicalText(value: unknown): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(",")}]`;
  const keys = Object.keys(value).sort();
  const parts = keys.map((key) => `${JSON.stringify(key)}:${canonicalText((value as never)[key])}`);
  return `{${parts.join(",")}}`;
}
