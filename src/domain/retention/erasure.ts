/** Why the evidence of a dispute was erased. */
export const ErasureGround = {
  /** A person asked for it, after the minimum. */
  REQUESTED: "REQUESTED",
  /** The time for which its class is kept was over. */
  RETENTION_OVER: "RETENTION_OVER",
} as const;
export type ErasureGround = (typeof ErasureGround)[keyof typeof ErasureGround];
