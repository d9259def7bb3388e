import { pass, type Turn } from "./deciding.js";
import { handIn } from "./negotiation.js";

/** What is asked of each side. */
export const demands = [
  { side: "SHOPPER", slot: "PHOTO_OF_PACKAGE", level: "OPTIONAL" },
  { side: "MERCHANT", slot: "CARRIER_STATEMENT", level: "OPTIONAL" },
] as const;

/** The mediator opens a round. */
export async function askForEvidence(turn: Turn): Promise<void> {
  const mediator = await pass(turn);
  await turn.played.by(mediator, "requestEvidence", { text: "Show what you have.", slots: demands });
  turn.played.lookAt(turn.at, 10);
}

/** Each side hands something in or not, and says that it is done or lets the time run out. */
export async function hearEvidence({ played, standing, at }: Turn): Promise<void> {
  const { desk, known } = played;
  const { disputeId } = known;
  for (const { side, slot } of demands) {
    const who = side === "SHOPPER" ? known.shopper : known.merchant;
    if (played.happens(`${side} hands in`, 70))
      await handIn(desk, who, { disputeId, slot, narrative: "As it was." });
    if (played.happens(`${side} is done`, 60)) await played.by(who, "completeEvidence");
  }
  const { deadlineAt, status } = await desk.standing(disputeId);
  if (status === standing.status && deadlineAt !== null) played.lookAt(deadlineAt, 1);
  else played.lookAt(at, 6);
}

/** Each side answers what it has seen, or lets the time run out. */
export async function rebut({ played, standing, at }: Turn): Promise<void> {
  const { desk, known } = played;
  for (const who of [known.shopper, known.merchant]) {
    if (played.happens(`${who.role} rebuts`, 50))
      await played.by(who, "rebutEvidence", { statement: "It shows nothing of the kind." });
  }
  const { deadlineAt, status } = await desk.standing(known.disputeId);
  if (status === standing.status && deadlineAt !== null) played.lookAt(deadlineAt, 1);
  else played.lookAt(at, 6);
}
