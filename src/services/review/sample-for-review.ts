import { Role } from "../../domain/access/viewer.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import { insertSample } from "../../persistence/review-sample.store.js";
import { inTransactionOnce } from "../idempotent.js";
import type { UseCaseContext } from "../use-case.js";

/** Most cases of one sample. */
const MAXIMUM_SAMPLE = 100;
const namePattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** What is drawn. */
export interface SampleForReviewInput {
  readonly clientMutationId: string;
  /** What people call the sample; the seed of the draw too. */
  readonly name: string;
  readonly size: number;
  /** Only cases whose latest ruling was issued from then on; null does not narrow. */
  readonly from: Date | null;
  readonly until: Date | null;
}

/** The sample that was drawn; kept as the answer to its idempotency key. */
export interface SampleChange {
  readonly name: string;
  readonly cases: number;
}

/**
 * Draws past cases for a second opinion: in proportion over mediators and outcomes, the same for the same name and cases,
 * none that the viewer had to do with. Where there are fewer than asked for, all are drawn.
 * @throws RefusedError FORBIDDEN for others than senior mediators; VALIDATION for a size or a name that is none;
 *   STATE_CONFLICT where there is a sample of this name
 */
export async function sampleForReview(
  context: UseCaseContext,
  input: SampleForReviewInput,
): Promise<SampleChange> {
  if (context.viewer.role !== Role.SENIOR_MEDIATOR) {
    refuse(ErrorCode.FORBIDDEN, "Samples are drawn by senior mediators.");
  }
  const { clientMutationId, name, size, from, until } = input;
  if (!(size >= 1 && size <= MAXIMUM_SAMPLE)) {
    refuse(ErrorCode.VALIDATION, `size must be 1 to ${MAXIMUM_SAMPLE}; it is ${size}.`, { field: ["size"] });
  }
  if (!namePattern.test(name)) {
    const message = 'A name is 1 to 64 letters, digits, ".", "_" and "-", such as 2026-Q4.';
    refuse(ErrorCode.VALIDATION, message, { field: ["name"] });
  }
  return inTransactionOnce(context, { mutation: "sampleForReview", clientMutationId, input }, async (tx) => {
    const draw = { name, size, from, until, by: context.viewer, at: context.clock.now() };
    const cases = await insertSample(tx, draw);
    if (cases !== null) return { name, cases };
    refuse(
      ErrorCode.STATE_CONFLICT,
      "There is a sample of this name. Samples do not change; give another name.",
      {
        field: ["name"],
      },
    );
  });
}
