/** How far the draft of a ruling has come; what comes after it is the ruling itself. */
export const RulingDraftStatus = {
  APPROVED: "APPROVED",
  DRAFT: "DRAFT",
  RETURNED: "RETURNED",
  SECOND_REVIEW: "SECOND_REVIEW",
} as const;
export type RulingDraftStatus = (typeof RulingDraftStatus)[keyof typeof RulingDraftStatus];
