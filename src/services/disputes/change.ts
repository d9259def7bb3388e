/** What a mutation of a dispute brought about, as UUIDs; kept as the answer to its idempotency key. */
export interface DisputeChange {
  readonly disputeId: string;
  /** Null where nothing was logged. */
  readonly eventId: string | null;
  readonly offerId: string | null;
  readonly messageId: string | null;
  readonly rulingId: string | null;
  /** Absent in answers from before there was evidence. */
  readonly itemId?: string | null;
  /** Absent where no proposal is concerned. */
  readonly proposalId?: string | null;
  /** Absent where no file is concerned. */
  readonly fileId?: string | null;
}

/** What every mutation of an existing dispute is given. */
export interface DisputeMutation {
  readonly clientMutationId: string;
  /** UUID. */
  readonly disputeId: string;
  /** The version that the client has seen; absent: not checked. */
  readonly expectedVersion?: number | undefined;
}
