/** The languages in which the readable part of a dossier can be. */
export const DossierLanguage = {
  EN: "EN",
  /** Simplified Chinese. */
  ZH: "ZH",
} as const;
export type DossierLanguage = (typeof DossierLanguage)[keyof typeof DossierLanguage];
