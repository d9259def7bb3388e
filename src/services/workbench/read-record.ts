import type { Dispute } from "../../domain/dispute/dispute.js";
import { readCaseRecord, type CaseRecord } from "../../persistence/case-records.store.js";
import type { UseCaseContext } from "../use-case.js";

/** The record is read once for all fields that ask for it. */
const readings = new WeakMap<Dispute, Promise<CaseRecord>>();

/** What is on record about a case on the desk beyond its aggregate, read at most once. */
export function readRecord({ database }: UseCaseContext, dispute: Dispute): Promise<CaseRecord> {
  const reading = readings.get(dispute) ?? readCaseRecord(database, dispute.id);
  readings.set(dispute, reading);
  return reading;
}
