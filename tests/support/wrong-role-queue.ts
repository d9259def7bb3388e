import type { MutationInput } from "./api-client.js";

/** Well-formed inputs of the mutations about the queue and its staff, but for the dispute. */
export const queueInputs: Readonly<Record<string, () => MutationInput>> = {
  saveMediator: () => ({ publicName: "Kim", level: 1, capacity: 5 }),
  startShift: () => ({}),
  endShift: () => ({}),
  saveQueueView: () => ({ name: "Food", view: "UNASSIGNED" }),
  deleteQueueView: () => ({ name: "Food" }),
  watch: () => ({ subject: "SHOPPER", reason: "Third claim this week." }),
  unwatch: () => ({ subject: "SHOPPER" }),
};
