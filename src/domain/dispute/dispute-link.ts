/** How two disputes belong together. */
export const LinkKind = {
  COMMON_CAUSE: "COMMON_CAUSE",
  CROSS_CLAIM: "CROSS_CLAIM",
  REPEAT: "REPEAT",
} as const;
export type LinkKind = (typeof LinkKind)[keyof typeof LinkKind];
