import { seesConsistency } from "../../domain/access/policy.js";
import { Role } from "../../domain/access/viewer.js";
import { agreementOf, type Agreement } from "../../domain/consistency/agreement.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import {
  readOpinionPairs,
  readSampledCases,
  type SampledCase,
} from "../../persistence/review-sample.store.js";
import type { UseCaseContext } from "../use-case.js";

/** A sample as somebody sees it. */
export interface ReviewSample {
  readonly name: string;
  /** Those that the viewer had nothing to do with. */
  readonly cases: readonly SampledCase[];
  /** Null without an opinion, and for mediators who are to give theirs unswayed. */
  readonly agreement: Agreement | null;
}

/**
 * A sample with its cases, and how far second opinions agree with the rulings.
 * @throws RefusedError FORBIDDEN for others than mediators, rule staff and auditors; NOT_FOUND
 */
export async function readReviewSample(
  { database, viewer }: UseCaseContext,
  name: string,
): Promise<ReviewSample> {
  const sees = seesConsistency(viewer.role);
  if (!sees && viewer.role !== Role.MEDIATOR) {
    refuse(ErrorCode.FORBIDDEN, "Samples are for mediators, rule staff and auditors.");
  }
  const cases = await readSampledCases(database, name, viewer.id);
  if (cases === null) refuse(ErrorCode.NOT_FOUND, "There is no sample of this name.", { field: ["name"] });
  return { name, cases, agreement: sees ? agreementOf(await readOpinionPairs(database, name)) : null };
}
