import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { DossierView } from "../../domain/evidence/dossier-view.js";
import { custodyGenesis, hashCustody } from "../../persistence/custody-hash.js";
import {
  readLoggedCustody,
  readLoggedEvents,
  type LoggedCustody,
  type LoggedEvent,
} from "../../persistence/dossier-log.store.js";
import type { Sql } from "../../persistence/database.js";
import { genesisHash, hashEvent } from "../../persistence/event-hash.js";
import type { DossierSubject } from "../../persistence/dossier-content.store.js";

/** A link as a dossier has it: its place, its hashes and what it says; nothing but the former where that is withheld. */
export interface ChainLink {
  readonly sequence: number;
  readonly previousHash: string;
  readonly hash: string;
  readonly [content: string]: unknown;
}

/** A chain as a dossier has it. */
export interface Chain {
  readonly links: readonly ChainLink[];
  /** The hash of the last link, or what the first would link to. */
  readonly head: string;
}

/** A log of the platform does not hold, so nothing can be proven with it. */
export class BrokenLogError extends Error {
  override readonly name = "BrokenLogError";

  constructor(disputeId: string, log: string, sequence: number) {
    super(`The ${log} of dispute ${disputeId} do not hold at link ${sequence}; run \`npm run verify\`.`);
  }
}

/** Whose chain is made, and with whose eyes. */
export interface ChainSubject extends DossierSubject {
  readonly view: DossierView;
}

/**
 * The log of a dispute for a dossier. The platform's whole log is checked link by link on the way. Staff get that chain,
 * with nothing but the hashes of what they may not see. A side gets a chain of its own over what it may see, numbered as
 * it counts: in the platform's chain even the gaps would tell what the other side does.
 * @throws BrokenLogError
 */
export async function eventChain(sql: Sql, subject: ChainSubject): Promise<Chain> {
  const { disputeId } = subject;
  const builder = new ChainBuilder(subject, "events", genesisHash(disputeId));
  for await (const event of readLoggedEvents(sql, subject)) {
    builder.add(
      event,
      hashEvent(event.previousHash, { disputeId, ...event }),
      contentOfEvent(event, builder),
    );
  }
  return builder.chain();
}

/** The custody log of a dispute for a dossier, in the same way. @throws BrokenLogError */
export async function custodyChain(sql: Sql, subject: ChainSubject): Promise<Chain> {
  const { disputeId } = subject;
  const builder = new ChainBuilder(subject, "custody", custodyGenesis(disputeId));
  for await (const act of readLoggedCustody(sql, subject)) {
    builder.add(act, hashCustody(act.previousHash, { disputeId, ...act }), contentOfCustody(act, builder));
  }
  return builder.chain();
}

function contentOfEvent(event: LoggedEvent, { isOwn }: ChainBuilder): object | null {
  if (!event.visible || (!isOwn && !event.whole)) return null;
  const { type, audience, actorRole, actorId, payload, shown, clause, occurredAt } = event;
  const said = { type, audience, actorRole, clause, occurredAt: occurredAt.toISOString() };
  return isOwn ? { ...said, payload: shown } : { ...said, actorId, payload };
}

function contentOfCustody(act: LoggedCustody, { isOwn }: ChainBuilder): object | null {
  if (!act.visible) return null;
  const { fileId, actorRole, actorId, detail, occurredAt, eventSequence, eventHash } = act;
  const said = { fileId, act: act.act, actorRole, detail, occurredAt: occurredAt.toISOString() };
  return isOwn ? said : { ...said, actorId, eventSequence, eventHash };
}

class ChainBuilder {
  readonly isOwn: boolean;
  private readonly links: ChainLink[] = [];
  private platform: { readonly sequence: number; readonly hash: string };
  private head: string;

  constructor(
    private readonly subject: ChainSubject,
    private readonly log: "events" | "custody",
    genesis: string,
  ) {
    const { view, disputeId } = subject;
    this.isOwn = view !== "STAFF";
    this.platform = { sequence: 0, hash: genesis };
    this.head = this.isOwn ? sha256(`ombud:dossier:${log}:${view}:${disputeId}`) : genesis;
  }

  /** @param content null if it is withheld @throws BrokenLogError */
  add(stored: LoggedEvent | LoggedCustody, recomputed: string, content: object | null): void {
    const { sequence, previousHash, hash } = stored;
    const before = this.platform;
    if (sequence !== before.sequence + 1 || previousHash !== before.hash || hash !== recomputed) {
      throw new BrokenLogError(this.subject.disputeId, this.log, before.sequence + 1);
    }
    this.platform = { sequence, hash };
    if (!this.isOwn) this.push({ sequence, previousHash, hash, ...(content ?? { withheld: true }) });
    else if (content !== null) this.push(this.ownLink(content));
  }

  private ownLink(content: object): ChainLink {
    const said = { sequence: this.links.length + 1, ...content };
    const canonical = canonicalize({ disputeId: this.subject.disputeId, ...said }) ?? "";
    return { ...said, previousHash: this.head, hash: sha256(this.head, canonical) };
  }

  private push(link: ChainLink): void {
    this.links.push(link);
    this.head = link.hash;
  }

  chain(): Chain {
    return { links: this.links, head: this.head };
  }
}

function sha256(...parts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}
