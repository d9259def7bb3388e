/** Where the building of a dossier stands. */
export const DossierStatus = {
  /** It could not be built; ask again. */
  FAILED: "FAILED",
  QUEUED: "QUEUED",
  READY: "READY",
  RUNNING: "RUNNING",
} as const;
export type DossierStatus = (typeof DossierStatus)[keyof typeof DossierStatus];
