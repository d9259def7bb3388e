import { DossierLanguage } from "../../domain/evidence/dossier-language.js";
import { DossierStatus } from "../../domain/evidence/dossier-status.js";
import { describeEnum } from "../described-enum.js";

describeEnum("DossierStatus", DossierStatus, "Where the building of a dossier stands.", {
  FAILED:
    "It could not be built: ask again; the log of the platform says why. Or what is in it was erased or redacted since.",
  QUEUED: "It waits for a worker.",
  READY: "It can be downloaded.",
  RUNNING: "It is being built.",
});

describeEnum("DossierLanguage", DossierLanguage, "The language of the readable part of a dossier.", {
  EN: "English.",
  ZH: "Chinese, in simplified characters.",
});
