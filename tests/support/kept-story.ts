import { randomBytes, randomUUID } from "node:crypto";
import { Role, systemViewer, type Viewer } from "../../src/domain/access/viewer.js";
import type { Database } from "../../src/persistence/database.js";
import { openFile } from "../../src/services/evidence/open-file.js";
import type { BrokenLink } from "../../src/services/log/broken-link.js";
import { verifyAll } from "../../src/services/log/verify-all.js";
import { liftLegalHold } from "../../src/services/retention/lift-legal-hold.js";
import { placeLegalHold } from "../../src/services/retention/place-legal-hold.js";
import { requestErasure } from "../../src/services/retention/request-erasure.js";
import type { TestClock } from "./factory.js";
import { keepFile } from "./kept-file.js";
import { person } from "./factory.js";
import { storyAt } from "./story-at.js";
import type { Story } from "./story.js";

/** A closed dispute with a file and an item of each side, and what can be done to keep or to erase it. */
export class KeptStory {
  private constructor(
    readonly story: Story,
    readonly clock: TestClock,
    /** UUIDs. */
    readonly files: { readonly shopper: string; readonly merchant: string },
  ) {}

  /** Both sides hand in and exchange; then the shopper withdraws, or the platform rules for the merchant. */
  static async closed(database: Database, end: "ruled" | "withdrawn" = "withdrawn"): Promise<KeptStory> {
    const { story, clock } = await storyAt(database, "EVIDENCE");
    const { shopper, merchant, evidence } = story;
    const files = {
      shopper: await keepFile(story, shopper, randomBytes(70_000)),
      merchant: await keepFile(story, merchant, randomBytes(100)),
    };
    await evidence.handIn(shopper, "NARRATIVE-SHOPPER", {
      slot: "PHOTO_OF_PACKAGE",
      fileIds: [files.shopper],
    });
    await evidence.handIn(merchant, "NARRATIVE-MERCHANT", { fileIds: [files.merchant] });
    await evidence.complete(shopper);
    await evidence.complete(merchant);
    if (end === "withdrawn") await story.withdraw();
    else {
      await evidence.rebut(shopper);
      await evidence.rebut(merchant);
      await story.rule(null);
      clock.pass(24 * 30);
      await story.runOut();
    }
    return new KeptStory(story, clock, files);
  }

  get disputeId(): string {
    return this.story.disputeId;
  }

  /** Years of 365.25 days. */
  passYears(years: number): void {
    this.clock.pass(years * 365.25 * 24);
  }

  as(viewer: Viewer) {
    return this.story.factory.as(viewer);
  }

  erase(by: Viewer = this.story.shopper, clientMutationId: string = randomUUID()) {
    return requestErasure(this.as(by), { clientMutationId, disputeId: this.disputeId });
  }

  hold({ by = this.story.cast.senior, until = null }: { by?: Viewer; until?: Date | null } = {}) {
    const input = { clientMutationId: randomUUID(), disputeId: this.disputeId, until };
    return placeLegalHold(this.as(by), { ...input, reason: "SECRET: court of Lyon, 26/1234." });
  }

  lift(by: Viewer = this.story.cast.senior) {
    const input = { clientMutationId: randomUUID(), disputeId: this.disputeId };
    return liftLegalHold(this.as(by), { ...input, reason: "The case is over." });
  }

  /** The merchant's administrator. */
  get admin(): Viewer {
    return { ...person(Role.MERCHANT_ADMIN), merchantId: this.story.merchant.merchantId };
  }

  /** The acts in the custody log, in order. */
  async acts(): Promise<string[]> {
    const rows = await this.story.factory.database.query<{ act: string }>(
      "SELECT act FROM evidence_custody WHERE dispute_id = $1 ORDER BY sequence",
      [this.disputeId],
    );
    return rows.map(({ act }) => act);
  }

  /** Its files as their rows have them, the shopper's first. */
  async fileRows() {
    return this.story.factory.database.query<{
      status: string;
      filename: string;
      object: string | null;
      shared: string | null;
    }>(
      `SELECT status, filename, object_address AS object, shared_address AS shared FROM evidence_file
       WHERE dispute_id = $1 ORDER BY created_at, id`,
      [this.disputeId],
    );
  }

  /** Whether the shopper can open its file now. */
  async opens(): Promise<boolean> {
    const { shopper: viewer } = this.story;
    const expiresAt = new Date(this.clock.now().getTime() + 1_000);
    const grant = { viewer, fileId: this.files.shopper, copy: "ORIGINAL", expiresAt } as const;
    return (await openFile(this.as(viewer), { ...grant, nonce: randomUUID() })) !== null;
  }

  /** What is broken of it, stored bytes included. Files of other disputes of the database are kept elsewhere. */
  async broken(): Promise<BrokenLink[]> {
    const broken: BrokenLink[] = [];
    await verifyAll(this.as(systemViewer), { bytes: true, onBroken: (link) => broken.push(link) });
    const { number } = (await this.story.load()).dispute;
    return broken.filter(({ disputeNumber }) => disputeNumber === number);
  }
}
