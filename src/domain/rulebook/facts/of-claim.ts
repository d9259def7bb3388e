import { totalOf } from "../../dispute/remedy.js";
import type { CaseLine } from "../case.js";
import { refundableOf } from "../refundable.js";
import { openedOrNow, type Fact } from "./fact.js";

function sumOf(lines: readonly CaseLine[], of: (line: CaseLine) => bigint): bigint {
  return lines.reduce((sum, line) => sum + of(line), 0n);
}

/** What is disputed and what is asked for. */
export const factsOfClaim: readonly Fact[] = [
  { name: "reason", type: "string", description: "Code of the reason given.", of: ({ rule }) => rule.code },
  { name: "remedy", type: "string", description: "The remedy asked for.", of: ({ claim }) => claim.remedy },
  { name: "currency", type: "string", description: "ISO 4217 code.", of: ({ currency }) => currency },
  {
    name: "claimedMinor",
    type: "int",
    description: "What is claimed, in minor units; 0 for acts; unknown before the opening.",
    of: ({ claim }) => (claim.items.length === 0 ? undefined : totalOf(claim.items)),
  },
  {
    name: "paidMinor",
    type: "int",
    description: "What was paid for the goods of the disputed lines, in minor units.",
    of: ({ lines }) => sumOf(lines, ({ paidMinor }) => paidMinor),
  },
  {
    name: "priceMinor",
    type: "int",
    description: "The price of the disputed lines before discounts, in minor units.",
    of: ({ lines }) => sumOf(lines, ({ priceMinor }) => priceMinor),
  },
  {
    name: "refundedMinor",
    type: "int",
    description: "What was refunded for the disputed lines already, in minor units.",
    of: ({ lines }) => sumOf(lines, ({ refundedMinor }) => refundedMinor),
  },
  {
    name: "refundableMinor",
    type: "int",
    description: "What can still be refunded for the disputed lines under the reason, in minor units.",
    of: ({ lines, rule }) => sumOf(lines, (line) => refundableOf(line, rule)),
  },
  {
    name: "freightPaidMinor",
    type: "int",
    description: "What was paid for sending the disputed lines, in minor units.",
    of: ({ lines }) => sumOf(lines, ({ freightPaidMinor }) => freightPaidMinor),
  },
  {
    name: "quantity",
    type: "int",
    description: "How many units the disputed lines have together.",
    of: ({ lines }) => sumOf(lines, ({ quantity }) => BigInt(quantity)),
  },
  {
    name: "lineCount",
    type: "int",
    description: "How many order lines are disputed.",
    of: ({ lines }) => BigInt(lines.length),
  },
  {
    name: "categories",
    type: "list<string>",
    description: "The categories of the disputed lines; unknown where the order names none.",
    of: ({ lines }) => {
      const named = lines.flatMap(({ category }) => category ?? []);
      return named.length === 0 ? undefined : [...new Set(named)];
    },
  },
  {
    name: "perishable",
    type: "bool",
    description: "Whether a disputed line holds perishable goods.",
    of: ({ lines }) => lines.some(({ perishable }) => perishable),
  },
  {
    name: "promises",
    type: "list<string>",
    description: "Kinds of the promises made with the disputed lines that held when the dispute was opened.",
    of: (subject) => {
      const at = openedOrNow(subject);
      const running = subject.lines.flatMap(({ promises }) =>
        promises.filter(({ until }) => until === null || until >= at).map(({ kind }) => kind),
      );
      return [...new Set(running)];
    },
  },
];
