import type { Case } from "../case.js";

/** The types of facts, by their names in the language of conditions. */
export type FactType = "bool" | "int" | "list<string>" | "string";

/** A fact: an `int` is a bigint, so that no digit of an amount is lost. */
export type FactValue = bigint | boolean | string | readonly string[];

/** The known facts of a case by the name of their variable; what is not known is absent. */
export type CaseFacts = Readonly<Record<string, FactValue>>;

/** One variable that conditions may use. */
export interface ConditionVariable {
  readonly name: string;
  readonly type: FactType;
  /** What it is, and in which unit. */
  readonly description: string;
}

/** A variable and how it is found in a case. */
export interface Fact extends ConditionVariable {
  /** Undefined where it is not known. */
  readonly of: (subject: Case) => FactValue | undefined;
}

/** The claim is judged as it was when it was made: a dispute does not outgrow a bound while it is pending. */
export function openedOrNow({ dispute, now }: Case): Date {
  return dispute?.openedAt ?? now;
}

/** Whole units of time from one instant to another; 0 where it lies before. */
export function elapsed(from: Date, to: Date, unit: number): bigint {
  const milliseconds = Math.max(0, to.getTime() - from.getTime());
  return BigInt(Math.floor(milliseconds / unit));
}
