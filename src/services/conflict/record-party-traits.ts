import { Role } from "../../domain/access/viewer.js";
import { checkPartyTraits, type PartyTraits } from "../../domain/conflict/party-traits.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import { lockTraitBearers, replacePartyTraits } from "../../persistence/party-trait.store.js";
import { inTransactionOnce } from "../idempotent.js";
import type { UseCaseContext } from "../use-case.js";

/** What the marketplace knows of whom. */
export interface RecordPartyTraitsInput {
  readonly clientMutationId: string;
  /** As {@link checkPartyTraits} wants them. */
  readonly traits: readonly PartyTraits[];
}

/**
 * The marketplace tells addresses and means of payment of merchants, shoppers and mediators, as hashes that can be compared
 * and not read, so that nobody mediates a case of somebody with whom he or she shares one. What it tells of a person and a
 * kind takes the place of what it told before; without hashes, nothing is known any more. All of the call or nothing.
 * @returns how many records were taken
 * @throws RefusedError FORBIDDEN unless the viewer is a machine of the marketplace, VALIDATION for too many, for one that
 *   stands twice or is no hash, NOT_FOUND for somebody who does not exist, IDEMPOTENCY_MISMATCH
 */
export async function recordPartyTraits(
  context: UseCaseContext,
  input: RecordPartyTraitsInput,
): Promise<{ readonly recorded: number }> {
  if (context.viewer.role !== Role.INTEGRATION)
    refuse(
      ErrorCode.FORBIDDEN,
      "Only a machine of the marketplace (role INTEGRATION) records addresses and payments.",
    );
  const { clientMutationId, traits } = input;
  checkPartyTraits(traits);
  const key = { mutation: "recordPartyTraits", clientMutationId, input: { traits } };
  return inTransactionOnce(context, key, async (tx) => {
    const known = await lockTraitBearers(tx, traits);
    for (const [index, told] of traits.entries()) {
      if (!known.has(told))
        refuse(ErrorCode.NOT_FOUND, "There is no such person. Hand in an order of theirs first.", {
          field: ["traits", String(index), "personId"],
        });
    }
    await replacePartyTraits(tx, traits, context.clock.now());
    return { recorded: traits.length };
  });
}
