import type { Role } from "../../../domain/access/viewer.js";
import type { RemedyKind } from "../../../domain/dispute/remedy.js";
import type { RulingOutcome } from "../../../domain/ruling/ruling.js";
import type { OrderLineSeen } from "./claim.js";
import type { ClaimItemSeen } from "./ruling-plan.js";

/** Somebody who acts. Ids are those of the port: UUIDs, or ids of the API. */
export interface Person {
  readonly name: string;
  readonly role: Role;
  readonly subject: string;
  /** For whom a merchant's staff acts. */
  readonly merchant?: string;
}

/** Terms that wait for an answer. */
export interface TermsSeen {
  readonly id: string;
  readonly termsHash: string;
  readonly expiresAt: Date | null;
}

/** What an act brought about, or why it was refused. Which of the fields are there depends on the act. */
export interface ActAnswer {
  readonly refused: { readonly code: string; readonly message: string } | null;
  readonly disputeId?: string | undefined;
  readonly deadlineAt?: Date | null | undefined;
  readonly items?: readonly ClaimItemSeen[] | undefined;
  /** The offer or proposal that was made. */
  readonly terms?: TermsSeen | undefined;
  readonly itemId?: string | undefined;
  readonly mediatorId?: string | undefined;
  readonly draftVersion?: number | undefined;
}

/** Where a dispute stands. */
export interface DisputeStanding {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly outcome: string | null;
  readonly level: number;
  readonly deadlineAt: Date | null;
  readonly mediatorId: string | null;
  /** Something that a predecessor did waits to be confirmed. */
  readonly stepsLeft: boolean;
}

/** An order as the marketplace sees it. */
export interface OrderSeen {
  readonly shopperId: string;
  readonly lines: readonly OrderLineSeen[];
}

/** What the rulebook advises to rule; an amount that it cannot tell is null. */
export interface AdviceSeen {
  readonly outcome: RulingOutcome;
  readonly clauses: readonly string[];
  readonly remedies: readonly {
    readonly kind: RemedyKind;
    readonly orderLineId: string;
    readonly amount: string | null;
  }[];
}

/** How what the script decides reaches the platform: through the API, or by its use cases. */
export interface PlatformPort {
  /** Whether the platform's clock stands where it was moved to; else it runs on. */
  readonly clockStands: boolean;
  /** How many cases may do something at once; what comes out must not depend on which is first. */
  readonly atOnce: number;
  /** Does one act, under a fresh idempotency key. @param mutation as in the schema @param input as in the schema, whole */
  act(who: Person, mutation: string, input: Readonly<Record<string, unknown>>): Promise<ActAnswer>;
  order(reference: string): Promise<OrderSeen | null>;
  /** The first code with which `eligibility` refuses; null if it does not. */
  eligibility(
    who: Person,
    claim: { readonly orderLines: readonly string[]; readonly reason: string; readonly remedy: RemedyKind },
  ): Promise<string | null>;
  standing(disputeIds: readonly string[]): Promise<DisputeStanding[]>;
  /** The slots that the merchant must fill before it may refuse the claim. */
  slotsMissing(merchant: Person, disputeId: string): Promise<readonly string[]>;
  advice(mediator: Person, disputeId: string): Promise<AdviceSeen | null>;
  /** Moves the platform's clock; deadlines in between fire. @returns how many did, and how many could not */
  moveClock(to: Date): Promise<{ readonly fired: number; readonly failed: number }>;
}
