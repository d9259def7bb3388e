import type { Viewer } from "../src/domain/access/viewer.js";
import type { Command } from "../src/domain/dispute/command.js";
import type { DecisionContext, Verdict } from "../src/domain/dispute/decision.js";
import { nextWake } from "../src/domain/dispute/deadlines.js";
import { decide } from "../src/domain/dispute/decide.js";
import type { Dispute } from "../src/domain/dispute/dispute.js";
import { evolve } from "../src/domain/dispute/evolve.js";
import { ordinaryShopper, ranksSince } from "../src/domain/queue/priority.js";
import { changedRowsOf } from "../src/persistence/changed-rows.js";
import {
  disputeRowOf,
  messageRowsOf,
  prepareEvent,
  type ChainEnd,
} from "../src/persistence/dispute-write.js";
import { genesisHash } from "../src/persistence/event-hash.js";
import { hashInput } from "../src/services/idempotent.js";

/** A row of a table, by its columns. */
export type Row = Readonly<Record<string, unknown>>;

/** Every row that a dispute and its log consist of, as the platform itself would have written them. */
export interface History {
  readonly dispute: Dispute;
  /** When its timer is due. */
  readonly dueAt: Date | null;
  readonly rows: Readonly<
    Record<
      "dispute" | "dispute_event" | "dispute_line" | "offer" | "obligation" | "ruling" | "message",
      readonly Row[]
    >
  >;
}

/** What all decisions about one dispute have in common. */
export type Setting = Pick<DecisionContext, "rulebook" | "rule" | "lines" | "mediator" | "newId" | "clocks">;

/** Plays one dispute with the domain's own `decide` and `evolve`, in memory: valid states, valid hash chain. */
export class HistoryWriter {
  dispute: Dispute | null = null;
  private end: ChainEnd | null = null;
  private readonly events: Row[] = [];
  private readonly messages: Row[] = [];

  constructor(private readonly setting: Setting) {}

  /** Somebody acts; what is refused leaves everything as it is. */
  act(viewer: Viewer, command: Command, now: Date): Verdict {
    const verdict = decide(command, this.dispute, { ...this.setting, now, viewer, hash: hashInput });
    if (!verdict.accepted) return verdict;
    const dispute = evolve(this.dispute, verdict.event, now);
    const { id: disputeId } = dispute;
    const after = this.end ?? startOf(disputeId);
    const details = { id: this.setting.newId(), disputeId, actor: viewer, occurredAt: now, after };
    const { row, end } = prepareEvent(verdict, details);
    const text = command.action === "SEND_MESSAGE" ? command.text : null;
    this.events.push(row);
    this.messages.push(
      ...messageRowsOf({ decision: verdict, after: dispute, actor: viewer, occurredAt: now, text }),
    );
    this.dispute = dispute;
    this.end = end;
    return verdict;
  }

  /** @param shown the dispute as its row is to show it; default as it stands */
  history(shown: Dispute | null = this.dispute): History {
    if (shown === null || this.end === null)
      throw new Error("A history begins with the opening of a dispute.");
    const { lines, offers, obligations, rulings } = changedRowsOf(null, shown, []);
    return {
      dispute: shown,
      dueAt: nextWake(shown)?.at ?? null,
      rows: {
        dispute: [disputeRowOf(shown, this.end, this.rankOf(shown))],
        ...{ dispute_event: this.events, dispute_line: lines, offer: offers },
        ...{ obligation: obligations, ruling: rulings, message: this.messages },
      },
    };
  }

  private rankOf(shown: Dispute): Date {
    const { rulebook, rule } = this.setting;
    return ranksSince(shown, { queue: rulebook.queue, rule, shopper: ordinaryShopper });
  }
}

function startOf(disputeId: string): ChainEnd {
  return { sequence: 0, shopperSequence: 0, merchantSequence: 0, hash: genesisHash(disputeId) };
}
