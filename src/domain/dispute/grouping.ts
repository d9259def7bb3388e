/** What disputes can be counted by. */
export const DisputeGrouping = {
  OUTCOME: "OUTCOME",
  REASON: "REASON",
  STAGE: "STAGE",
  STATUS: "STATUS",
  WAITING_ON: "WAITING_ON",
} as const;
export type DisputeGrouping = (typeof DisputeGrouping)[keyof typeof DisputeGrouping];
