import { columns, expression, type ReadField, type ReadType } from "../read-type.js";
import { jsonRows } from "./json-rows.js";

const instants = (...names: string[]): string[] => names.map((name) => `"${name}" timestamptz(3)`);

/** The fields of a dispute that tell when it was held, and when it was taken up again. */
export const interruptions: Readonly<Record<string, ReadField>> = {
  suspensions: jsonRows("Suspension", "suspensions", [
    ...["reason text", "statement text", ...instants("suspendedAt", "reviewAt", "endedAt")],
  ]),
  reopenings: jsonRows("Reopening", "reopenings", [
    ...["ground text", "statement text", '"reopenedBy" text', "outcome text"],
    ...instants("reopenedAt", "closedAt"),
  ]),
};

const named = (name: string): ReadField => expression((row) => `${row}."${name}"`);

/** How they are read; what is kept of clocks, and who had the case, is for the machine. */
export const interruptionTypes: readonly ReadType[] = [
  {
    name: "Suspension",
    fields: {
      ...columns("reason", "statement"),
      ...{ suspendedAt: named("suspendedAt"), reviewAt: named("reviewAt"), endedAt: named("endedAt") },
    },
  },
  {
    name: "Reopening",
    fields: {
      ...columns("ground", "statement", "outcome"),
      ...{ reopenedBy: named("reopenedBy"), reopenedAt: named("reopenedAt"), closedAt: named("closedAt") },
    },
  },
];
