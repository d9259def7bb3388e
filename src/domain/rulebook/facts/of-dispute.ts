import { Side } from "../../access/viewer.js";
import { DisputeStatus } from "../../dispute/dispute.js";
import { totalOf } from "../../dispute/remedy.js";
import { addHours } from "../../time.js";
import type { Case } from "../case.js";
import type { Fact } from "./fact.js";

function merchantOffersOf({ dispute }: Case) {
  return dispute?.offers.filter(({ side }) => side === Side.MERCHANT) ?? [];
}

function merchantAnswered(subject: Case): boolean {
  return subject.dispute?.refusal != null || merchantOffersOf(subject).length > 0;
}

/** No answer, though the time for it has passed or the dispute has moved on without one. */
function merchantSilent(subject: Case): boolean {
  const { dispute, rule, now } = subject;
  if (dispute === null || merchantAnswered(subject)) return false;
  const hours = dispute.perishable ? rule.merchantResponseHoursPerishable : null;
  const limit = addHours(dispute.openedAt, hours ?? rule.merchantResponseHours);
  return dispute.status !== DisputeStatus.MERCHANT_RESPONSE && now >= limit;
}

/** What the two sides did since the opening, and before. */
export const factsOfDispute: readonly Fact[] = [
  {
    name: "merchantRefused",
    type: "bool",
    description: "Whether the merchant refused the claim.",
    of: ({ dispute }) => dispute?.refusal != null,
  },
  {
    name: "refusalCode",
    type: "string",
    description: "Why the merchant refused; unknown if it did not.",
    of: ({ dispute }) => dispute?.refusal?.code,
  },
  {
    name: "merchantSilent",
    type: "bool",
    description: "Whether the merchant neither refused nor offered anything in time.",
    of: merchantSilent,
  },
  {
    name: "merchantOffered",
    type: "bool",
    description: "Whether the merchant made an offer.",
    of: (subject) => merchantOffersOf(subject).length > 0,
  },
  {
    name: "merchantOfferedMinor",
    type: "int",
    description: "The most money in an offer of the merchant, in minor units; unknown without an offer.",
    of: (subject) =>
      merchantOffersOf(subject)
        .map(({ terms }) => totalOf(terms))
        .reduce<bigint | undefined>(
          (most, sum) => (most === undefined || sum > most ? sum : most),
          undefined,
        ),
  },
  {
    name: "offers",
    type: "int",
    description: "How many offers both sides made.",
    of: ({ dispute }) => BigInt(dispute?.offers.length ?? 0),
  },
  {
    name: "amendments",
    type: "int",
    description: "How often the claim was amended.",
    of: ({ dispute }) => BigInt(dispute?.claim.amendments ?? 0),
  },
  {
    name: "level",
    type: "int",
    description: "How high the case has risen within the platform, 1 to 3; 1 before the opening.",
    of: ({ dispute }) => BigInt(dispute?.level ?? 1),
  },
  {
    name: "openedBy",
    type: "string",
    description: "The role in which it is opened.",
    of: ({ openedBy }) => openedBy,
  },
  {
    name: "earlierDisputes",
    type: "int",
    description: "How many other disputes were opened on the disputed lines before, the line with most.",
    of: ({ lines }) => BigInt(Math.max(0, ...lines.map((line) => line.earlierDisputes))),
  },
];
